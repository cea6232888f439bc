"""Data to mend as pages: the list against its file, filters, queries, who sees what, what can be done."""

from datetime import timedelta
from pathlib import Path

import pyarrow.compute as pc
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from rightplace.casework.models import AuditEvent, Cause, Finding, FindingState, Person, Plan
from rightplace.casework.queries.findings import WantedFindings, findings_for
from rightplace.facts.quality.record import RULES as RECORD
from rightplace.facts.schema import RETURN_TABLES, TABLES
from rightplace.facts.snapshot import Snapshot, freeze
from rightplace.ops.findings import run_findings
from rightplace.returns.sen2.rules import RULES as SEN2
from rightplace.web.staff.findings import mending
from rightplace.web.staff.findings.words import why_it_matters
from tests.conftest import County
from tests.web.test_consultations import signed_in, text
from tests.web.test_staff import lines

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


def listed(client: Client, **query: object) -> list[dict[str, str]]:
    return lines(client.get(reverse("staff:findings"), {"format": "csv", **query}))


def mine(county: County, username: str = "officer", state: str = "open") -> list[Finding]:
    return list(Finding.objects.visible_to(county.user(username)).filter(state=state))


def test_the_list_and_its_file_hold_one_line_for_each_mistake_of_ones_own_cases(
    county: County,
) -> None:
    client = signed_in(county, "officer")
    own, every = mine(county), Finding.objects.filter(state="open").count()
    assert every > len(own) > 10
    rows = listed(client)
    assert len(rows) == len({finding.mistake for finding in own}) < len(own)
    assert sum(1 + int(row["others"]) for row in rows) == len(own)
    assert [row["due_on"] for row in rows] == sorted(row["due_on"] for row in rows)
    page = text(client.get(reverse("staff:findings")))
    assert page.count('href="/findings/') == min(len(rows), 50)


def test_of_a_mistake_the_worst_finding_is_shown(county: County) -> None:
    worst = ["error", "query", "information"]
    own = mine(county, "manager")
    expected: dict[str, int] = {}
    for finding in own:
        weight = worst.index(finding.severity)
        expected[finding.mistake] = min(expected.get(finding.mistake, 9), weight)
    rows = listed(signed_in(county, "manager"))
    assert sorted(worst.index(row["severity"]) for row in rows) == sorted(expected.values())


def test_the_list_is_narrowed(county: County) -> None:
    client = signed_in(county, "manager")
    every = mine(county, "manager")
    one = next(f for f in every if f.school_urn and f.officer)
    assert {row["severity"] for row in listed(client, severity="error")} == {"error"}
    assert {row["rule"] for row in listed(client, rule=one.rule)} == {one.rule}
    assert {row["school_urn"] for row in listed(client, school=one.school_urn)} == {one.school_urn}
    assert {row["officer"] for row in listed(client, officer=one.officer_id)} == {one.officer.name}
    assert {row["state"] for row in listed(client, state="accepted")} == {"accepted"}
    assert all(row["accepted_reason"] for row in listed(client, state="accepted"))
    assert listed(client, overdue="on") == []
    Finding.objects.filter(pk=one.pk).update(opened_on="2023-01-02", due_on="2023-01-30")
    assert [row["due_on"] for row in listed(client, overdue="on")] == ["2023-01-30"]
    teams = {row["team"] for row in listed(signed_in(county, "auditor"), team=one.team_id)}
    assert teams == {one.team.name}


def test_a_list_takes_as_many_queries_for_few_findings_as_for_many(county: County) -> None:
    client = signed_in(county, "manager")
    counts = []
    for query in ({}, {"severity": "error"}):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("staff:findings"), query)
        counts.append(len(asked))
    assert len(listed(client)) > len(listed(client, severity="error")) > 0
    assert counts[0] == counts[1]


def test_a_strangers_and_a_locked_childs_findings_do_not_exist(county: County) -> None:
    locked = Finding.objects.filter(person__lock__isnull=False).first()
    stranger = Finding.objects.exclude(
        person__in=Person.objects.visible_to(county.user("officer"))
    ).first()
    assert locked is not None
    assert stranger is not None
    found = [
        signed_in(county, who).get(reverse("staff:finding", args=[row.pk])).status_code
        for who, row in (("officer", stranger), ("auditor", locked), ("analyst", stranger))
    ]
    assert found == [404, 404, 404]
    names = {row["surname"] for row in listed(signed_in(county, "auditor"))}
    assert names
    outside = Finding.objects.visible_to(county.user("auditor"))
    assert not outside.filter(person__lock__isnull=False).exists()


def test_looks_are_recorded(county: County) -> None:
    client, officer = signed_in(county, "officer"), county.user("officer")
    first = findings_for(officer, WantedFindings(), as_of=TODAY).exclude(person=None)[0]
    client.get(reverse("staff:finding", args=[first.pk]))
    client.get(reverse("staff:findings"))
    looks = AuditEvent.objects.filter(by=officer, kind="read")
    assert looks.filter(person=first.person, action="finding.open").count() == 1
    shown = looks.get(action="findings.open").detail["people"]
    assert first.person_id in shown


