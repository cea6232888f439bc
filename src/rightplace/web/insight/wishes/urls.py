"""Addresses of the dashboards that are asked for, and of the use of those there are."""

from django.urls import path

from rightplace.web.insight.wishes import use, views

urlpatterns = [
    path("asked-for/", views.show_all, name="wishes"),
    path("asked-for/new/", views.ask_for, name="wish-ask"),
    path("asked-for/<int:wish_id>/", views.show, name="wish"),
    path("asked-for/<int:wish_id>/decide/", views.decide, name="wish-decide"),
    path("asked-for/<int:wish_id>/built/", views.built, name="wish-built"),
    path("use/", use.show, name="page-use"),
]
