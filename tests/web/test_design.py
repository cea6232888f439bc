"""The components on one page, in a browser; and the plain functions behind them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.finders import get_finder
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.template import engines
from django.test import Client
from django.urls import include, path
from django.utils.datastructures import MultiValueDict
from jinja2 import UndefinedError
from markupsafe import Markup
from playwright.sync_api import Page as BrowserPage

from rightplace.ops import assets
from rightplace.web.design import formats
from rightplace.web.design.forms import DateParts, GovDateField, GovForm, errors_of
from rightplace.web.design.frame import Frame, Person
from rightplace.web.design.navigation import NavigationItem
from rightplace.web.design.presenters import (
    Cell,
    ChartView,
    Column,
    Link,
    Moment,
    Page,
    Stat,
    SummaryRow,
    TableView,
    Tag,
    Tone,
    clock_tag,
    page_of,
)
from tests.web.browser import axe, follow, overflow

GALLERY = """
{% extends "layouts/base.html" %}
{% from "components/data.html" import figure_with_table, pagination, stats, summary_list %}
{% from "components/data.html" import table, tag, timeline %}
{% from "components/form.html" import filters, post_form %}
{% block title %}Gallery{% endblock %}
{% block content %}
<h1 class="govuk-heading-l">Gallery</h1>
<h2 class="govuk-heading-m">Figures</h2>
{{ stats(figures) }}
<h2 class="govuk-heading-m">Cases</h2>
{{ filters(narrowing, "Show cases") }}
{{ table(cases) }}
{{ pagination(page, "case") }}
<p class="govuk-body">{% for each in tags %}{{ tag(each) }} {% endfor %}</p>
<h2 class="govuk-heading-m">A case</h2>
{{ summary_list(facts) }}
{{ timeline(moments) }}
<h2 class="govuk-heading-m">A chart</h2>
{{ figure_with_table(chart) }}
<h2 class="govuk-heading-m">A form</h2>
{{ post_form(form, csrf_input, "Record the decision", cancel="/") }}
{% endblock %}
"""
TODAY = date(2023, 1, 31)
STATES = ("Late", "Due soon", "On time", "Running", "Excused", "Met", "Met late", "Not started")


class Narrowing(GovForm, forms.Form):
    """What a list is narrowed to."""

    search = forms.CharField(label="Name or number", required=False)
    stage = forms.ChoiceField(choices=[("", "Every stage"), ("a", "Assessment")], required=False)
    late = forms.BooleanField(label="Only late", required=False)


class Decision(GovForm, forms.Form):
    """One field of each kind."""

    title = forms.CharField()
    sent_by = forms.EmailField(label="EP's email", help_text="As it is in the address book")
    decided_on = GovDateField(label="Decision date", help_text="For example, 27 3 2023")
    outcome = forms.ChoiceField(
        choices=[("yes", "Assess"), ("no", "Do not assess")], widget=forms.RadioSelect
    )
    needs = forms.MultipleChoiceField(
        choices=[("SLCN", "Speech, language and communication"), ("ASD", "Autism")],
        widget=forms.CheckboxSelectMultiple,
    )
    team = forms.ChoiceField(choices=[("", "Choose a team"), ("n", "North")])
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    weeks = forms.IntegerField(widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}))
    secret = forms.CharField(widget=forms.PasswordInput)
    letter = forms.FileField(widget=forms.FileInput, required=False)
    sure = forms.BooleanField(label="The family has been told")
    case = forms.CharField(widget=forms.HiddenInput, initial="17")


def a_table() -> TableView:
    """Wider than a narrow screen."""
    columns = ("Child", "Stage", Column("Days open", numeric=True), "Due", "State")
    rows = [
        (Cell(f"Sample Child {n}", href="/", detail="UPN not known"), "Advice sought", 40 * n,
         TODAY + timedelta(days=n), clock_tag(state))
        for n, state in enumerate(STATES)
    ]  # fmt: skip
    return TableView.of("Open cases", columns, rows)


def a_page() -> Page[int]:
    """The sixth of twenty pages, with a filter in its address."""
    return page_of(range(1000), QueryDict("stage=a&page=6"))


def a_chart() -> ChartView:
    """Two bars."""
    bars = '<rect width="300" height="80" fill="#1b4965"/><rect y="90" width="500" height="80"/>'
    return ChartView(
        id="timeliness",
        title="Plans issued in 20 weeks",
        description="58.3% of plans in January 2023, 8.2 points above last year.",
        svg=Markup(f'<svg viewBox="0 0 800 180" width="800" height="180">{bars}</svg>'),
        table=TableView.of(
            "Plans by month", ("Month", Column("Plans", numeric=True)), [("Jan", 12)]
        ),
        csv_href="/timeliness.csv",
        method="Plans issued within 20 weeks of the request, divided by all plans issued.",
        sql="select count(*) filter (where days <= 140) / count(*) from plans where issued_on > ?",
    )


def context(form: forms.Form) -> dict[str, object]:
    """All that the gallery shows."""
    items = (NavigationItem("My cases", "/", True), NavigationItem("Dashboards", "/x", False))
    return {
        "frame": Frame(
            "Marlshire County Council",
            f"Invented county: today is {formats.weekday(TODAY)}",
            Person("Priya Sample", "Team manager"),
            items,
        ),
        "messages": (),
        "crumbs": (Link("My cases", "/"), Link("Sample Child", "/")),
        "figures": (
            Stat("Late", "12", note="3 more than last week", href="/", tone=Tone.LATE),
            Stat("Due in 14 days", "41", tone=Tone.SOON),
            Stat("Met since 1 January", "58.3%", note="120 of 206", tone=Tone.FINE),
        ),
        "narrowing": Narrowing(QueryDict("stage=a")),
        "cases": a_table(),
        "page": a_page(),
        "tags": [clock_tag(state) for state in STATES] + [Tag("Draft")],
        "facts": [
            SummaryRow.of("Date of birth", date(2012, 2, 29)),
            SummaryRow.of("Officer", "Priya Sample", change_href="/"),
        ],
        "moments": [
            Moment(date(2023, 1, 9), "Request received", detail="From a parent", by="Tom Example"),
            Moment(date(2023, 1, 30), "Decided to assess", tag=clock_tag("Met")),
        ],
        "chart": a_chart(),
        "form": form,
        "csrf_input": "",
    }  # fmt: skip


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Each component once; the form is answered when the page is sent."""
    form = Decision(request.POST, request.FILES) if request.method == "POST" else Decision()
    template = engines.all()[0].from_string(GALLERY)
    return HttpResponse(template.render(context(form)))


