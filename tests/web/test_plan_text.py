"""The pages of a plan: what they show, whose they are, what they write."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from rightplace.casework import vault
from rightplace.casework.actions import consultations, plan_rows
from rightplace.casework.actions.consultations import Answer, Choice
from rightplace.casework.actions.locks import lock_case
from rightplace.casework.models import (
    AuditEvent,
    CaseLock,
    FamilyViews,
    Letter,
    Person,
    Plan,
    PlanVersion,
    Reply,
    Request,
    Role,
    Setting,
    User,
)
from rightplace.casework.queries.consultations import preference_lines
from rightplace.casework.queries.plan_text import text_of
from rightplace.law.duties import DUTIES
from rightplace.plan_words.text import NeedText
from rightplace.web.staff.letters import to_family
from tests.casework.consulted import ASKED
from tests.casework.plan_words import NEED, PROVISION, SOUND, providing
from tests.conftest import County
from tests.web.plan_records import AT, agreed, draft_of, heard

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY
DAY = {"on-day": TODAY.day, "on-month": TODAY.month, "on-year": TODAY.year}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def user(county: County) -> User:
    return county.user("officer")


@pytest.fixture
def officer(user: User) -> Client:
    return signed_in(user)


@pytest.fixture
def manager(county: County) -> Client:
    return signed_in(county.user("manager"))


def page(client: Client, name: str, *args: object, **query: object) -> str:
    response = client.get(reverse(f"staff:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, name: str, *args: object, **given: object) -> str:
    """What the page says after a form was sent; the next page if it was done."""
    response = client.post(reverse(f"staff:{name}", args=args), given, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def pages_of(version: PlanVersion) -> list[str]:
    """Every address about a child's draft."""
    child = version.person_id
    names: list[tuple[str, list[object]]] = [
        ("plan", [child]),
        ("plan-version", [child, version.number]),
        ("plan-checks", [child, version.number]),
        ("plan-file", [child, version.number, "word"]),
        ("plan-compare", [child]),
        ("plan-edit", [child]),
        ("plan-passage", [child, "child"]),
        ("plan-row-add", [child, "needs"]),
        ("plan-row", [child, "needs", 1]),
        ("plan-row-remove", [child, "needs", 1]),
        ("plan-send", [version.request_id]),
        ("plan-views", [version.request_id]),
        ("plan-issue", [version.request_id]),
    ]
    return [reverse(f"staff:{name}", args=args) for name, args in names]


def test_a_plan_is_its_officers_and_their_managers_and_nobody_elses(
    county: County, user: User, officer: Client, manager: Client
) -> None:
    version = agreed(user)
    officers = User.objects.filter(role=Role.CASE_OFFICER, is_active=True).exclude(pk=user.pk)
    assert officers.exclude(team=user.team).exists()
    others = [signed_in(each) for each in (*officers, county.user("psychologist"))]
    for address in pages_of(version):
        assert [c.get(address).status_code for c in (officer, manager)] == [200, 200], address
        assert [c.get(address).status_code for c in others] == [404] * len(others), address


def test_a_locked_plan_is_for_those_whom_the_lock_names(
    county: County, user: User, officer: Client, manager: Client
) -> None:
    version = agreed(user)
    lock_case(version.person, members=[], reason="Private.", by=user, at=AT)
    assert CaseLock.objects.get(person=version.person).members.get() == user
    for address in pages_of(version):
        found = [
            c.get(address).status_code
            for c in (officer, manager, signed_in(county.user("auditor")))
        ]
        assert found == [200, 404, 404], address


def test_an_auditor_reads_and_writes_nothing(county: County, user: User) -> None:
    version = agreed(user)
    auditor = signed_in(county.user("auditor"))
    answers = [auditor.get(address).status_code for address in pages_of(version)]
    assert answers == [200] * 5 + [404] * 8
    shown = page(auditor, "plan", version.person_id)
    assert "Write the draft" not in shown
    assert "Send the draft" not in shown


