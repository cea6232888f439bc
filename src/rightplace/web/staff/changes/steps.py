"""What can be done to a plan between its reviews: each step with its words, form, letter, action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from rightplace.casework.actions import (
    amendments,
    budgets,
    ceasing,
    circumstances,
    disputes,
    moves,
    plans,
    reassessments,
    requests,
)
from rightplace.casework.actions.assessments import Where
from rightplace.casework.models import ChangeAnswer, Reassessment, User
from rightplace.casework.queries.changes import Changes
from rightplace.papers.letters import Letter
from rightplace.web.staff.changes import forms as ask
from rightplace.web.staff.changes import writing

How = Mapping[str, Any]
Act = Callable[[Changes, dict[str, Any], How], object]


def _no_letter(of: Changes, given: dict[str, Any], user: User) -> tuple[Letter, ...]:
    return ()


@dataclass(frozen=True)
class Step:
    """Something that can be recorded; `open` says for which children, `group` where it is shown."""

    slug: str
    group: str
    title: str
    form: type[forms.Form]
    act: Act
    open: Callable[[Changes], bool]
    letters: Callable[[Changes, dict[str, Any], User], tuple[Letter, ...]] = _no_letter

    @property
    def sends(self) -> bool:
        """Whether a letter goes out with it."""
        return self.letters is not _no_letter


def _on(name: str, action: Callable[..., object], **more: Any) -> Act:
    """An action on one of the child's rows, which takes the answers by their names."""
    return lambda of, given, how: action(getattr(of, name), **given, **more, **how)


def _decide(name: str, action: Callable[..., object]) -> Act:
    """A decision whose evidence goes into its letter and not into the row."""
    kept = ("reasons", "on")
    return lambda of, given, how: action(
        getattr(of, name), **{field: given[field] for field in kept}, **how
    )


def _hear_adviser(of: Changes, given: dict[str, Any], how: How) -> object:
    return reassessments.receive_reassessment_advice(given["advice"], on=given["on"], **how)


def _review_payment(of: Changes, given: dict[str, Any], how: How) -> object:
    return budgets.review_direct_payment(given["part"], on=given["on"], **how)


def _back_to_school(of: Changes, given: dict[str, Any], how: How) -> object:
    where = Where(setting=given["setting"], in_sen_unit=given["in_sen_unit"])
    return circumstances.return_to_school(of.elsewhere, where=where, on=given["on"], **how)


def _place(of: Changes, given: dict[str, Any], how: How) -> object:
    where = Where(setting=given["setting"], in_sen_unit=given["in_sen_unit"])
    leaving = next(iter(plans.current_placements(of.plan)), None)
    return plans.place(of.plan, where=where, leaving=leaving, on=given["on"], **how)


def _live(of: Changes) -> bool:
    return of.live is not None


def _waits(row: Reassessment | None) -> bool:
    """Whether a reassessment was asked for and not answered."""
    return row is not None and not row.answer and row.withdrawn_on is None


def _reassessing(of: Changes) -> bool:
    row = of.reassessment
    agreed = row is not None and row.answer == ChangeAnswer.AGREED
    return _live(of) and agreed and row.final_on is None and row.withdrawn_on is None


def _may_ask_again(of: Changes) -> bool:
    return _live(of) and not _waits(of.reassessment) and not _reassessing(of)


def _decides_reassessment(of: Changes) -> bool:
    return _live(of) and _waits(of.reassessment)


def _obliged(*duties: str) -> Callable[[Changes], bool]:
    """Whether an order or a concession asks for one of these now."""
    keys = {f"{end}.{duty}" for end in ("order", "conceded") for duty in duties}
    return lambda of: _live(of) and any(c.is_open and c.key in keys for c in of.clocks)


def _must_reassess(of: Changes) -> bool:
    row = of.reassessment
    refused = row is not None and row.answer == ChangeAnswer.REFUSED
    return refused and _obliged("reassess.tell_family")(of)


def _going_on(name: str) -> Callable[[Changes], bool]:
    return lambda of: _live(of) and getattr(of, name) is not None


def _none_of(name: str) -> Callable[[Changes], bool]:
    return lambda of: _live(of) and getattr(of, name) is None