gallery.csrf_exempt = True


@login_not_required
def forbidden(request: HttpRequest) -> HttpResponse:
    """Refuses."""
    raise PermissionDenied


@login_not_required
def missing(request: HttpRequest) -> HttpResponse:
    """Is not there."""
    raise Http404


@login_not_required
def failing(request: HttpRequest) -> HttpResponse:
    """Fails."""
    raise RuntimeError("on purpose")


urlpatterns = [
    path("", gallery, name="home"),
    path("forbidden/", forbidden),
    path("missing/", missing),
    path("failing/", failing),
    path("", include("rightplace.web.accounts.urls")),
]
handler403 = "rightplace.web.design.errors.forbidden"
handler404 = "rightplace.web.design.errors.not_found"
handler500 = "rightplace.web.design.errors.failed"

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def test_gallery_is_accessible(page: BrowserPage, site: str) -> None:
    page.goto(site)
    assert axe(page) == []
    assert overflow(page) == 0


def test_gallery_is_accessible_at_320_pixels(narrow: BrowserPage, site: str) -> None:
    narrow.goto(site)
    for details in narrow.locator("details > summary").all():
        details.click()
    assert axe(narrow) == []
    assert overflow(narrow) == 0


def test_errors_are_listed_first_and_lead_to_their_fields(page: BrowserPage, site: str) -> None:
    page.goto(site)
    follow(page, page.get_by_role("button", name="Record the decision"))
    summary = page.locator(".govuk-error-summary")
    assert page.title() == "Error: Gallery - RightPlace"
    assert summary.get_by_role("link").all_inner_texts() == [
        "Enter title",
        "Enter EP's email",
        "Enter decision date",
        "Select outcome",
        "Select needs",
        "Select team",
        "Enter weeks",
        "Enter secret",
        "Confirm that the family has been told",
    ]
    assert axe(page) == []
    summary.get_by_role("link", name="Enter decision date").click()
    assert page.evaluate("document.activeElement.id") == "id_decided_on-day"
    summary.get_by_role("link", name="Select outcome").click()
    assert page.evaluate("document.activeElement.id") == "id_outcome"


