"""The plan that goes with a notice of amendments, or that a review issues, as files that are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from rightplace.casework.actions.letters import Copy
from rightplace.casework.actions.plan_text import Amended, Read
from rightplace.casework.queries.plan_text import Amending, check, text_of
from rightplace.plan_words.checks import errors
from rightplace.web.design.formats import plural
from rightplace.web.staff.plan_text.papers import both, paper_copy, paper_of
from rightplace.web.staff.reviews.subject import Subject

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Enclosure:
    """The version as an action takes it, and the copy of it that is kept beside the letter."""

    amended: Amended
    copy: Copy


def proposed(subject: Subject, given: Given, to: str) -> Enclosure | None:
    """The draft that goes with a notice; None where none does."""
    if given.get("decision", "A") != "A" or subject.draft is None:
        return None
    return _enclosure(subject.draft, given, to, kind="review.amend.paper", final=False)


def final(subject: Subject, given: Given, to: str) -> Enclosure | None:
    """The plan that is issued; None where its words are not kept here."""
    if subject.amends is None:
        return None
    return _enclosure(subject.amends, given, to, kind="review.final.paper", final=True)


def _enclosure(goes: Amending, given: Given, to: str, *, kind: str, final: bool) -> Enclosure:
    version, on = goes.new, given["on"]
    paper = paper_of(version, text_of(version), on, sent=not final, final=final)
    files = both(paper)
    read = Read(given["edition"], files, given.get("in_spite", ""))
    return Enclosure(Amended(version, read), paper_copy(kind, paper, to, on, files))


def around(goes: Amending, subject: Subject) -> dict[str, Any]:
    """What stands around the form: the differences, what is wrong, and where the version is read."""
    version, where = goes.new, (goes.new.person_id, goes.new.number)
    wrong = errors(check(version, text_of(version), as_of=subject.as_of, final=True))
    return {
        "lines": goes.lines,
        "wrong": plural(wrong, "error") if wrong else "",
        "checks_href": reverse("staff:plan-checks", args=where),
        "pdf_href": reverse("staff:plan-file", args=(*where, "pdf")),
        "number": version.number,
    }
