"""The performance pages: what they say is what the lines say, on each page and in each file."""

import csv
import html
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from rightplace.casework.access import may_read_list
from rightplace.casework.models import AuditEvent, Person, User
from rightplace.facts.engine import over
from rightplace.governance.actions.quarters import comment, correct, sign_commentary
from rightplace.governance.models import CommentaryRequest, FrozenFigure, PageUse
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.compute import COUNTINGS, members
from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.outward import release_of
from rightplace.indicators.performance.periods import parse
from rightplace.indicators.performance.table import PRINTED_COLUMNS, Line, as_printed
from rightplace.indicators.performance.withholding import held_back
from rightplace.papers.quarter.open_data import open_csv
from rightplace.web.design import lines as words
from rightplace.web.insight.performance import behind, listed
from rightplace.web.insight.performance.source import quarter_lines
from tests.conftest import County
from tests.papers.quarter import lines
from tests.web.quarters import AT, freeze

pytestmark = pytest.mark.django_db
Q3 = {"quarter": "Q3 2022/23"}
KEY = "cp-second-plan"


@pytest.fixture(autouse=True)
def nothing_frozen(county: County, db: None) -> None:
    """The hamlet without the quarters that it froze: each test freezes its own.

    The append-only triggers stand aside for this one truncation, which the test's rollback undoes.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("truncate governance_frozenquarter cascade")
        cursor.execute("set local session_replication_role = origin")


def signed_in(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


def read(client: Client, name: str, *args: str, **query: str) -> str:
    """The words of a page's main part, as someone reads them."""
    page = client.get(reverse(f"insight:{name}", args=args), query).content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def small(line: Line, *, value: int = 3) -> Line:
    """The same count, made of a few."""
    return replace(line, value=float(value), numerator=float(value), latest_value=str(value))


def line_of(key: str, given: list[Line] | None = None) -> Line:
    return next(each for each in given or lines() if each.key == key)


def test_the_page_the_csv_and_the_workbook_give_the_lines_that_were_frozen(county: County) -> None:
    freeze()
    client = signed_in(county, "director")
    page = read(client, "performance", **Q3)
    for line in lines():
        assert f"{line.name} {line.theme} {words.value_of(line, line.latest_value)}" in page
    head, *found = rows(client.get(reverse("insight:performance-csv"), Q3).content)
    assert head[: len(PRINTED_COLUMNS)] == list(PRINTED_COLUMNS)
    assert [row[: len(PRINTED_COLUMNS)] for row in found] == [
        list(as_printed(line).values()) for line in lines()
    ]
    assert {row[-1] for row in found} == {"abc"}
    content = client.get(reverse("insight:performance-xlsx"), Q3).content
    sheet = load_workbook(io.BytesIO(content))["Dashboard"]
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        line.name for line in lines()
    ]


def test_the_ratings_are_counted_by_topic_and_what_is_not_available_is_no_rating(
    county: County,
) -> None:
    freeze()
    page = read(signed_in(county, "head"), "performance", **Q3)
    ratings = [words.rating_of(line).text for line in lines()]
    kinds = ("Green", "Amber", "Red", "Not rated", "Not available")
    counts = " ".join(str(ratings.count(kind)) for kind in kinds)
    assert f"All indicators {counts} Help children" in page
    assert ratings.count("Not available") == 1


def test_a_figure_that_cannot_be_given_says_why_and_until_when(county: County) -> None:
    freeze()
    page = read(signed_in(county, "director"), "performance", **Q3)
    neet = line_of("neet")
    said = "Not available Dec-22 The system changed. Expected from 1 April 2023."
    assert f"{neet.name} {neet.theme} {said}" in page


def test_an_open_quarter_is_computed_of_the_newest_snapshot(county: County) -> None:
    client = signed_in(county, "analyst")
    page = read(client, "performance")
    assert "Performance in Q3 2022/23 These figures are not frozen, and can still change." in page
    assert f"Snapshot {county.snapshot.name}, content {county.snapshot.id}." in page
    found = quarter_lines(parse("Q3 2022/23"))
    assert found is not None
    plans = line_of("send-mainstream-plans", list(found.lines))
    assert plans.available
    assert f"{plans.name} SEND {words.value_of(plans, plans.latest_value)}" in page


def test_the_page_is_quick_when_it_was_asked_before(county: County) -> None:
    client = signed_in(county, "director")
    address = reverse("insight:performance")
    client.get(address)
    start = perf_counter()
    assert client.get(address).status_code == 200
    assert perf_counter() - start < 0.6  # twice what is promised: the machine may be busy


