"""The pages about reviews: the list and its counts, paperwork, moves between phases, who sees them."""

import csv
import html
import io
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from docx import Document as WordFile
from pytest_django import DjangoAssertNumQueries

from rightplace.casework import vault
from rightplace.casework.actions import plan_rows, reviews
from rightplace.casework.actions.reviews import Said
from rightplace.casework.deadlines import clocks_of, plans_without_review
from rightplace.casework.models import (
    CaseLock,
    EarlyReview,
    Letter,
    PhaseTransferReview,
    Plan,
    PlanVersion,
    Review,
    ReviewChase,
    ReviewMeeting,
)
from rightplace.casework.queries.phase_transfers import transfers, unexpected
from rightplace.casework.queries.plan_text import Amending, check, text_of
from rightplace.casework.queries.review_paperwork import by_setting, owed_reports
from rightplace.casework.queries.review_stages import ReviewStage, standings
from rightplace.casework.queries.reviews import Due, ReviewRows, WantedReviews
from rightplace.casework.years import Phase, year_group
from rightplace.law.clock import latest
from rightplace.law.dates import add_months
from rightplace.plan_words.checks import errors
from tests.casework.plan_words import PROVISION
from tests.casework.record import at
from tests.conftest import County

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY


@pytest.fixture
def manager(county: County) -> Client:
    client = Client()
    client.force_login(county.user("manager"))
    return client


def lines(response: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))  # type: ignore[attr-defined]


def test_no_plan_is_without_a_review_and_the_list_holds_every_one(county: County) -> None:
    assert list(plans_without_review()) == []
    auditor = county.user("auditor")
    rows = ReviewRows(auditor, WantedReviews(), as_of=TODAY)
    live = set(Plan.objects.visible_to(auditor).live().values_list("pk", flat=True))
    assert {row.plan_id for row in rows.standings} == live
    assert sum(rows.by_stage.values()) == len(rows) == len(live)


def amended_draft(county: County) -> tuple[Plan, PlanVersion]:
    """A plan of the officer's whose draft amendment is sound, reviewed today and to be decided."""
    user = county.user("officer")
    drafts = PlanVersion.objects.filter(
        status="draft", plan__officer=user, plan__person__lock=None, based_on__status="final"
    ).exclude(plan__reviews__meeting_on=TODAY)
    draft = next(d for d in drafts if not errors(check(d, text_of(d), as_of=TODAY, final=True)))
    said = Said("I like maths.", "Reads alone.", *[""] * 3, *["Spoken of"] * 4)
    reviews.hold_review_meeting(draft.plan, on=TODAY, said=said, by=user, at=at(TODAY))
    return draft.plan, draft


DAY = {"on-day": TODAY.day, "on-month": TODAY.month, "on-year": TODAY.year}


def test_a_draft_goes_with_the_notice_and_becomes_the_amended_plan(
    county: County, manager: Client
) -> None:
    plan, draft = amended_draft(county)
    old = plan.versions.get(status="final")
    (line,) = Amending(old, draft).lines[:1]
    decide, views, final = (
        reverse("staff:review-step", args=[plan.person_id, slug])
        for slug in ("decide", "views", "final")
    )
    page = html.unescape(manager.get(decide).content.decode())
    assert line in page
    assert "Changes proposed" not in page
    given = {**DAY, "decision": "A", "reasons": "Needs grew.", "evidence": "The report of the EP"}
    stale = manager.post(decide, {**given, "edition": draft.version - 1})
    assert "Someone has changed this draft" in stale.content.decode()
    assert manager.post(decide, {**given, "edition": draft.version}).status_code == 302
    draft.refresh_from_db()
    review = plan.reviews.get(meeting_on=TODAY)
    assert (draft.status, review.proposed_changes) == (
        "proposed",
        "\n".join(Amending(old, draft).lines),
    )
    letter, paper = Letter.objects.filter(plan=plan, kind__startswith="review.amend").order_by("pk")
    assert (letter.kind, paper.kind) == ("review.amend", "review.amend.paper")
    assert (paper.pdf, paper.word) == (draft.pdf, draft.word)
    enclosed = f"The plan as we propose it, version {draft.number}"
    said = [p.text for p in WordFile(BytesIO(vault.read(letter.word))).paragraphs]
    assert {line, enclosed, "The report of the EP"} <= set(said)
    assert manager.post(views, DAY).status_code == 302
    assert manager.post(final, {**DAY, "edition": draft.version}).status_code == 302
    draft.refresh_from_db()
    old.refresh_from_db()
    assert (draft.status, draft.final_on, old.status) == ("final", TODAY, "superseded")
    letter, paper = Letter.objects.filter(plan=plan, kind__startswith="review.final").order_by("pk")
    assert (paper.pdf, paper.word) == (draft.pdf, draft.word)
    assert line in [p.text for p in WordFile(BytesIO(vault.read(letter.word))).paragraphs]


