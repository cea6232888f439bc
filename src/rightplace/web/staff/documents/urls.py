"""Addresses of letters and documents."""

from django.urls import path

from rightplace.web.staff.documents import authority, letters, sent, write

_LETTERS = "cases/<int:person_id>/letters/"
urlpatterns = [
    path("letters/", sent.show, name="letters-sent"),
    path("letterhead/", authority.show, name="authority"),
    path("letterhead/change/", authority.change_head, name="letterhead-change"),
    path("letterhead/services/<slug:key>/", authority.change_one, name="service-change"),
    path(_LETTERS, letters.show, name="letters"),
    path(f"{_LETTERS}write/", write.start, name="letter-start"),
    path(f"{_LETTERS}write/<slug:key>/", write.write, name="letter-write"),
    path(f"{_LETTERS}<int:letter_id>/", letters.read, name="letter"),
    path(f"{_LETTERS}<int:letter_id>/again/", letters.again, name="letter-again"),
    path(f"{_LETTERS}<int:letter_id>/<slug:form>/", letters.download, name="letter-file"),
]
