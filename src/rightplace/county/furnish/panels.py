"""Two panels that sit every week, what they decided, and drafts that wait for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from rightplace.casework.actions import decisions, panels, sittings
from rightplace.casework.actions.decisions import may_be_decided
from rightplace.casework.models import (
    Answer,
    Decision,
    ItemQuestion,
    Panel,
    PanelItem,
    PanelKind,
    Question,
    Request,
    Route,
    Sitting,
)
from rightplace.county.furnish.desk import Desk

_SET_UP = -60
_WEEK = 7
_DRAFTS = 8
_SEATS = (
    ("panel", "Head teacher, primary", False),
    ("psychologist", "Educational psychologist", False),
    ("health", "Designated clinical officer's deputy", False),
    ("social-care", "Designated social care officer", False),
)


@dataclass(frozen=True)
class Words:
    """What a draft says: the answers of its test, the reasons, and what it relies on."""

    outcome: Answer
    limbs: dict[str, str]
    reasons: str
    views: str
    evidence: tuple[tuple[str, str, int, str], ...]
    support: str = ""
    options: str = "A plan for SEN support at the school, reviewed each term, was considered."


_ASSESS = (
    Words(
        Answer.YES,
        {
            "has_sen": "yes",
            "has_sen_why": "Speech and language are three years behind, and attention is short.",
            "may_need_plan": "yes",
            "may_need_plan_why": "Two cycles of support brought little change in a year.",
        },
        "The school has given small-group and one-to-one teaching for a year. Progress is still very "
        "slow, and more may be needed than a school can ordinarily give.",
        "The family wants an assessment because home life is taken over by worry about school.",
        (
            ("SEN support plan", "The school's SENCO", 70, "Two cycles, targets mostly not met"),
            (
                "Speech therapy report",
                "Speech therapist",
                45,
                "Understanding in the lowest two percent",
            ),
        ),
    ),
    Words(
        Answer.NO,
        {
            "has_sen": "yes",
            "has_sen_why": "Reading is a year and a half behind.",
            "may_need_plan": "no",
            "may_need_plan_why": "The reading programme began in November and is already working.",
        },
        "Reading is behind, and the programme that the school began in November has brought seven "
        "months of progress in three. What is needed can be given from the school's own means.",
        "The family is afraid that the help will stop; the school has agreed to go on with it.",
        (
            ("Reading tests", "The school's SENCO", 20, "Seven months of progress since November"),
            ("Letter", "The parents", 60, "Worry about the move to secondary school"),
        ),
        "The school: the reading programme four times a week until July\n"
        "The SENCO: a meeting with the family each half term\n"
        "The council's literacy service: advice to the class teacher",
    ),
    Words(
        Answer.NO,
        {"has_sen": "yes", "has_sen_why": "Anxiety keeps the child from lessons."},
        "",
        "The family asks for a smaller school.",
        (),
    ),
)
_ISSUE = (
    Words(
        Answer.YES,
        {
            "needs_plan": "yes",
            "needs_plan_why": "Daily therapy and teaching in a very small group are more than a school has.",
        },
        "All the advice agrees that daily help from an adult trained in communication is needed, and "
        "therapy each week. A mainstream school cannot give this from its own means.",
        "The family agrees with the advice and wants the local school.",
        (
            (
                "Psychological advice",
                "Educational psychologist",
                15,
                "Needs daily, structured teaching",
            ),
            ("Health advice", "Paediatrician", 20, "Diagnosis of autism"),
        ),
    ),
    Words(
        Answer.NO,
        {
            "needs_plan": "no",
            "needs_plan_why": "What the advice names is given already, and it works.",
        },
        "The assessment shows good progress with the support that the school gives from its own means. "
        "The advice names nothing that goes beyond it.",
        "The family would like the certainty of a plan.",
        (("Psychological advice", "Educational psychologist", 18, "Steady progress since spring"),),
        "The school: the present support, written down and reviewed each term\n"
        "The outreach team: two visits a term",
    ),
)


def furnish(desk: Desk) -> None:
    """Set up both panels, draft decisions, hold what is past, and publish what comes next."""
    asked = _open(desk, Question.ASSESS)
    assessed = _open(desk, Question.ISSUE)
    first = _panel(desk, "Assessment panel", PanelKind.ASSESS, capacity=6)
    second = _panel(desk, "Plan panel", PanelKind.ISSUE, capacity=5)
    for question, cases, words in (
        (Question.ASSESS, asked, _ASSESS),
        (Question.ISSUE, assessed, _ISSUE),
    ):
        # The newest is left for whoever tries the demonstration.
        for number, request in enumerate(cases[:-1][:_DRAFTS]):
            _draft(desk, request, question, words[number % len(words)])
    _weeks(desk, first, asked, ItemQuestion.ASSESS, today=0)
    _weeks(desk, second, assessed, ItemQuestion.ISSUE, today=2)


def _open(desk: Desk, question: Question) -> list[Request]:
    """The officer's cases in which a question is open, the oldest first."""
    return [
        each
        for each in desk.requests
        if (question is Question.ASSESS) == (not hasattr(each, "assessment"))
        and may_be_decided(each, question)
    ]


