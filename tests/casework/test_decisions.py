"""Decisions are drafted, decided by someone allowed to, and told with their letter."""

from datetime import date

import pytest

from rightplace.casework import deadlines
from rightplace.casework.actions import decisions, disputes, requests
from rightplace.casework.actions.disputes import Challenge
from rightplace.casework.actions.letters import Copy, Sending
from rightplace.casework.actions.refusals import EditConflict
from rightplace.casework.decisions import EVENTS, MAY_DECIDE, limbs_for
from rightplace.casework.models import (
    AuditEvent,
    CaseEvent,
    Decision,
    Letter,
    Person,
    Question,
    Request,
    Role,
)
from rightplace.law.events import AppealKind, EventKind
from tests.casework.decided import (
    NO,
    YES,
    a_draft,
    a_manager,
    how,
    on,
    refused,
    tell,
)
from tests.casework.record import MONDAY, a_child, a_request, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")


def test_a_refusal_is_decided_told_and_its_clocks_close_in_one_action() -> None:
    officer = an_officer()
    request = a_request(officer)
    draft = a_draft(request, **NO)
    audits = AuditEvent.objects.count()
    copy = Copy(
        "decision.refuse_to_assess", "No", "The parent", on(30), {}, b"pdf", b"word", on(92)
    )
    tell(draft, a_manager(officer), ledger=Sending(copy))
    request.refresh_from_db()
    draft.refresh_from_db()
    assert (request.outcome, request.outcome_on, request.closed_on) == ("N", on(30), on(30))
    assert (draft.told_on, draft.authority) == (
        on(30),
        "Ada manager-1, Team manager, under the scheme of delegation",
    )
    assert (request.next_duty, request.next_due_on) == ("", None)
    assert [(e.kind, e.happened_on) for e in CaseEvent.objects.order_by("pk")] == [
        ("request_received", MONDAY),
        ("refused_to_assess", on(30)),
    ]
    (letter,) = Letter.objects.all()
    assert (letter.request, letter.last_day) == (request, on(92))
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)[audits:]
    assert list(actions) == ["user.add", "decision.refused_to_assess"]
    clock = deadlines.clocks_of(request, as_of=on(30))
    lodge = next(c for c in clock if c.key == "appeal.lodge")
    assert lodge.due_on == date(2024, 4, 2)  # two months from 31 January, past the Easter holidays


def test_an_officer_may_decide_to_assess_and_nothing_else() -> None:
    officer = an_officer()
    request = a_request(officer)
    tell(a_draft(request), officer)
    request.refresh_from_db()
    assert (request.outcome, request.next_duty) == ("Y", "first_plan.final_plan")
    other = a_request(officer, a_child(officer, surname="Second"))
    with refused("decided by a team manager, or by a panel"):
        tell(a_draft(other, **NO), officer)
    may = {pair for pair, roles in MAY_DECIDE.items() if Role.CASE_OFFICER in roles}
    assert may == {(Question.ASSESS, "yes")}
    assert set(MAY_DECIDE) == set(EVENTS)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({**NO, "reasons": " "}, "Give the reasons in plain words"),
        ({**NO, "support": ""}, "what support is expected instead"),
        ({**NO, "views": ""}, "what the parent or young person thinks"),
        ({**NO, "may_need_plan": "yes"}, "The whole test is answered yes"),
        ({**YES, "may_need_plan": "no"}, r"s36\(8\)\(b\) is answered no"),
        ({**YES, "has_sen_why": ""}, "Answer, with reasons: the child or young person has"),
        ({**YES, "outcome": ""}, "Say what the decision is"),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_refused(said: dict[str, str], words: str) -> None:
    officer = an_officer()
    request = a_request(officer)
    with refused(words):
        tell(a_draft(request, **said), a_manager(officer))
    request.refresh_from_db()
    assert (request.outcome, CaseEvent.objects.count()) == ("A", 1)


def test_a_decision_without_evidence_is_refused() -> None:
    officer = an_officer()
    decision = a_draft(a_request(officer))
    decisions.remove_evidence(decision.evidence.get(), **how(officer))
    with refused("Name the evidence relied on"):
        tell(decision, officer)