def test_opening_a_plan_is_recorded(user: User, officer: Client) -> None:
    draft = draft_of(user)
    page(officer, "plan", draft.person_id)
    look = AuditEvent.objects.latest("pk")
    assert (look.by, look.kind, look.action, look.person) == (
        user,
        "read",
        "plan.open",
        draft.person,
    )


def test_the_part_shows_the_thread_the_sections_and_what_the_checks_find(
    user: User, officer: Client
) -> None:
    version = agreed(user, providing(text="Access to a laptop."))
    shown = page(officer, "plan", version.person_id)
    for words in (
        "Version 1, draft of 31 January 2023",
        "The checks find 1 error",
        "She tells a friend or an adult",
        "K: Advice and information",
        "30 minutes each school day, for the school year",
        "Write the draft",
        "Send the draft to the family",
    ):
        assert words in shown


def test_a_thread_that_is_broken_says_where(user: User, officer: Client) -> None:
    text = replace(SOUND, outcomes=(), provision=(replace(PROVISION, outcomes=()),))
    shown = page(officer, "plan", agreed(user, text).person_id)
    assert "No outcome answers this need" in shown
    assert "Tied to no outcome" in shown


def test_the_page_takes_as_many_queries_for_three_rows_as_for_one(
    user: User, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = agreed(user)
    address = reverse("staff:plan", args=[version.person_id])
    officer.get(address)
    with CaptureQueriesContext(connection) as before:
        officer.get(address)
    for number in range(3):
        plan_rows.add_row(version, replace(NEED, text=f"Need {number}."), by=user, at=AT)
    with django_assert_num_queries(len(before)):
        assert "Need 2." in officer.get(address).content.decode()


def test_a_need_is_added_changed_moved_and_removed(user: User, officer: Client) -> None:
    version = agreed(user)
    child = version.person_id
    said = post(
        officer, "plan-row-add", child, "needs", area="semh", text="She worries.", version=1
    )
    assert "Need added" in said
    row = version.planneeds.get(text="She worries.")
    said = post(
        officer,
        "plan-row",
        child,
        "needs",
        row.key,
        area="semh",
        text="She worries a lot.",
        version=1,
    )
    assert "B3 saved" in said
    post(officer, "plan-row-move", child, "needs", row.key, direction="up")
    assert [n.text for n in text_of(version).needs][1] == "She worries a lot."
    assert "B2 removed" in post(officer, "plan-row-remove", child, "needs", row.key)
    assert text_of(version).needs == SOUND.needs


def test_an_outcome_and_provision_are_tied_with_boxes(user: User, officer: Client) -> None:
    version = agreed(user)
    child = version.person_id
    post(officer, "plan-row-add", child, "outcomes", text="She swims.", needs=["2"], version=1)
    outcome = text_of(version).outcomes[-1]
    assert (outcome.text, outcome.needs) == ("She swims.", (2,))
    given = {
        "kind": "F", "text": "Swimming lessons.", "amount": "1", "unit": "hours",
        "frequency": "weekly", "delivered_by": "A teacher", "outcomes": [str(outcome.key)], "version": 1,
    }  # fmt: skip
    post(officer, "plan-row-add", child, "provision", **given)
    row = text_of(version).provision[-1]
    assert (row.how_much, row.outcomes) == ("1 hours each week", (outcome.key,))


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"amount": "30", "unit": ""}, "Say what the amount counts, such as minutes"),
        ({"amount": "", "unit": "minutes"}, "Enter how much, or take out what it counts"),
        ({"amount": "0", "unit": "minutes"}, "The amount must be more than 0"),
        ({"amount": "-1", "unit": "minutes"}, "greater than or equal to 0"),
        ({"text": ""}, "Enter what is provided"),
    ],
)
def test_provision_that_cannot_be_is_refused_in_words(
    user: User, officer: Client, given: dict[str, str], error: str
) -> None:
    version = agreed(user)
    row = {"kind": "F", "text": "Teaching.", "version": "1"} | given
    assert error in post(officer, "plan-row-add", version.person_id, "provision", **row)
    assert text_of(version) == SOUND


