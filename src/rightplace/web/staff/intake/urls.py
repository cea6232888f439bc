"""Addresses of intake."""

from django.urls import path

from rightplace.web.staff.intake import details, find, views

urlpatterns = [
    path("find/", find.show, name="find"),
    path("requests/new/", views.new, name="request-new"),
    path("cases/<int:person_id>/details/", details.child, name="details"),
    path("cases/<int:person_id>/carers/add/", details.add, name="carer-add"),
    path("carers/<int:carer_id>/", details.carer, name="carer"),
]
