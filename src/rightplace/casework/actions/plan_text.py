"""The versions of a plan: begun, sent, made final.

`start_draft` begins the plan of a request. `start_amendment` copies the final plan into a draft. Within
a larger action, which writes the dated event, `propose_amendment` says that it went to the family and
`finish_amendment` that it is the plan now.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Max

from rightplace.casework import vault
from rightplace.casework.actions.ledger import DATABASE, Entry, Ledger
from rightplace.casework.actions.plan_rows import MODELS, row_fields
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import (
    Person,
    Plan,
    PlanPassage,
    PlanVersion,
    Request,
    Role,
    User,
)
from rightplace.casework.queries.plan_text import check, final_version, text_of
from rightplace.plan_words.checks import errors
from rightplace.plan_words.text import (
    PlanText,
    in_order,
)

_Status = PlanVersion.Status


@dataclass(frozen=True, slots=True)
class Files:
    """A version as it goes out: the same words as PDF and as Word."""

    pdf: bytes
    word: bytes


@dataclass(frozen=True, slots=True)
class Read:
    """What someone read before they sent it: the files, and which count of changes they hold.

    `in_spite` is a manager's reason for sending it with errors.
    """

    edition: int
    files: Files
    in_spite: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """The version that amends a plan, as it was read before it goes out."""

    version: PlanVersion
    read: Read


def start_draft(
    request: Request, *, by: User, at: datetime, ledger: Ledger = DATABASE
) -> PlanVersion:
    """Begin the plan of an assessment: an empty draft, or a copy of the version sent last."""
    with ledger.entry("plan_text.start", by=by, at=at, person=request.person) as entry:
        entry.lock(request)
        refuse_unless(
            hasattr(request, "assessment") and request.closed_on is None,
            "A plan is drafted while the child is assessed, or once a plan is agreed.",
        )
        last = request.plan_versions.last()
        text = PlanText() if last is None else text_of(last)
        return write_version(
            entry, text, request=request, person=request.person, based_on=last, on=at.date()
        )


def start_amendment(
    plan: Plan, *, by: User, at: datetime, ledger: Ledger = DATABASE
) -> PlanVersion:
    """Begin to amend a plan: a draft with the words of its final version, or of one sent since."""
    with ledger.entry("plan_text.amend", by=by, at=at, person=plan.person) as entry:
        entry.lock(plan)
        refuse_unless(plan.ceased_on is None, f"The plan ceased on {plan.ceased_on}.")
        proposed = plan.versions.filter(status=_Status.PROPOSED).last()
        last = proposed or final_version(plan)
        text = PlanText() if last is None else text_of(last)
        return write_version(
            entry, text, plan=plan, person=plan.person, based_on=last, on=at.date()
        )


def propose_amendment(entry: Entry, plan: Plan, amended: Amended, *, on: date, by: User) -> None:
    """Within a larger action: the family has this amendment, which is not changed after that."""
    version = _amends(entry, plan, amended)
    may_go(entry, version, text_of(version), amended.read, on=on, by=by)
    mark_proposed(entry, version, on=on, files=amended.read.files)


def finish_amendment(entry: Entry, plan: Plan, amended: Amended, *, on: date, by: User) -> None:
    """Within a larger action: this is the plan that is in force; the one before it is superseded."""
    version = _amends(entry, plan, amended)
    may_go(entry, version, text_of(version), amended.read, on=on, by=by, final=True)
    mark_final(entry, version, on=on, files=amended.read.files)


def drop_amendment(entry: Entry, plan: Plan) -> None:
    """Within a larger action: what the family was sent does not become the plan after all."""
    for version in plan.versions.filter(status=_Status.PROPOSED):
        entry.change(version, status=_Status.SUPERSEDED)


def _amends(entry: Entry, plan: Plan, amended: Amended) -> PlanVersion:
    entry.lock(amended.version)
    refuse_unless(
        amended.version.plan_id == plan.pk,
        "This version is not of the plan that is amended: issue it as a final plan.",
    )
    return amended.version


def keep_words_in_force(
    version: PlanVersion, *, on: date, by: User, at: datetime, ledger: Ledger = DATABASE
) -> None:
    """Make what was written down from paper the words of the plan in force, as it stands there."""
    with ledger.entry("plan_text.finish", by=by, at=at, person=version.person) as entry:
        entry.lock(version)
        refuse_unless(
            version.plan is not None and final_version(version.plan) is None,
            "Only the words of a plan that is on paper are taken over; a review amends a plan.",
        )
        mark_final(entry, version, on=on)


def take_over_text(
    case: Request | Plan,
    text: PlanText,
    *,
    on: date,
    by: User,
    at: datetime,
    ledger: Ledger = DATABASE,
) -> PlanVersion:
    """Take over words that were sent or issued before they were kept here.

    Of a plan they are its final version; of a request, the draft that the family has.
    """
    with ledger.entry("plan_text.take_over", by=by, at=at, person=case.person) as entry:
        entry.lock(case)
        if isinstance(case, Plan):
            version = write_version(entry, text, plan=case, person=case.person, on=on)
            mark_final(entry, version, on=on)
        else:
            version = write_version(entry, text, request=case, person=case.person, on=on)
            mark_proposed(entry, version, on=on)
    return version


def mark_proposed(
    entry: Entry, version: PlanVersion, *, on: date, files: Files | None = None
) -> None:
    """Within a larger action: the family has this version; one that they had before is superseded."""
    refuse_unless(version.status == _Status.DRAFT, "Only a draft is sent.")
    earlier = PlanVersion.objects.filter(person=version.person_id, status=_Status.PROPOSED)
    for each in earlier:
        entry.change(each, status=_Status.SUPERSEDED)
    entry.change(version, status=_Status.PROPOSED, proposed_on=on, **_kept(files))


def mark_final(entry: Entry, version: PlanVersion, *, on: date, files: Files | None = None) -> None:
    """Within a larger action: this version is the plan; every earlier one is superseded."""
    refuse_unless(
        version.status in (_Status.DRAFT, _Status.PROPOSED), "This version is final already."
    )
    earlier = PlanVersion.objects.filter(
        person=version.person_id, status__in=[_Status.PROPOSED, _Status.FINAL]
    )
    for each in earlier.exclude(pk=version.pk):
        entry.change(each, status=_Status.SUPERSEDED)
    entry.change(version, status=_Status.FINAL, final_on=on, **_kept(files))


def write_version(
    entry: Entry,
    text: PlanText,
    *,
    person: Person,
    on: date,
    request: Request | None = None,
    plan: Plan | None = None,
    based_on: PlanVersion | None = None,
) -> PlanVersion:
    """Within a larger action: a new draft with these words; rows keep their keys."""
    known = PlanVersion.objects.filter(person=person).aggregate(Max("number"))
    version = entry.add(
        PlanVersion(
            person=person,
            request=request,
            plan=plan,
            based_on=based_on,
            number=(known["number__max"] or 0) + 1,
            made_on=on,
        )
    )
    for passage in in_order(text.passages):
        entry.add(PlanPassage(plan_version=version, **asdict(passage)))
    for rows in (text.needs, text.outcomes, text.provision):
        for position, row in enumerate(rows, start=1):
            model = MODELS[type(row)]
            entry.add(model(plan_version=version, position=position, **row_fields(row)))
    return version


def _kept(files: Files | None) -> dict[str, str]:
    if files is None:
        return {}
    return {"pdf": vault.keep(files.pdf), "word": vault.keep(files.word)}


def may_go(
    entry: Entry,
    version: PlanVersion,
    text: PlanText,
    read: Read,
    *,
    on: date,
    by: User,
    final: bool = False,
) -> None:
    """Within a larger action: what goes out is what was read, without errors or by a manager's reason."""
    refuse_unless(
        version.version == read.edition,
        "Someone has changed this draft since you opened it. Read it again before it goes out.",
    )
    wrong = errors(check(version, text, as_of=on, final=final))
    accepted = by.role == Role.TEAM_MANAGER and bool(read.in_spite.strip())
    refuse_unless(
        not wrong or accepted,
        f"The checks found {wrong} error{'' if wrong == 1 else 's'}. Mend them, or ask a manager, "
        "who can send it with a written reason.",
    )
    if wrong:
        entry.change(version, sent_in_spite=read.in_spite, sent_in_spite_by=by)