def _consulted(of: Changes) -> bool:
    return _live(of) and of.ceasing is not None and not of.ceasing.decision


def _to_cease(of: Changes) -> bool:
    return _live(of) and of.ceasing is not None and of.ceasing.decision == "C"


def _may_consult(of: Changes) -> bool:
    return _live(of) and (of.ceasing is None or of.ceasing.decision == "K")


def _asked_for_budget(of: Changes) -> bool:
    return _live(of) and of.budget is not None and not of.budget.answer


def _has_budget(of: Changes) -> bool:
    return _live(of) and of.budget is not None and of.budget.answer == ChangeAnswer.AGREED


def _no_budget(of: Changes) -> bool:
    return _live(of) and (of.budget is None or of.budget.answer == ChangeAnswer.REFUSED)


def _arrived(of: Changes) -> bool:
    return _live(of) and bool(of.plan.moved_in_from) and of.move_in is None


def _to_tell(of: Changes) -> bool:
    return _live(of) and of.move_in is not None and of.move_in.told_on is None


def _to_send(of: Changes) -> bool:
    move = of.move_out
    return move is not None and move.moved_on is not None and move.sent_on is None


def _may_move(of: Changes) -> bool:
    return _live(of) and (of.move_out is None or of.move_out.sent_on is not None)


