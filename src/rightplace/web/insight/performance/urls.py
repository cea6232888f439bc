"""Addresses of the performance pages."""

from django.urls import path

from rightplace.web.insight.performance import views

urlpatterns = [
    path("", views.at_a_glance, name="performance"),
    path("figures.csv", views.csv, name="performance-csv"),
    path("figures.xlsx", views.xlsx, name="performance-xlsx"),
]
