"""The words of plans: final ones of the officer's newest plans, drafts of what was agreed."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from rightplace.casework.actions.plan_issue import record_views
from rightplace.casework.actions.plan_rows import add_row, change_row, write_passage
from rightplace.casework.actions.plan_text import (
    start_amendment,
    start_draft,
    take_over_text,
)
from rightplace.casework.models import Person, Plan, Request
from rightplace.casework.queries.plan_text import provision_text, school_year
from rightplace.county.furnish import plan_words as words
from rightplace.county.furnish.desk import Desk
from rightplace.law.codes import SenType
from rightplace.law.events import EventKind
from rightplace.plan_words.sections import Adulthood
from rightplace.plan_words.text import (
    NeedText,
    OutcomeText,
    PassageText,
    PlanText,
    ProvisionText,
    in_order,
)

_FINALS, _AMENDED, _DRAFTS = 12, 3, 3
_VAGUE_EACH = 3
_PREPARES_FROM = 9
_STAGE = ("the end of Year 2", "the end of Year 6", "the end of Year 9", "the end of Year 11")


def furnish(desk: Desk) -> None:
    """Write final plans, amend some, write drafts, and take over what families were sent already.

    Drafts are begun for those that are agreed or nearest to it: the oldest without one.
    """
    draws = desk.draws("plan text")
    for number, plan in enumerate(desk.plans[:_FINALS]):
        text = _final(plan, desk, draws, vague=number % _VAGUE_EACH == 0)
        take_over_text(plan, text, on=max(plan.held_from, plan.starts_on), **desk.how())
    for plan in desk.plans[:_AMENDED]:
        _amend(plan, desk)
    for plan in desk.plans[_FINALS : _FINALS + 1]:
        start_amendment(plan, **desk.how())  # its words are still on paper
    assessed = [request for request in desk.requests if hasattr(request, "assessment")]
    for request in [*_unsent(assessed)[:_DRAFTS], *_elsewhere(desk)]:
        _draft(request, desk, draws)
    for request in assessed:
        _take_over(request, desk, draws)


def _elsewhere(desk: Desk) -> list[Request]:
    """A request of another team: what its officer writes is nobody else's to read."""
    rows = Request.objects.open().exclude(team=desk.manager.team)
    rows = rows.filter(assessment__isnull=False, person__lock=None)
    return _unsent(rows.select_related("person", "assessment").order_by("pk"))[:1]


def _unsent(requests: Sequence[Request]) -> list[Request]:
    sent = EventKind.DRAFT_SENT.value
    return [each for each in requests if not each.events.filter(kind=sent).exists()]


def _take_over(request: Request, desk: Desk, draws: Random) -> None:
    """The draft that a family has, and what they said of it, where they have answered."""
    sent = request.events.filter(kind=EventKind.DRAFT_SENT.value).last()
    if sent is None:
        return
    text = _text(request.person, _types(draws), desk, draws, vague=False)
    take_over_text(request, text, on=sent.happened_on, **desk.how())
    answered = request.events.filter(kind=EventKind.VIEWS_RECEIVED.value).exists()
    if not answered and (desk.day - sent.happened_on).days > 2:
        record_views(
            request,
            on=desk.day,
            said="The draft describes our child well. Section F should say who gives the language "
            "programme in the holidays. We would like to talk about the school.",
            wants_meeting=True,
            **desk.how(),
        )


def _types(draws: Random) -> list[str]:
    return draws.sample([each.value for each in SenType if each.value in words.THREADS], 2)


def _final(plan: Plan, desk: Desk, draws: Random, *, vague: bool) -> PlanText:
    types = list(plan.needs.order_by("rank").values_list("sen_type", flat=True))
    text = _text(plan.person, types, desk, draws, vague=vague)
    names = [n.setting.name for n in plan.named_settings.select_related("setting") if n.setting]
    return text.with_passage("placement", "\n".join(names) or "Education otherwise than at school")


def _draft(request: Request, desk: Desk, draws: Random) -> None:
    """A draft half written: needs and outcomes, some provision, not yet section A throughout."""
    by = desk.how(request.officer)
    version = start_draft(request, **by)
    text = _text(request.person, _types(draws), desk, draws, vague=True)
    for slug in ("child", "strengths", "history"):
        passage = version.passages.get(slug=slug)
        said = text.passage(slug).text
        write_passage(passage, text=said, none_identified=False, version=passage.version, **by)
    for row in (*text.needs, *text.outcomes, *text.provision[-2:]):
        add_row(version, row, **by)


