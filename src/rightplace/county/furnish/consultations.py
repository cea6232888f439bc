"""Settings consulted, what they answered, what families prefer, and what placements cost."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from rightplace.casework.actions import consultations as actions
from rightplace.casework.actions.consultations import Answer, Asked, Choice
from rightplace.casework.actions.costs import Shares, agree_cost, confirm_cost
from rightplace.casework.models import (
    Consultation,
    Placement,
    Plan,
    Preference,
    Purpose,
    Reply,
    Request,
    Setting,
    SettingGroup,
    SettingKind,
    User,
)
from rightplace.county.furnish.desk import Desk
from rightplace.law.codes import SenType
from rightplace.law.events import EventKind

_REQUESTS, _PLANS, _COSTED = 8, 4, 24
_AWAITED = (
    4  # of three settings the first still owes its answer, the second offers, the third refuses
)

_PROVISION = (
    "Speech and language therapy of 30 minutes a week, by a therapist who trains the staff as well.\n"
    "Teaching in a group of no more than eight for English and mathematics.",
    "A trained adult at hand in every lesson and at unstructured times.\n"
    "A quiet place to go to, and a plan for anxious days that all staff know.",
    "A sensory programme each morning, drawn up and reviewed each term by an occupational therapist.",
)

# (the ground, what the setting wrote, what it would need)
_REFUSALS = (
    ("unsuitable", "Our pupils work at a much earlier stage; there would be no peer group.", ""),
    (
        "others",
        "Two pupils in the class need constant supervision. One more would put lessons at risk.",
        "A second teaching room and two more adults.",
    ),
    (
        "resources",
        "We would have to build a changing room for one pupil.",
        "A changing room and a hoist.",
    ),
)
_CONDITIONS = "From September, once the new classroom is open, and with funding for an extra adult."


def furnish(desk: Desk) -> None:
    """Consult for the newest agreed requests and for some plans; cost the placements of others."""
    draws = desk.draws("consultations")
    requests = [each for each in desk.requests if _agreed(each)][-_REQUESTS:]
    for number, case in enumerate((*requests, *desk.open_plans[:_PLANS])):
        _consult(desk, desk.officer, case, number, draws)
    for plan in desk.unseen():
        _consult(desk, plan.officer, plan, _AWAITED, draws)
    _cost(desk, draws)


def _agreed(request: Request) -> bool:
    return hasattr(request, "assessment") and request.assessment.agreed_on is not None


def _suitable(case: Request | Plan, on: date, draws: random.Random) -> list[Setting]:
    """Three settings for a child's age that were not consulted yet, in an order of chance."""
    age = on.year - case.person.birth_date.year
    asked = case.events.filter(kind=EventKind.SETTING_CONSULTED).values("ref")
    fits = Setting.objects.filter(low_age__lte=age, high_age__gte=age).exclude(name__in=asked)
    fits = fits.order_by("pk")
    special = list(fits.filter(setting_group=SettingGroup.SPECIAL))
    others = list(fits.exclude(setting_group=SettingGroup.SPECIAL))
    found = draws.sample(special, min(2, len(special))) + draws.sample(others, min(1, len(others)))
    return draws.sample(found, len(found))


def _consult(
    desk: Desk, officer: User, case: Request | Plan, number: int, draws: random.Random
) -> None:
    """A case with a preference, which is consulted with others; `number` decides how far it has come."""
    settings = _suitable(case, desk.day, draws)
    if not settings:
        return
    sent = desk.day - timedelta(25 if number % 3 == 0 else 18 if number % 3 == 1 else 6)
    sent = max(sent, case.assessment.agreed_on if isinstance(case, Request) else case.held_from)
    if number % 4 != 3:
        wish = actions.state_preference(
            case,
            choice=Choice.of(settings[0], section_41=True),
            given_on=sent,
            words="We have visited, and the children there are like ours.",
            **desk.how(officer, sent),
        )
    else:
        wish = actions.state_preference(case, choice=None, given_on=sent, **desk.how(officer, sent))
    rows = actions.consult(
        case,
        choices=[Choice.of(each, section_41=True) for each in settings],
        asked=_asked(case, desk.day, draws),
        on=sent,
        **desk.how(officer, sent),
    )
    for place, row in enumerate(rows):
        _answer(desk, officer, row, place + number, draws)
    _conclude(desk, officer, wish, rows)


