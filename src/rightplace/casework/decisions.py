"""The tests of the law for assessing and for issuing a plan, and who may decide what.

A decision is complete when `problems_of` finds nothing: each limb answered with reasons, evidence
named, and an outcome that the answers bear out.
"""

from dataclasses import dataclass
from datetime import date

from rightplace.casework.models import (
    Answer,
    Decision,
    ItemQuestion,
    PanelKind,
    Person,
    Question,
    Role,
)
from rightplace.law.dates import add_months
from rightplace.law.events import EventKind


@dataclass(frozen=True, slots=True)
class Limb:
    """One part of a test. `field` holds the answer, and `{field}_why` its reasons.

    `short` names it where its words would be too long.
    One that does not decide has only to be considered. `unverified` says what was not read in the
    Act itself.
    """

    field: str
    short: str
    words: str
    citation: str
    decides: bool = True
    only_over_18: bool = False
    unverified: str = ""

    @property
    def why(self) -> str:
        """The name of the field with the reasons."""
        return f"{self.field}_why"


LIMBS: dict[Question, tuple[Limb, ...]] = {
    Question.ASSESS: (
        Limb(
            "has_sen",
            "special educational needs",
            "The child or young person has or may have special educational needs",
            "CFA 2014 s36(8)(a)",
        ),
        Limb(
            "may_need_plan",
            "whether a plan may be necessary",
            "It may be necessary for special educational provision to be made in accordance with a plan",
            "CFA 2014 s36(8)(b)",
        ),
        Limb(
            "more_time",
            "more time to complete education",
            "The young person needs more time than most others of the same age to complete their "
            "education or training",
            "CFA 2014 s36(10)",
            decides=False,
            only_over_18=True,
            unverified="the wording, and that over 18 begins on the day after the 18th birthday",
        ),
    ),
    Question.ISSUE: (
        Limb(
            "needs_plan",
            "whether a plan is necessary",
            "It is necessary for special educational provision to be made in accordance with a plan",
            "CFA 2014 s37(1)",
        ),
    ),
}

# What is decided -> the roles that may decide it alone. A panel may decide each of them.
MAY_DECIDE: dict[tuple[Question, Answer], frozenset[Role]] = {
    (Question.ASSESS, Answer.YES): frozenset({Role.CASE_OFFICER, Role.TEAM_MANAGER}),
    (Question.ASSESS, Answer.NO): frozenset({Role.TEAM_MANAGER}),
    (Question.ISSUE, Answer.YES): frozenset({Role.TEAM_MANAGER}),
    (Question.ISSUE, Answer.NO): frozenset({Role.TEAM_MANAGER}),
}

# What is decided -> the dated event that telling the family of it is.
EVENTS: dict[tuple[Question, Answer], EventKind] = {
    (Question.ASSESS, Answer.YES): EventKind.DECIDED_TO_ASSESS,
    (Question.ASSESS, Answer.NO): EventKind.REFUSED_TO_ASSESS,
    (Question.ISSUE, Answer.YES): EventKind.DECIDED_TO_ISSUE,
    (Question.ISSUE, Answer.NO): EventKind.DECIDED_NOT_TO_ISSUE,
}

OUTCOME_WORDS: dict[tuple[Question, Answer], str] = {
    (Question.ASSESS, Answer.YES): "Assess",
    (Question.ASSESS, Answer.NO): "Do not assess",
    (Question.ISSUE, Answer.YES): "Issue a plan",
    (Question.ISSUE, Answer.NO): "Do not issue a plan",
}

# What each kind of panel is asked.
ASKED: dict[PanelKind, tuple[ItemQuestion, ...]] = {
    PanelKind.ASSESS: (ItemQuestion.ASSESS,),
    PanelKind.ISSUE: (ItemQuestion.ISSUE,),
    PanelKind.MULTI_AGENCY: (ItemQuestion.ASSESS, ItemQuestion.ISSUE),
    PanelKind.PLACEMENT: (ItemQuestion.PLACEMENT, ItemQuestion.FUNDING),
}
# The roles that are shown what their seat on a panel opens to them, and nothing beside it.
MEMBERS = (
    Role.PANEL_MEMBER,
    Role.PSYCHOLOGIST,
    Role.HEALTH_ADVISER,
    Role.SOCIAL_CARE_ADVISER,
)
# The roles that can sit.
SEATED = (*MEMBERS, Role.TEAM_MANAGER)


def kind_of(decision: Decision) -> tuple[Question, Answer]:
    """What a decision with an outcome decides."""
    return Question(decision.question), Answer(decision.outcome)


def outcome_words(decision: Decision) -> str:
    """The outcome as a heading; "Not said yet" for a draft without one."""
    return OUTCOME_WORDS[kind_of(decision)] if decision.outcome else "Not said yet"


def is_over_18(person: Person, on: date) -> bool:
    """Whether the 18th birthday lies before a day."""
    return add_months(person.birth_date, 18 * 12) < on


def limbs_for(question: str, person: Person, on: date) -> tuple[Limb, ...]:
    """The limbs to be answered about someone, in the order of the Act."""
    over = is_over_18(person, on)
    return tuple(each for each in LIMBS[Question(question)] if over or not each.only_over_18)


def problems_of(decision: Decision, person: Person, *, evidence: int, on: date) -> tuple[str, ...]:
    """What keeps a draft from being decided, each with how to mend it."""
    limbs = limbs_for(decision.question, person, on)
    found = [*_unanswered(decision, limbs)]
    if not decision.outcome:
        found.append("Say what the decision is.")
    if not decision.reasons.strip():
        found.append("Give the reasons in plain words: they go into the letter as they stand.")
    if not decision.views.strip():
        found.append("Say what the parent or young person thinks, or that they gave no views.")
    if not evidence:
        found.append("Name the evidence relied on: add at least one item.")
    if decision.outcome == Answer.NO and not decision.support.strip():
        found.append("Say what support is expected instead.")
    return (*found, *_contradictions(decision, limbs))


def _unanswered(decision: Decision, limbs: tuple[Limb, ...]) -> list[str]:
    return [
        f"Answer, with reasons: {limb.words[0].lower()}{limb.words[1:]} ({limb.citation})."
        for limb in limbs
        if not getattr(decision, limb.field) or not getattr(decision, limb.why).strip()
    ]


def _contradictions(decision: Decision, limbs: tuple[Limb, ...]) -> list[str]:
    """An outcome that the answers do not bear out."""
    answers = {limb: getattr(decision, limb.field) for limb in limbs if limb.decides}
    if decision.outcome == Answer.YES:
        return [
            f"{limb.citation} is answered no. Change the answer, or the decision."
            for limb, answer in answers.items()
            if answer == Answer.NO
        ]
    if decision.outcome == Answer.NO and set(answers.values()) == {Answer.YES}:
        return ["The whole test is answered yes, so it cannot be refused. Change one of the two."]
    return []
