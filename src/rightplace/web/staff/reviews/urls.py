"""Addresses about reviews."""

from django.urls import path

from rightplace.web.staff.reviews import (
    adulthood,
    calendar,
    listing,
    paperwork,
    part,
    planning,
    transfers,
)

urlpatterns = [
    path("reviews/", listing.show, name="review-list"),
    path("reviews/weeks/", calendar.show, name="review-calendar"),
    path("reviews/planning/", planning.show, name="review-plan-bulk"),
    path("reviews/reports-owed/", paperwork.show, name="review-paperwork"),
    path("reviews/reports-owed/chase/", paperwork.chase, name="review-chase-bulk"),
    path("reviews/phase-transfers/", transfers.show, name="phase-transfers"),
    path("reviews/phase-transfers/expect/", transfers.expect, name="phase-expect"),
    path("reviews/adulthood/", adulthood.show, name="review-adulthood"),
    path("cases/<int:person_id>/reviews/", part.show, name="reviews"),
    path("cases/<int:person_id>/reviews/<slug:slug>/", part.step, name="review-step"),
]