def test_answers_come_back_with_the_errors(no_script: BrowserPage, site: str) -> None:
    no_script.goto(site)
    no_script.get_by_label("Title").fill("<b>& co</b>")
    no_script.get_by_role("textbox", name="Day").fill("31")
    no_script.get_by_role("textbox", name="Month").fill("2")
    no_script.get_by_role("textbox", name="Year").fill("2023")
    no_script.get_by_label("Do not assess").check()
    no_script.get_by_label("Autism").check()
    no_script.get_by_label("Secret").fill("hidden")
    follow(no_script, no_script.get_by_role("button", name="Record the decision"))
    assert no_script.get_by_label("Title").input_value() == "<b>& co</b>"
    assert no_script.get_by_role("textbox", name="Day").input_value() == "31"
    assert no_script.get_by_label("Do not assess").is_checked()
    assert no_script.get_by_label("Autism").is_checked()
    assert not no_script.get_by_label("Speech").is_checked()
    assert no_script.get_by_label("Secret").input_value() == ""
    error = no_script.locator("#id_decided_on-error").inner_text()
    assert error.split("\n") == ["Error:", "Decision date must be a real date"]


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/forbidden/", 403, "Your role does not include this"),
        ("/missing/", 404, "Page not found"),
        ("/failing/", 500, "Sorry, there is a problem with RightPlace"),
    ],
)
def test_problems_have_a_page_of_their_own(address: str, status: int, title: str) -> None:
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in response.content.decode()


def test_a_form_sent_from_a_stale_page_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {})
    assert response.status_code == 403
    assert "That page was open too long" in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (("", "", ""), "Enter decision date"),
        (("27", "", ""), "Decision date must include a month and year"),
        (("", "3", "2023"), "Decision date must include a day"),
        (("29", "2", "2023"), "Decision date must be a real date"),
        (("27", "March", "2023"), "Decision date must be a real date"),
        (("27", "3", "23"), "Decision date must include a year of 4 numbers"),
    ],
)
def test_a_wrong_date_says_what_is_wrong(typed: tuple[str, str, str], error: str) -> None:
    names = ("decided_on-day", "decided_on-month", "decided_on-year")
    form = Decision(dict(zip(names, typed, strict=True)))
    assert form.errors["decided_on"] == [error]


def test_a_date_is_read_and_shown_again() -> None:
    field = GovDateField(label="Decision date")
    assert field.clean(DateParts("29", "2", "2024")) == date(2024, 2, 29)
    assert field.prepare_value(date(2024, 2, 29)) == DateParts("29", "2", "2024")


def test_errors_of_the_whole_form_lead_nowhere() -> None:
    form = Narrowing(MultiValueDict())
    form.add_error(None, "These do not go together")
    assert [(each.text, each.href) for each in errors_of(form)] == [
        ("These do not go together", None)
    ]


def test_a_name_that_a_template_does_not_have_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        engines.all()[0].from_string("{{ nothing }}").render()


@pytest.mark.parametrize(
    ("days", "words"),
    [(12, "12 days left"), (1, "1 day left"), (0, "due today"), (-1, "1 day late"), (-3, "3 days late")],
)  # fmt: skip
def test_time_left(days: int, words: str) -> None:
    assert formats.time_left(days) == words


def test_dates_and_numbers_are_written_in_the_house_way() -> None:
    assert formats.day(date(2024, 2, 12)) == "12 February 2024"
    assert formats.short_day(date(2024, 2, 1)) == "1 Feb 2024"
    assert formats.weekday(TODAY) == "Tuesday 31 January 2023"
    assert formats.number(1234567) == "1,234,567"
    assert formats.number(1234.56, 1) == "1,234.6"
    assert formats.percent(0.5834) == "58.3%"
    assert formats.plural(1, "child", "children") == "1 child"
    assert formats.plural(2000, "child", "children") == "2,000 children"


def test_a_page_keeps_the_rest_of_the_address() -> None:
    page = a_page()
    assert (page.first, page.last, page.total, page.pages) == (251, 300, 1000, 20)
    assert page.next == "?stage=a&page=7"
    assert [link.number for link in page.links] == [1, None, 5, 6, 7, None, 20]


@pytest.mark.parametrize(("asked", "given"), [("", 1), ("x", 1), ("-2", 3), ("3", 3), ("99", 3)])
def test_a_page_that_is_not_there_gives_the_nearest(asked: str, given: int) -> None:
    assert page_of(range(101), QueryDict(f"page={asked}")).number == given


def test_an_empty_list_has_one_empty_page() -> None:
    page = page_of([], QueryDict())
    assert (page.first, page.last, page.total, page.links[0].current) == (0, 0, 0, True)


def test_a_row_has_one_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="Cases: 1 cells for 2 columns"):
        TableView.of("Cases", ("Child", "Due"), [("Sample",)])


def test_assets_are_built_once_and_collected_under_hashed_names(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.STATICFILES_DIRS = [tmp_path / "assets"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "rightplace.web.design.storage.Storage"}
    }
    get_finder.cache_clear()
    assets.prepare(tmp_path)
    manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    start = (tmp_path / "static" / manifest["rightplace/start.js"]).read_text()
    imported = manifest["rightplace/govuk-frontend.min.js"].removeprefix("rightplace/")
    assert f'from "./{imported}"' in start
    assert assets.build(tmp_path) is False
    get_finder.cache_clear()
