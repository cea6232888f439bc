"""Addresses of the figures that owners give."""

from django.urls import path

from rightplace.web.insight.entered import views

_ONE = "figures-to-give/<slug:key>/<slug:slug>"
urlpatterns = [
    path("figures-to-give/", views.to_give, name="figures-to-give"),
    path(f"{_ONE}/", views.give, name="figure-give"),
    path(f"{_ONE}/not-available/", views.not_available, name="figure-not-available"),
    path("evidence/<int:figure_id>/", views.evidence, name="figure-evidence"),
]