def _conclude(desk: Desk, officer: User, wish: Preference, rows: Sequence[Consultation]) -> None:
    """A family's setting that refused on a ground is decided against; the offer of another accepted."""
    offers = [row for row in rows if row.reply in (Reply.YES, Reply.CONDITIONS)]
    refused = next((row for row in rows if row.name == wish.name and row.grounds), None)
    if refused is None or not offers:
        return
    actions.decide_against(
        wish,
        ground=refused.grounds[0],
        reasons=f"{refused.reasons} {offers[0].name} can meet every need described, and has a place.",
        named=offers[0].name,
        preferred_cost=Decimal(38_000),
        named_cost=sum(filter(None, (offers[0].place_cost, offers[0].top_up)), Decimal(0)),
        on=desk.day,
        **desk.how(officer),
    )
    actions.accept_place(
        offers[0], starts_on=offers[0].wanted_from, on=desk.day, **desk.how(officer)
    )


def _asked(case: Request | Plan, on: date, draws: random.Random) -> Asked:
    needs = (
        [] if isinstance(case, Request) else [need.sen_type for need in case.needs.order_by("rank")]
    )
    words = [SenType(need).label for need in needs] or ["Speech, language and communication needs"]
    return Asked(
        purpose=(Purpose.NAME_IN_PLAN if isinstance(case, Request) else Purpose.CHANGE).value,
        needs="\n".join(words),
        provision=draws.choice(_PROVISION),
        phase=f"Year {max(on.year - case.person.birth_date.year - 5, 1)}",
        wanted_from=date(on.year, 9, 1),
    )


def _answer(desk: Desk, officer: User, row: Consultation, which: int, draws: random.Random) -> None:
    """One in five still owes its answer; the others refuse, offer, or offer with conditions."""
    on = min(row.sent_on + timedelta(draws.randint(5, 17)), desk.day)
    if which % 5 == 4 or row.sent_on == desk.day:
        if row.due_on < desk.day:
            actions.chase_reply(row, on=row.due_on + timedelta(1), **desk.how(officer))
        return
    actions.receive_reply(
        row, version=row.version, answer=_reply(row, which, draws), on=on, **desk.how(officer)
    )


def _reply(row: Consultation, which: int, draws: random.Random) -> Answer:
    if which % 5 == 3:
        return Answer(
            Reply.NO, full=True, reasons="The year group is full, and there is a waiting list."
        )
    if which % 5 in (1, 2):
        ground, reasons, needed = draws.choice(_REFUSALS)
        return Answer(Reply.NO, grounds=[ground], reasons=reasons, needed=needed)
    dear = row.kind in (SettingKind.INDEPENDENT, SettingKind.SECTION_41)
    conditional = draws.random() < 0.4
    return Answer(
        Reply.CONDITIONS if conditional else Reply.YES,
        reasons=_CONDITIONS if conditional else "",
        place_cost=Decimal(draws.randrange(42, 78) * 1000 if dear else 10_000),
        top_up=None if dear else Decimal(draws.randrange(4, 22) * 500),
        transport="A taxi with an escort would be needed." if dear else "",
        places=draws.randint(1, 3),
    )


def _cost(desk: Desk, draws: random.Random) -> None:
    """Costs of the officer's placements, most of them confirmed; every fourth has none recorded yet."""
    plans = [plan for number, plan in enumerate(desk.open_plans[:_COSTED]) if number % 4 != 3]
    rows = Placement.objects.filter(
        plan__in=[*plans, *desk.unseen()], leaving_on=None, rank=1, costs=None
    )
    finance = desk.user("finance")
    for number, placement in enumerate(
        rows.select_related("plan__person", "setting").order_by("pk")
    ):
        for element, amount, shares in _elements(placement.setting, draws):
            cost = agree_cost(
                placement,
                element=element,
                amount=amount,
                starts_on=placement.entry_on,
                shares=shares,
                on=desk.day,
                **desk.how(),
            )
            if number % 3:
                confirm_cost(cost, version=1, **desk.how(finance))


def _elements(
    setting: Setting | None, draws: random.Random
) -> Iterator[tuple[str, Decimal, Shares]]:
    """What such a setting is paid for a year."""
    if setting is None or "ndependent" in setting.setting_type:
        joint = Shares(60, 15, 25) if draws.random() < 0.3 else Shares()
        yield "fee", Decimal(draws.randrange(45, 95) * 1000), joint
    elif setting.setting_group == SettingGroup.SPECIAL:
        yield "place", Decimal(10_000), Shares()
        yield "top_up", Decimal(draws.randrange(14, 40) * 500), Shares()
    else:
        yield "top_up", Decimal(draws.randrange(6, 22) * 500), Shares()
