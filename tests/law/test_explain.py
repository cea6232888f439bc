"""The sentence that explains a clock, for each state it can be in."""

from datetime import date

import pytest

from rightplace.law.clock import Clock, State, clock, latest
from rightplace.law.events import EventKind, ExceptionClaim, Ground
from rightplace.law.examples import history
from rightplace.law.exceptions import AdviceExcuseReason
from rightplace.law.explain import EXCUSE_WORDS, explain
from rightplace.law.words import EVENT_WORDS

_ASKED = "2024-01-01 request_received"
_CLAIM = ExceptionClaim(Ground.EXCEPTIONAL_CIRCUMSTANCES, date(2024, 2, 1), date(2024, 2, 5))
_SIX = "(6 weeks from the request of 1 January 2024; SEND Regs 2014 reg 5(1))"

SENTENCES = {
    State.RUNNING: (
        _ASKED,
        "2024-02-10",
        f"The decision whether to assess is due by 12 February 2024 {_SIX}; 2 days are left.",
    ),
    State.LATE: (
        _ASKED,
        "2024-06-01",
        f"The decision whether to assess was due by 12 February 2024 {_SIX}; it is 110 days late.",
    ),
    State.MET: (
        f"{_ASKED}; 2024-02-12 decided_to_assess",
        "2024-06-01",
        f"The decision whether to assess was due by 12 February 2024 {_SIX};"
        " it was done in time, on 12 February 2024.",
    ),
    State.MET_LATE: (
        f"{_ASKED}; 2024-02-14 decided_to_assess",
        "2024-06-01",
        f"The decision whether to assess was due by 12 February 2024 {_SIX};"
        " it was done on 14 February 2024, 2 days late.",
    ),
    State.ENDED: (
        f"{_ASKED}; 2024-01-20 withdrawn",
        "2024-06-01",
        f"The decision whether to assess was due by 12 February 2024 {_SIX};"
        " it ended on 20 January 2024.",
    ),
    State.EXCUSED_OPEN: (
        _ASKED,
        "2024-06-01",
        f"The decision whether to assess was due by 12 February 2024 {_SIX};"
        " it is still to be done: exception (c), exceptional personal circumstances is relied on,"
        ' so the limit is lifted, but the duty to act "as soon as practicable" stays.',
    ),
    State.MET_EXCUSED: (
        f"{_ASKED}; 2024-02-14 decided_to_assess",
        "2024-06-01",
        f"The decision whether to assess was due by 12 February 2024 {_SIX};"
        " it was done on 14 February 2024, after that day:"
        " exception (c), exceptional personal circumstances is relied on,"
        ' so the limit is lifted, but the duty to act "as soon as practicable" stays.',
    ),
}


def _one(text: str, as_of: str, key: str, *claims: ExceptionClaim) -> Clock:
    found = latest(clock(history(text), date.fromisoformat(as_of), exceptions=claims), key)
    assert found is not None
    return found


@pytest.mark.parametrize("state", SENTENCES)
def test_a_clock_is_explained_in_one_sentence(state: State) -> None:
    text, as_of, sentence = SENTENCES[state]
    claims = (_CLAIM,) if state in (State.EXCUSED_OPEN, State.MET_EXCUSED) else ()
    found = _one(text, as_of, "first_plan.decide_to_assess", *claims)
    assert found.state is state
    assert explain(found) == sentence


@pytest.mark.parametrize(
    ("key", "text", "as_of", "sentence"),
    [
        (
            "review.invite",
            "2024-05-20 plan_issued; 2025-04-07 review_meeting",
            "2025-04-10",
            "The invitation to the review meeting was due by 24 March 2025 (2 weeks before the"
            " review meeting of 7 April 2025; SEND Regs 2014 regs 20(3) and 21(3));"
            " it was not done before 7 April 2025.",
        ),
        (
            "appeal.lodge",
            "2024-01-02 request_received; 2024-02-13 refused_to_assess;"
            " 2024-04-05 mediation_contacted; 2024-04-10 mediation_certificate",
            "2024-05-10",
            "The family's time to appeal runs to 10 May 2024 (1 month from the mediation"
            " certificate, which is the later; HESC Rules 2008 rule 20); it is due today.",
        ),
        (
            "phase_transfer.school",
            "2024-05-20 plan_issued; 2025-09-01 phase_transfer_expected primary_to_secondary",
            "2025-02-13",
            "The plan that names the next setting (primary to secondary) is due by"
            " 14 February 2025 (before 15 February in the year of the move to the next phase of"
            " 1 September 2025; SEND Regs 2014 reg 18(1)(b)); 1 day is left.",
        ),
        (
            "order.ceasing_dismissed",
            "2024-05-20 plan_issued; 2024-09-01 tribunal_order ceasing_dismissed",
            "2024-09-02",
            "The end of the plan (ceasing dismissed) was due by 1 September 2024 (the same day as"
            " the tribunal order of 1 September 2024; SEND Regs 2014 reg 44(2)(a));"
            " it is 1 day late.",
        ),
        (
            "mediation.contact",
            "2024-01-02 request_received; 2024-02-13 refused_to_assess",
            "2024-05-10",
            "The family's time to contact the mediation adviser ran to 13 April 2024 (2 months"
            " from the refusal to assess of 13 February 2024; CFA 2014 s55);"
            " that time has run out.",
        ),
    ],
)
def test_other_ways_of_counting_read_well(key: str, text: str, as_of: str, sentence: str) -> None:
    assert explain(_one(text, as_of, key)) == sentence


@pytest.mark.parametrize(
    ("as_of", "standing"),
    [
        ("2024-02-10", "is due by 12 February 2024 {}; 2 days are left."),
        ("2024-02-11", "is due by 12 February 2024 {}; 1 day is left."),
        ("2024-02-12", "is due by 12 February 2024 {}; it is due today."),
        ("2024-02-13", "was due by 12 February 2024 {}; it is 1 day late."),
        ("2024-02-14", "was due by 12 February 2024 {}; it is 2 days late."),
    ],
)
def test_the_days_around_the_last_one(as_of: str, standing: str) -> None:
    found = _one(_ASKED, as_of, "first_plan.decide_to_assess")
    assert explain(found) == f"The decision whether to assess {standing.format(_SIX)}"


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ("2024-03-01 mediation_contacted", "it was done in time, on 1 March 2024"),
        ("2024-03-02 appeal_lodged setting_only", "it ended on 2 March 2024"),
        ("2024-04-14 mediation_contacted", "that time has run out"),
    ],
)
def test_a_right_is_used_or_ends_or_runs_out(facts: str, standing: str) -> None:
    refused = "2024-01-02 request_received; 2024-02-13 refused_to_assess"
    assert explain(_one(f"{refused}; {facts}", "2024-05-10", "mediation.contact")) == (
        "The family's time to contact the mediation adviser ran to 13 April 2024 (2 months from"
        f" the refusal to assess of 13 February 2024; CFA 2014 s55); {standing}."
    )


def test_every_event_and_every_excuse_has_words() -> None:
    assert set(EVENT_WORDS) == set(EventKind)
    assert set(EXCUSE_WORDS) == {*Ground, *AdviceExcuseReason}
