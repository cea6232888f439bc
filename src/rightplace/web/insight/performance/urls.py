"""Addresses of the performance pages."""

from django.urls import path

from rightplace.web.insight.performance import (
    behind,
    comparison,
    listed,
    pages,
    placements,
    team,
    views,
)
from rightplace.web.insight.use import counted

_PAGES = (
    ("", views.at_a_glance, "performance"),
    ("compare/", comparison.show, "performance-compare"),
    ("looked-after/", placements.show, "performance-looked-after"),
    ("team/", team.show, "performance-team"),
    ("<slug:key>/", pages.indicator, "performance-indicator"),
    ("<slug:key>/children/", behind.children, "performance-children"),
    ("<slug:key>/list/", listed.show, "performance-list"),
    ("<slug:key>/schools/", behind.schools, "performance-schools"),
)
"""Every page of figures; the use of each is counted."""
urlpatterns = [
    path("figures.csv", views.csv, name="performance-csv"),
    path("figures.xlsx", views.xlsx, name="performance-xlsx"),
    path("<slug:key>/figures.csv", pages.indicator_csv, name="performance-indicator-csv"),
    *(path(route, counted(view), name=name) for route, view, name in _PAGES),
]
