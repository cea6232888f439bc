"""What officers do: each deed is one action, done for one case, recorded at one moment.

A deed is recorded on its day or some days after it, and never before what it follows from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypedDict

from rightplace.casework.actions import assessments, disputes, people, plans, requests, reviews
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.ledger import Ledger
from rightplace.casework.models import Person, Placement, Plan, Setting, User
from rightplace.county.casefile import CaseFile
from rightplace.county.ledger import BulkLedger
from rightplace.county.lives import Claim, Move, Stay
from rightplace.county.places import Census, School
from rightplace.law.codes import Adviser
from rightplace.law.events import AppealKind


class By(TypedDict):
    """Who records it, when, and where it is written."""

    by: User
    at: datetime
    ledger: Ledger


class Deed(NamedTuple):
    """One action to come, for the case `file` where it is about a case.

    `number` keeps the order of deeds of the same minute. `who` is a user name, or empty for the
    officer who has the case.
    """

    at: datetime
    number: int
    do: Callable[..., None]
    file: CaseFile | None
    on: date
    what: tuple[Any, ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that stand for schools and for members of staff."""

    settings: dict[School, Setting]
    users: dict[str, User]

    def where(self, stay: Stay) -> Where:
        """Where a placement is, as the actions take it."""
        return Where(
            setting=self.settings[stay.school] if stay.school else None,
            sen_setting=stay.code,
            in_sen_unit=stay.in_sen_unit,
            in_resourced_provision=stay.in_resourced_provision,
            residential=stay.residential,
        )

    def officer(self, file: CaseFile, at: datetime) -> User:
        """The officer who has the case at a moment."""
        return self.users[file.of.post.holder(at.date()).username]


def count_pupils(file: None, on: date, rows: Rows, by: By, census: Census) -> None:
    """A school's census comes."""
    people.record_school_count(
        rows.settings[census.school],
        census_date=on,
        pupils=census.pupils,
        sen_support=census.sen_support,
        **by,
    )


def _person(file: CaseFile, by: By) -> Person:
    """The child's row, added where this is the first that the record hears of them."""
    if file.of.person is None:
        child = file.of.child
        file.of.person = people.register_person(
            Person(
                surname=child.surname,
                forename=child.forename,
                birth_date=child.birth,
                sex=child.sex,
                ethnicity=child.ethnicity,
                postcode=child.postcode,
                upn=child.upn,
                unique_learner_number=child.learner_number,
                upn_unknown=child.upn_unknown,
            ),
            **by,
        )
    return file.of.person