def _amend(plan: Plan, desk: Desk) -> None:
    """More of the first provision than the final plan gives."""
    by = desk.how()
    version = start_amendment(plan, **by)
    row = version.planprovisions.order_by("position").first()
    given = provision_text(row)
    assert given.amount is not None
    more = replace(given, amount=given.amount + 10, review="Each half term by the SENCO")
    change_row(row, more, version=row.version, **by)


def _text(
    person: Person, types: Sequence[str], desk: Desk, draws: Random, *, vague: bool
) -> PlanText:
    threads = [draws.choice(words.THREADS[sen_type]) for sen_type in dict.fromkeys(types)]
    threads.append(draws.choice(words.MORE))
    year = school_year(person.birth_date, desk.day)
    text = _woven(threads, year)
    if year >= _PREPARES_FROM:
        text = _with_adulthood(text)
    if draws.random() < 0.4:
        text = _with_provision(text, words.CARE)
    if vague:
        text = _with_provision(text, draws.choice(words.VAGUE))
    return _named(replace(text, passages=in_order(_passages(text, desk, draws))), person)


def _woven(threads: Sequence[words.Thread], year: int) -> PlanText:
    """Each thread as a need, its outcome and its provision, tied in turn."""
    by_when = _STAGE[0 if year < 2 else 1 if year < 6 else 2 if year < 9 else 3]
    text = PlanText()
    for key, thread in enumerate(threads, start=1):
        need = NeedText(key, thread.area, thread.need)
        outcome = OutcomeText(
            key, thread.outcome, by_when, thread.steps, thread.measure, needs=(key,)
        )
        text = replace(text, needs=(*text.needs, need), outcomes=(*text.outcomes, outcome))
        for gives in thread.gives:
            text = _with_provision(text, gives, key)
    return text


def _with_provision(text: PlanText, gives: words.Gives, outcome: int = 1) -> PlanText:
    row = ProvisionText(
        key=len(text.provision) + 1,
        kind=gives.kind,
        text=gives.text,
        amount=words.amount(gives),
        unit=gives.unit,
        frequency=gives.often,
        duration="for the school year",
        delivered_by=gives.who,
        ratio=gives.ratio,
        review=words.REVIEW,
        funding=words.FUNDING[gives.kind],
        outcomes=(outcome,),
    )
    return replace(text, provision=(*text.provision, row))


def _with_adulthood(text: PlanText) -> PlanText:
    """One outcome for each way into adulthood, all tied to the first need and to one provision."""
    first = len(text.outcomes) + 1
    added = tuple(
        OutcomeText(
            key=first + number,
            text=words.ADULTHOOD[each],
            by_when=_STAGE[-1],
            measure="Looked at with {name} in each yearly review.",
            adulthood=each,
            needs=(1,),
        )
        for number, each in enumerate(Adulthood)
    )
    text = _with_provision(replace(text, outcomes=text.outcomes + added), words.ADULT_GIVES)
    last = replace(text.provision[-1], outcomes=tuple(each.key for each in added))
    return replace(text, provision=(*text.provision[:-1], last))


_NONE = ("health-needs", "care-needs", "health", "care", "other-care", "budget")


def _passages(text: PlanText, desk: Desk, draws: Random) -> list[PassageText]:
    said = {
        "child": draws.choice(words.CHILD),
        "parents": draws.choice(words.PARENTS),
        "communicating": draws.choice(words.COMMUNICATING),
        "history": draws.choice(words.HISTORY),
        "strengths": draws.choice(words.STRENGTHS),
        "advice": "Educational psychologist. School. Community paediatrician. Social care. Parents.",
    }
    filled = {row.kind.value for row in text.provision}
    taken = {"health": "G", "other-care": "H2"}
    return [
        *(PassageText(slug, words_) for slug, words_ in said.items()),
        *(PassageText(s, none_identified=True) for s in _NONE if taken.get(s) not in filled),
    ]


def _named(text: PlanText, person: Person) -> PlanText:
    """The child's name and pronouns in every phrase."""
    they, them, their = ("she", "her", "her") if person.sex == "F" else ("he", "him", "his")
    fill = {
        "name": person.forename,
        "they": they,
        "them": them,
        "their": their,
        "They": they.capitalize(),
        "Their": their.capitalize(),
    }
    return PlanText(
        tuple(replace(each, text=each.text.format(**fill)) for each in text.passages),
        tuple(replace(each, text=each.text.format(**fill)) for each in text.needs),
        tuple(
            replace(
                each,
                text=each.text.format(**fill),
                steps=each.steps.format(**fill),
                measure=each.measure.format(**fill),
            )
            for each in text.outcomes
        ),
        tuple(replace(each, text=each.text.format(**fill)) for each in text.provision),
    )
