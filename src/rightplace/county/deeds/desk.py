"""What every deed has at hand: who records it and when, and the rows of schools and staff."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypedDict

from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.ledger import Ledger
from rightplace.casework.models import Setting, User
from rightplace.county.casefile import CaseFile
from rightplace.county.lives import Stay
from rightplace.county.places import School


class By(TypedDict):
    """Who records it, when, and where it is written."""

    by: User
    at: datetime
    ledger: Ledger


class Deed(NamedTuple):
    """One action to come, for the case `file` where it is about a case.

    `number` keeps the order of deeds of the same minute. `who` is a user name, or empty for the
    officer who has the case.
    """

    at: datetime
    number: int
    do: Callable[..., None]
    file: CaseFile | None
    on: date
    what: tuple[Any, ...]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that stand for schools and for members of staff."""

    settings: dict[School, Setting]
    users: dict[str, User]

    def where(self, stay: Stay) -> Where:
        """Where a placement is, as the actions take it."""
        return Where(
            setting=self.settings[stay.school] if stay.school else None,
            sen_setting=stay.code,
            sen_setting_other=stay.words,
            in_sen_unit=stay.in_sen_unit,
            in_resourced_provision=stay.in_resourced_provision,
            residential=stay.residential,
        )

    def officer(self, file: CaseFile, at: datetime) -> User:
        """The officer who has the case at a moment."""
        return self.users[file.of.post.holder(at.date()).username]