def test_an_officer_is_refused_what_a_manager_sends_with_a_reason(
    county: County, manager: Client
) -> None:
    plan, draft = amended_draft(county)
    user = county.user("officer")
    towards = (text_of(draft).outcomes[0].key,)
    vague = replace(PROVISION, text="Access to a laptop.", outcomes=towards)
    plan_rows.add_row(draft, vague, by=user, at=at(TODAY))
    draft.refresh_from_db()
    officer = Client()
    officer.force_login(user)
    decide = reverse("staff:review-step", args=[plan.person_id, "decide"])
    given = {**DAY, "decision": "A", "reasons": "Needs grew.", "edition": draft.version}
    given["in_spite"] = "The family asked for it now."
    refused = officer.post(decide, given).content.decode()
    assert "The checks found 1 error" in refused
    assert "Reason for sending the plan with errors" not in refused
    assert "Reason for sending the plan with errors" in manager.get(decide).content.decode()
    assert manager.post(decide, given).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.sent_in_spite) == ("proposed", "The family asked for it now.")


@pytest.mark.parametrize(("decision", "kind"), [("M", "review.maintain"), ("C", "review.cease")])
def test_what_is_decided_without_the_draft_leaves_it_and_says_what_was_considered(
    county: County, manager: Client, decision: str, kind: str
) -> None:
    plan, draft = amended_draft(county)
    given = {**DAY, "decision": decision, "reasons": "Progress is good.", "edition": draft.version}
    decide = reverse("staff:review-step", args=[plan.person_id, "decide"])
    assert manager.post(decide, {**given, "evidence": "The EP's report"}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == "draft"
    (letter,) = Letter.objects.filter(plan=plan, kind__startswith="review.")
    said = [p.text for p in WordFile(BytesIO(vault.read(letter.word))).paragraphs]
    start = said.index("The evidence that we considered") + 1
    assert letter.kind == kind
    assert said[start : start + 2] == [
        "What was said at the review meeting of Tuesday 31 January 2023",
        "The EP's report",
    ]


def test_a_notice_after_the_decision_gives_its_reasons(county: County, manager: Client) -> None:
    user = county.user("officer")
    plan = Plan.objects.visible_to(user).live().filter(versions=None).exclude(
        reviews__meeting_on=TODAY
    ).earliest("pk")  # fmt: skip
    how = {"on": TODAY, "by": user, "at": at(TODAY)}
    said = Said("I like maths.", "Reads alone.", *[""] * 3, *["Spoken of"] * 4)
    review = reviews.hold_review_meeting(plan, said=said, **how)
    reviews.decide_review(review, decision="A", reasons="Needs grew.", **how)
    step = reverse("staff:review-step", args=[plan.person_id, "notice"])
    assert "Needs grew." in manager.get(step).content.decode()
    given = {**DAY, "reasons": "Needs grew.", "proposed_changes": "F: a quiet room"}
    assert manager.post(step, given).status_code == 302
    review.refresh_from_db()
    assert (review.notice_on, review.proposed_changes) == (TODAY, "F: a quiet room")
    assert Letter.objects.filter(plan=plan, kind="review.amend").count() == 1


def open_keys(plan: Plan) -> set[str]:
    """What the law still wants of the last review of a plan."""
    clocks = clocks_of(plan, as_of=TODAY)
    review = plan.reviews.order_by("-meeting_on").first()
    keys = ("review.decide", "review.amendment_notice", "review.final_from_meeting")
    last = [latest(clocks, key) for key in keys]
    return {c.key for c in last if c and c.is_open and review and c.started_on == review.meeting_on}


EXPECTED = {
    ReviewStage.REPORT_DUE: {"review.decide"},
    ReviewStage.DECISION_DUE: {"review.decide"},
    ReviewStage.NOTICE_DUE: {"review.amendment_notice", "review.final_from_meeting"},
    ReviewStage.FINAL_DUE: {"review.final_from_meeting"},
    ReviewStage.TO_PLAN: set(),
    ReviewStage.CEASING: set(),
    ReviewStage.DONE: set(),
}


def test_the_stage_from_rows_is_what_the_clocks_say(county: County) -> None:
    plans = {plan.pk: plan for plan in Plan.objects.live()}
    differ = {}
    for row in standings(Plan.objects.live()):
        stage = row.stage(TODAY)
        if row.ahead is None and open_keys(plans[row.plan_id]) != EXPECTED[stage]:
            differ[row.plan_id] = (stage, open_keys(plans[row.plan_id]))
    assert differ == {}


def test_each_count_is_as_long_as_the_list_it_leads_to(county: County, manager: Client) -> None:
    user, address = county.user("manager"), reverse("staff:review-list")
    rows = ReviewRows(user, WantedReviews(), as_of=TODAY)
    listed = lines(manager.get(address, {"format": "csv"}))
    assert len(listed) == len(rows) > 100
    assert Counter(row["stage"] for row in listed) == {
        stage.key: n for stage, n in rows.by_stage.items()
    }
    for stage in ReviewStage:
        found = lines(manager.get(address, {"format": "csv", "stage": stage.key}))
        assert len(found) == rows.by_stage[stage], stage
    overdue = lines(manager.get(address, {"format": "csv", "due": "overdue"}))
    assert len(overdue) == rows.overdue > 0
    assert {row["upn"] for row in overdue} == {
        row["upn"] for row in listed if date.fromisoformat(row["review_due_on"]) < TODAY
    }


def test_the_days_on_the_list_are_those_of_the_law(county: County, manager: Client) -> None:
    listed = lines(manager.get(reverse("staff:review-list"), {"format": "csv"}))
    by_upn = {row["upn"]: row for row in listed if row["upn"]}
    plans = Plan.objects.visible_to(county.user("manager")).live().select_related("person")
    checked = 0
    for plan in plans.exclude(person__upn="")[:40]:
        open_reviews = [
            clock.due_on
            for clock in clocks_of(plan, as_of=TODAY)
            if clock.is_open and clock.key in ("review.annual", "transfer.review")
        ]
        row = by_upn[plan.person.upn]
        assert row["review_due_on"] == min(open_reviews).isoformat()
        assert int(row["days_left"]) == (min(open_reviews) - TODAY).days
        checked += 1
    assert checked == 40


@pytest.mark.parametrize("query", [{}, {"stage": "done"}, {"due": "overdue"}])
def test_the_list_takes_as_many_queries_for_one_plan_as_for_many(
    county: County,
    manager: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    query: dict[str, str],
) -> None:
    one = Plan.objects.visible_to(county.user("manager")).live().exclude(person__upn="")
    search = one.select_related("person")[0].person.upn
    address = reverse("staff:review-list")
    manager.get(address)
    with django_assert_num_queries(13) as many:
        manager.get(address, query)
    with django_assert_num_queries(len(many)):
        manager.get(address, {"search": search})


def test_filters_narrow_by_setting_phase_officer_and_week(county: County) -> None:
    user = county.user("manager")
    every = ReviewRows(user, WantedReviews(), as_of=TODAY)
    row = next(row for row in every if row.setting and row.standing.due_on > TODAY)
    monday = row.standing.due_on - timedelta(row.standing.due_on.weekday())
    for wanted, fits in (
        (WantedReviews(setting=row.setting.pk), lambda r: r.setting == row.setting),
        (WantedReviews(officer=row.plan.officer_id), lambda r: r.plan.officer == row.plan.officer),
        (
            WantedReviews(week=monday),
            lambda r: monday <= r.standing.due_on < monday + timedelta(7),
        ),
    ):
        found = {r.plan.pk for r in ReviewRows(user, wanted, as_of=TODAY)}
        assert found == {r.plan.pk for r in every if fits(r)}
    phases = [len(ReviewRows(user, WantedReviews(phase=p), as_of=TODAY)) for p in Phase]
    assert sum(phases) == len(every)


def test_a_locked_record_is_on_no_list_of_those_whom_the_lock_leaves_out(county: County) -> None:
    locked = CaseLock.objects.filter(person__in=Plan.objects.live().values("person")).first()
    plan = Plan.objects.live().get(person=locked.person)
    auditor = county.user("auditor")
    rows = ReviewRows(auditor, WantedReviews(), as_of=TODAY)
    assert plan.pk not in {row.plan_id for row in rows.standings}
    member = locked.members.filter(pk=plan.officer_id).get()
    mine = ReviewRows(member, WantedReviews(), as_of=TODAY)
    assert plan.pk in {row.plan_id for row in mine.standings}


def test_the_weeks_add_up_and_each_leads_to_as_many(county: County, manager: Client) -> None:
    for row in lines(manager.get(reverse("staff:review-calendar"), {"format": "csv"})):
        query = {"format": "csv", "week": row["week_of"]}
        found = lines(manager.get(reverse("staff:review-list"), query))
        assert len(found) == int(row["reviews_due"])
        assert int(row["meeting_planned"]) + int(row["still_to_plan"]) == len(found)


def test_what_each_setting_owes_adds_up_to_the_reports_listed(
    county: County, manager: Client
) -> None:
    rows = owed_reports(county.user("manager"), as_of=TODAY)
    listed = lines(manager.get(reverse("staff:review-paperwork"), {"format": "csv"}))
    assert len(rows) == len(listed) > 3
    sums = by_setting(rows, as_of=TODAY)
    assert sum(each.owed for each in sums) == len(rows)
    assert sum(each.late for each in sums) == sum(int(r["days_late"]) > 0 for r in listed)
    assert all(Review.objects.get(pk=row.review.pk).report_on is None for row in rows)


def test_reports_are_chased_many_at_once_each_with_its_letter(
    county: County, manager: Client
) -> None:
    late = [r for r in owed_reports(county.user("manager"), as_of=TODAY) if r.days_late(TODAY) > 0]
    fresh = [row for row in late if row.last_chased_on != TODAY][:2]
    chosen = [str(row.review.pk) for row in fresh]
    address = reverse("staff:review-chase-bulk")
    seen = manager.post(address, {"chosen": chosen, "level": "setting", "preview": "yes"})
    assert (
        seen["Content-Type"],
        ReviewChase.objects.filter(chased_on=TODAY, review__in=chosen).count(),
    ) == (
        "application/pdf",
        0,
    )
    page = manager.post(address, {"chosen": chosen, "level": "setting"}, follow=True)
    assert "2 reminders sent" in page.content.decode()
    assert ReviewChase.objects.filter(chased_on=TODAY, review__in=chosen).count() == 2
    letters = Letter.objects.filter(
        person__in=[row.plan.person for row in fresh], kind="review.chase"
    )
    assert letters.count() == 2
    again = manager.post(address, {"chosen": chosen[:1], "level": "setting"}, follow=True)
    assert f"{fresh[0].plan.person}: This report has been chased today already" in html.unescape(
        again.content.decode()
    )


def test_moves_are_proposed_by_year_group_and_the_ages_of_the_setting(
    county: County, manager: Client
) -> None:
    user = county.user("manager")
    found = unexpected(user, as_of=TODAY)
    recorded = set(
        PhaseTransferReview.objects.filter(moves_on__year=2023).values_list("plan", flat=True)
    )
    assert found
    assert not {row.plan.pk for row in found} & recorded
    for row in found:
        assert row.year in (-1, 2, 6, 11)
    page = manager.post(
        reverse("staff:phase-expect"), {"chosen": [str(found[0].plan.pk)]}, follow=True
    )
    assert "1 move expected on 1 September 2023" in page.content.decode()
    assert len(unexpected(user, as_of=TODAY)) == len(found) - 1
    move = next(row for row in transfers(user, as_of=TODAY) if row.plan == found[0].plan)
    limits = {
        clock.due_on
        for clock in clocks_of(move.plan, as_of=TODAY)
        if clock.key.startswith("phase_transfer.") and clock.is_open
    }
    assert move.due_on in limits


def test_the_meetings_of_a_setting_are_shown_and_then_planned(
    county: County, manager: Client
) -> None:
    rows = ReviewRows(county.user("manager"), WantedReviews(stage=ReviewStage.TO_PLAN), as_of=TODAY)
    setting, count = Counter(row.setting for row in rows if row.setting).most_common(1)[0]
    address = f"{reverse('staff:review-plan-bulk')}?setting={setting.pk}"
    mine = [row for row in rows if row.setting == setting]
    given = {
        "chosen": [str(row.plan.pk) for row in mine], "on-day": "3", "on-month": "3",
        "on-year": "2023", "starts": "9:30", "minutes": "45", "a_day": "1", "place": "The library",
        "invited": ["family", "setting"],
    }  # fmt: skip
    shown = manager.post(address, {**given, "preview": "yes"}).content.decode()
    assert "Friday 3 March 2023" in shown
    assert not ReviewMeeting.objects.filter(place="The library").exists()
    manager.post(address, given)
    planned = ReviewMeeting.objects.filter(place="The library").order_by("planned_on")
    assert planned.count() == count
    days = [date(2023, 3, 3), date(2023, 3, 6), date(2023, 3, 7), date(2023, 3, 8)]
    assert [each.planned_on for each in planned][:4] == days[:count]


def test_year_9_onwards_lists_whose_last_review_lacks_a_topic(
    county: County, manager: Client
) -> None:
    listed = lines(manager.get(reverse("staff:review-adulthood"), {"format": "csv"}))
    plans = Plan.objects.visible_to(county.user("manager")).live()
    expected = 0
    for plan in plans.select_related("person"):
        last = plan.reviews.order_by("-meeting_on").first()
        topics = getattr(last, "record", None)
        full = topics and all((topics.employment, topics.living, topics.community, topics.health))
        if last and year_group(plan.person.birth_date, TODAY) >= 9 and not full:
            expected += 1
    assert len(listed) == expected > 0


def test_the_manager_is_told_that_no_review_is_lost(county: County, manager: Client) -> None:
    page = manager.get(reverse("staff:team")).content.decode()
    assert "plans without a day for the next review" in page
    assert "None is lost" in page
    plan = Plan.objects.visible_to(county.user("manager")).live().first()
    Plan.objects.filter(pk=plan.pk).update(next_review_on=None)
    assert "There must be none" in manager.get(reverse("staff:team")).content.decode()
    page = manager.get(reverse("staff:review-list"), {"due": "overdue"}).content.decode()
    assert "1 plan without a day for the next review" in page
    assert f"/cases/{plan.person_id}/reviews/" in page


def test_reports_owed_take_as_many_queries_for_one_as_for_many(
    county: County, manager: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = owed_reports(county.user("manager"), as_of=TODAY)
    one = Counter(row.setting for row in rows if row.setting).most_common()[-1][0]
    address = reverse("staff:review-paperwork")
    manager.get(address)
    for query in ({}, {"setting": one.pk}):
        with django_assert_num_queries(12):
            manager.get(address, query)


def test_filters_find_what_waits_for_an_answer_and_who_is_under_5(county: County) -> None:
    user = county.user("officer")
    early = ReviewRows(user, WantedReviews(due=Due.EARLY), as_of=TODAY)
    waiting = EarlyReview.objects.filter(granted=None, plan__officer=user).values("plan")
    assert {row.plan_id for row in early.standings} == {each["plan"] for each in waiting}
    assert len(early) == 1
    interim = ReviewRows(county.user("auditor"), WantedReviews(due=Due.INTERIM), as_of=TODAY)
    for row in interim:
        counted = row.standing.last.meeting_on if row.standing.last else row.plan.starts_on
        assert row.standing.interim_on == add_months(counted, 6) <= TODAY + timedelta(28)
        assert row.standing.interim_on < add_months(row.plan.person.birth_date, 60)
    assert len(interim) > 0
