"""Addresses that are open to everyone."""

from django.urls import path

from rightplace.web.public import performance

app_name = "public"
urlpatterns = [
    path("performance/", performance.show, name="performance"),
    path("performance.csv", performance.csv, name="performance-csv"),
    path("performance.csv-metadata.json", performance.metadata_of, name="performance-metadata"),
]
