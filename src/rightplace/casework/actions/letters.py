"""Sending letters: with the action that they tell of, in the same transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rightplace.casework import vault
from rightplace.casework.actions.ledger import DatabaseEntry, DatabaseLedger
from rightplace.casework.actions.refusals import refuse_unless
from rightplace.casework.models import Death, Letter, Person, Plan, Request, User


@dataclass(frozen=True, slots=True)
class Copy:
    """A letter ready to be sent: what it is, and both files. `content` is its words as data."""

    kind: str
    subject: str
    recipient: str
    dated: date
    content: dict[str, Any]
    pdf: bytes
    word: bytes
    last_day: date | None = None


class Sending(DatabaseLedger):
    """A ledger that sends letters with the one action that it is given to.

    `requests.refuse_to_assess(request, on=day, by=user, at=moment, ledger=Sending(copy))` records
    the decision and keeps the letter, or does neither. The letters belong to the request and the
    plan whose events the action writes.
    """

    def __init__(self, *copies: Copy) -> None:
        self.copies = copies

    @contextmanager
    def entry(
        self, action: str, *, by: User, at: datetime, person: Person | None = None, **detail: Any
    ) -> Iterator[DatabaseEntry]:
        """One action's entry; the letters are added to it at its end."""
        letters = [copy.kind for copy in self.copies]
        with super().entry(action, by=by, at=at, person=person, letters=letters, **detail) as entry:
            yield entry
            cases = entry.touched.values()
            request = next((case for case in cases if isinstance(case, Request)), None)
            plan = next((case for case in cases if isinstance(case, Plan)), None)
            for copy in self.copies:
                keep_letter(entry, copy, person=entry.person, request=request, plan=plan)


def keep_letter(
    entry: DatabaseEntry,
    copy: Copy,
    *,
    person: Person | None,
    request: Request | None = None,
    plan: Plan | None = None,
) -> Letter:
    """Keep both files of a letter, and the row that says it was sent.

    Nothing goes out about a child who has died: a letter that was being prepared would hurt.
    """
    refuse_unless(
        not Death.objects.filter(person=person).exists(),
        "The child has died. No letter goes out from here: speak to your manager first.",
    )
    return entry.add(
        Letter(
            person=person,
            request=request,
            plan=plan,
            kind=copy.kind,
            subject=copy.subject,
            recipient=copy.recipient,
            dated=copy.dated,
            last_day=copy.last_day,
            content=copy.content,
            pdf=vault.keep(copy.pdf),
            word=vault.keep(copy.word),
            sent_at=entry.at,
            sent_by=entry.by,
        )
    )


def send_letter(
    copy: Copy,
    *,
    person: Person,
    request: Request | None = None,
    plan: Plan | None = None,
    by: User,
    at: datetime,
) -> Letter:
    """Send a letter that tells of no action: an acknowledgement, a chaser, an answer."""
    with DatabaseLedger().entry("letter.send", by=by, at=at, person=person, kind=copy.kind) as e:
        return keep_letter(e, copy, person=person, request=request, plan=plan)


def send_again(letter: Letter, *, reason: str, by: User, at: datetime) -> Letter:
    """Send the same files once more; the letter keeps its day and the last day it gave."""
    with DatabaseLedger().entry(
        "letter.send_again", by=by, at=at, person=letter.person, letter=letter.pk, reason=reason
    ) as entry:
        refuse_unless(bool(reason.strip()), "Say why the letter is sent again.")
        again = {name: getattr(letter, name) for name in _KEPT}
        return entry.add(Letter(**again, sent_at=at, sent_by=by))


_KEPT = (
    "person", "request", "plan", "kind", "subject", "recipient", "dated", "last_day", "content",
    "pdf", "word",
)  # fmt: skip
