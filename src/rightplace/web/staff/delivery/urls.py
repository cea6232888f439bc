"""Addresses of delivery."""

from django.urls import path

from rightplace.web.staff.delivery import listing, part, steps

urlpatterns = [
    path("cases/<int:person_id>/delivery/", part.show, name="delivery"),
    path("cases/<int:person_id>/delivery/check/", steps.check, name="provision-check"),
    path("cases/<int:person_id>/delivery/gap/", steps.raise_gap, name="gap-add"),
    path("cases/<int:person_id>/delivery/arrange/<slug:kind>/", steps.arrange, name="arrange"),
    path("arrangements/<int:arrangement_id>/review/", steps.review, name="arrangement-review"),
    path("arrangements/<int:arrangement_id>/end/", steps.end, name="arrangement-end"),
    path("gaps/", listing.gaps, name="gaps"),
    path("gaps/not-full-time/", listing.part_time, name="not-full-time"),
    path("gaps/<int:gap_id>/", part.gap, name="gap"),
    path("gaps/<int:gap_id>/note/", steps.note, name="gap-note"),
    path("gaps/<int:gap_id>/close/", steps.close, name="gap-close"),
    path("gaps/<int:gap_id>/reopen/", steps.reopen, name="gap-reopen"),
]