def test_of_two_who_edit_a_row_the_second_is_shown_both(user: User, officer: Client) -> None:
    version = agreed(user)
    where = (version.person_id, "outcomes", 1)
    given = {"text": "She sings.", "needs": ["1"], "version": 1}
    post(officer, "plan-row", *where, **given)
    both = post(officer, "plan-row", *where, **given | {"text": "She dances.", "needs": ["2"]})
    for words in ("Someone else has changed this", "She sings.", "She dances.", "B1 She says few"):
        assert words in both
    assert text_of(version).outcomes[0].text == "She sings."


def test_section_i_of_a_first_draft_is_not_there_to_be_written(user: User, officer: Client) -> None:
    version = agreed(user)
    address = reverse("staff:plan-passage", args=[version.person_id, "placement"])
    assert officer.get(address).status_code == 404
    assert "/text/placement/" not in page(officer, "plan-edit", version.person_id)
    amended = draft_of(user)
    assert "/text/placement/" in page(officer, "plan-edit", amended.person_id)


def test_the_checks_lead_to_what_is_to_be_mended(
    user: User, officer: Client, manager: Client
) -> None:
    version = agreed(user, providing(text="Access to a laptop."))
    shown = page(officer, "plan-checks", version.person_id, 1)
    assert '<mark class="rp-mark">Access to</mark> a laptop.' in shown
    assert reverse("staff:plan-row", args=[version.person_id, "provision", 1]) in shown


def test_two_versions_are_compared_and_taken_away_as_pdf(user: User, officer: Client) -> None:
    draft = draft_of(user)
    shown = page(officer, "plan-compare", draft.person_id)
    assert "2 differences" in shown
    assert "<del>" in shown
    assert "<ins>" in shown
    same = page(officer, "plan-compare", draft.person_id, old=1, new=1)
    assert "0 differences" in same
    assert "Choose two versions that there are" in page(
        officer, "plan-compare", draft.person_id, old=1, new=9
    )
    response = officer.get(
        reverse("staff:plan-compare", args=[draft.person_id]) + "?" + urlencode({"format": "pdf"})
    )
    words = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert response["Content-Type"] == "application/pdf"
    assert "Changes to the plan of" in words


def test_a_draft_is_sent_with_its_letter_and_kept_as_it_went(user: User, officer: Client) -> None:
    version = agreed(user)
    preview = officer.post(
        reverse("staff:plan-send", args=[version.request_id]),
        DAY | {"version": version.version, "preview": "yes"},
    )
    assert preview["Content-Type"] == "application/pdf"
    said = post(officer, "plan-send", version.request_id, **DAY, version=version.version)
    assert "The draft is sent and its letter kept" in said
    version.refresh_from_db()
    assert (version.status, version.proposed_on) == ("proposed", TODAY)
    letter, plan = Letter.objects.filter(person=version.person).order_by("pk")
    assert (letter.kind, letter.last_day) == ("plan.draft", TODAY + timedelta(14))
    assert (plan.kind, plan.pdf, plan.word) == ("plan.draft.paper", version.pdf, version.word)
    assert (letter.request, plan.request) == (version.request, version.request)
    file = officer.get(reverse("staff:plan-file", args=[version.person_id, 1, "word"]))
    assert file.content == vault.read(version.word)
    words = [p.text for p in Document(BytesIO(file.content)).paragraphs]
    assert "Draft plan, version 1, 31 January 2023" in words
    version.request.refresh_from_db()
    assert version.request.next_duty == "first_plan.final_plan"


