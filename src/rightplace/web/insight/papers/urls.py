"""Addresses of a quarter's papers."""

from django.urls import path

from rightplace.web.insight.papers import views

urlpatterns = [
    path("", views.home, name="papers"),
    path("check/", views.checked, name="paper-check"),
    path("<slug:form>/", views.file, name="paper-file"),
]
