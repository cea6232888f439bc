"""Asking advisers, what they answer, and what is done when they are late (SEND Regs 2014 regs 6 to 8)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from rightplace.casework.actions.assessments import ask_for_advice_within, receive_within
from rightplace.casework.actions.ledger import DATABASE, DatabaseLedger, Ledger
from rightplace.casework.actions.letters import Copy, keep_letter
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.deadlines import law_excuse
from rightplace.casework.models import (
    AdviceAsk,
    AdviceChase,
    AdviceDelay,
    AdviceExcuseRecord,
    AdviceRequest,
    AdviceText,
    Assessment,
    EarlierAdvice,
    Person,
    User,
)
from rightplace.law.codes import Adviser
from rightplace.law.duties import DUTIES
from rightplace.law.exceptions import AdviceExcuseReason, why_no_excuse


@dataclass(frozen=True, slots=True)
class Asked:
    """One adviser to be asked: who signs in here, or someone outside with an address."""

    adviser: str
    assigned_to: User | None = None
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """One piece of provision that an adviser proposes, specific and in quantity."""

    what: str
    how_often: str
    by_whom: str
    how_long: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The words of an advice."""

    needs: str
    outcomes: str
    provision: tuple[Provision, ...]
    shared: bool

    def fields(self) -> dict[str, object]:
        """The fields of an `AdviceText`."""
        return {
            "needs": self.needs,
            "outcomes": self.outcomes,
            "provision": [asdict(each) for each in self.provision],
            "shared": self.shared,
        }


def provision_of(text: AdviceText) -> tuple[Provision, ...]:
    """The provision that a kept advice proposes."""
    return tuple(Provision(**each) for each in text.provision)


def due_on(requested_on: date) -> date:
    """The last of the six weeks of an adviser who was asked on a day (reg 8(1))."""
    return DUTIES["advice.reply"].allowance.last_day(requested_on)