def test_a_draft_with_errors_waits_for_a_managers_reason(
    user: User, officer: Client, manager: Client
) -> None:
    version = agreed(user, providing(text="Access to a laptop."))
    given = DAY | {"version": version.version, "in_spite": "The family asked for it now."}
    said = post(officer, "plan-send", version.request_id, **given)
    assert "The checks found 1 error. Mend them, or ask a manager" in said
    empty = post(manager, "plan-send", version.request_id, **given | {"in_spite": ""})
    assert "Enter reason for sending it with errors" in empty
    assert "The draft is sent" in post(manager, "plan-send", version.request_id, **given)
    assert "The family asked for it now." in page(manager, "plan", version.person_id)


def test_without_a_draft_there_is_nothing_to_send(user: User, officer: Client) -> None:
    request = heard(user).request
    assert "There is no draft to send" in page(officer, "plan-send", request.pk)


def test_the_views_are_recorded_with_a_setting_that_was_looked_up(
    user: User, officer: Client
) -> None:
    version = agreed(user)
    post(officer, "plan-send", version.request_id, **DAY, version=version.version)
    school = Setting.objects.filter(setting_group="mainstream").order_by("pk").last()
    assert school is not None
    words = {"said": "We like it.", "find": school.name[:8]}
    found = post(officer, "plan-views", version.request_id, **DAY, **words, **{"look-up": "yes"})
    assert f'value="{school.pk}"' in found
    assert "We like it." in found
    assert not FamilyViews.objects.filter(request=version.request).exists()
    said = post(
        officer,
        "plan-views",
        version.request_id,
        **DAY,
        **words,
        preferred=school.pk,
        wants_meeting="on",
    )
    assert "The family&#39;s views are recorded" in said
    views = FamilyViews.objects.get(request=version.request)
    assert (views.said, views.preferred, views.wants_meeting, views.plan_version) == (
        "We like it.",
        school,
        True,
        PlanVersion.objects.get(pk=version.pk),
    )
    assert "None named" not in page(officer, "plan", version.person_id)


def test_a_final_plan_goes_to_the_family_the_setting_and_the_health_body(
    user: User, officer: Client
) -> None:
    version = heard(user)
    request = version.request
    school = Setting.objects.filter(setting_group="mainstream").first()
    assert school is not None
    given = DAY | {
        "primary": "ASD",
        "secondary": "SLCN",
        "setting": school.pk,
        "version": version.version,
    }
    said = post(officer, "plan-issue", request.pk, **given)
    assert "The final plan is issued and its letters kept" in said
    plan = Plan.objects.get(assessment__request=request)
    final = plan.versions.get(status="final")
    letters = Letter.objects.filter(plan=plan).order_by("pk")
    assert [(each.kind, each.recipient) for each in letters] == [
        ("plan.final", to_family(request.person)[0]),
        ("plan.final.paper", to_family(request.person)[0]),
        ("plan.final.setting", school.name),
        ("plan.final.health", "The integrated care board"),
    ]
    assert letters[0].last_day == DUTIES["appeal.lodge"].allowance.last_day(TODAY)
    assert (letters[1].pdf, letters[1].word) == (final.pdf, final.word)
    assert [n.sen_type for n in plan.needs.order_by("rank")] == ["ASD", "SLCN"]
    assert plan.named_settings.get().setting == school
    words = " ".join(p.text for p in Document(BytesIO(vault.read(final.word))).paragraphs)
    assert f"Final plan, version {final.number}, 31 January 2023" in words
    assert f"{school.name} ({school.setting_type})" in words


