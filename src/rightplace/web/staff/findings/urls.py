"""Addresses of data to mend."""

from django.urls import path

from rightplace.web.staff.findings import listing, one, part

_ONE = "findings/<int:finding_id>"
urlpatterns = [
    path("findings/", listing.show, name="findings"),
    path(f"{_ONE}/", one.show, name="finding"),
    path(f"{_ONE}/accept/", one.accept, name="finding-accept"),
    path(f"{_ONE}/withdraw/", one.withdraw, name="finding-withdraw"),
    path(f"{_ONE}/cause/", one.cause, name="finding-cause"),
    path(f"{_ONE}/hand-over/", one.hand_over, name="finding-hand-over"),
    path("cases/<int:person_id>/findings/", part.show, name="child-findings"),
]
