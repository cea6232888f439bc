"""The part of a child's record about reviews, and the page of each step."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.models import (
    EarlyReview,
    Invited,
    Person,
    PhaseTransferReview,
    Plan,
    Review,
    ReviewChase,
    ReviewMeeting,
    Role,
)
from rightplace.casework.years import year_group, year_words
from rightplace.law.codes import ReviewOutcome
from rightplace.law.explain import explain
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.formats import day, time_left
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView, Value
from rightplace.web.staff.child import WRITERS, ask_about, child_or_404, show_part
from rightplace.web.staff.clocks import duty_cell, state_tag, time_words
from rightplace.web.staff.reviews.enclosures import around
from rightplace.web.staff.reviews.forms import GoesWithPlan
from rightplace.web.staff.reviews.steps import STEPS
from rightplace.web.staff.reviews.subject import Subject, subject_of
from rightplace.web.today import now, today

_PART = "staff:reviews"
_RECORD = (
    ("child_views", "Views of the child or young person"),
    ("family_views", "Views of the family"),
    ("progress", "Progress towards each outcome"),
    ("working", "What works"),
    ("not_working", "What does not work"),
    ("employment", "Adulthood: employment and learning"),
    ("living", "Adulthood: independent living"),
    ("community", "Adulthood: friends and community"),
    ("health", "Adulthood: health"),
)


@for_roles(*WHOLE)
@require_safe
def show(request: HttpRequest, person_id: int) -> HttpResponse:
    """Where the review of a child's plan stands, every clock of it, and all reviews before."""
    person = child_or_404(request, person_id, what="reviews.open")
    subject = subject_of(person, as_of=today())
    return show_part(
        request,
        person,
        _PART,
        "staff/reviews/part.html",
        heading="Reviews",
        actions=_links(subject) if subject and request.user.role in WRITERS else (),
        facts=_facts(subject) if subject else (),
        clocks=_clock_table(subject) if subject else None,
        sentences=tuple(explain(clock) for clock in subject.clocks) if subject else (),
        record=_record_rows(subject) if subject else (),
        tables=_tables(person),
    )


def _links(subject: Subject) -> tuple[Link, ...]:
    return tuple(
        Link(step.title, reverse("staff:review-step", args=[subject.person.pk, slug]))
        for slug, step in STEPS.items()
        if step.is_open(subject)
    )


def _facts(subject: Subject) -> tuple[SummaryRow, ...]:
    due, standing = subject.standing.due_on, subject.standing
    left = "" if due is None else f"{day(due)}: {time_left((due - subject.as_of).days)}"
    rows = [
        SummaryRow.of("Review due by", Cell(left, detail="Only the law moves this day.")),
        SummaryRow.of("Stage", subject.stage.label),
        SummaryRow.of("Year group", year_words(subject.year)),
        SummaryRow.of("Setting", subject.setting.name if subject.setting else "None"),
    ]
    if standing.interim_on is not None:
        detail = "A suggestion for children under 5 (SEND Code of Practice), not a limit."
        rows.append(
            SummaryRow.of("Interim review by", Cell(day(standing.interim_on), detail=detail))
        )
    if subject.meeting is not None:
        rows.append(SummaryRow.of("Meeting ahead", _meeting_cell(subject.meeting)))
    if subject.early is not None:
        words = f"Asked for on {day(subject.early.asked_on)}, not answered yet"
        rows.append(SummaryRow.of("Early review", Cell(words, detail=subject.early.reason)))
    if subject.review is not None and subject.review.proposed_changes:
        rows.append(SummaryRow.of("Changes proposed", subject.review.proposed_changes))
    return tuple(rows)


def _meeting_cell(meeting: ReviewMeeting) -> Cell:
    when = f"{day(meeting.planned_on)}{f', {meeting.planned_at}' if meeting.planned_at else ''}"
    invited = ", ".join(Invited(each.role).label for each in meeting.invitees.all())
    return Cell(f"{when}, {meeting.place}", detail=f"{meeting.get_kind_display()}. For: {invited}")


def _clock_table(subject: Subject) -> TableView:
    running = sorted((c for c in subject.clocks if c.is_open), key=lambda clock: clock.due_on)
    rows = [
        (
            duty_cell(each),
            each.duty.who.value,
            each.due_on,
            Cell(time_words(each), tag=state_tag(each)),
        )
        for each in running
    ]
    return TableView.of(
        "Clocks that run now", ("Duty", "Whose", "Due", "Standing"), rows, empty="No clock runs."
    )


def _record_rows(subject: Subject) -> tuple[SummaryRow, ...]:
    record = getattr(subject.review, "record", None)
    if record is None:
        return ()
    return tuple(
        SummaryRow.of(words, getattr(record, name))
        for name, words in _RECORD
        if getattr(record, name)
    )


