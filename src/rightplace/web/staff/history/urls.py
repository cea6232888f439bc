"""Addresses of history, undoing, correcting and locking."""

from django.urls import path

from rightplace.web.staff.history import locks, views

_CHILD = "cases/<int:person_id>"
urlpatterns = [
    path("locks/", locks.show, name="locks"),
    path(f"{_CHILD}/lock/", locks.lock, name="lock"),
    path(f"{_CHILD}/unlock/", locks.unlock, name="unlock"),
    path(f"{_CHILD}/history/", views.show, name="history"),
    path(f"{_CHILD}/history/<int:audit_id>/undo/", views.take_back, name="undo"),
    path(f"{_CHILD}/history/event/<int:event_id>/", views.correct, name="correct"),
]
