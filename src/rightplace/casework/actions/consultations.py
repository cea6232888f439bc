"""Consulting settings, and what the family prefers (CFA 2014 ss38 to 41; Code 9.78 to 9.94)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal

from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.ledger import DATABASE, DatabaseEntry, Entry, Ledger
from rightplace.casework.actions.naming import carry
from rightplace.casework.actions.plans import start_placement
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Consultation,
    DecisionAgainst,
    Plan,
    Preference,
    Reply,
    Request,
    Setting,
    SettingKind,
    User,
    WhyNotConsulted,
)
from rightplace.casework.queries.consultations import REPLY, Case, kind_of, of_case
from rightplace.law.codes import SenSetting
from rightplace.law.dates import in_words
from rightplace.law.events import EventKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting that is preferred or consulted: a row of the record, or a place typed in."""

    name: str
    kind: SettingKind
    setting_group: str
    setting: Setting | None = None
    registration: str = ""
    authority: str = ""

    @classmethod
    def of(cls, setting: Setting, *, section_41: bool = False) -> "Choice":
        """The choice of a setting that the record knows."""
        kind = kind_of(setting, section_41=section_41)
        return cls(setting.name, kind, setting.setting_group, setting)


@dataclass(frozen=True, slots=True)
class Asked:
    """What each setting is told and asked: `needs` and `provision` in words, `phase` such as Year 7."""

    purpose: str
    needs: str
    provision: str
    phase: str
    wanted_from: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What a setting answered; costs in pounds a year, None where it did not say."""

    reply: Reply
    grounds: Sequence[str] = field(default_factory=list)
    full: bool = False
    reasons: str = ""
    needed: str = ""
    place_cost: Decimal | None = None
    top_up: Decimal | None = None
    residential_cost: Decimal | None = None
    transport: str = ""
    places: int | None = None


def _open(entry: Entry, case: Case) -> None:
    """Refuse for a case in which no setting can be named any more."""
    entry.lock(case)
    if isinstance(case, Request):
        refuse_unless(case.closed_on is None, "The request is closed: record it for the plan.")
    else:
        refuse_unless(case.ceased_on is None, f"The plan ceased on {case.ceased_on}.")


def state_preference(
    case: Case,
    *,
    choice: Choice | None,
    given_on: date,
    words: str = "",
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> Preference:
    """Record what the family asks to have named, or that it was asked and gave no preference."""
    with ledger.entry("preference.state", by=by, at=at, person=case.person) as entry:
        _open(entry, case)
        refuse_unless(given_on <= at.date(), f"{in_words(given_on)} is after today.")
        named = {"not_consulted": WhyNotConsulted.NONE_GIVEN.value}
        if choice is not None:
            named = {"name": choice.name, "kind": choice.kind.value, "setting": choice.setting}
        return entry.add(
            Preference(person=case.person, given_on=given_on, words=words, **of_case(case), **named)
        )


def leave_unconsulted(
    preference: Preference,
    *,
    version: int,
    why: str,
    words: str,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record why the setting that the family prefers is not consulted."""
    with ledger.entry(
        "preference.leave_unconsulted", by=by, at=at, person=preference.person
    ) as entry:
        refuse_unless(
            why != WhyNotConsulted.OTHER or bool(words.strip()), "Say what the other reason is."
        )
        entry.edit(preference, version=version, not_consulted=why, not_consulted_why=words)