def test_a_page_asks_as_many_queries_whatever_it_shows(county: County) -> None:
    client = signed_in(county, "director")
    asked = []
    freeze(given=lines()[:1])
    freeze("Q2 2022/23", ended_on=date(2022, 9, 30))
    for quarter in ("Q3 2022/23", "Q2 2022/23", "Q3 2022/23"):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("insight:performance"), {"quarter": quarter})
        asked.append(len(queries))
    # the first also begins the count of the page's use
    assert asked[1] == asked[2] <= asked[0]


def test_the_use_of_a_page_is_counted_by_role(county: County) -> None:
    client = signed_in(county, "director")
    for _ in range(2):
        client.get(reverse("insight:performance"))
    use = PageUse.objects.get(page="insight:performance", role="director")
    assert use.times == 2


@pytest.mark.parametrize("text", ["Q9 2022/23", "2021/22", "soon", "Q1 1999/00"])
def test_what_is_no_quarter_is_not_there(county: County, text: str) -> None:
    client = signed_in(county, "director")
    assert client.get(reverse("insight:performance"), {"quarter": text}).status_code == 404


def test_a_councillor_sees_frozen_quarters_alone_with_small_numbers_hidden(county: County) -> None:
    given = [small(each) if each.key == "yj-first-time" else each for each in lines()]
    freeze(given=given)
    client = signed_in(county, "councillor")
    hidden = line_of("yj-first-time", given)
    page = read(client, "performance", **Q3)
    assert (
        f"{hidden.name} {hidden.theme} Hidden {hidden.latest_period} It is a small number, or is made of one."
        in page
    )
    found = rows(client.get(reverse("insight:performance-csv"), Q3).content)
    row = dict(zip(found[0], next(r for r in found if hidden.key in r), strict=True))
    assert (row["latest_value"], row["trend"], row["change"]) == ("c", "", "")
    book = load_workbook(io.BytesIO(client.get(reverse("insight:performance-xlsx"), Q3).content))
    made_of = {r[0]: r[3:9] for r in book["Made of"].iter_rows(values_only=True)}
    assert made_of[hidden.name][:2] == (None, None)
    assert {each[1:3] for name, each in made_of.items() if name != "indicator"} == {(None, None)}
    whole = read(signed_in(county, "director"), "performance", **Q3)
    assert f"{hidden.name} {hidden.theme} 3 {hidden.latest_period}" in whole
    other = client.get(reverse("insight:performance"), {"quarter": "Q2 2022/23"})
    assert other.status_code == 404


def test_a_councillor_is_told_where_no_quarter_is_frozen(county: County) -> None:
    page = read(signed_in(county, "councillor"), "performance")
    assert page.endswith("which is done after the quarter has ended.")


def test_an_indicator_in_depth_gives_its_definition_its_query_and_its_line(county: County) -> None:
    page = read(signed_in(county, "director"), "performance-indicator", KEY)
    second = indicators()[KEY][1]
    for text in (
        second.definition,
        "Version 2, in force for this figure",
        "Version 1 ",
        second.owner,
    ):
        assert text in page
    assert "Where the printed report disagrees The dashboard prints 22.74 per cent." in page
    plans = read(signed_in(county, "director"), "performance-indicator", "send-mainstream-plans")
    assert "SELECT" in plans
    assert "By team" in plans
    assert "By primary need" in plans


def test_a_history_is_the_same_on_the_page_and_in_the_file(county: County) -> None:
    client = signed_in(county, "director")
    key = "send-mainstream-plans"
    page = read(client, "performance-indicator", key)
    found = rows(client.get(reverse("insight:performance-indicator-csv", args=[key])).content)
    known = [row for row in found[1:] if row[1]]
    assert len(known) >= 8
    for period, value, *_ in known:
        assert f"{period} {int(value):,} {int(value):,} " in page
    assert f"{int(known[-1][1]):,} in {known[-1][0]}: " in page


def test_only_signed_commentary_is_shown_and_a_correction_stands_beside_what_was_printed(
    county: County,
) -> None:
    freeze(ask=KEY)
    analyst, head = county.user("analyst"), county.user("head")
    request = CommentaryRequest.objects.get()
    text = comment(request, cause="Four families.", action="Reviewed.", by=analyst, at=AT)
    director = signed_in(county, "director")
    assert "Four families." not in read(director, "performance-indicator", KEY, **Q3)
    sign_commentary(text, by=head, at=AT)
    figure = FrozenFigure.objects.get(indicator=KEY)
    correct(figure, numerator=41, denominator=176, reason="One was missed.", by=analyst, at=AT)
    page = read(director, "performance-indicator", KEY, **Q3)
    assert "Four families." in page
    assert "22.73% was printed; it should have been 23.30%. Corrected on 31 January 2023." in page
    assert "One was missed." in page
    assert "Corrected since" in read(director, "performance", **Q3)


