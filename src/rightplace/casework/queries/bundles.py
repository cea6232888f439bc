"""What goes into a case file, and how, by what it is for."""

from dataclasses import dataclass
from enum import Enum

from django.db.models import Prefetch

from rightplace.casework.models import (
    AdviceText,
    BundlePurpose,
    Confidentiality,
    Document,
    Person,
    PlanVersion,
    RedactedCopy,
    RedactionMark,
    User,
)


class Treatment(Enum):
    """How a document goes into a case file."""

    WHOLE = "whole"
    REDACTED = "redacted"
    WITHHELD = "withheld"
    LEFT_OUT = "left out"


_FAMILY, _PROFESSIONALS = Confidentiality.FAMILY, Confidentiality.PROFESSIONALS
_THIRD_PARTY, _WITHHELD = Confidentiality.THIRD_PARTY, Confidentiality.WITHHELD
_ACCESS, _TRIBUNAL = BundlePurpose.ACCESS, BundlePurpose.TRIBUNAL
_TRANSFER, _INTERNAL = BundlePurpose.TRANSFER, BundlePurpose.INTERNAL

# A subject access request tells that something is withheld (a slip); a tribunal's bundle has only what
# is relied on, so that nothing points at what is not disclosed. The new authority gets what the old
# one held (SEND Regs 2014 reg 15).
_GIVEN: dict[BundlePurpose, dict[Confidentiality, Treatment]] = {
    _ACCESS: {
        _FAMILY: Treatment.WHOLE,
        _PROFESSIONALS: Treatment.WHOLE,
        _THIRD_PARTY: Treatment.REDACTED,
        _WITHHELD: Treatment.WITHHELD,
    },
    _TRIBUNAL: {
        _FAMILY: Treatment.WHOLE,
        _PROFESSIONALS: Treatment.WHOLE,
        _THIRD_PARTY: Treatment.REDACTED,
        _WITHHELD: Treatment.LEFT_OUT,
    },
    _TRANSFER: {
        _FAMILY: Treatment.WHOLE,
        _PROFESSIONALS: Treatment.WHOLE,
        _THIRD_PARTY: Treatment.WHOLE,
        _WITHHELD: Treatment.WITHHELD,
    },
    _INTERNAL: dict.fromkeys(Confidentiality, Treatment.WHOLE),
}
# Where marks stand, the family and the Tribunal are given the redacted copy; colleagues the whole.
_REDACTS = (_ACCESS, _TRIBUNAL)
_NEWEST_ONLY = (_TRIBUNAL,)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document of a case file; `copy` is the redacted one where that is what goes in."""

    document: Document
    treatment: Treatment
    copy: RedactedCopy | None = None
    marks: tuple[RedactionMark, ...] = ()


def treatment_of(document: Document, purpose: BundlePurpose, *, marked: bool) -> Treatment:
    """How a document goes into a case file for `purpose`; `marked` where marks stand in it."""
    if purpose in _NEWEST_ONLY and document.superseded_by_id is not None:
        return Treatment.LEFT_OUT
    given = _GIVEN[purpose][Confidentiality(document.confidentiality)]
    if given is Treatment.WHOLE and marked and purpose in _REDACTS:
        return Treatment.REDACTED
    if given is Treatment.REDACTED and not marked:
        return Treatment.WITHHELD
    return given


def plans_for(person: Person, purpose: BundlePurpose) -> list[PlanVersion]:
    """The final plans whose words are kept here, in the order of their days."""
    rows = PlanVersion.objects.filter(person=person, final_on__isnull=False)
    if purpose in _NEWEST_ONLY:
        rows = rows.filter(status=PlanVersion.Status.FINAL)
    return list(rows.select_related("person", "plan").order_by("final_on", "number"))


def advice_for(person: Person) -> list[AdviceText]:
    """The advice that was submitted here; the family is sent all of it with the draft plan."""
    rows = AdviceText.objects.filter(
        advice__assessment__request__person=person, submitted_at__isnull=False
    )
    rows = rows.select_related("advice__ask", "advice__assigned_to", "written_by")
    return list(rows.order_by("submitted_at", "pk"))


def documents_for(person: Person, purpose: BundlePurpose, *, user: User) -> list[Chosen]:
    """The documents of a case file in the order of their dates; withdrawn ones are never in it."""
    rows = Document.objects.visible_to(user).standing().filter(person=person)
    standing = RedactionMark.objects.filter(lifted_at=None).order_by("pk")
    rows = rows.prefetch_related(
        Prefetch("marks", standing, to_attr="standing"),
        Prefetch("redacted_copies", RedactedCopy.objects.order_by("-pk")),
    )
    chosen = []
    for document in sorted(rows, key=lambda row: (row.dated or row.received_on, row.pk)):
        treatment = treatment_of(document, purpose, marked=bool(document.standing))
        copy = document.redacted_copies.all()[0] if treatment is Treatment.REDACTED else None
        if treatment is not Treatment.LEFT_OUT:
            chosen.append(Chosen(document, treatment, copy, tuple(document.standing)))
    return chosen