def test_the_limb_for_over_18_is_asked_from_the_day_after_the_birthday() -> None:
    person = Person(birth_date=date(2006, 1, 1))
    fields = {
        day: [limb.field for limb in limbs_for(Question.ASSESS, person, day)]
        for day in (date(2024, 1, 1), date(2024, 1, 2))
    }
    both = ["has_sen", "may_need_plan"]
    assert fields == {date(2024, 1, 1): both, date(2024, 1, 2): [*both, "more_time"]}


def test_an_earlier_day_is_for_a_letter_sent_on_paper() -> None:
    officer = an_officer()
    request = a_request(officer)
    draft = a_draft(request)
    with refused("for a letter that was sent on paper"):
        tell(draft, officer, on=on(28))
    tell(draft, officer, on=on(28), on_paper=True)
    request.refresh_from_db()
    assert (request.outcome_on, Decision.objects.get().on_paper) == (on(28), True)


def test_what_was_changed_since_it_was_shown_is_not_sent() -> None:
    officer = an_officer()
    draft = a_draft(a_request(officer))
    decisions.draft_decision(draft, version=1, reasons="Others.", **how(officer))
    with pytest.raises(EditConflict):
        tell(draft, officer, version=1)


def test_a_told_decision_stands() -> None:
    officer = an_officer()
    draft = a_draft(a_request(officer))
    tell(draft, officer)
    with refused("stands as it was sent"):
        decisions.draft_decision(draft, version=2, reasons="Others.", **how(officer))
    with refused("stands as it was sent"):
        tell(draft, officer, version=2)


def test_a_question_has_one_draft_and_only_while_it_is_open() -> None:
    officer = an_officer()
    request = a_request(officer)
    with refused("cannot be decided now"):
        a_draft(request, Question.ISSUE)
    a_draft(request)
    with refused("begun this draft meanwhile"):
        decisions.start_decision(request, question=Question.ASSESS, **how(officer))


@pytest.mark.parametrize(
    ("said", "kind", "closed"),
    [(YES, "decided_to_issue", False), (NO, "decided_not_to_issue", True)],
)
def test_whether_to_issue_is_decided_with_its_own_event(
    said: dict[str, str], kind: str, closed: bool
) -> None:
    officer = an_officer()
    request = a_request(officer)
    assessment = requests.decide_to_assess(request, on=on(20), **how(officer))
    tell(a_draft(request, Question.ISSUE, **said), a_manager(officer), days=100)
    request.refresh_from_db()
    assessment.refresh_from_db()
    assert CaseEvent.objects.latest("pk").kind == kind
    assert (request.closed_on is not None) == closed
    assert assessment.agreed_on == (None if closed else on(100))
    assert list(deadlines.drift(as_of=on(100))) == []


def test_after_an_order_the_refusal_keeps_its_place_in_the_return() -> None:
    officer = an_officer()
    request = a_request(officer)
    tell(a_draft(request, **NO), a_manager(officer))
    for step in (Challenge.APPEAL_LODGED, Challenge.ORDER_MADE):
        disputes.record_challenge(
            step, about=AppealKind.ASSESS, request=request, on=on(60), **how(officer, 60)
        )
    request.refresh_from_db()
    tell(a_draft(request), officer, days=70)
    request.refresh_from_db()
    assert (request.outcome, request.outcome_on, request.closed_on) == ("N", on(30), None)
    assert request.assessment.outcome == "A"
    assert CaseEvent.objects.latest("pk").kind == EventKind.DECIDED_TO_ASSESS
    assert Decision.objects.count() == 2


def test_after_an_order_to_issue_the_decision_not_to_keeps_its_place() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    request = a_request(officer)
    requests.decide_to_assess(request, on=on(20), **how(officer))
    tell(a_draft(request, Question.ISSUE, **NO), manager, days=90)
    for step in (Challenge.APPEAL_LODGED, Challenge.ORDER_MADE):
        disputes.record_challenge(
            step, about=AppealKind.MAKE_PLAN, request=request, on=on(120), **how(officer, 120)
        )
    request = Request.objects.get()
    tell(a_draft(request, Question.ISSUE), manager, days=125)
    assessment = Request.objects.get().assessment
    assert (assessment.outcome, assessment.outcome_on, assessment.agreed_on) == (
        "N",
        on(90),
        on(125),
    )