def test_a_frozen_figure_that_its_snapshot_does_not_give_is_said(county: County) -> None:
    key = "send-mainstream-plans"
    freeze(snapshot_id=county.snapshot.id)
    page = read(signed_in(county, "director"), "performance-indicator", key, **Q3)
    assert "The report gives 50 for Autumn 2022; its snapshot gives " in page


def test_two_quarters_are_compared_line_by_line(county: County) -> None:
    moved = [
        replace(each, latest_period="Q2 2022/23", latest_value="10.00", value=10.0, numerator=17.6)
        if each.key == KEY
        else each
        for each in lines()
    ]
    freeze()
    freeze("Q2 2022/23", given=moved, ended_on=date(2022, 9, 30))
    client = signed_in(county, "director")
    asked = {"a": "Q2 2022/23", "b": "Q3 2022/23"}
    page = read(client, "performance-compare", **asked)
    assert (
        "Social Care 10.00% Q2 2022/23 22.73% Q3 2022/23 ▲ Up 12.73 points More than chance" in page
    )
    found = rows(
        client.get(reverse("insight:performance-compare"), asked | {"format": "csv"}).content
    )
    row = next(row for row in found if row[0] == KEY)
    assert row[2:] == ["Q2 2022/23", "10.00", "Q3 2022/23", "22.73", "12.73", "More than chance"]
    entrants = next(row for row in found if row[0] == "yj-first-time")
    assert entrants[7].startswith("Not compared: they count from the start of a year")
    neet = next(row for row in found if row[0] == "neet")
    assert neet[6:] == ["", "Not compared: there is no figure for one of them"]


def test_a_small_number_cannot_be_had_back_from_a_comparison(county: County) -> None:
    first = [small(each, value=2) if each.key == "yj-custody" else each for each in lines()]
    second = [small(each, value=9) if each.key == "yj-custody" else each for each in lines()]
    freeze("Q2 2022/23", given=first, ended_on=date(2022, 9, 30))
    freeze(given=second)
    client = signed_in(county, "councillor")
    found = rows(client.get(reverse("insight:performance-compare"), {"format": "csv"}).content)
    row = next(row for row in found if row[0] == "yj-custody")
    assert row[3:] == ["c", "Q2 2022/23", "9", "", "Not compared: one of the two figures is hidden"]


def of_the_year(line: Line, quarter: str, count: int) -> Line:
    """A count of a year to date, of another quarter's report."""
    return replace(
        line,
        latest_period=quarter,
        latest_value=str(count),
        value=float(count),
        numerator=float(count),
        previous_period="",
    )


def test_the_count_of_a_quarter_cannot_be_had_from_two_counts_of_a_year_to_date(
    county: County,
) -> None:
    entrants = line_of("yj-first-time")
    for report, ended_on, count in (
        ("Q1 2022/23", date(2022, 6, 30), 20),
        ("Q2 2022/23", date(2022, 9, 30), 23),
        ("Q3 2022/23", date(2022, 12, 31), 31),
    ):
        freeze(report, given=[of_the_year(entrants, report, count)], ended_on=ended_on, signed=True)
        page = Client().get(reverse("public:performance")).content.decode()
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
        found = Client().get(reverse("public:performance-csv")).content.decode()
        (row,) = csv.DictReader(io.StringIO(found))
        why = "with the figure of Q1 2022/23 it would give a small number back"
        if count == 23:
            assert (row["value"], row["numerator"], row["note"]) == ("c", "c", why)
            assert f"Q2 2022/23: Hidden . {why.capitalize().replace('q1', 'Q1')}." in text
            assert "23" not in text.replace("2022/23", "").replace("2023", "")
        else:
            assert (row["value"], row["note"]) == (str(count), "")
    client = signed_in(county, "councillor")
    history = rows(
        client.get(reverse("insight:performance-indicator-csv", args=["yj-first-time"])).content
    )
    assert [row[:2] for row in history[1:]] == [
        ["Q1 2022/23", "20"],
        ["Q2 2022/23", ""],
        ["Q3 2022/23", "31"],
    ]


