"""Addresses of disputes."""

from django.urls import path

from rightplace.web.staff.disputes import views

urlpatterns = [
    path("disputes/", views.listed, name="dispute-list"),
    path("disputes/year/", views.year, name="dispute-year"),
    path("disputes/<int:dispute_id>/", views.show, name="dispute"),
    path("disputes/<int:dispute_id>/<slug:slug>/", views.step, name="dispute-step"),
    path("cases/<int:person_id>/disputes/", views.of_child, name="disputes"),
    path("cases/<int:person_id>/disputes/add/<slug:kind>/", views.add, name="dispute-add"),
]
