"""Addresses of the lists of other services."""

from django.urls import path

from rightplace.web.insight.lists import look, views

urlpatterns = [
    path("lists/", views.show, name="lists"),
    path("lists/look/<int:job_id>/", look.show, name="list-look"),
    path("lists/look/<int:job_id>/progress/", look.progress, name="list-progress"),
    path("lists/<slug:table>/", views.load, name="list-load"),
]
