"""Addresses of what changes and ends plans."""

from django.urls import path

from rightplace.web.staff.changes import views

urlpatterns = [
    path("changes/", views.listed, name="change-list"),
    path("changes/moves-in/", views.move_in, name="move-in"),
    path("cases/<int:person_id>/changes/", views.show, name="changes"),
    path("cases/<int:person_id>/changes/<slug:slug>/", views.step, name="change"),
]
