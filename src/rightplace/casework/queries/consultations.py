"""What families prefer and settings answered; what may be named; how each setting answers."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from rightplace.casework.models import (
    AgainstGround,
    Consultation,
    DecisionAgainst,
    Person,
    Plan,
    Preference,
    RefusalGround,
    Reply,
    Request,
    Setting,
    SettingKind,
    User,
)
from rightplace.law.dates import in_words
from rightplace.law.duties import DUTIES

REPLY = DUTIES["setting.reply"]
"""The duty that a setting's reply is timed by."""

Case = Request | Plan


def of_case(case: Case) -> dict[str, Case]:
    """How a row says which request or which plan it belongs to."""
    return {"request": case} if isinstance(case, Request) else {"plan": case}


def cases_of(person: Person) -> tuple[Case, ...]:
    """The plans and requests of a child in which a setting can be consulted, plans first."""
    plans = Plan.objects.live().filter(person=person).order_by("-starts_on")
    requests = Request.objects.open().filter(person=person, assessment__isnull=False)
    return (*plans, *requests.select_related("assessment").order_by("-received_on"))


# Words in a setting's type -> what it is for s38(3), the first that fits. A pupil referral unit is not
# a maintained school there (CFA 2014 s83(2)), and no more is an early-years provider.
_KINDS = (
    ("independent", SettingKind.INDEPENDENT),
    ("post-16", SettingKind.INDEPENDENT),
    ("post 16", SettingKind.INDEPENDENT),
    ("early years", SettingKind.INDEPENDENT),
    ("non-maintained", SettingKind.NON_MAINTAINED),
    ("academy", SettingKind.ACADEMY),
    ("free school", SettingKind.ACADEMY),
    ("studio school", SettingKind.ACADEMY),
    ("technical college", SettingKind.ACADEMY),
    ("pru", SettingKind.INDEPENDENT),
    ("pupil referral", SettingKind.INDEPENDENT),
    ("further education", SettingKind.FURTHER_EDUCATION),
    ("general fe", SettingKind.FURTHER_EDUCATION),
    ("sixth form", SettingKind.FURTHER_EDUCATION),
    ("maintained", SettingKind.MAINTAINED),
    ("community", SettingKind.MAINTAINED),
    ("foundation", SettingKind.MAINTAINED),
    ("voluntary", SettingKind.MAINTAINED),
    ("nursery school", SettingKind.MAINTAINED),
)
# Section 41 is open to independent special schools and special post-16 institutions alone.
_MAY_BE_APPROVED = ("independent", "post-16", "post 16")


def kind_of(setting: Setting, *, section_41: bool = False) -> SettingKind:
    """What a setting is for s38(3). Only a list outside the record says who is approved under s41."""
    words = setting.setting_type.lower()
    if section_41 and any(each in words for each in _MAY_BE_APPROVED):
        return SettingKind.SECTION_41
    return next((kind for each, kind in _KINDS if each in words), SettingKind.INDEPENDENT)


def may_name(case: Case, setting: Setting | None, *, as_of: date) -> str | None:
    """Why a setting may not be named yet in a request or a plan; None where it may.

    What the family prefers comes first: it is consulted and has answered or had its 15 days, and
    the decision against it is recorded, or the reason why it is not consulted (CFA 2014 s39).
    `setting` is None for a place without a row of its own.
    """
    wishes = list(Preference.objects.filter(**of_case(case)).select_related("against"))
    if not wishes:
        return None
    asked = list(Consultation.objects.filter(**of_case(case)).order_by("sent_on", "pk"))
    return words_against(wishes, asked, setting, as_of=as_of)


def words_against(
    wishes: Iterable[Preference],
    consultations: Sequence[Consultation],
    setting: Setting | None,
    *,
    as_of: date,
) -> str | None:
    """The rule of `may_name` over rows; `consultations` with the oldest first."""
    for wish in wishes:
        asked = [each for each in consultations if each.name == wish.name]
        if wish.stands and not _is_named(wish, asked, setting):
            words = _in_the_way(wish, asked[-1] if asked else None, as_of)
            if words is not None:
                return words
    return None


def _is_named(wish: Preference, asked: Sequence[Consultation], setting: Setting | None) -> bool:
    if setting is not None:
        return wish.setting_id == setting.pk
    return wish.setting_id is None and any(each.accepted_on is not None for each in asked)


