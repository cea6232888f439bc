"""Addresses of consultations."""

from django.urls import path

from rightplace.web.staff.consultations import listing, part, steps

urlpatterns = [
    path("cases/<int:person_id>/consultations/", part.show, name="consultations"),
    path("cases/<int:person_id>/consultations/new/", steps.consult, name="consult"),
    path("cases/<int:person_id>/consultations/preference/", steps.prefer, name="preference-add"),
    path("consultations/", listing.show, name="consultation-list"),
    path("consultations/settings/", listing.by_setting, name="consultation-settings"),
    path("consultations/request/<int:request_id>/", part.of_request, name="request-consultations"),
    path("consultations/<int:consultation_id>/", part.one, name="consultation"),
    path("consultations/<int:consultation_id>/reply/", steps.reply, name="consultation-reply"),
    path("consultations/<int:consultation_id>/chase/", steps.chase, name="consultation-chase"),
    path("consultations/<int:consultation_id>/accept/", steps.accept, name="consultation-accept"),
    path("preferences/<int:preference_id>/not-consulted/", steps.why, name="preference-why"),
    path("preferences/<int:preference_id>/decision/", steps.against, name="preference-against"),
]
