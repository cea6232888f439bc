"""The same child in two places, on the page: the queue, a pair, loading, links, and who may."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rightplace.casework.actions import matching
from rightplace.casework.actions.matching import Proposal, Row
from rightplace.casework.models import (
    AuditEvent,
    Match,
    MatchState,
    Person,
    Role,
    SourceFile,
    SourceRecord,
    User,
)
from tests.casework.record import NOON, a_child, a_request, a_user, an_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(empty_record: None) -> User:
    officer = an_officer()
    return a_user("manager-1", Role.TEAM_MANAGER, officer.team)


def in_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def officer_of(manager: User) -> User:
    return User.objects.get(username="officer-1")


def known(manager: User, surname: str = "O'Dell") -> Person:
    officer = officer_of(manager)
    return a_request(officer, a_child(officer, surname=surname)).person


SAID = [
    {"field": "UPN", "level": "same", "said": "The same UPN", "bits": 16.0},
    {"field": "Date of birth", "level": "other", "said": "Different dates of birth", "bits": -5.1},
]


def pairs(manager: User, *people: Person) -> list[Match]:
    """A pair of each child and a row of a list."""
    rows = [
        Row(f"C{person.pk}", person.surname, "Zoe", date(2016, 3, 1), postcode="ZZ1 1AA")
        for person in people
    ]
    file = matching.load_list(
        rows, system="Care", file_name="care.csv", digest="d", by=manager, at=NOON
    )
    found = [
        Proposal(person.pk, "review", 0.6 + 0.1 * n, SAID, f"C{person.pk}")
        for n, person in enumerate(people)
    ]
    matching.propose(found, file=file, by=manager, at=NOON)
    return list(Match.objects.order_by("pk"))


def show(user: User, name: str, *keys: int, **query: str) -> str:
    answer = in_(user).get(reverse(f"staff:{name}", args=keys), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_queue_has_the_least_certain_first_and_as_many_queries_for_three_as_for_one(
    manager: User,
) -> None:
    children = [known(manager, name) for name in ("Ash", "Beech", "Cedar")]
    _, *more = pairs(manager, *children)
    matching.say_different(more[0], version=1, reason="No", by=manager, at=NOON)
    matching.say_different(more[1], version=1, reason="No", by=manager, at=NOON)
    client = in_(manager)
    with CaptureQueriesContext(
        connection,
    ) as for_one:
        client.get(reverse("staff:matching"))
    for match in more:
        match.refresh_from_db()
        matching.undo_decision(match, version=2, reason="Slip", by=manager, at=NOON)
    with CaptureQueriesContext(connection) as for_three:
        page = client.get(reverse("staff:matching")).content.decode()
    assert len(for_three) == len(for_one)
    assert sorted(("Ash,", "Beech,", "Cedar,"), key=page.index) == ["Ash,", "Beech,", "Cedar,"]
    assert "60.0%" in page


def test_the_file_of_the_queue_and_of_the_links_name_no_child(manager: User) -> None:
    person = known(manager)
    (pair,) = pairs(manager, person)
    queue = show(manager, "matching", format="csv").lstrip("\ufeff").splitlines()
    assert queue == [
        "our_reference,system,identifier,other_reference,taken_for,probability,look_at",
        f"RP-{person.pk:06d},Care,C{person.pk},,To be looked at,0.6000,"
        "Different dates of birth: takes away",
    ]
    matching.confirm_same(pair, version=1, reason="Asked the nurse", by=manager, at=NOON)
    links = show(manager, "matching-links", format="csv").lstrip("\ufeff").splitlines()
    assert links == [
        "our_reference,upn,system,identifier,other_reference,linked_on,linked_by,reason",
        f"RP-{person.pk:06d},,Care,C{person.pk},,2024-06-03,Ada manager-1,Asked the nurse",
    ]


def test_a_pair_shows_both_records_what_differs_and_why_in_words(manager: User) -> None:
    (pair,) = pairs(manager, known(manager))
    page = " ".join(show(manager, "matching-pair", pair.pk).split())
    for words in (
        "It is 60.0% likely",
        "adds much",
        "65,536 times as likely if it is one child",
        "takes away",
        "34 times as likely if it is two children",
        "29 February 2016",
        "1 March 2016",
        "Different",
        "Not known in one",
    ):
        assert words in page
    looks = AuditEvent.objects.filter(action="matching.pair", person=pair.person)
    assert [look.detail for look in looks] == [{"match": pair.pk}]


def decide(user: User, pair: Match, **given: object) -> int:
    answer = in_(user).post(reverse("staff:matching-pair", args=[pair.pk]), given)
    return answer.status_code


def test_a_decision_is_recorded_and_undone_on_the_page(manager: User) -> None:
    (pair,) = pairs(manager, known(manager))
    assert decide(manager, pair, decision="same", version=1, reason="") == 200
    assert decide(manager, pair, decision="same", version=1, reason="Yes") == 302
    page = show(manager, "matching-pair", pair.pk)
    assert "The same child" in page
    assert "Record the decision" not in page
    undo = reverse("staff:matching-undo", args=[pair.pk])
    assert in_(manager).post(undo, {"version": 2, "reason": "Slip"}).status_code == 302
    pair.refresh_from_db()
    assert pair.state == MatchState.UNDONE
    history = show(manager, "matching-pair", pair.pk)
    assert history.index("Decision undone") < history.index("Said to be the same child")


def test_who_decides_second_is_told_and_changes_nothing(manager: User) -> None:
    (pair,) = pairs(manager, known(manager))
    assert decide(manager, pair, decision="different", version=1, reason="No") == 302
    answer = in_(manager).post(
        reverse("staff:matching-pair", args=[pair.pk]),
        {"decision": "same", "version": 1, "reason": "Yes"},
    )
    assert "Someone else has changed this" in answer.content.decode()
    pair.refresh_from_db()
    assert (pair.state, pair.reason) == (MatchState.DIFFERENT, "No")


def test_of_two_records_the_one_that_counts_is_asked_for_and_shown_where_the_other_is(
    manager: User,
) -> None:
    one, other = known(manager), known(manager, "Odell")
    matching.propose([Proposal(one.pk, "review", 0.9, SAID, other=other.pk)], by=manager, at=NOON)
    pair = Match.objects.get()
    assert decide(manager, pair, decision="same", version=1, reason="Yes") == 200
    assert decide(manager, pair, decision="same", counts=one.pk, version=1, reason="Yes") == 302
    other.refresh_from_db()
    assert other.same_as == one
    officer = officer_of(manager)
    assert f"RP-{one.pk:06d}" in show(officer, "case", other.pk)
    assert f"RP-{other.pk:06d}" in show(officer, "case", one.pk)
    assert "Entered twice" in show(officer, "worklist")


def upload(user: User, content: bytes, name: str = "care.csv") -> str:
    file = SimpleUploadedFile(name, content)
    answer = in_(user).post(
        reverse("staff:matching-load"), {"system": "Care", "file": file}, follow=True
    )
    return answer.content.decode()


def test_a_list_is_loaded_compared_and_its_pairs_proposed(manager: User) -> None:
    person = known(manager)
    text = "DOB,First name,ID,Surname,Sex\n29/02/2016,Zoe,C1,O'Dell,F\n01/05/2010,Ann,C2,Reed,F\n"
    page = upload(manager, text.encode("utf-8-sig"))
    assert "The list is loaded" in page
    match = Match.objects.get()
    assert (match.person, match.identifier, match.record.surname) == (person, "C1", "O'Dell")
    assert SourceFile.objects.get().rows == 2
    assert "Reed" not in page + show(manager, "matching-lists")


def test_a_workbook_is_taken_as_well(manager: User) -> None:
    known(manager)
    book = openpyxl.Workbook()
    book.active.append(["Surname", "Forename", "Date of birth", "Client ID"])
    book.active.append(["O'Dell", "Zoe", date(2016, 2, 29), 17.0])
    file = io.BytesIO()
    book.save(file)
    upload(manager, file.getvalue(), "care.xlsx")
    assert Match.objects.get().identifier == "17"


def test_a_file_that_is_no_list_is_refused_and_nothing_is_kept(manager: User) -> None:
    assert "No row names the columns" in upload(manager, b"Name\nAnn\n")
    assert SourceRecord.objects.count() == SourceFile.objects.count() == 0


def test_children_entered_twice_are_looked_for(manager: User) -> None:
    one, other = known(manager), known(manager)
    answer = in_(manager).post(reverse("staff:matching-doubles"), {"sure": "yes"}, follow=True)
    assert "looked through" in answer.content.decode()
    match = Match.objects.get()
    assert (match.person, match.other) == (one, other)


def test_the_analyst_sees_what_decides_and_nothing_clinical(manager: User) -> None:
    person = known(manager)
    (pair,) = pairs(manager, person)
    analyst = a_user("analyst-1", Role.ANALYST)
    page = show(analyst, "matching-pair", pair.pk)
    assert person.ethnicity not in page
    assert in_(analyst).get(reverse("staff:case", args=[person.pk])).status_code == 404


def test_a_strangers_pair_does_not_exist(manager: User) -> None:
    stranger = an_officer("officer-2", "South team")
    theirs = a_request(stranger, a_child(stranger, surname="Elsewhere")).person
    (pair,) = pairs(manager, theirs)
    assert "Elsewhere" not in show(manager, "matching")
    for name in ("matching-pair", "matching-undo"):
        assert in_(manager).get(reverse(f"staff:{name}", args=[pair.pk])).status_code == 404
    assert decide(manager, pair, decision="same", version=1, reason="Yes") == 404