def test_a_correction_by_a_few_is_not_published_beside_the_first_figure(county: County) -> None:
    freeze()
    analyst = county.user("analyst")
    for key, numerator, said in (
        (KEY, 41, "the figure was corrected; the numbers are hidden: beside the figure that"),
        ("cfws-individuals", 3589, "3489 was printed and should have been 3589. Two lists."),
    ):
        figure = FrozenFigure.objects.get(indicator=key, quarter__period="Q3 2022/23")
        of = 176 if key == KEY else None
        correct(figure, numerator=numerator, denominator=of, reason="Two lists.", by=analyst, at=AT)
        freeze(f"Q{1 if of else 2} 2021/22", ended_on=date(2021, 6, 30))
        address = reverse("insight:paper-file", args=["html"])
        paper = signed_in(county, "analyst").get(address, {"quarter": "Q1 2021/22"})
        text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", paper.content.decode())).split())
        assert said in text
    assert "Two lists." in text
    assert text.count("Two lists.") == 1


@pytest.mark.parametrize("username", ["officer", "manager"])
def test_someone_is_led_from_a_figure_to_the_children_of_their_cases_and_it_is_recorded(
    county: County, username: str
) -> None:
    user, client = county.user(username), signed_in(county, username)
    key = "send-mainstream-plans"
    with over(county.snapshot) as facts:
        picture = Picture(facts, county.snapshot.about)
        behind = members(picture, indicators()[key][0], parse("Autumn 2022"))
    keys = {int(each.ref) for each in behind}
    seen = Person.objects.visible_to(user).filter(pk__in=keys)
    assert 0 < seen.count() < len(keys)
    address = reverse("insight:performance-children", args=[key])
    assert f'href="{address}' in client.get(reverse("insight:performance-team")).content.decode()
    found = rows(client.get(address, {"format": "csv"}).content)[1:]
    ordered = seen.order_by("surname", "forename", "pk")
    assert found == [list(each) for each in ordered.values_list("surname", "forename", "upn")]
    event = AuditEvent.objects.latest("pk")
    assert event.action == f"performance.{key}.Q3 2022/23.download"
    assert event.detail["people"] == sorted(seen.values_list("pk", flat=True))
    page = client.get(address)
    assert AuditEvent.objects.latest("pk").action == f"performance.{key}.Q3 2022/23.open"
    assert f"{seen.count()} of them" in page.content.decode()


LISTED = [
    key for key, of in COUNTINGS.items() if may_read_list(User(role="director"), of.list_table)
]


def test_every_indicator_that_is_counted_of_children_or_schools_can_be_followed_to_them() -> None:
    assert {*LISTED, *behind.SCHOOLS, *behind.CHILDREN} == set(COUNTINGS)
    assert len(LISTED) == 16


@pytest.mark.parametrize("key", LISTED)
def test_the_list_behind_a_figure_adds_up_to_it_and_looking_is_recorded(
    county: County, key: str
) -> None:
    client = signed_in(county, "director")
    found = quarter_lines(parse("Q3 2022/23"))
    assert found is not None
    line = line_of(key, list(found.lines))
    assert line.available
    address = reverse("insight:performance-list", args=[key])
    content = client.get(address, {"format": "csv"}).content.decode("utf-8-sig")
    listed = list(csv.DictReader(io.StringIO(content)))
    assert sum(float(row["counted"]) for row in listed) == pytest.approx(line.numerator)
    if line.denominator is not None:
        assert sum(float(row["of"]) for row in listed) == line.denominator
    event = AuditEvent.objects.latest("pk")
    assert event.action == f"performance.{key}.Q3 2022/23.download"
    assert event.detail == {"people": [], "references": [row["reference"] for row in listed]}
    counted = client.get(address, {"format": "csv", "of": "numerator"}).content.decode("utf-8-sig")
    adding = [row for row in listed if float(row["counted"])]
    assert list(csv.DictReader(io.StringIO(counted))) == adding
    indicator = client.get(reverse("insight:performance-indicator", args=[key])).content.decode()
    assert f'href="{address}' in indicator


@pytest.mark.parametrize("key", behind.SCHOOLS)
def test_the_schools_behind_a_figure_add_up_to_it(county: County, key: str) -> None:
    found = quarter_lines(parse("Q3 2022/23"))
    assert found is not None
    line = line_of(key, list(found.lines))
    address = reverse("insight:performance-schools", args=[key])
    content = signed_in(county, "head").get(address, {"format": "csv"}).content.decode("utf-8-sig")
    listed = list(csv.DictReader(io.StringIO(content)))
    assert sum(float(row["counted"]) for row in listed) == line.numerator
    if line.denominator is not None:
        assert sum(float(row["of"]) for row in listed) == line.denominator


