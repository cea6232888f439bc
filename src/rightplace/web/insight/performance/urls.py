"""Addresses of the performance pages."""

from django.urls import path

from rightplace.web.insight.performance import behind, comparison, pages, placements, team, views

urlpatterns = [
    path("", views.at_a_glance, name="performance"),
    path("figures.csv", views.csv, name="performance-csv"),
    path("figures.xlsx", views.xlsx, name="performance-xlsx"),
    path("compare/", comparison.show, name="performance-compare"),
    path("looked-after/", placements.show, name="performance-looked-after"),
    path("team/", team.show, name="performance-team"),
    path("<slug:key>/", pages.indicator, name="performance-indicator"),
    path("<slug:key>/figures.csv", pages.indicator_csv, name="performance-indicator-csv"),
    path("<slug:key>/children/", behind.children, name="performance-children"),
    path("<slug:key>/schools/", behind.schools, name="performance-schools"),
]