def test_the_final_letter_says_why_the_preference_is_not_followed(
    user: User, officer: Client
) -> None:
    version = heard(user)
    request, how = version.request, {"by": user, "at": AT}
    wished, named = Setting.objects.filter(setting_group="mainstream").order_by("pk")[:2]
    wish = consultations.state_preference(request, choice=Choice.of(wished), given_on=TODAY, **how)
    (asked,) = consultations.consult(
        request, choices=[Choice.of(wished)], asked=ASKED, on=TODAY, **how
    )
    consultations.receive_reply(
        asked, version=1, answer=Answer(Reply.NO, full=True, reasons="It is full."), on=TODAY, **how
    )
    consultations.decide_against(
        wish, ground="others", reasons="No room is left.", named=named.name, preferred_cost=None,
        named_cost=None, on=TODAY, **how,
    )  # fmt: skip
    lines = preference_lines(request)
    assert lines[0] == f"You asked us to name {wished.name}. We have named {named.name} instead."
    assert preference_lines(request, named=[wished]) == ()
    assert preference_lines(request, since=TODAY + timedelta(1)) == ()
    given = DAY | {"primary": "ASD", "setting": named.pk, "version": version.version}
    assert "The final plan is issued" in post(officer, "plan-issue", request.pk, **given)
    letter = Letter.objects.get(person=request.person, kind="plan.final")
    said = [p.text for p in Document(BytesIO(vault.read(letter.word))).paragraphs]
    start = said.index("The setting that you asked for") + 1
    assert tuple(said[start : start + len(lines)]) == lines
    assert "No room is left." in lines


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"setting": ""}, "Find the setting and choose it, or say why none is named"),
        ({"secondary": "ASD"}, "Choose another need than the primary one, or none"),
        ({"sen_setting": "OLA"}, "A setting is chosen above: leave this as it is"),
        ({"second": "same"}, "Choose another setting than the first, or none"),
        ({"primary": ""}, "Enter primary need"),
    ],
)
def test_a_final_plan_that_cannot_be_is_refused_in_words(
    user: User, officer: Client, given: dict[str, str], error: str
) -> None:
    version = heard(user)
    request = version.request
    school = Setting.objects.filter(setting_group="mainstream").first()
    assert school is not None
    right = DAY | {"primary": "ASD", "setting": school.pk, "version": version.version}
    wrong = {key: school.pk if value == "same" else value for key, value in given.items()}
    said = post(officer, "plan-issue", request.pk, **right | wrong)
    assert error in said or error.replace("Enter", "Select") in said
    assert not Plan.objects.filter(assessment__request=request).exists()


def test_the_words_of_a_plan_on_paper_become_its_final_version(user: User, officer: Client) -> None:
    paper = PlanVersion.objects.filter(status="draft", request=None, based_on=None)
    version = paper.get(plan__officer=user)
    post(
        officer,
        "plan-row-add",
        version.person_id,
        "needs",
        area="semh",
        text="He worries.",
        version=1,
    )
    assert "kept with its words" in post(officer, "plan-finish", version.person_id, **DAY)
    version.refresh_from_db()
    assert (version.status, version.final_on) == ("final", TODAY)
    assert text_of(version).needs == (
        NeedText(text_of(version).needs[0].key, text_of(version).needs[0].area, "He worries."),
    )
    address = reverse("staff:plan-finish", args=[version.person_id])
    assert officer.get(address).status_code == 404


def test_a_draft_is_started_once_from_the_newest_version(user: User, officer: Client) -> None:
    request = heard(user).request
    assert "The draft begins with the words of" in page(officer, "plan-start", request.person_id)
    assert "Draft started" in post(officer, "plan-start", request.person_id)
    assert request.plan_versions.filter(status="draft").count() == 1
    address = reverse("staff:plan-start", args=[request.person_id])
    assert officer.get(address).status_code == 404


def test_the_case_leads_to_the_steps_of_the_plan_once_it_is_agreed(
    user: User, officer: Client
) -> None:
    version = agreed(user)
    shown = page(officer, "case", version.person_id)
    assert reverse("staff:plan-send", args=[version.request_id]) in shown
    assessing = (
        Request.objects.visible_to(user)
        .open()
        .filter(assessment__isnull=False, assessment__agreed_on=None)
    )
    other = assessing.first()
    assert other is not None
    shown = page(officer, "case", other.person_id)
    assert reverse("staff:plan-send", args=[other.pk]) not in shown
    assert Person.objects.filter(pk=other.person_id).exists()
