"""Addresses of what placements cost."""

from django.urls import path

from rightplace.web.staff.costs import views

urlpatterns = [
    path("costs/", views.show, name="costs"),
    path("cases/<int:person_id>/costs/", views.sheet, name="placement-costs"),
    path("placements/<int:placement_id>/costs/add/", views.add, name="cost-add"),
    path("costs/<int:cost_id>/amend/", views.amend, name="cost-amend"),
    path("costs/<int:cost_id>/confirm/", views.confirm, name="cost-confirm"),
    path("costs/<int:cost_id>/end/", views.end, name="cost-end"),
]
