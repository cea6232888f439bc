"""Addresses where the same child is found in two places."""

from django.urls import path

from rightplace.web.staff.matching import lists, load, pair

urlpatterns = [
    path("matching/", lists.queue, name="matching"),
    path("matching/links/", lists.linked, name="matching-links"),
    path("matching/lists/", lists.loaded, name="matching-lists"),
    path("matching/load/", load.load, name="matching-load"),
    path("matching/twice/", load.doubles, name="matching-doubles"),
    path("matching/<int:match_id>/", pair.show, name="matching-pair"),
    path("matching/<int:match_id>/undo/", pair.undo, name="matching-undo"),
]
