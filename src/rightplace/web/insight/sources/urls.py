"""Addresses of the map of sources."""

from django.urls import path

from rightplace.web.insight.sources import data, one, views

urlpatterns = [
    path("sources/", views.show, name="sources"),
    path("sources/wanted/", views.wanted, name="wanted"),
    path("sources/data/<slug:table>/<slug:column>/", data.show, name="datum"),
    path("sources/<slug:key>/", one.show, name="source"),
]
