"""Each step of a review: when it is open, what it asks, what it does, and the letters it sends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from rightplace.casework.actions import plans, review_meetings, review_requests, reviews
from rightplace.casework.actions.ledger import DATABASE, Ledger
from rightplace.casework.actions.letters import Sending
from rightplace.casework.actions.reviews import Said
from rightplace.casework.models import User
from rightplace.law.events import PhaseTransfer
from rightplace.papers.letters import Letter
from rightplace.web.staff.letters import copy_of
from rightplace.web.staff.reviews import enclosures, letters
from rightplace.web.staff.reviews import forms as asked
from rightplace.web.staff.reviews.enclosures import Enclosure
from rightplace.web.staff.reviews.subject import Subject

Given = Mapping[str, Any]
How = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """A step of a review. `act` does it; `letters` makes what is sent with it.

    `encloses` makes the plan that goes with the first letter, which `act` finds as "amended".
    """

    title: str
    said: str
    form: type[forms.Form]
    is_open: Callable[[Subject], bool]
    act: Callable[[Subject, Given, How], object]
    letters: Callable[[Subject, User, Given], list[Letter]] | None = None
    encloses: Callable[[Subject, Given, str], Enclosure | None] | None = None

    def do(self, subject: Subject, given: Given, how: How) -> None:
        """Do it, and send its letters with it."""
        ledger: Ledger = DATABASE
        if self.letters is not None:
            made = self.letters(subject, how["by"], given)
            copies = [copy_of(letter) for letter in made]
            if self.encloses is not None:
                enclosed = self.encloses(subject, given, made[0].to[0])
                copies += [enclosed.copy] if enclosed else []
                given = {**given, "amended": enclosed.amended if enclosed else None}
            ledger = Sending(*copies)
        self.act(subject, given, {**how, "ledger": ledger})


def _plan(subject: Subject, given: Given, how: How) -> object:
    return review_meetings.plan_review_meeting(subject.plan, **given, **how)


def _move(subject: Subject, given: Given, how: How) -> object:
    return review_meetings.move_review_meeting(subject.meeting, **given, **how)


def _call_off(subject: Subject, given: Given, how: How) -> object:
    return review_meetings.call_off_review_meeting(subject.meeting, **given, **how)


def _invite(subject: Subject, given: Given, how: How) -> object:
    return review_meetings.invite_to_review(subject.meeting, **given, **how)


def _papers(subject: Subject, given: Given, how: How) -> object:
    return review_meetings.send_review_papers(subject.meeting, **given, **how)


def _meet(subject: Subject, given: Given, how: How) -> object:
    said = {name: given[name] for name in given if name not in ("on", "attended")}
    return reviews.hold_review_meeting(
        subject.plan,
        on=given["on"],
        said=Said(**said),
        attended=given.get("attended", ()),
        meeting=subject.meeting,
        **how,
    )


def _decide(subject: Subject, given: Given, how: How) -> object:
    if given["decision"] == "A":
        return reviews.decide_to_amend(
            subject.review, reasons=given["reasons"], **_changes(given), **how
        )
    told = {name: given[name] for name in ("on", "reasons", "decision")}
    return reviews.decide_review(subject.review, **told, **how)


def _changes(given: Given) -> How:
    """What is proposed: the draft that goes with the notice, or words."""
    return {
        "on": given["on"],
        "proposed_changes": given.get("proposed_changes", ""),
        "amended": given["amended"],
    }


def _notice(subject: Subject, given: Given, how: How) -> object:
    return reviews.send_amendment_notice(subject.review, **_changes(given), **how)


def _final(subject: Subject, given: Given, how: How) -> object:
    return reviews.issue_amended_plan(
        subject.review, on=given["on"], amended=given["amended"], **how
    )


def _of_review(action: Callable[..., object]) -> Callable[[Subject, Given, How], object]:
    return lambda subject, given, how: action(subject.review, **given, **how)


def _ask_early(subject: Subject, given: Given, how: How) -> object:
    return review_requests.ask_for_early_review(subject.plan, **given, **how)


def _answer_early(subject: Subject, given: Given, how: How) -> object:
    return review_requests.answer_early_review(
        subject.early, **{**given, "granted": given["granted"] == "yes"}, **how
    )


def _chase(subject: Subject, given: Given, how: How) -> object:
    return review_requests.chase_report(
        subject.review, level=given["level"], setting=subject.setting, **how
    )


def _chase_letters(subject: Subject, user: User, given: Given) -> list[Letter]:
    review = subject.review
    assert review is not None
    before = review.chases.count()
    return [
        letters.chaser(
            review, subject.setting, user, level=given["level"], before=before, on=subject.as_of
        )
    ]


def _expect(subject: Subject, given: Given, how: How) -> object:
    return plans.expect_phase_transfer(
        subject.plan, kind=PhaseTransfer(given["kind"]), moves_on=given["moves_on"], **how
    )


def _issue_phase_plan(subject: Subject, given: Given, how: How) -> object:
    return plans.issue_phase_plan(subject.transfer, **given, **how)


STEPS: dict[str, Step] = {
    "plan": Step(
        "Plan the review meeting", "Review meeting planned",
        asked.PlanForm, lambda s: s.meeting is None, _plan,
    ),
    "invite": Step(
        "Send the invitations", "Invitations sent",
        asked.DayForm, lambda s: s.meeting is not None and s.meeting.invited_on is None, _invite,
        letters.invitations,
    ),
    "papers": Step(
        "Record the papers sent", "Papers sent",
        asked.PapersForm, lambda s: s.meeting is not None and s.meeting.papers_on is None, _papers,
    ),
    "meeting": Step(
        "Record the review meeting", "Review meeting recorded",
        asked.MeetingForm, lambda s: True, _meet,
    ),
    "move": Step(
        "Change the day or place of the meeting", "Review meeting changed",
        asked.MoveForm, lambda s: s.meeting is not None, _move,
    ),
    "call-off": Step(
        "Call the meeting off", "Review meeting called off",
        asked.ReasonForm, lambda s: s.meeting is not None, _call_off,
    ),
    "report": Step(
        "Record the report of the meeting", "Report recorded",
        asked.ReportForm, lambda s: s.review is not None and s.review.report_on is None,
        _of_review(reviews.receive_review_report),
    ),
    "chase": Step(
        "Chase the report", "Reminder sent",
        asked.ChaseForm, lambda s: s.report_owed, _chase, _chase_letters,
    ),
    "decide": Step(
        "Decide: keep, amend or cease", "Decision recorded",
        asked.DecisionForm, lambda s: s.review is not None and not s.review.decision, _decide,
        letters.decision, enclosures.proposed,
    ),
    "notice": Step(
        "Send the notice of amendments", "Notice of amendments sent",
        asked.NoticeForm, lambda s: s.amending and s.review.notice_on is None, _notice,
        letters.notice, enclosures.proposed,
    ),
    "views": Step(
        "Record the family's views on the amendments", "Views recorded",
        asked.ViewsForm,
        lambda s: s.amending and s.review.notice_on is not None and s.review.views_on is None,
        _of_review(reviews.receive_views),
    ),
    "final": Step(
        "Issue the final amended plan", "Final amended plan issued",
        asked.FinalForm, lambda s: s.amending and s.review.notice_on is not None,
        _final, letters.final, enclosures.final,
    ),
    "not-amend": Step(
        "Decide not to amend after all", "Decision not to amend recorded",
        asked.NotAmendedForm, lambda s: s.amending, _of_review(reviews.decide_not_to_amend),
        letters.not_amended,
    ),
    "early": Step(
        "Record a request for an early review", "Request for an early review recorded",
        asked.EarlyForm, lambda s: s.early is None, _ask_early,
    ),
    "early-answer": Step(
        "Answer the request for an early review", "Answer recorded",
        asked.EarlyAnswerForm, lambda s: s.early is not None, _answer_early, letters.early_answer,
    ),
    "expect-move": Step(
        "Expect a move to the next phase", "Move to the next phase expected",
        asked.ExpectForm, lambda s: s.transfer is None, _expect,
    ),
    "phase-plan": Step(
        "Issue the plan for the next phase", "Plan for the next phase issued",
        asked.PhasePlanForm, lambda s: s.transfer is not None, _issue_phase_plan,
        letters.phase_plan,
    ),
}  # fmt: skip
