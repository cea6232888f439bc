"""The letters of each change, from what is known of the child and the answers of the form."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings

from rightplace.casework.actions.ceasing import VIEWS
from rightplace.casework.actions.circumstances import CHECKS
from rightplace.casework.models import Ceasing, CeasingGround, ElsewhereKind, Person, User
from rightplace.casework.queries.changes import Changes
from rightplace.law.dates import add_months
from rightplace.law.duties import DUTIES
from rightplace.papers.letters import Letter, changes
from rightplace.papers.letters.changes import Head
from rightplace.papers.letters.rights import long_day
from rightplace.web.staff.letters import reference_of, services, signature, to_family

Given = dict[str, Any]
Letters = tuple[Letter, ...]


def last_day(duty: str, on: date) -> date:
    """The last day that the law allows from a day: "appeal.lodge" is the right of appeal."""
    return DUTIES[duty].allowance.last_day(on)


def head(
    person: Person, user: User, on: date, *, to: tuple[str, ...] = (), greeting: str = ""
) -> Head:
    """The head of a letter to the family, or to someone else."""
    given = {"greeting": greeting} if greeting else {}
    return Head(
        child=str(person),
        to=to or to_family(person),
        dated=on,
        reference=reference_of(person),
        council=settings.COUNCIL,
        signed_by=signature(user),
        services=services(),
        **given,
    )


def _head(of: Changes, given: Given, user: User) -> Head:
    return head(of.person, user, given["on"])


def _appeal(given: Given) -> date:
    return last_day("appeal.lodge", given["on"])


def reassessment_agreed(of: Changes, given: Given, user: User) -> Letters:
    return (
        changes.reassessment_agreed(
            _head(of, given, user),
            requested_on=of.reassessment.requested_on,
            plan_by=last_day("reassessment.final_plan", given["on"]),
        ),
    )


def reassessment_refused(of: Changes, given: Given, user: User) -> Letters:
    return (
        changes.reassessment_refused(
            _head(of, given, user),
            requested_on=of.reassessment.requested_on,
            reasons=given["reasons"],
            evidence=tuple(given["evidence"].splitlines()),
            last_day=_appeal(given),
        ),
    )


def reassessed_plan(of: Changes, given: Given, user: User) -> Letters:
    return (changes.reassessed_plan(_head(of, given, user), last_day=_appeal(given)),)


def amendment_notice(of: Changes, given: Given, user: User) -> Letters:
    return (
        changes.amendment_notice(
            _head(of, given, user),
            why=given["why"],
            changes=given["changes"],
            views_by=last_day("amendment.family_views", given["on"]),
            final_by=last_day("review.final_from_notice", given["on"]),
        ),
    )


def amended_plan(of: Changes, given: Given, user: User) -> Letters:
    return (changes.amended_plan(_head(of, given, user), last_day=_appeal(given)),)


def amendment_dropped(of: Changes, given: Given, user: User) -> Letters:
    return (
        changes.amendment_dropped(
            _head(of, given, user), reasons=given["reasons"], last_day=_appeal(given)
        ),
    )


def ceasing_consultation(of: Changes, given: Given, user: User) -> Letters:
    """To the family, and to the setting where one is consulted."""
    facts = {
        "ground": CeasingGround(given["ground"]).label,
        "why": given["why"],
        "views_by": given["on"] + VIEWS,
    }
    to_family = changes.ceasing_consultation(_head(of, given, user), **facts)
    if not given["setting"]:
        return (to_family,)
    setting = head(
        of.person,
        user,
        given["on"],
        to=(f"The head teacher or principal, {given['setting']}",),
        greeting="Dear head teacher or principal",
    )
    return (to_family, changes.ceasing_consultation_of_setting(setting, **facts))


def ceasing_decided(of: Changes, given: Given, user: User) -> Letters:
    last = _appeal(given)
    return (
        changes.ceasing_decided(
            _head(of, given, user),
            ground=of.ceasing.get_ground_display(),
            reasons=given["reasons"],
            evidence=(*_views_heard(of.ceasing), *given["evidence"].splitlines()),
            last_day=last,
            in_force_to=last,
        ),
    )


def _views_heard(row: Ceasing) -> Iterator[str]:
    if row.family_views_on is not None:
        yield f"Your views of {long_day(row.family_views_on)}"
    if row.setting_views_on is not None:
        yield f"The views of {row.setting or 'the setting'} of {long_day(row.setting_views_on)}"


def ceasing_dropped(of: Changes, given: Given, user: User) -> Letters:
    return (changes.ceasing_dropped(_head(of, given, user), reasons=given["reasons"]),)


def ceasing_ended(of: Changes, given: Given, user: User) -> Letters:
    return (changes.ceasing_ended(_head(of, given, user), ended_on=given["on"]),)


def moved_in(of: Changes, given: Given, user: User) -> Letters:
    return (
        changes.moved_in(
            _head(of, given, user),
            moved_on=of.plan.held_from,
            will_assess=given["will_assess"],
            review_on=given["review_on"],
        ),
    )


_WITH_A_PLAN = (
    "The EHC plan, with its appendices",
    "The advice obtained in the last assessment",
    "The report of the last review",
)


def sent_on(of: Changes, given: Given, user: User) -> Letters:
    move = of.move_out
    to = (f"The SEND team, local authority {move.to_la}", *filter(None, [move.contact]))
    return (
        changes.sent_on(
            head(of.person, user, given["on"], to=to, greeting="Dear colleague"),
            moved_on=move.moved_on,
            first_made=of.plan.starts_on,
            contents=_WITH_A_PLAN,
        ),
    )


def budget_agreed(of: Changes, given: Given, user: User) -> Letters:
    return (changes.budget_agreed(_head(of, given, user), wanted=of.budget.wanted),)


def budget_refused(of: Changes, given: Given, user: User) -> Letters:
    return (
        changes.budget_refused(
            _head(of, given, user), wanted=of.budget.wanted, reasons=given["reasons"]
        ),
    )


def educated_elsewhere(of: Changes, given: Given, user: User) -> Letters:
    kind = ElsewhereKind(given["kind"])
    return (
        changes.educated_elsewhere(
            _head(of, given, user),
            at_home=kind is ElsewhereKind.HOME,
            from_on=given["on"],
            check_by=add_months(given["on"], CHECKS[kind][0]),
        ),
    )
