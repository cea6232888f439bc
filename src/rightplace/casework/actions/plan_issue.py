"""The plan of a request on its way: the draft sent, the family's views, the final plan issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rightplace.casework.actions.assessments import Where, write_draft_sent, write_plan
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plan_text import (
    Read,
    mark_final,
    mark_proposed,
    may_go,
    write_version,
)
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.deadlines import clocks_of
from rightplace.casework.models import FamilyViews, Plan, PlanVersion, Request, Setting, User
from rightplace.casework.queries.plan_text import text_of
from rightplace.law.clock import latest
from rightplace.law.codes import SenSetting
from rightplace.law.dates import in_words
from rightplace.law.events import EventKind
from rightplace.law.state import State
from rightplace.plan_words.compare import amendments
from rightplace.plan_words.text import PlanText

_Status = PlanVersion.Status
VIEWS = "draft.family_views"


def send_draft_plan(
    version: PlanVersion,
    *,
    on: date,
    read: Read,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Serve a draft on the family: their 15 days start, and the version stays as it is."""
    request = _request(version)
    with ledger.entry(
        "plan_text.send_draft", by=by, at=at, person=version.person, number=version.number
    ) as entry:
        entry.lock(version)
        may_go(entry, version, text_of(version), read, on=on, by=by)
        write_draft_sent(entry, request.assessment, on=on)
        mark_proposed(entry, version, on=on, files=read.files)


def record_views(
    request: Request,
    *,
    on: date,
    said: str,
    preferred: Setting | None = None,
    wants_meeting: bool = False,
    wants_budget: bool = False,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> FamilyViews:
    """Record what the family said of the draft, and the setting that they ask for."""
    with ledger.entry("draft.views", by=by, at=at, person=request.person) as entry:
        refuse_unless(bool(said.strip()), "Write down what the family said.")
        entry.event(EventKind.VIEWS_RECEIVED, on, request=request)
        return entry.add(
            FamilyViews(
                request=request,
                plan_version=request.plan_versions.filter(proposed_on__lte=on).last(),
                received_on=on,
                said=said,
                preferred=preferred,
                wants_meeting=wants_meeting,
                wants_budget=wants_budget,
            )
        )


@dataclass(frozen=True, slots=True)
class Final:
    """What the final plan settles: types of need, the primary first, and what Section I names."""

    needs: Sequence[str]
    named: Where
    also: Where | None = None


def placement_words(final: Final) -> str:
    """Section I, as it is printed."""
    return "\n".join(_place_words(where) for where in (final.named, final.also) if where)


def final_text(text: PlanText, final: Final) -> PlanText:
    """The words of a version once it names where the child will be educated."""
    return text.with_passage("placement", placement_words(final))


def issue_final_plan(
    version: PlanVersion,
    final: Final,
    *,
    on: date,
    read: Read,
    family_asked: bool = False,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Plan:
    """Issue the plan: its words with Section I, the needs, the settings and the end of the request.

    `family_asked` says that all that was changed since the draft was sent is what the family asked
    for: other changes are sent to them first (Code 9.125).
    """
    request = _request(version)
    with ledger.entry(
        "plan_text.issue", by=by, at=at, person=version.person, number=version.number
    ) as entry:
        entry.lock(version)
        text = final_text(text_of(version), final)
        may_go(entry, version, text, read, on=on, by=by, final=True)
        _was_heard(request, on)
        refuse_unless(
            family_asked or not changed_since_sent(version),
            "The draft was changed since the family was sent it. Send it again, or confirm that "
            "every change is one that they asked for.",
        )
        plan = write_plan(
            entry, request.assessment, on=on, needs=final.needs, named=final.named, also=final.also
        )
        _write_final(entry, version, text, plan, on, read)
    return plan


def changed_since_sent(version: PlanVersion) -> bool:
    """Whether a draft says something else than the version that the family has."""
    sent = version.request.plan_versions.filter(status=_Status.PROPOSED).last()
    return bool(sent and sent != version and amendments(text_of(sent), text_of(version)))


def _write_final(
    entry: Entry, version: PlanVersion, text: PlanText, plan: Plan, on: date, read: Read
) -> None:
    """What was sent stays as it was sent, so a version that was is issued as a copy."""
    if version.status == _Status.PROPOSED:
        version = write_version(
            entry, text, person=version.person, request=version.request, based_on=version, on=on
        )
    else:
        passage = version.passages.get(slug="placement")
        entry.change(passage, text=text.passage("placement").text, none_identified=False)
    entry.change(version, plan=plan)
    mark_final(entry, version, on=on, files=read.files)


def _request(version: PlanVersion) -> Request:
    refuse_unless(
        version.request_id is not None and version.plan_id is None,
        "This version amends a plan: its review sends and issues it.",
    )
    return version.request


def _was_heard(request: Request, on: date) -> None:
    """The family was sent the draft, and has answered or let the 15 days pass (reg 13(1)(a))."""
    clock = latest(clocks_of(request, as_of=on), VIEWS)
    refuse_unless(
        clock is not None,
        "Send the draft to the family first: they have 15 days to give their views.",
    )
    assert clock is not None
    refuse_unless(
        clock.state is State.MET or clock.due_on < on,
        f"The family can still give their views until {in_words(clock.due_on)}. "
        "Record their views, or wait until that day has passed.",
    )


def _place_words(where: Where) -> str:
    if where.setting is None:
        return SenSetting(where.sen_setting).label
    within = ", in its SEN unit" if where.in_sen_unit else ""
    within = ", in its resourced provision" if where.in_resourced_provision else within
    return f"{where.setting.name}{within} ({where.setting.setting_type})"
