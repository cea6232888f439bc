"""Consultations and costs as pages: lists against files, queries, previews that keep nothing."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from rightplace.casework.actions.costs import Shares, agree_cost
from rightplace.casework.models import (
    AuditEvent,
    Consultation,
    Letter,
    Person,
    Placement,
    PlacementCost,
    Plan,
)
from rightplace.casework.queries.costs import Look, WantedPlacements, current_placements
from rightplace.web.staff.consultations.forms import phase_on, settings_for
from tests.casework.record import at
from tests.conftest import County
from tests.web.test_staff import lines

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def signed_in(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def test_the_list_and_its_file_hold_the_consultations_of_ones_own_cases_the_late_first(
    county: County,
) -> None:
    officer, client = county.user("officer"), signed_in(county, "officer")
    mine = Consultation.objects.filter(person__in=Person.objects.visible_to(officer), reply="")
    assert Consultation.objects.filter(reply="").count() > mine.count() > 0
    rows = lines(client.get(reverse("staff:consultation-list"), {"format": "csv"}))
    expected = mine.order_by("due_on", "pk").values_list("name", "due_on")
    assert [(row["setting"], row["due_on"]) for row in rows] == [
        (name, due.isoformat()) for name, due in expected
    ]
    page = text(client.get(reverse("staff:consultation-list")))
    assert [page.count(f"/consultations/{row.pk}/") for row in mine] == [1] * len(rows)


def test_filters_and_search_narrow_the_consultations(county: County) -> None:
    client = signed_in(county, "officer")
    answered = lines(
        client.get(reverse("staff:consultation-list"), {"format": "csv", "state": "answered"})
    )
    assert answered
    assert all(row["reply"] for row in answered)
    found = lines(
        client.get(
            reverse("staff:consultation-list"),
            {"format": "csv", "state": "answered", "search": answered[0]["surname"]},
        )
    )
    assert {row["surname"] for row in found} == {answered[0]["surname"]}


@pytest.mark.parametrize(
    ("name", "many", "one"),
    [
        ("consultation-list", {"state": "answered"}, {"state": "answered", "search": "{name}"}),
        ("costs", {}, {"search": "{name}"}),
    ],
)
def test_a_list_takes_as_many_queries_for_one_row_as_for_many(
    county: County, name: str, many: dict[str, str], one: dict[str, str]
) -> None:
    client, address = signed_in(county, "manager"), reverse(f"staff:{name}")
    rows = lines(client.get(address, {"format": "csv", **many}))
    surname = rows[0]["surname"]
    counts = []
    for query in (many, {key: value.format(name=surname) for key, value in one.items()}):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address, query).status_code == 200
        counts.append(len(asked))
    assert len(rows) > 3
    assert counts[0] == counts[1]


def test_how_each_setting_answers_adds_up_to_its_consultations(county: County) -> None:
    client = signed_in(county, "manager")
    rows = lines(client.get(reverse("staff:consultation-settings"), {"format": "csv"}))
    seen = Consultation.objects.filter(person__in=Person.objects.visible_to(county.user("manager")))
    assert sum(int(row["asked"]) for row in rows) == seen.count()
    assert sum(int(row["refused"]) for row in rows) == seen.filter(reply="no").count()
    assert (
        sum(int(row["others"]) for row in rows) == seen.filter(grounds__contains=["others"]).count()
    )


def test_the_preview_shows_every_letter_and_keeps_nothing(county: County) -> None:
    client = signed_in(county, "officer")
    plan = Plan.objects.live().filter(officer=county.user("officer"), consultations=None).first()
    assert plan is not None
    first, second = settings_for(plan.person, on=TODAY)[:2]
    before = (Consultation.objects.count(), Letter.objects.count())
    response = client.post(
        reverse("staff:consult", args=[plan.person_id]),
        {
            "setting_1": first.pk, "setting_2": second.pk, "purpose": "change", "needs": "Hearing",
            "provision": "A quiet room", "phase": "Year 5", "wanted_from-day": 1,
            "wanted_from-month": 9, "wanted_from-year": 2023, "preview": "yes",
        },
    )  # fmt: skip
    assert response["Content-Type"] == "application/pdf"
    read = " ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert read.count("Dear head teacher") == 2
    assert read.count("Dear parent or carer") == 1
    assert (Consultation.objects.count(), Letter.objects.count()) == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"phase": "Year 5"}, "Choose at least one setting"),
        ({"setting_1": "same", "setting_2": "same"}, "Choose each setting once"),
        ({"name": "Fellside School"}, "Give its registration number"),
    ],
)
def test_a_consultation_that_says_too_little_is_told_so(
    county: County, given: dict[str, str], words: str
) -> None:
    plan = Plan.objects.live().filter(officer=county.user("officer")).first()
    assert plan is not None
    same = str(settings_for(plan.person, on=TODAY)[0].pk)
    sent = {key: same if value == "same" else value for key, value in given.items()}
    page = signed_in(county, "officer").post(reverse("staff:consult", args=[plan.person_id]), sent)
    assert words in text(page)


@pytest.mark.parametrize(
    ("born", "start", "phase"),
    [
        (date(2015, 8, 31), date(2023, 9, 1), "Year 4"),
        (date(2015, 9, 1), date(2023, 9, 1), "Year 3"),
        (date(2019, 8, 31), date(2023, 9, 1), "Reception"),
        (date(2019, 9, 1), date(2023, 9, 1), "Early years"),
        (date(2012, 2, 1), date(2023, 4, 1), "Year 6"),
        (date(2004, 8, 31), date(2023, 9, 1), "After Year 13"),
    ],
)
def test_the_phase_is_the_year_group_of_the_start(born: date, start: date, phase: str) -> None:
    assert phase_on(born, start) == phase


def test_finance_sees_who_where_and_how_much_and_nothing_else(county: County) -> None:
    client, user = signed_in(county, "finance"), county.user("finance")
    rows = lines(client.get(reverse("staff:costs"), {"format": "csv"}))
    there = Placement.objects.filter(
        plan__in=Plan.objects.live(), plan__person__lock=None, leaving_on=None, rank=1
    )
    assert len(rows) == there.count() > 50
    amounts = [Decimal(row["cost_a_year"]) for row in rows if row["cost_a_year"]]
    assert amounts == sorted(amounts, reverse=True) != []
    child = Person.objects.visible_to(user).filter(plans__placements__costs__isnull=False).first()
    assert child is not None
    page = text(client.get(reverse("staff:placement-costs", args=[child.pk])))
    assert "Placement and costs" in page
    assert child.postcode not in page
    for part in ("case", "consultations", "delivery"):
        assert client.get(reverse(f"staff:{part}", args=[child.pk])).status_code == 404
    look = AuditEvent.objects.latest("pk")
    assert (look.action, look.person, look.by) == ("placement_costs.open", child, user)


def test_each_look_of_finance_finds_what_it_says(county: County) -> None:
    user = county.user("finance")

    def found(look: Look) -> list[Placement]:
        return list(current_placements(user, WantedPlacements(look=look), as_of=TODAY))

    dear, less = found(Look.NONE)[:2]
    for placement, amount in ((dear, 50_000), (less, 49_999)):
        agree_cost(
            placement,
            element="fee",
            amount=Decimal(amount),
            starts_on=placement.entry_on,
            shares=Shares(),
            on=TODAY,
            by=county.user("officer"),
            at=at(TODAY),
        )
    assert dear in found(Look.HIGH)
    assert less not in found(Look.HIGH)
    assert all(row.total >= 50_000 for row in found(Look.HIGH))
    assert {row.pk for row in found(Look.NONE)}.isdisjoint(
        PlacementCost.objects.values_list("placement", flat=True)
    )
    unconfirmed = PlacementCost.objects.filter(confirmed_on=None, ends_on=None)
    assert {row.pk for row in found(Look.UNCONFIRMED)} == set(
        unconfirmed.filter(
            placement__plan__person__in=Person.objects.visible_to(user), placement__leaving_on=None
        ).values_list("placement", flat=True)
    )
    assert found(Look.ENDS) == []


def test_an_officer_cannot_confirm_a_cost(county: County) -> None:
    cost = PlacementCost.objects.filter(
        placement__plan__officer=county.user("officer"), confirmed_on=None
    ).first()
    assert cost is not None
    client = signed_in(county, "officer")
    assert client.post(reverse("staff:cost-confirm", args=[cost.pk])).status_code == 404
    page = text(client.get(reverse("staff:placement-costs", args=[cost.placement.plan.person_id])))
    assert reverse("staff:cost-amend", args=[cost.pk]) in page
    assert reverse("staff:cost-confirm", args=[cost.pk]) not in page