def _tables(person: Person) -> tuple[TableView, ...]:
    plans = Plan.objects.filter(person=person)
    return (
        _reviews(Review.objects.filter(plan__in=plans).order_by("-meeting_on")),
        _meetings(ReviewMeeting.objects.filter(plan__in=plans).order_by("-planned_on", "-pk")),
        _chases(
            ReviewChase.objects.filter(review__plan__in=plans)
            .select_related("review", "setting")
            .order_by("-chased_on")
        ),
        _early(EarlyReview.objects.filter(plan__in=plans).order_by("-asked_on")),
        _transfers(
            PhaseTransferReview.objects.filter(plan__in=plans)
            .select_related("setting", "plan__person")
            .order_by("-moves_on")
        ),
    )


def _reviews(reviews: Iterable[Review]) -> TableView:
    rows = [
        (
            each.meeting_on,
            each.report_on or "Not yet",
            _decision(each),
            each.notice_on or "",
            each.views_on or "",
            each.final_on or "",
        )
        for each in reviews
    ]
    columns = ("Meeting", "Report", "Decision", "Notice", "Views", "Final plan")
    return TableView.of("Every review", columns, rows, empty="No review meeting was held yet.")


def _decision(review: Review) -> Value:
    if not review.decision:
        return "Not decided yet"
    after = (
        f"Not amended after all, {day(review.not_amended_on)}" if review.not_amended_on else None
    )
    return Cell(
        f"{ReviewOutcome(review.decision).label}, {day(review.decision_on)}",
        detail=after or review.reasons or None,
    )


def _meetings(meetings: Iterable[ReviewMeeting]) -> TableView:
    rows = [
        (
            each.planned_on,
            each.get_kind_display(),
            each.place,
            each.invited_on or "Not yet",
            each.papers_on or "Not yet",
            _end(each),
        )
        for each in meetings
    ]
    columns = ("Day", "Kind", "Where", "Invited", "Papers", "Standing")
    return TableView.of(
        "Meetings planned here", columns, rows, empty="No meeting was planned here."
    )


def _end(meeting: ReviewMeeting) -> Value:
    if meeting.called_off_on is not None:
        return Cell(f"Called off {day(meeting.called_off_on)}", detail=meeting.called_off_reason)
    return "Held" if meeting.review_id else "Ahead"


def _chases(chases: Iterable[ReviewChase]) -> TableView:
    rows = [
        (
            each.chased_on,
            each.review.meeting_on,
            each.get_level_display(),
            each.setting.name if each.setting else "No setting",
        )
        for each in chases
    ]
    columns = ("Sent", "Meeting", "To", "Setting")
    return TableView.of(
        "Reminders sent", columns, rows, empty="No reminder about a report was sent."
    )


def _early(early: Iterable[EarlyReview]) -> TableView:
    words = {None: "Not answered yet", True: "Granted", False: "Declined"}
    rows = [
        (
            each.asked_on,
            each.get_asked_by_display(),
            each.reason,
            Cell(words[each.granted], detail=each.answer_reason or None),
        )
        for each in early
    ]
    columns = ("Asked", "By", "Why", "Answer")
    return TableView.of(
        "Early reviews asked for", columns, rows, empty="No early review was asked for."
    )


def _transfers(transfers: Iterable[PhaseTransferReview]) -> TableView:
    rows = [
        (
            each.moves_on,
            each.kind.replace("_", " ").capitalize(),
            year_words(year_group(each.plan.person.birth_date, each.moves_on)),
            each.final_on or "Not issued yet",
            each.setting.name if each.setting else each.setting_type or "",
        )
        for each in transfers
    ]
    columns = ("Moves", "Move", "Into", "Plan issued", "Names")
    return TableView.of("Moves between phases", columns, rows, empty="No move is expected.")


def _plan(form: forms.Form, subject: Subject) -> dict[str, Any] | None:
    """The version of the plan that goes with a step, where one does."""
    goes = form.goes() if isinstance(form, GoesWithPlan) else None
    return around(goes, subject) if goes else None


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, person_id: int, slug: str) -> HttpResponse:
    """One step of a review, where it is open."""
    person = child_or_404(request, person_id, what=f"reviews.{slug}")
    subject = subject_of(person, as_of=today())
    found = STEPS.get(slug)
    if subject is None or found is None or not found.is_open(subject):
        raise Http404
    form = found.form(subject, data=request.POST or None)
    if request.user.role != Role.TEAM_MANAGER:
        form.fields.pop("in_spite", None)

    def act(given: dict[str, Any]) -> None:
        found.do(subject, given, {"by": request.user, "at": now()})

    make = found.letters
    letter = None if make is None else lambda given: make(subject, request.user, given)[0]
    return ask_about(
        request, person, _PART, form, act, title=found.title, said=found.said, letter=letter,
        facts=_facts(subject), clocks=_clock_table(subject), record=_record_rows(subject),
        template="staff/reviews/step.html", plan=_plan(form, subject),
    )  # fmt: skip