def receive(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The request comes."""
    assert file.ask is not None
    file.is_open, file.officer = True, rows.officer(file, by["at"])
    file.request = requests.receive_request(
        _person(file, by),
        received_on=on,
        source=file.ask.source,
        officer=file.officer,
        in_youth_accommodation=file.ask.youth_accommodation,
        **by,
    )


def assess(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The child is to be assessed."""
    file.assessment = requests.decide_to_assess(file.request, on=on, **by)


def assess_after_all(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """A challenge has turned the refusal round."""
    _take_up_again(file, rows, by)
    file.assessment = requests.assess_after_challenge(file.request, on=on, **by)


def _take_up_again(file: CaseFile, rows: Rows, by: By) -> None:
    """A request that was closed goes to whoever has the caseload now."""
    file.is_open, officer = True, rows.officer(file, by["at"])
    if officer is not file.officer:
        file.officer = officer
        requests.allocate_request(file.current_request, officer=officer, **by)


def refuse(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The child is not to be assessed."""
    file.is_open = False
    requests.refuse_to_assess(file.request, on=on, **by)


def withdraw(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The family withdraws or moves away."""
    assert file.ask is not None
    file.is_open = False
    requests.withdraw_request(file.request, on=on, exported_to=file.ask.exported_to, **by)


def rely_on_exception(file: CaseFile, on: date, rows: Rows, by: By, claim: Claim) -> None:
    """An exception to the time limits is relied on."""
    requests.rely_on_exception(
        file.request,
        ground=claim.ground,
        starts_on=claim.starts,
        ends_on=claim.ends,
        affects=claim.affects,
        evidence=claim.evidence,
        advice_requested_on=claim.advice_requested,
        family_told_on=claim.told,
        **by,
    )


def ask_adviser(file: CaseFile, on: date, rows: Rows, by: By, adviser: Adviser) -> None:
    """An adviser is asked."""
    file.advice[adviser] = assessments.ask_for_advice(
        file.assessment, adviser=adviser.value, on=on, **by
    )


def hear_adviser(file: CaseFile, on: date, rows: Rows, by: By, adviser: Adviser) -> None:
    """An adviser's advice comes."""
    assessments.receive_advice(file.advice[adviser], on=on, **by)


def agree(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """A plan is to be issued."""
    assessments.decide_to_issue(file.assessment, on=on, **by)


def agree_after_all(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """A challenge has turned the decision not to issue round."""
    _take_up_again(file, rows, by)
    assessments.issue_after_challenge(file.assessment, on=on, **by)


def decline(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """No plan is to be issued."""
    file.is_open = False
    assessments.decide_not_to_issue(file.assessment, on=on, **by)


def send_draft(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The draft goes out."""
    assessments.send_draft(file.assessment, on=on, **by)


def hear_family(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The family answers."""
    assessments.receive_views(file.assessment, on=on, **by)


def consult(file: CaseFile, on: date, rows: Rows, by: By, school: School) -> None:
    """A setting is asked whether it can meet the needs."""
    assessments.consult_setting(file.assessment, setting=rows.settings[school], on=on, **by)


def hear_setting(file: CaseFile, on: date, rows: Rows, by: By, school: School) -> None:
    """The setting answers."""
    assessments.receive_setting_reply(file.assessment, setting=rows.settings[school], on=on, **by)


def issue(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The plan is issued."""
    assert file.held is not None
    file.is_open, file.is_live = False, True
    file.plan = assessments.issue_plan(
        file.assessment,
        on=on,
        needs=file.held.needs,
        named=rows.where(file.held.stays[0]),
        **by,
    )
    file.placement = _first_placement(file.plan, by["ledger"])


def _first_placement(plan: Plan, ledger: Ledger) -> Placement:
    """The placement that was written with a plan: the actions give the plan alone."""
    if isinstance(ledger, BulkLedger):
        return ledger.newest(Placement)
    return plan.placements.get()


def bring_in(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The older system's plan is taken over."""
    assert file.held is not None
    file.is_live, file.officer = True, rows.officer(file, by["at"])
    file.plan = plans.bring_in_plan(
        _person(file, by),
        starts_on=file.held.starts,
        needs=file.held.needs,
        named=rows.where(file.held.stays[0]),
        entry_on=file.held.stays[0].on,
        officer=file.officer,
        **by,
    )
    file.placement = _first_placement(file.plan, by["ledger"])


def move_in(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """A plan moves in from another authority."""
    assert file.held is not None
    file.is_live, file.officer = True, rows.officer(file, by["at"])
    file.plan = plans.move_in_plan(
        _person(file, by),
        starts_on=file.held.starts,
        moved_on=on,
        from_la=file.held.moved_from,
        needs=file.held.needs,
        named=rows.where(file.held.stays[0]),
        officer=file.officer,
        **by,
    )
    file.placement = _first_placement(file.plan, by["ledger"])


def tell_of_move(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The family hears what happens to the plan that moved in."""
    plans.tell_of_move(file.plan, on=on, **by)


def place(file: CaseFile, on: date, rows: Rows, by: By, stay: Stay) -> None:
    """The child starts somewhere else."""
    file.placement = plans.place(
        file.plan, where=rows.where(stay), leaving=file.placement, on=on, **by
    )


def give_budget(file: CaseFile, on: date, rows: Rows, by: By, arranged: bool) -> None:
    """A personal budget is taken up."""
    plans.give_personal_budget(file.plan, organised_arrangements=arranged, **by)


def cease(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The plan comes to its end."""
    assert file.held is not None
    file.is_live = False
    plans.cease_plan(file.plan, on=on, reason=file.held.reason, placement=file.placement, **by)


def expect_move(file: CaseFile, on: date, rows: Rows, by: By, move: Move) -> None:
    """A move to the next phase is foreseen."""
    file.phases[move] = plans.expect_phase_transfer(
        file.plan, kind=move.kind, moves_on=move.moves_on, **by
    )


def issue_for_move(file: CaseFile, on: date, rows: Rows, by: By, move: Move) -> None:
    """The plan that names the next setting is issued."""
    plans.issue_phase_plan(file.phases[move], on=on, **by)


def meet(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """A review meeting is held."""
    file.review = reviews.hold_review_meeting(file.plan, on=on, **by)


def report(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The report of the meeting comes."""
    reviews.receive_review_report(file.review, on=on, **by)


def decide(file: CaseFile, on: date, rows: Rows, by: By, decision: str) -> None:
    """The review is decided."""
    reviews.decide_review(file.review, decision=decision, on=on, **by)


def give_notice(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The proposed amendments go to the family."""
    reviews.send_amendment_notice(file.review, on=on, **by)


def amend(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The amended plan is issued."""
    reviews.issue_amended_plan(file.review, on=on, **by)


def want_mediation(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The family asks for mediation."""
    disputes.want_mediation(file.request, about=about, plan=file.plan, on=on, **by)


def mediate(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """Mediation takes place."""
    disputes.hold_mediation(file.request, about=about, plan=file.plan, on=on, **by)


def appeal(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The Tribunal registers an appeal."""
    disputes.lodge_appeal(file.request, about=about, plan=file.plan, on=on, **by)


def hear_order(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The Tribunal makes its order."""
    disputes.record_order(file.request, about=about, plan=file.plan, on=on, **by)


def concede(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The authority will not oppose the appeal."""
    disputes.concede_appeal(file.request, about=about, plan=file.plan, on=on, **by)


def drop_appeal(file: CaseFile, on: date, rows: Rows, by: By, about: AppealKind) -> None:
    """The family withdraws the appeal."""
    disputes.withdraw_appeal(file.request, about=about, plan=file.plan, on=on, **by)


def amend_after_appeal(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The plan is amended as ordered or conceded."""
    disputes.amend_after_appeal(file.plan, on=on, **by)


def hand_over(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """Another officer takes the case over."""
    officer = rows.officer(file, by["at"])
    if file.is_open:
        file.officer = officer
        requests.allocate_request(file.current_request, officer=officer, **by)
    if file.is_live:
        file.officer = officer
        plans.allocate_plan(file.plan, officer=officer, **by)
