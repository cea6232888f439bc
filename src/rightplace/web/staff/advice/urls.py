"""Addresses of advice."""

from django.urls import path

from rightplace.web.staff.advice import asking, capacity, give, late, part, services

urlpatterns = [
    path("cases/<int:person_id>/advice/", part.show, name="advice"),
    path("cases/<int:person_id>/advice/<int:advice_id>/", part.one, name="advice-one"),
    path("requests/<int:request_id>/advice/ask/", asking.ask_advisers, name="advice-ask"),
    path("requests/<int:request_id>/advice/earlier/", asking.earlier, name="advice-earlier"),
    path("requests/<int:request_id>/advice/receive/", asking.receive, name="advice-receive"),
    path("advice/", give.to_give, name="advice-to-give"),
    path("advice/<int:advice_id>/", give.sheet, name="advice-sheet"),
    path("advice/<int:advice_id>/write/", give.write, name="advice-write"),
    path("advice/<int:advice_id>/submit/", give.submit, name="advice-submit"),
    path("advice/<int:advice_id>/late/", asking.expect_late, name="advice-expect"),
    path("advice/<int:advice_id>/excuse/", asking.excuse, name="advice-excuse"),
    path("advice/<int:advice_id>/assign/", asking.assign, name="advice-assign"),
    path("advice/late/", late.show, name="advice-late"),
    path("advice/remind/", late.remind, name="advice-chase"),
    path("advice/capacity/", capacity.show, name="advice-capacity"),
    path("advice/services/add/", services.add_service, name="advice-service-add"),
    path("advice/services/<int:service_id>/", services.change_service, name="advice-service"),
    path("advice/services/<int:service_id>/time/", services.add_time, name="advice-time"),
    path("advice/services/<int:service_id>/end/", services.end_time, name="advice-time-end"),
    path("advice/services/<int:service_id>/absence/", services.add_absence, name="advice-absence"),
]
