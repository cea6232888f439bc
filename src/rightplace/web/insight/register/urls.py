"""Addresses of the register."""

from django.urls import path

from rightplace.web.insight.register import listing, one

urlpatterns = [
    path("register/", listing.show, name="register"),
    path("register/<slug:key>/", one.show, name="indicator"),
    path("register/<slug:key>/edit/", one.edit, name="indicator-edit"),
    path("register/<slug:key>/owners/", one.owners, name="indicator-owners"),
]