def test_an_auditor_who_may_see_every_child_reads_the_whole_list_of_plans(county: County) -> None:
    key = "send-mainstream-plans"
    found = quarter_lines(parse("Q3 2022/23"))
    assert found is not None
    line = line_of(key, list(found.lines))
    seen = Person.objects.visible_to(county.user("auditor"))
    assert found.snapshot is not None
    keys = {int(each.ref) for each in listed.behind(found, key)}
    locked = len(keys) - seen.filter(pk__in=keys).count()
    address = reverse("insight:performance-children", args=[key])
    content = signed_in(county, "auditor").get(address, {"format": "csv"}).content
    assert len(rows(content)) - 1 == line.numerator - locked


def test_a_row_of_a_child_whom_the_record_knows_leads_to_the_case_of_those_who_may_see_it(
    county: County,
) -> None:
    key, found = "home-education", quarter_lines(parse("Q3 2022/23"))
    assert found is not None
    upns = {each.upn for each in listed.rows_behind(found, key)} - {""}
    known = Person.objects.visible_to(county.user("auditor")).filter(upn__in=upns)
    assert known.count() > 1
    address = reverse("insight:performance-list", args=[key])
    for username, leads in (("auditor", True), ("director", False), ("analyst", False)):
        client = signed_in(county, username)
        cases = [row[-1] for row in rows(client.get(address, {"format": "csv"}).content)[1:]]
        keys = sorted(int(case) for case in cases if case)
        assert keys == (sorted(known.values_list("pk", flat=True)) if leads else [])
        assert AuditEvent.objects.latest("pk").detail["people"] == keys
        page = client.get(address).content.decode().split("<main")[1]
        shown = AuditEvent.objects.latest("pk").detail["people"]
        assert bool(shown) is leads
        for person in known:
            case = f'href="{reverse("staff:case", args=[person.pk])}"'
            assert (case in page) is (person.pk in shown)


@pytest.mark.parametrize(
    "username", ["councillor", "officer", "manager", "quality", "commissioner"]
)
def test_the_lists_of_other_services_are_closed_to_everyone_else(
    county: County, username: str
) -> None:
    client = signed_in(county, username)
    for key in LISTED:
        address = reverse("insight:performance-list", args=[key])
        assert client.get(address).status_code == 404
        assert client.get(address, {"format": "csv"}).status_code == 404


def test_without_a_list_of_looked_after_children_the_page_says_so(
    county: County, settings: LazySettings, tmp_path: Path
) -> None:
    settings.SNAPSHOTS = tmp_path / "none-yet"
    page = read(signed_in(county, "director"), "performance-looked-after")
    assert page.endswith("when social care's list has been loaded and a snapshot taken.")


def test_everyone_reads_the_latest_quarter_that_was_signed_off_and_nothing_later(
    county: County,
) -> None:
    address = reverse("public:performance")
    assert "There is no report to read yet." in Client().get(address).content.decode()
    given = [small(each) if each.key == "yj-first-time" else each for each in lines()]
    freeze("Q2 2022/23", given=given, ended_on=date(2022, 9, 30), signed=True)
    freeze()
    page = Client().get(address).content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
    assert "The report of Q2 2022/23, signed off on 31 January 2023." in text
    for line in given:
        if line.key != "yj-first-time":
            said = words.value_of(line, line.latest_value)
            assert f"{line.name}, {line.latest_period}: {said} ." in text
    assert "Hidden . It is a small number, or is made of one." in text
    inward = re.findall(r'href="(/[^"]*)"', main)
    assert inward == [reverse("public:performance-csv"), reverse("public:performance-metadata")]
    found = Client().get(reverse("public:performance-csv")).content.decode()
    assert found == open_csv(given, held_back([], release_of(given)), report="Q2 2022/23")
    assert ",latest,c,c," in next(row for row in found.splitlines() if "yj-first-time" in row)


def test_looked_after_children_are_the_same_on_the_page_and_in_the_file(county: County) -> None:
    client = signed_in(county, "director")
    page = read(client, "performance-looked-after")
    found = rows(client.get(reverse("insight:performance-looked-after"), {"format": "csv"}).content)
    assert found[0][:2] == ["placement", "2017-03-31"]
    assert found[0][-1] == "2022-12-31"
    assert found[-1] == [
        "All looked-after children",
        "469",
        "549",
        "588",
        "634",
        "680",
        *found[-1][6:],
    ]
    for row in found[1:]:
        assert " ".join([row[0], *row[1:]]) in page
    assert "31 Mar 2019 31 Mar 2020 7% 7.82%, rounded 8% No" in page
    assert "1 of 6 printed rises does not follow from the counts." in page
    assert "No" not in re.findall(
        r"rounded \d+% (No|Yes)", page.replace("7.82%, rounded 8% No", "")
    )
