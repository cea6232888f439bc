"""From the request to the plan."""

from datetime import date

from rightplace.casework.actions import assessments, requests
from rightplace.county.casefile import CaseFile
from rightplace.county.deeds.desk import By, Rows
from rightplace.county.deeds.people import first_placement, person_of
from rightplace.county.lives import Claim
from rightplace.county.places import School
from rightplace.law.codes import Adviser


def receive(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The request comes."""
    assert file.ask is not None
    file.is_open, file.officer = True, rows.officer(file, by["at"])
    file.request = requests.receive_request(
        person_of(file, rows, by),
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
    file.placement = first_placement(file.plan, by["ledger"])