def ask_advisers(
    assessment: Assessment,
    *,
    asked: Sequence[Asked],
    concerns: str,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> list[AdviceRequest]:
    """Ask several advisers at once; the six weeks of each start on `on`."""
    request = assessment.request
    advisers = [each.adviser for each in asked]
    with ledger.entry(
        "advice.ask", by=by, at=at, person=request.person, advisers=advisers
    ) as entry:
        refuse_unless(bool(asked), "Select at least one adviser to ask.")
        _refuse_covered(assessment, advisers)
        rows = []
        for each in asked:
            _refuse_locked(request.person, each.assigned_to)
            row = ask_for_advice_within(
                entry, assessment, adviser=each.adviser, on=on, assigned_to=each.assigned_to
            )
            entry.add(AdviceAsk(advice=row, name=each.name, email=each.email, concerns=concerns))
            rows.append(row)
    return rows


def _refuse_covered(assessment: Assessment, advisers: Sequence[str]) -> None:
    earlier = EarlierAdvice.objects.filter(assessment=assessment, adviser__in=advisers)
    covered = [Adviser(row.adviser).label for row in earlier]
    refuse_unless(
        not covered,
        f"Earlier advice is relied on, so it is not sought again (reg 6(4)): {', '.join(covered)}.",
    )


def _refuse_locked(person: Person, adviser: User | None) -> None:
    """An adviser whom the lock of a record does not name could not see what they are asked."""
    refuse_unless(
        adviser is None or Person.objects.unlocked_for(adviser).filter(pk=person.pk).exists(),
        "This record is locked and the lock does not name the adviser. Have the lock changed, or write "
        "to the adviser outside this system.",
    )


def rely_on_earlier_advice(
    assessment: Assessment,
    *,
    adviser: str,
    given_by: str,
    dated: date,
    giver_agreed_on: date,
    authority_agreed_on: date,
    family_agreed_on: date,
    by: User,
    at: datetime,
) -> EarlierAdvice:
    """Record that the giver, the authority and the family all find earlier advice sufficient."""
    person = assessment.request.person
    with DATABASE.entry("advice.earlier", by=by, at=at, person=person, adviser=adviser) as entry:
        agreed = (giver_agreed_on, authority_agreed_on, family_agreed_on)
        refuse_unless(max(agreed) <= at.date(), "An agreement cannot be dated after today.")
        refuse_unless(
            not assessment.advice.filter(adviser=adviser).exists(),
            "This adviser has been asked in this assessment already.",
        )
        return entry.add(
            EarlierAdvice(
                assessment=assessment,
                adviser=adviser,
                given_by=given_by,
                dated=dated,
                giver_agreed_on=giver_agreed_on,
                authority_agreed_on=authority_agreed_on,
                family_agreed_on=family_agreed_on,
            )
        )


def assign_advice(advice: AdviceRequest, *, to: User, by: User, at: datetime) -> None:
    """Say which adviser of a service gives the advice."""
    person = advice.assessment.request.person
    with DATABASE.entry("advice.assign", by=by, at=at, person=person, to=to.pk) as entry:
        entry.lock(advice)
        _open(advice)
        _refuse_locked(person, to)
        entry.change(advice, assigned_to=to)


def _open(advice: AdviceRequest) -> None:
    refuse_unless(advice.received_on is None, "This advice has been received already.")


def write_advice(
    advice: AdviceRequest, *, words: Advice, version: int, by: User, at: datetime
) -> AdviceText:
    """Keep a draft of an advice; `version` is 0 for the first."""
    person = advice.assessment.request.person
    with DATABASE.entry("advice.write", by=by, at=at, person=person) as entry:
        entry.lock(advice)
        _open(advice)
        text = AdviceText.objects.filter(advice=advice).first()
        if text is None:
            return entry.add(AdviceText(advice=advice, written_by=by, **words.fields()))
        entry.edit(text, version=version, **words.fields(), written_by=by)
    return text


def submit_advice(advice: AdviceRequest, *, on: date, by: User, at: datetime) -> None:
    """Give the advice as it is drafted: it is received on the day."""
    person = advice.assessment.request.person
    with DATABASE.entry(
        "advice.submit", by=by, at=at, person=person, adviser=advice.adviser
    ) as entry:
        text = AdviceText.objects.filter(advice=advice).first()
        refuse_unless(text is not None, "Write the advice first, then submit it.")
        entry.lock(text)
        refuse_unless(
            bool(text.needs.strip() and text.outcomes.strip()),
            "Write the needs and the outcomes before you submit the advice.",
        )
        receive_within(entry, advice, on=on)
        entry.change(text, submitted_at=at)


def expect_late(
    advice: AdviceRequest, *, reason: str, expected_on: date, by: User, at: datetime
) -> AdviceDelay:
    """Record that the adviser says the advice will be late, why, and when it will come."""
    person = advice.assessment.request.person
    with DATABASE.entry("advice.expect_late", by=by, at=at, person=person) as entry:
        entry.lock(advice)
        _open(advice)
        refuse_unless(
            expected_on > at.date(), "Give a day after today on which the advice will come."
        )
        return entry.add(
            AdviceDelay(
                advice=advice, reason=reason, expected_on=expected_on, said_at=at, said_by=by
            )
        )


def claim_excuse(
    advice: AdviceRequest,
    *,
    reason: str,
    starts_on: date,
    ends_on: date,
    evidence: str,
    by: User,
    at: datetime,
) -> AdviceExcuseRecord:
    """Claim an excuse of reg 8(2); refused where its dates do not free the adviser."""
    person = advice.assessment.request.person
    with DATABASE.entry(
        "advice.claim_excuse", by=by, at=at, person=person, adviser=advice.adviser, reason=reason
    ) as entry:
        entry.lock(advice)
        row = AdviceExcuseRecord(
            advice=advice,
            reason=AdviceExcuseReason(reason).value,
            starts_on=starts_on,
            ends_on=ends_on,
            evidence=evidence,
            claimed_at=at,
            claimed_by=by,
        )
        refuse_unless(starts_on <= at.date(), "What has not begun yet cannot be claimed.")
        refuse_unless(ends_on >= starts_on, "The excuse cannot end before it starts.")
        start = advice.requested_on
        wrong = why_no_excuse(law_excuse(row, advice.adviser), start, due_on(start))
        refuse_unless(wrong is None, f"This would not lift the six weeks: {wrong} (reg 8(2)).")
        return entry.add(row)


def chase(
    advice: AdviceRequest, *, copy: Copy, sent_to: str, escalated: bool, by: User, at: datetime
) -> AdviceChase:
    """Send a reminder, to the adviser or to the lead of the service, and keep it."""
    request = advice.assessment.request
    with DatabaseLedger().entry(
        "advice.chase", by=by, at=at, person=request.person, escalated=escalated
    ) as entry:
        entry.lock(advice)
        _open(advice)
        letter = keep_letter(entry, copy, person=request.person, request=request)
        return entry.add(
            AdviceChase(
                advice=advice,
                letter=letter,
                sent_to=sent_to,
                escalated=escalated,
                sent_on=at.date(),
                sent_by=by,
            )
        )