def decide_against(
    preference: Preference,
    *,
    ground: str,
    reasons: str,
    named: str,
    preferred_cost: Decimal | None,
    named_cost: Decimal | None,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> DecisionAgainst:
    """Record why another setting is named than the family prefers (CFA 2014 s39(4))."""
    with ledger.entry("preference.decide_against", by=by, at=at, person=preference.person) as entry:
        refuse_unless(preference.stands, "This preference no longer stands.")
        refuse_unless(
            not DecisionAgainst.objects.filter(preference=preference).exists(),
            "The decision against this preference is recorded already.",
        )
        refuse_unless(on <= at.date(), f"{in_words(on)} is after today.")
        return entry.add(
            DecisionAgainst(
                preference=preference,
                ground=ground,
                reasons=reasons,
                named=named,
                preferred_cost=preferred_cost,
                named_cost=named_cost,
                decided_on=on,
                decided_by=by,
            )
        )


def consult(
    case: Case,
    *,
    choices: Sequence[Choice],
    asked: Asked,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> tuple[Consultation, ...]:
    """Record that settings were asked whether they can meet the child's needs, all on one day."""
    with ledger.entry("consultation.send", by=by, at=at, person=case.person) as entry:
        _open(entry, case)
        refuse_unless(bool(choices), "Choose at least one setting to consult.")
        names = [choice.name for choice in choices]
        refuse_unless(len(set(names)) == len(names), "Choose each setting once.")
        wished = set(
            Preference.objects.filter(**of_case(case), not_consulted="").values_list(
                "name", flat=True
            )
        )
        return tuple(_ask(entry, case, each, asked, on, each.name in wished) for each in choices)


def _ask(
    entry: Entry, case: Case, choice: Choice, asked: Asked, on: date, preferred: bool
) -> Consultation:
    row = entry.add(
        Consultation(
            person=case.person,
            setting=choice.setting,
            name=choice.name,
            kind=choice.kind.value,
            registration=choice.registration,
            authority=choice.authority,
            setting_group=choice.setting_group,
            preferred=preferred,
            sent_on=on,
            due_on=REPLY.allowance.last_day(on),
            **of_case(case),
            **asdict(asked),
        )
    )
    entry.event(EventKind.SETTING_CONSULTED, on, ref=row.ref, **of_case(case))
    return row


def chase_reply(
    consultation: Consultation, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Record that a setting that has not replied was written to again."""
    with ledger.entry("consultation.chase", by=by, at=at, person=consultation.person) as entry:
        entry.lock(consultation)
        refuse_unless(not consultation.reply, "This setting has replied, or is no longer awaited.")
        entry.change(consultation, chased_on=on)


def receive_reply(
    consultation: Consultation,
    *,
    version: int,
    answer: Answer,
    on: date | None,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record what a setting answered and when; or, past its last day, that it did not (`on` None).

    Given again it corrects what was recorded; the day of a reply is an event and stays.
    """
    with ledger.entry("consultation.reply", by=by, at=at, person=consultation.person) as entry:
        entry.lock(consultation)
        _may_answer(consultation, answer, on, at.date())
        first = consultation.replied_on is None and on is not None
        entry.edit(
            consultation,
            version=version,
            replied_on=on,
            **{**asdict(answer), "reply": answer.reply.value, "grounds": list(answer.grounds)},
        )
        if first:
            case = consultation.request or consultation.plan
            entry.event(EventKind.SETTING_REPLIED, on, ref=consultation.ref, **of_case(case))  # type: ignore[arg-type]


def _may_answer(row: Consultation, answer: Answer, on: date | None, today: date) -> None:
    refuse_unless(row.accepted_on is None, "A place was accepted on this reply: it stays as it is.")
    refuse_unless(
        answer.reply.came == (on is not None),
        "Give the day of the reply, and none without a reply.",
    )
    if answer.reply is Reply.NONE:
        refuse_unless(
            today > row.due_on,
            f"The setting has until {in_words(row.due_on)} to reply: wait until then.",
        )
    refuse_unless(
        row.replied_on in (None, on),
        "The day of the reply is in the record already. Keep it, and correct the rest.",
    )
    refuse_unless(
        answer.reply is not Reply.NO or bool(answer.grounds) or answer.full,
        "Choose the grounds that the setting gave, or note that it says it is full.",
    )
    refuse_unless(
        answer.reply is not Reply.NO or bool(answer.reasons.strip()),
        "Give the setting's reasons in its own words.",
    )


def accept_place(
    consultation: Consultation,
    *,
    starts_on: date,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> None:
    """Record that an offered place was accepted; setting, start and costs go into the placement.

    Where the plan is not issued yet, they go into the placement that `issue_plan` makes.
    """
    with ledger.entry("consultation.accept", by=by, at=at, person=consultation.person) as entry:
        entry.lock(consultation)
        refuse_unless(
            bool(consultation.reply) and Reply(consultation.reply).offers,
            "A place is accepted when the setting has offered one.",
        )
        refuse_unless(consultation.accepted_on is None, "This place has been accepted already.")
        refuse_unless(on <= at.date(), f"{in_words(on)} is after today.")
        entry.change(consultation, accepted_on=on, starts_on=starts_on)
        plan = (
            consultation.plan
            or Plan.objects.filter(assessment__request=consultation.request_id).first()
        )
        if plan is not None:
            _place(entry, consultation, plan)


def _place(entry: DatabaseEntry, consultation: Consultation, plan: Plan) -> None:
    """Start the placement, or take the one that runs there already, and give it the costs."""
    running = plan.placements.filter(leaving_on=None).order_by("rank", "-entry_on").first()
    setting = consultation.setting
    if running is None or setting is None or running.setting_id != setting.pk:
        where = Where(setting) if setting else Where(sen_setting=SenSetting.OTH.value)
        running = start_placement(
            entry, plan, where=where, leaving=running, on=consultation.starts_on
        )
    if setting is None:
        entry.change(running, sen_setting_other=consultation.name[:80])
    carry(entry, consultation, running)