def test_a_finding_says_what_is_wrong_how_it_is_mended_and_why_it_matters(county: County) -> None:
    finding = next(f for f in mine(county) if f.table == "active_plan")
    page = text(signed_in(county, "officer").get(reverse("staff:finding", args=[finding.pk])))
    wanted = [finding.message, finding.hint, *why_it_matters(finding), "Open the reviews"]
    assert [words for words in wanted if words not in page] == []
    read = text(signed_in(county, "auditor").get(reverse("staff:finding", args=[finding.pk])))
    assert finding.message in read
    assert "Accept it with a reason" not in read


def test_the_childs_part_and_first_page_show_what_there_is_to_mend(county: County) -> None:
    client = signed_in(county, "officer")
    finding = mine(county)[0]
    number = len({f.mistake for f in mine(county) if f.person_id == finding.person_id})
    case = text(client.get(reverse("staff:case", args=[finding.person_id])))
    assert f"{number} mistake" in case
    part = text(client.get(reverse("staff:child-findings", args=[finding.person_id])))
    assert finding.message in part
    visible = Person.objects.visible_to(county.user("officer"))
    clean = Plan.objects.live().filter(person__in=visible, person__findings=None).first()
    assert clean is not None
    assert "in the data to mend" not in text(
        client.get(reverse("staff:case", args=[clean.person_id]))
    )


def test_it_is_accepted_with_a_reason_and_withdrawn(county: County) -> None:
    client, finding = signed_in(county, "officer"), mine(county)[0]
    accept = reverse("staff:finding-accept", args=[finding.pk])
    assert "Enter why it is right as it is" in text(client.post(accept, {"reason": ""}))
    day = {"until-day": "1", "until-month": "1", "until-year": "2023"}
    refused = client.post(accept, {"reason": "It is so", **day})
    assert "The acceptance cannot end before today" in text(refused)
    assert client.post(accept, {"reason": "It is so"}).status_code == 302
    finding.refresh_from_db()
    assert (finding.state, finding.accepted_reason) == (FindingState.ACCEPTED, "It is so")
    client.post(reverse("staff:finding-withdraw", args=[finding.pk]), {"sure": "on"})
    finding.refresh_from_db()
    assert (finding.state, finding.accepted_reason) == (FindingState.OPEN, "")


def test_its_cause_is_said_and_it_is_handed_over(county: County) -> None:
    client, finding = signed_in(county, "officer"), mine(county)[0]
    client.post(reverse("staff:finding-cause", args=[finding.pk]), {"cause": "interface"})
    manager = county.user("manager")
    over = reverse("staff:finding-hand-over", args=[finding.pk])
    assert manager.name in text(client.get(over))
    assert client.post(over, {"to": manager.pk}).status_code == 302
    finding.refresh_from_db()
    assert (finding.cause, finding.officer) == (Cause.INTERFACE, manager)


def with_a_wrong_provider(county: County, store: Path) -> Snapshot:
    """The county's snapshot, but that the provider with most children has a number that cannot be."""
    tables = county.snapshot.tables()
    places = tables["placement_detail"]
    counts = pc.value_counts(places["ukprn"].drop_null())
    usual = max(counts.to_pylist(), key=lambda each: each["counts"])["values"]
    wrong = pc.if_else(pc.equal(places["ukprn"], usual), "20000001", places["ukprn"])
    at = places.schema.get_field_index("ukprn")
    tables["placement_detail"] = places.set_column(at, "ukprn", wrong)
    taken = county.snapshot.taken_at + timedelta(hours=1)
    return freeze(tables, name="wrong", about=county.snapshot.about, taken_at=taken, store=store)


def test_one_wrong_value_of_the_register_is_one_line_for_all_its_children(
    county: County, tmp_path: Path
) -> None:
    snapshot = with_a_wrong_provider(county, tmp_path)
    run_findings(snapshot, by=county.user("administrator"), at=snapshot.taken_at)
    rows = [f for f in mine(county, "manager") if f.rule == "LOC-PD10"]
    assert len(rows) > len({f.mistake for f in rows}) > 0
    shown = listed(signed_in(county, "manager"), rule="LOC-PD10")
    assert len(shown) == len({f.mistake for f in rows})


def test_every_datum_that_a_rule_looks_at_leads_to_a_page_that_exists() -> None:
    """No table is left without a page, and every name in the data table is an address."""
    tables = {rule.table for rule in (*SEN2, *RECORD)} - {"header"}
    assert tables <= set(mending.OF_TABLE)
    known = {(t.name, name) for t in (*RETURN_TABLES, TABLES["event"]) for name in t.arrow.names}
    beside = {("assessment", "request_outcome_date")}
    assert set(mending.OF_FIELD) - known == beside
    broken = []
    for place in {*mending.OF_TABLE.values(), *mending.OF_FIELD.values()}:
        try:
            reverse(place.name, args=[1])
        except NoReverseMatch:
            broken.append(place.name)
    assert broken == []
