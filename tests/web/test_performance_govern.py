"""The register, figures that are given, quarters and dashboards asked for: what the pages do."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rightplace.casework.models import Role
from rightplace.governance.models import (
    Act,
    CommentaryRequest,
    DashboardRequest,
    DefinitionEdit,
    EnteredFigure,
    FrozenFigure,
    FrozenQuarter,
    OwnerPerson,
    PageUse,
)
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.performance.definition import indicators, version_on
from rightplace.indicators.performance.table import Line
from rightplace.web.design.lines import value_of
from rightplace.web.insight.performance.late import computed_now, late_words
from tests.conftest import County

pytestmark = pytest.mark.django_db
Q3 = "q3-2022-23"


def client(county: County, username: str) -> Client:
    made = Client()
    made.force_login(county.user(username))
    return made


def text(response: HttpResponse) -> str:
    return response.content.decode()


def rows(response: HttpResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def a_day(name: str, day: date) -> dict[str, str]:
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


def an_edit(**changes: object) -> dict[str, object]:
    """What the form of the latest version of second plans sends, with something new in it."""
    stands = versions_of_all()["cp-second-plan"][-1]
    plain = (
        "name", "question", "owner", "source", "statutory_basis", "definition", "numerator",
        "denominator", "decimals",
    )  # fmt: skip
    sent = {name: getattr(stands, name) for name in plain}
    sent |= {name: "\n".join(getattr(stands, name)) for name in ("needs", "limits")}
    sent |= {"polarity": stands.polarity.value, "reason": "The committee asked for it."}
    return {**sent, **a_day("since", date(2023, 4, 1)), **changes}


def test_the_register_has_the_thirty_on_screen_and_as_a_file(county: County) -> None:
    analyst = client(county, "analyst")
    page = text(analyst.get(reverse("insight:register")))
    assert [
        key for key in indicators() if reverse("insight:indicator", args=[key]) not in page
    ] == []
    found = rows(analyst.get(reverse("insight:register"), {"format": "csv"}))
    assert [row["key"] for row in found] == list(indicators())
    second = next(row for row in found if row["key"] == "cp-second-plan")
    assert (second["version"], second["since"], second["targets"]) == (
        "2",
        "2022-10-01",
        "Below 20.8%, from 1 April 2022",
    )


def test_a_change_of_a_definition_is_a_version_from_a_day_on(county: County) -> None:
    head = client(county, "head")
    address = reverse("insight:indicator-edit", args=["cp-second-plan"])
    assert head.post(address, an_edit(question="Why again?", target="19.5")).status_code == 302
    edit = DefinitionEdit.objects.get()
    assert edit.changes == {
        "question": "Why again?",
        "targets": [
            {"value": 20.8, "since": "2022-04-01", "until": "2023-03-31", "tolerance": 0.0},
            {"value": 19.5, "since": "2023-04-01", "until": None, "tolerance": 0.0},
        ],
    }
    versions = versions_of_all()["cp-second-plan"]
    before, after = (version_on(versions, day) for day in (date(2023, 3, 31), date(2023, 4, 1)))
    assert (before.version, after.version) == (2, 3)
    assert after.target_on(date(2023, 4, 1)).value == 19.5
    page = text(head.get(reverse("insight:indicator", args=["cp-second-plan"])))
    assert (
        "from “How many children come onto a child protection plan again?” to “Why again?”" in page
    )
    assert "The committee asked for it." in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"decimals": "9"}, "Give a whole number from 0 to 4."),
        ({"name": ""}, "Say it in words."),
        ({}, "Nothing was changed."),
        ({"name": "x", **a_day("since", date(2022, 12, 31))}, "Figures up to that day are frozen."),
        ({"name": "x", **a_day("since", date(2022, 4, 1))}, "The version before holds from"),
    ],
)
def test_an_edit_that_cannot_stand_is_told_on_the_form(
    county: County, changes: dict[str, object], said: str
) -> None:
    address = reverse("insight:indicator-edit", args=["cp-second-plan"])
    page = client(county, "analyst").post(address, an_edit(**changes))
    assert page.status_code == 200
    assert said in text(page)
    assert DefinitionEdit.objects.count() == 0


def test_owners_are_named_on_the_page_of_an_indicator(county: County) -> None:
    analyst = client(county, "analyst")
    psychologist, director = county.user("psychologist"), county.user("director")
    address = reverse("insight:indicator-owners", args=["neet"])
    assert (
        analyst.post(address, {"people": [psychologist.pk]}).status_code == 200
    )  # not a role for it
    assert analyst.post(address, {"people": [director.pk]}).status_code == 302
    named = OwnerPerson.objects.filter(owner="Head of Education").values_list("user", flat=True)
    assert list(named) == [director.pk]
    to_give = text(client(county, "director").get(reverse("insight:figures-to-give")))
    assert "figures-to-give/neet/" in to_give


def test_a_figure_is_given_with_its_evidence_and_corrected(county: County) -> None:
    owner = client(county, "director")
    address = reverse("insight:figure-give", args=["yj-reoffending", _period("yj-reoffending")])
    before = EnteredFigure.objects.count()
    file = SimpleUploadedFile("list.csv", b"name,offences\na,1\n")
    sent = {"numerator": "12", "denominator": "41", "evidence": "The YJB's list", "file": file}
    assert owner.post(address, sent).status_code == 302
    row = EnteredFigure.objects.latest("pk")
    assert (row.numerator, row.denominator, row.evidence_name) == (12, 41, "list.csv")
    kept = owner.get(reverse("insight:figure-evidence", args=[row.pk]))
    assert b"".join(kept.streaming_content) == b"name,offences\na,1\n"
    none = reverse(
        "insight:figure-not-available", args=["yj-reoffending", _period("yj-reoffending")]
    )
    said = {"why": "The list was wrong.", **a_day("until", date(2023, 5, 1))}
    assert owner.post(none, said).status_code == 302
    assert EnteredFigure.objects.count() == before + 2
    page = text(owner.get(address))
    assert page.index("The list was wrong. Until 1 May 2023.") < page.index("The YJB&#39;s list")


def test_a_file_that_is_not_taken_keeps_the_figure_back(county: County) -> None:
    owner = client(county, "director")
    address = reverse("insight:figure-give", args=["yj-custody", _period("yj-custody")])
    before = EnteredFigure.objects.count()
    sent = {"numerator": "1", "denominator": "9", "evidence": "x"}
    page = owner.post(address, {**sent, "file": SimpleUploadedFile("list.exe", b"MZ\x90")})
    assert "Programs are never taken" in text(page)
    assert EnteredFigure.objects.count() == before


def _period(key: str) -> str:
    from rightplace.indicators.performance.periods import parse
    from rightplace.web.insight.slugs import slug_of

    return slug_of(indicators()[key][-1].period_in(parse("Q3 2022/23")))


def test_an_owner_finds_their_own_figures_alone(county: County) -> None:
    keys = {"yj-first-time", "yj-reoffending", "yj-custody"}
    everything = rows(
        client(county, "analyst").get(reverse("insight:figures-to-give"), {"format": "csv"})
    )
    mine = rows(
        client(county, "director").get(reverse("insight:figures-to-give"), {"format": "csv"})
    )
    assert {row["indicator"] for row in mine} == keys
    assert mine == [row for row in everything if row["indicator"] in keys]
    assert len({row["indicator"] for row in everything}) == 9


def test_a_quarter_is_frozen_from_a_snapshot_of_its_end_or_later(county: County) -> None:
    analyst = client(county, "analyst")
    address = reverse("insight:quarter-freeze", args=["q1-2022-23"])
    page = text(analyst.get(address))
    assert "Figures as they would be frozen" in page
    sent = {"snapshot": county.snapshot.name, **a_day("due_on", date(2023, 2, 14))}
    assert analyst.post(address, sent).status_code == 302
    quarter = FrozenQuarter.objects.get(period="Q1 2022/23")
    assert (quarter.figures.count(), quarter.snapshot_id) == (30, county.snapshot.id)
    assert analyst.get(address).status_code == 404
    red = {f.pk for f in quarter.figures.all() if f.line["status"] == "Red"}
    asked = set(
        CommentaryRequest.objects.filter(figure__quarter=quarter).values_list("figure", flat=True)
    )
    assert asked >= red


def late_figure(period: str) -> tuple[FrozenFigure, Line]:
    """A figure that can be corrected and that the record gives otherwise today, and as it gives it."""
    frozen = FrozenQuarter.objects.get(period=period)
    now = computed_now(frozen)
    return next(
        (figure, now[figure.indicator])
        for figure in frozen.figures.order_by("position")
        if figure.line["numerator"] is not None
        and late_words(Line.from_data(figure.line), now[figure.indicator])
    )


def test_what_has_changed_since_the_freeze_is_shown_until_it_is_corrected(county: County) -> None:
    analyst = client(county, "analyst")
    figure, now = late_figure("Q2 2022/23")
    frozen, today = (
        value_of(now, each) for each in (figure.line["latest_value"], now.latest_value)
    )
    said = f"Since the freeze the record has changed: frozen {frozen}, now {today}."
    correct = reverse("insight:figure-correct", args=[figure.pk])
    quarter = reverse("insight:quarter", args=["q2-2022-23"])
    assert correct in text(analyst.get(quarter))
    assert correct not in text(client(county, "director").get(quarter))
    assert said in text(analyst.get(reverse("insight:frozen-figure", args=[figure.pk])))
    depth = reverse("insight:performance-indicator", args=[figure.indicator])
    asked = {"quarter": "Q2 2022/23"}
    assert said in text(analyst.get(depth, asked))
    assert "Since the freeze" not in text(client(county, "councillor").get(depth, asked))
    made = {"numerator": now.numerator, "denominator": now.denominator}
    sent = {name: f"{part:g}" for name, part in made.items() if part is not None}
    form = text(analyst.get(correct))
    assert all(f'value="{part}"' in form for part in sent.values())
    sent["reason"] = "It was written down late."
    assert analyst.post(correct, sent).status_code == 302
    page = text(analyst.get(quarter))
    assert f"Corrected to {today}" in page
    assert correct not in page


def test_nothing_has_changed_since_the_freeze_of_the_newest_snapshot(county: County) -> None:
    page = text(client(county, "analyst").get(reverse("insight:quarter", args=[Q3])))
    assert "Changed since the freeze" not in page


def test_a_correction_is_shown_wherever_the_figure_is(county: County) -> None:
    head = client(county, "head")
    figure = FrozenFigure.objects.get(quarter__period="Q3 2022/23", indicator="home-education")
    printed = figure.line["latest_value"]
    address = reverse("insight:figure-correct", args=[figure.pk])
    assert "Enter what was wrong" in text(head.post(address, {"numerator": "7"}))
    sent = {"numerator": "7", "reason": "A school was counted twice."}
    assert head.post(address, sent).status_code == 302
    for name, args in (("insight:quarter", [Q3]), ("insight:frozen-figure", [figure.pk])):
        page = text(head.get(reverse(name, args=args)))
        assert "Corrected to 7" in page
        assert printed in page
    found = rows(head.get(reverse("insight:quarter", args=[Q3]), {"format": "csv"}))
    line = next(row for row in found if row["indicator"] == figure.line["name"])
    assert (line["latest_value"], line["corrected_value"], line["corrected_because"]) == (
        printed,
        "7",
        "A school was counted twice.",
    )


def test_who_may_write_and_sign_commentary(county: County) -> None:
    asked = CommentaryRequest.objects.filter(
        figure__quarter__period="Q3 2022/23", texts=None, asked_of=county.user("commissioner")
    ).first()
    assert asked is not None
    write = reverse("insight:commentary-write", args=[asked.pk])
    assert client(county, "director").get(write).status_code == 404
    assert client(county, "manager").get(write).status_code == 404
    commissioner, head = client(county, "commissioner"), client(county, "head")
    assert commissioner.post(write, {"cause": "Fewer places.", "action": ""}).status_code == 302
    sign = reverse("insight:commentary-sign", args=[asked.pk])
    assert commissioner.get(sign).status_code == 404
    assert head.post(sign, {"sure": "on"}).status_code == 302
    assert asked.texts.get().signed_by == county.user("head")
    history = text(head.get(reverse("insight:quarter", args=[Q3])))
    assert history.count("Commentary signed") == 1


def test_a_report_is_not_signed_off_while_commentary_is_wanted(county: County) -> None:
    director = client(county, "director")
    page = director.post(reverse("insight:quarter-sign-off", args=[Q3]), {"sure": "on"})
    assert "Commentary is still wanted for" in text(page)
    assert FrozenQuarter.objects.get(period="Q3 2022/23").signed_off_at is None


def test_a_dashboard_is_asked_for_decided_and_built(county: County) -> None:
    psychologist, analyst = client(county, "psychologist"), client(county, "analyst")
    sent = {"title": "Advice by week", "wanted": "Hours", "why": "Cover", "audience": "Us"}
    assert psychologist.post(reverse("insight:wish-ask"), sent).status_code == 302
    wish = DashboardRequest.objects.latest("pk")
    decide = reverse("insight:wish-decide", args=[wish.pk])
    assert analyst.post(decide, {"agreed": "yes", "because": "Useful."}).status_code == 302
    built = reverse("insight:wish-built", args=[wish.pk])
    day = a_day("on", date(2023, 1, 31))
    assert "address as the product has it" in text(analyst.post(built, {"address": "x", **day}))
    assert analyst.post(built, {"address": "/dashboards/", **day}).status_code == 302
    page = text(psychologist.get(reverse("insight:wish", args=[wish.pk])))
    assert 'href="/dashboards/"' in page
    mine = rows(psychologist.get(reverse("insight:wishes"), {"format": "csv"}))
    assert [row["title"] for row in mine] == ["Advice by week"]
    assert client(county, "officer").get(reverse("insight:wish", args=[wish.pk])).status_code == 404


def test_use_is_counted_by_role_without_a_name(county: County) -> None:
    PageUse.objects.all().delete()
    head, director = client(county, "head"), client(county, "director")
    for user in (head, head, director):
        user.get(reverse("insight:register"))
    head.head(reverse("insight:register"))
    head.get(reverse("insight:indicator", args=["no-such"]))
    found = PageUse.objects.values_list("page", "role", "times").order_by("role")
    assert list(found) == [
        ("insight:register", Role.DIRECTOR, 1),
        ("insight:register", Role.HEAD_OF_SERVICE, 2),
    ]
    page = text(head.get(reverse("insight:page-use")))
    assert "Register of indicators was opened 3 times since" in page
    assert rows(head.get(reverse("insight:page-use"), {"format": "csv"})) == [
        {"page": "insight:register", "role": "director", "times": "1"},
        {"page": "insight:register", "role": "head_of_service", "times": "2"},
    ]


@pytest.mark.parametrize("name", ["insight:my-commentary", "insight:wishes"])
def test_a_list_takes_as_many_queries_for_more_rows(county: County, name: str) -> None:
    user = client(county, "commissioner")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            user.get(reverse(name))
        return len(asked)

    queries()
    before = queries()
    for _ in range(2):
        user.post(
            reverse("insight:wish-ask"),
            {"title": "More", "wanted": "x", "why": "y", "audience": "z"},
        )
    others = CommentaryRequest.objects.exclude(asked_of=county.user("commissioner"))
    others.update(asked_of=county.user("commissioner"))
    assert queries() == before


def test_what_is_done_leaves_an_act(county: County) -> None:
    acts = set(Act.objects.values_list("action", flat=True))
    assert acts >= {
        "quarter.freeze", "commentary.write", "commentary.sign", "commentary.withdraw",
        "quarter.sign_off", "dashboard.ask", "dashboard.decide", "dashboard.built", "owner.name",
    }  # fmt: skip
