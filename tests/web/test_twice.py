"""A child who was entered twice, on the pages: where the child is shown, and what can be done."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from markupsafe import escape

from rightplace.casework.models import AuditEvent, Finding, Request, Task, User
from rightplace.web.staff.findings.mending import mended_at
from tests.casework.record import NOON, a_child, a_request, an_officer
from tests.casework.test_twice import say_one, two_requests

pytestmark = pytest.mark.django_db
SAID = "is the record that counts"


@pytest.fixture
def officer(empty_record: None) -> User:
    return an_officer()


@pytest.fixture
def cases(officer: User) -> tuple[Request, Request]:
    """A request, and that of the child's other record."""
    first, again = two_requests(officer)
    say_one(officer, first.person, again.person)
    return first, again


def in_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, name: str, *keys: int, **query: str) -> str:
    answer = in_(user).get(reverse(f"staff:{name}", args=keys), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_other_record_says_so_leads_to_the_one_that_counts_and_offers_to_end_what_stands(
    officer: User, cases: tuple[Request, Request]
) -> None:
    first, again = cases
    shown = page(officer, "case", again.person.pk)
    counts = reverse("staff:case", args=[first.person.pk])
    assert "Entered twice: see" in shown
    assert f'href="{counts}">{escape(first.person)}, {first.person.reference}</a>' in shown
    assert "Change the child" not in shown
    decide = reverse("staff:decide-assess", args=[again.pk])
    assert f'href="{decide}"' not in shown
    withdraw = reverse("staff:record", args=[again.pk, "withdrawn"])
    assert f'href="{withdraw}"' in shown


def test_the_record_that_counts_shows_the_others_request_task_and_where_it_stands(
    officer: User, cases: tuple[Request, Request]
) -> None:
    first, again = cases
    Task.objects.create(
        person=again.person, title="Ring the nursery", owner=officer, raised_on=NOON.date(),
        raised_by=officer, due_on=NOON.date(),
    )  # fmt: skip
    shown = page(officer, "case", first.person.pk)
    other = reverse("staff:case", args=[again.person.pk])
    assert shown.count("Request of 1 January 2024") == 2
    assert f'href="{other}">{again.person.reference}</a>' in shown
    assert "Ring the nursery" in page(officer, "contacts", first.person.pk)
    looked = AuditEvent.objects.filter(person=again.person, kind=AuditEvent.Kind.READ)
    assert sorted(looked.values_list("action", flat=True)) == ["case.open", "contacts.open"]


def test_what_is_new_is_refused_with_the_reason(
    officer: User, cases: tuple[Request, Request]
) -> None:
    first, again = cases
    add = reverse("staff:task-add", args=[again.person.pk])
    given = {
        "title": "Ring", "owner": officer.pk, "due_on-day": 3, "due_on-month": 6, "due_on-year": 2024,
    }  # fmt: skip
    answer = in_(officer).post(add, given).content.decode()
    assert f"{first.person.reference} {SAID}" in answer
    assert not Task.objects.filter(person=again.person).exists()


def test_the_open_list_has_both_requests_under_the_child_in_as_many_queries_for_one_as_for_two(
    officer: User, cases: tuple[Request, Request]
) -> None:
    first, _ = cases
    client = in_(officer)

    def counted() -> tuple[int, str]:
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(reverse("staff:worklist")).content.decode()
        return len(queries), shown

    counted()
    number, shown = counted()
    link = reverse("staff:case", args=[first.person.pk])
    assert (shown.count(f'href="{link}"'), shown.count("Odel,")) == (2, 0)
    third = a_request(officer, a_child(officer, surname="Odell"))
    say_one(officer, first.person, third.person)
    assert counted()[0] == number


def test_a_finding_of_the_others_case_is_mended_on_the_record_that_it_stands_on(
    officer: User, cases: tuple[Request, Request]
) -> None:
    first, again = cases
    finding = Finding(
        table="request", fields=["request_outcome_date"], person=first.person, request=again
    )
    link = mended_at(finding)
    assert link is not None
    assert link.href == reverse("staff:assessment", args=[again.person.pk])