def _in_the_way(wish: Preference, asked: Consultation | None, as_of: date) -> str | None:
    if asked is None:
        return (
            f"The family prefers {wish.name}. Consult it before another setting is named, or record"
            " why it is not consulted."
        )
    if not asked.reply and as_of <= asked.due_on:
        return (
            f"{wish.name}, which the family prefers, has until {in_words(asked.due_on)} to reply."
            " Wait for the reply, or for that day to pass, before another setting is named."
        )
    if not hasattr(wish, "against"):
        return (
            f"The family prefers {wish.name}. Record the decision against it, with the exception"
            " relied on, before another setting is named."
        )
    return None


def preference_lines(
    case: Case, *, named: Collection[Setting] = (), since: date | None = None
) -> tuple[str, ...]:
    """What the final letter says of each preference that is not followed; empty where none is.

    A preference that is `named` after all was followed; `since` leaves out what was decided before.
    """
    wishes = Preference.objects.filter(**of_case(case), not_consulted="")
    decided = DecisionAgainst.objects.filter(
        preference__in=wishes.exclude(setting__in=[each.pk for each in named])
    ).select_related("preference")
    if since is not None:
        decided = decided.filter(decided_on__gte=since)
    return tuple(line for each in decided.order_by("pk") for line in decision_lines(each))


def decision_lines(decision: DecisionAgainst) -> tuple[str, ...]:
    """A decision against a preference in the words of a letter, a paragraph each."""
    wish = decision.preference
    lines = [
        f"You asked us to name {wish.name}. We have named {decision.named} instead.",
        f"The reason in law: {wish.name} is {AgainstGround(decision.ground).label}."
        if decision.ground != AgainstGround.EXPENDITURE
        else f"The reason in law: {wish.name} would mean {AgainstGround.EXPENDITURE.label}.",
        decision.reasons,
    ]
    if decision.preferred_cost is not None and decision.named_cost is not None:
        lines.append(
            _cost_line(wish.name, decision.preferred_cost, decision.named, decision.named_cost)
        )
    return tuple(lines)


def _cost_line(preferred: str, its_cost: Decimal, named: str, cost: Decimal) -> str:
    difference = its_cost - cost
    return (
        f"What we compared: {preferred} would cost £{its_cost:,.2f} a year and {named} £{cost:,.2f} a year."
        f" {preferred} would cost £{abs(difference):,.2f} a year {'more' if difference >= 0 else 'less'}."
    )


class Awaiting(StrEnum):
    """Which consultations a list shows."""

    OPEN = "open"
    LATE = "late"
    ANSWERED = "answered"

    def rows(self, *, as_of: date) -> Q:
        """The consultations that fit."""
        return {
            Awaiting.OPEN: Q(reply=""),
            Awaiting.LATE: Q(reply="", due_on__lt=as_of),
            Awaiting.ANSWERED: ~Q(reply=""),
        }[self]


def consultations_for(user: User) -> QuerySet[Consultation]:
    """The consultations about children whom `user` may see, the earliest last day first."""
    rows = Consultation.objects.filter(person__in=Person.objects.visible_to(user))
    return rows.select_related("person", "setting").order_by("due_on", "pk")


@dataclass(frozen=True, slots=True)
class SettingAnswers:
    """How one setting answered: in time is by the last day; `grounds` counts each ground relied on."""

    name: str
    asked: int
    answered: int
    in_time: int
    offered: int
    refused: int
    only_full: int
    grounds: Counter[RefusalGround]


def answers_by_setting(user: User) -> tuple[SettingAnswers, ...]:
    """Every setting that was consulted about a child whom `user` may see, the most asked first."""
    by_name: dict[str, list[Consultation]] = {}
    for row in consultations_for(user).order_by("name", "pk"):
        by_name.setdefault(row.name, []).append(row)
    found = [_answers(name, rows) for name, rows in by_name.items()]
    return tuple(sorted(found, key=lambda each: (-each.asked, each.name)))


def _answers(name: str, rows: Sequence[Consultation]) -> SettingAnswers:
    answered = [row for row in rows if row.replied_on is not None]
    refused = [row for row in answered if row.reply == Reply.NO]
    return SettingAnswers(
        name=name,
        asked=len(rows),
        answered=len(answered),
        in_time=sum(row.replied_on <= row.due_on for row in answered),
        offered=sum(Reply(row.reply).offers for row in answered),
        refused=len(refused),
        only_full=sum(row.full and not row.grounds for row in refused),
        grounds=Counter(RefusalGround(ground) for row in refused for ground in row.grounds),
    )


def of_child(person: Person) -> tuple[list[Preference], list[Consultation]]:
    """Every preference and consultation of a child, the newest first."""
    wishes = Preference.objects.filter(person=person).select_related("against")
    asked = Consultation.objects.filter(person=person).select_related("setting", "placement")
    return list(wishes.order_by("-given_on", "-pk")), list(
        asked.order_by("-sent_on", F("preferred").desc(), "pk")
    )