def _panel(desk: Desk, name: str, kind: PanelKind, capacity: int) -> Panel:
    how = desk.how(desk.manager, desk.day + timedelta(_SET_UP))
    panel = panels.add_panel(name=name, kind=kind, quorum=3, capacity=capacity, **how)
    panels.add_member(panel, user=desk.manager, label="SEND manager", chair=True, **how)
    for username, label, chair in _SEATS:
        panels.add_member(panel, user=desk.user(username), label=label, chair=chair, **how)
    return panel


def _draft(desk: Desk, request: Request, question: Question, words: Words) -> Decision:
    decision = decisions.start_decision(
        request,
        question=question,
        outcome=words.outcome,
        reasons=words.reasons,
        views=words.views,
        options=words.options,
        support=words.support,
        route=Route.PANEL if words.outcome is Answer.NO else Route.DELEGATED,
        **words.limbs,
        **desk.how(),
    )
    for what, source, days, shows in words.evidence:
        decisions.add_evidence(
            decision,
            what=what,
            source=source,
            dated=desk.day - timedelta(days),
            shows=shows,
            **desk.how(),
        )
    return decision


def _weeks(
    desk: Desk, panel: Panel, cases: Sequence[Request], question: ItemQuestion, today: int
) -> None:
    """A sitting a week: one held where there are cases old enough, the next ones planned."""
    held = today - _WEEK
    old = [c for c in cases[1:] if c.received_on < desk.day + timedelta(held - _WEEK)][:2]
    coming = [_plan(desk, panel, today + _WEEK * week) for week in range(4)]
    if old:
        _hold(desk, panel, old, question, held)
    listed = [case for case in cases[:3] if case not in old]
    how = desk.how(desk.manager, desk.day - timedelta(1))
    for case in listed:
        panels.list_request(coming[0], request=case, question=question, **how)
    if coming[0].items.exists():
        panels.publish_agenda(coming[0], **how)


def _plan(desk: Desk, panel: Panel, offset: int) -> Sitting:
    how = desk.how(desk.manager, desk.day + timedelta(_SET_UP))
    return panels.plan_sitting(
        panel, day=desk.day + timedelta(offset), place="County Hall, room 4, and online", **how
    )


def _hold(
    desk: Desk, panel: Panel, cases: Sequence[Request], question: ItemQuestion, offset: int
) -> None:
    """A sitting that is over: the first case decided, the second deferred to the next."""
    sitting = _plan(desk, panel, offset)
    before = desk.how(desk.manager, sitting.day - timedelta(5))
    for case in cases:
        panels.list_request(sitting, request=case, question=question, **before)
    panels.publish_agenda(sitting, **before)
    day = desk.how(desk.manager, sitting.day)
    sittings.open_sitting(sitting, present=list(panel.members.order_by("pk")[:4]), **day)
    decided, *others = sitting.items.order_by("position")
    words = _ASSESS[1] if question is ItemQuestion.ASSESS else _ISSUE[1]
    sittings.minute_item(
        decided,
        outcome=words.outcome,
        reasons=words.reasons,
        agreement=PanelItem.Agreement.CONSENSUS,
        conditions="The school reports on progress at the end of the summer term.",
        **day,
    )
    for other in others:
        sittings.defer_item(other, reason="The psychologist's report is to be read first.", **day)
    sittings.close_sitting(sitting, **day)