STEPS: tuple[Step, ...] = (
    Step("reassessment-request", "reassessment", "Request to reassess", ask.ReassessmentForm,
         _on("plan", reassessments.request_reassessment), _may_ask_again),
    Step("reassessment-agree", "reassessment", "Decision to reassess", ask.DayForm,
         _on("reassessment", reassessments.decide_to_reassess), _decides_reassessment,
         writing.reassessment_agreed),
    Step("reassessment-refuse", "reassessment", "Refusal to reassess", ask.DecisionForm,
         _decide("reassessment", reassessments.refuse_to_reassess), _decides_reassessment,
         writing.reassessment_refused),
    Step("reassessment-withdraw", "reassessment", "Withdrawal of the request to reassess",
         ask.DayForm, _on("reassessment", reassessments.withdraw_reassessment),
         _decides_reassessment),
    Step("reassessment-after-challenge", "reassessment", "Decision to reassess after all",
         ask.DayForm, _on("reassessment", reassessments.reassess_after_challenge),
         _must_reassess, writing.reassessment_agreed),
    Step("reassessment-ask", "reassessment", "Request for advice", ask.AdviserForm,
         _on("reassessment", reassessments.ask_for_reassessment_advice), _reassessing),
    Step("reassessment-hear", "reassessment", "Advice received", ask.AdviceForm, _hear_adviser,
         lambda of: _reassessing(of) and of.reassessment.advice.filter(received_on=None).exists()),
    Step("reassessment-issue", "reassessment", "Plan after the reassessment", ask.DayForm,
         _on("reassessment", reassessments.issue_reassessed_plan), _reassessing,
         writing.reassessed_plan),
    Step("amendment-notice", "amendment", "Notice of amendments outside a review",
         ask.AmendmentForm, _on("plan", amendments.propose_amendment), _none_of("amendment"),
         writing.amendment_notice),
    Step("amendment-views", "amendment", "Family's views on the amendments", ask.DayForm,
         _on("amendment", amendments.hear_on_amendment), _going_on("amendment")),
    Step("amendment-issue", "amendment", "Amended plan", ask.DayForm,
         _on("amendment", amendments.issue_amendment), _going_on("amendment"),
         writing.amended_plan),
    Step("amendment-drop", "amendment", "Decision not to amend after all", ask.ReasonsForm,
         _on("amendment", amendments.drop_amendment), _going_on("amendment"),
         writing.amendment_dropped),
    Step("amendment-as-ordered", "amendment", "Plan amended as ordered or agreed", ask.DayForm,
         _on("plan", disputes.amend_after_appeal), _obliged("amend_plan", "setting_only"),
         writing.amended_plan),
    Step("ceasing-consult", "ceasing", "Consultation on ceasing the plan", ask.CeasingForm,
         _on("plan", ceasing.consult_on_ceasing), _may_consult, writing.ceasing_consultation),
    Step("ceasing-family", "ceasing", "Family's views on ceasing", ask.ViewsForm,
         _on("ceasing", ceasing.hear_on_ceasing, of_setting=False), _consulted),
    Step("ceasing-setting", "ceasing", "Setting's views on ceasing", ask.ViewsForm,
         _on("ceasing", ceasing.hear_on_ceasing, of_setting=True), _consulted),
    Step("ceasing-decide", "ceasing", "Decision to cease the plan", ask.DecisionForm,
         _decide("ceasing", ceasing.decide_to_cease), _consulted, writing.ceasing_decided),
    Step("ceasing-keep", "ceasing", "Decision to keep the plan", ask.ReasonsForm,
         _on("ceasing", ceasing.decide_to_keep), _consulted, writing.ceasing_dropped),
    Step("ceasing-end", "ceasing", "End of the plan", ask.EndForm,
         _on("ceasing", ceasing.end_plan), _to_cease, writing.ceasing_ended),
    Step("ceasing-revoke", "ceasing", "Plan kept after a challenge", ask.DayForm,
         _on("ceasing", ceasing.keep_after_challenge), _to_cease),
    Step("move-arrange", "move_in", "Attendance after moving in", ask.ArrangementForm,
         _on("plan", moves.record_arrangement), _arrived),
    Step("move-tell", "move_in", "Notice to the family that the plan moved in",
         ask.MoveNoticeForm, _on("move_in", moves.tell_family_of_move), _to_tell,
         writing.moved_in),
    Step("move-know", "move_out", "Move to another authority", ask.MoveOutForm,
         _on("plan", moves.expect_move_out), _may_move),
    Step("move-out", "move_out", "Family has moved", ask.DayForm,
         _on("move_out", moves.move_out),
         lambda of: _live(of) and of.move_out is not None and of.move_out.moved_on is None),
    Step("move-send", "move_out", "Plan sent to the new authority", ask.DayForm,
         _on("move_out", moves.send_plan), _to_send, writing.sent_on),
    Step("request-moves", "move_out", "Open request ends: the family moves away",
         ask.RequestMovesForm, _on("request", requests.withdraw_request),
         lambda of: of.request is not None),
    Step("budget-ask", "budget", "Request for a personal budget", ask.BudgetForm,
         _on("plan", budgets.ask_for_budget), _no_budget),
    Step("budget-agree", "budget", "Personal budget agreed", ask.DayForm,
         _on("budget", budgets.agree_budget), _asked_for_budget, writing.budget_agreed),
    Step("budget-refuse", "budget", "Personal budget refused", ask.ReasonsForm,
         _on("budget", budgets.refuse_budget), _asked_for_budget, writing.budget_refused),
    Step("budget-part", "budget", "Part of the personal budget", ask.BudgetPartForm,
         _on("budget", budgets.add_budget_part), _has_budget),
    Step("budget-review", "budget", "Review of a direct payment", ask.BudgetReviewForm,
         _review_payment,
         lambda of: _has_budget(of) and of.budget.parts.filter(way="direct").exists()),
    Step("elsewhere-start", "elsewhere", "Education outside a school", ask.ElsewhereForm,
         _on("plan", circumstances.educate_elsewhere), _none_of("elsewhere"),
         writing.educated_elsewhere),
    Step("elsewhere-check", "elsewhere", "Check that the education is suitable", ask.CheckForm,
         _on("elsewhere", circumstances.check_elsewhere), _going_on("elsewhere")),
    Step("elsewhere-end", "elsewhere", "Return to a school or college", ask.WhereForm,
         _back_to_school, _going_on("elsewhere")),
    Step("place", "placement", "Change of placement", ask.WhereForm, _place,
         _none_of("elsewhere")),
    Step("detention-start", "detention", "Child detained", ask.DetentionForm,
         _on("plan", circumstances.detain), _none_of("detention")),
    Step("detention-end", "detention", "Release", ask.DayForm,
         _on("detention", circumstances.release), _going_on("detention")),
    Step("death", "death", "Death of the child", ask.DeathForm,
         _on("person", circumstances.record_death), lambda of: True),
)  # fmt: skip


def open_steps(of: Changes) -> tuple[Step, ...]:
    """What can be recorded of a child now; nothing once the child has died."""
    if hasattr(of.person, "death"):
        return ()
    return tuple(step for step in STEPS if step.open(of))
