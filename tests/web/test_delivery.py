"""Gaps and part-time education as pages: lists against files, queries, who sees what."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rightplace.casework.models import (
    Arrangement,
    ArrangementKind,
    DeliveryGap,
    Person,
    ProvisionCheck,
)
from rightplace.casework.queries.delivery import lost, not_full_time
from tests.conftest import County
from tests.web.test_consultations import signed_in, text
from tests.web.test_staff import lines

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def gaps(client: Client, **query: object) -> list[dict[str, str]]:
    return lines(client.get(reverse("staff:gaps"), {"format": "csv", **query}))


def test_the_list_of_gaps_and_its_file_hold_the_open_gaps_of_ones_own_cases(county: County) -> None:
    officer, client = county.user("officer"), signed_in(county, "officer")
    mine = DeliveryGap.objects.filter(
        person__in=Person.objects.visible_to(officer), closed_on=None
    ).order_by("due_on", "pk")
    assert DeliveryGap.objects.filter(closed_on=None).count() > mine.count() > 3
    assert [row["due_on"] for row in gaps(client)] == [gap.due_on.isoformat() for gap in mine]
    page = text(client.get(reverse("staff:gaps")))
    assert [f"/gaps/{gap.pk}/" in page for gap in mine] == [True] * len(mine)


def test_gaps_are_narrowed_by_state_severity_owner_and_setting(county: County) -> None:
    client = signed_in(county, "manager")
    late = gaps(client, state="escalated")
    assert late
    assert all(row["due_on"] < TODAY.isoformat() for row in late)
    assert {row["severity"] for row in gaps(client, severity="high")} == {"high"}
    assert all(row["closed_on"] for row in gaps(client, state="closed"))
    gap = DeliveryGap.objects.filter(
        person__in=Person.objects.visible_to(county.user("manager")),
        closed_on=None,
        setting__isnull=False,
    ).first()
    assert gap is not None
    assert {row["setting"] for row in gaps(client, setting=gap.setting_id)} == {str(gap.setting)}
    assert {row["owner"] for row in gaps(client, owner=gap.owner_id)} == {gap.owner.name}


def test_a_list_takes_as_many_queries_for_one_gap_as_for_many(county: County) -> None:
    client = signed_in(county, "manager")
    assert len(gaps(client)) > 3 > len(gaps(client, severity="low", state="open")) > 0
    counts = []
    for query in ({}, {"severity": "low", "state": "open"}):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("staff:gaps"), query)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_children_without_full_time_education_are_counted_as_they_are_listed(
    county: County,
) -> None:
    client, user = signed_in(county, "manager"), county.user("manager")
    rows = lines(client.get(reverse("staff:not-full-time"), {"format": "csv"}))
    children = not_full_time(user, as_of=TODAY)
    assert [row["weeks_lost"] for row in rows] == [str(each.weeks_lost) for each in children]
    figures = lost(children, as_of=TODAY)
    assert (figures.children, figures.without_any) == (
        len(rows),
        sum(row["hours"] == "0.0" for row in rows),
    )
    full = Arrangement.objects.filter(hours=25, person__in=Person.objects.visible_to(user))
    assert full.exists()
    assert not {each.person for each in children} & {row.person for row in full}


def test_the_page_of_a_child_shows_its_newest_checks(county: County) -> None:
    check = ProvisionCheck.objects.filter(plan__officer=county.user("officer")).latest("pk")
    page = text(
        signed_in(county, "officer").get(reverse("staff:delivery", args=[check.plan.person_id]))
    )
    assert check.words in page
    assert check.get_standing_display() in page


@pytest.mark.parametrize("kind", ArrangementKind)
def test_each_kind_asks_for_what_it_needs(county: County, kind: ArrangementKind) -> None:
    person = Person.objects.visible_to(county.user("officer")).first()
    assert person is not None
    page = text(
        signed_in(county, "officer").get(reverse("staff:arrange", args=[person.pk, kind.value]))
    )
    assert ("Who provides it" in page) is kind.has_provider
    none = kind in (ArrangementKind.NO_PLACE, ArrangementKind.MISSING)
    assert ("Hours a week" in page) is not none


def test_a_kind_that_is_not_there_is_not_found(county: County) -> None:
    person = Person.objects.visible_to(county.user("officer")).first()
    assert person is not None
    address = reverse("staff:arrange", args=[person.pk, "holiday"])
    assert signed_in(county, "officer").get(address).status_code == 404
