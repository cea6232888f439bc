"""The letterhead and the services: defaults, changes with their history, refusals."""

from typing import Any

import pytest

from rightplace.casework.actions.authority import change_letterhead, change_service
from rightplace.casework.actions.letters import Copy, send_again, send_letter
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.authority import family_services, letterhead
from rightplace.casework.models import (
    AuditEvent,
    FamilyService,
    Letter,
    Letterhead,
    Role,
    RowChange,
)
from tests.casework.record import NOON, a_child, a_user, an_officer

HEAD: dict[str, Any] = {
    "council": "Marlshire County Council",
    "address": "County Hall",
    "telephone": "01632 960 100",
    "signature": "SEND team",
    "keep_years_from_birth": 25,
    "keep_years_from_end": 6,
}
SERVICE = {"name": "SENDIASS", "contact": "01632 960 101", "hours": "9am to 5pm"}


@pytest.fixture
def how(empty_record: None) -> dict[str, Any]:
    return {"by": a_user("administrator", Role.ADMINISTRATOR), "at": NOON}


def test_every_service_has_a_name_before_anyone_gave_one(
    how: dict[str, Any], settings: Any
) -> None:
    settings.COUNCIL = "Elsewhere Council"
    assert letterhead().council == "Elsewhere Council"
    assert [*family_services()] == [key.value for key in FamilyService.Key]
    assert all(row.name and row._state.adding for row in family_services().values())


def test_a_change_keeps_what_was_before(how: dict[str, Any]) -> None:
    change_letterhead(version=1, **HEAD, **how)
    change_letterhead(version=2, **{**HEAD, "address": "Quay Street"}, **how)
    row = Letterhead.objects.get()
    assert (row.address, row.version) == ("Quay Street", 3)
    edits = RowChange.objects.filter(table="casework_letterhead", before__isnull=False)
    assert [(e.before["address"], e.after["address"]) for e in edits.order_by("pk")] == [
        ("", "County Hall"), ("County Hall", "Quay Street"),
    ]  # fmt: skip
    assert AuditEvent.objects.filter(action="letterhead.change").count() == 2


def test_an_edit_of_an_older_version_is_refused(how: dict[str, Any]) -> None:
    change_service("advice", version=1, **SERVICE, **how)
    with pytest.raises(EditConflict):
        change_service("advice", version=1, **SERVICE, **how)
    assert family_services()["advice"].version == 2


def test_documents_are_kept_for_no_less_than_25_years(how: dict[str, Any]) -> None:
    with pytest.raises(ActionRefused, match="at least 25 years"):
        change_letterhead(version=1, **{**HEAD, "keep_years_from_birth": 24}, **how)
    assert not Letterhead.objects.exists()


def test_a_letter_is_sent_again_with_a_reason(how: dict[str, Any]) -> None:
    officer = an_officer()
    copy = Copy("own.general", "About Zoë", "Mx O'Dell", NOON.date(), {}, b"pdf", b"word")
    letter = send_letter(copy, person=a_child(officer), by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="Say why"):
        send_again(letter, reason=" ", by=officer, at=NOON)
    again = send_again(letter, reason="Lost", by=officer, at=NOON)
    fields = ("person_id", "kind", "subject", "recipient", "dated", "pdf", "word", "content")
    assert Letter.objects.count() == 2
    assert all(getattr(again, name) == getattr(letter, name) for name in fields)
