"""What every area's table of addresses is made of: pages, who they are for, and whose record they show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from rightplace.casework.models import Person, Role, User

OFFICER, MANAGER, AUDITOR = Role.CASE_OFFICER, Role.TEAM_MANAGER, Role.AUDITOR
ANALYST, COMMISSIONER, ADMINISTRATOR = Role.ANALYST, Role.COMMISSIONER, Role.ADMINISTRATOR
ASSURER, FINANCE = Role.QUALITY_ASSURER, Role.FINANCE
EVERYONE = set(Role)
CASEWORK = {OFFICER, MANAGER}
WHOLE = {*CASEWORK, AUDITOR}
ADVISERS = {Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER}
SIGN_INS = {
    OFFICER: "officer",
    MANAGER: "manager",
    ANALYST: "analyst",
    COMMISSIONER: "commissioner",
    ADMINISTRATOR: "administrator",
    Role.PSYCHOLOGIST: "psychologist",
    Role.HEALTH_ADVISER: "health",
    Role.SOCIAL_CARE_ADVISER: "social-care",
    Role.PANEL_MEMBER: "panel",
    FINANCE: "finance",
    ASSURER: "quality",
    AUDITOR: "auditor",
    Role.DIRECTOR: "director",
    Role.HEAD_OF_SERVICE: "head",
    Role.COUNCILLOR: "councillor",
}
# The key of no row.
NOBODY = 99_999_999

Arguments = list[object]
# For someone, and a record of their own or a stranger's: the arguments of an address; None without one.
About = Callable[[User, bool], Arguments | None]
Seen = Callable[[User], QuerySet[Any]]
T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """Which roles an address is for, and what it is about."""

    roles: set[Role]
    about: str = ""
    answer: int = 200
    anonymous: int = 302


def merged(tables: Iterable[dict[str, T]]) -> dict[str, T]:
    """The tables as one; a ValueError names a key that two of them give."""
    whole: dict[str, T] = {}
    for table in tables:
        if twice := sorted(whole.keys() & table.keys()):
            raise ValueError(f"given by two areas: {', '.join(twice)}")
        whole |= table
    return whole


def own_key(row: Model) -> Arguments:
    return [row.pk]


def child_key(row: Any) -> Arguments:
    return [row.person_id]


def child_and_key(row: Any) -> Arguments:
    return [row.person_id, row.pk]


def of(
    rows: QuerySet[Any],
    seen: Seen,
    through: str = "pk",
    give: Callable[[Any], Arguments] = own_key,
) -> About:
    """The first of `rows` that leads `through` to what someone has `seen`, or the first that does not."""

    def found(user: User, own: bool) -> Arguments | None:
        mine = rows.filter(**{f"{through}__in": seen(user).values("pk")})
        row = (mine if own else rows.exclude(pk__in=mine.values("pk"))).first()
        return None if row is None else give(row)

    return found


def of_child(
    rows: QuerySet[Any], through: str = "person", give: Callable[[Any], Arguments] = own_key
) -> About:
    """A row about a child whom someone may see, or about a stranger."""
    return of(rows, Person.objects.visible_to, through, give)


def then(about: About, *more: object) -> About:
    """The same, and what follows it in the address."""

    def found(user: User, own: bool) -> Arguments | None:
        keys = about(user, own)
        return None if keys is None else [*keys, *more]

    return found


def or_stranger(about: About, *others: About) -> About:
    """`about`; where a stranger has no such row, what the first of `others` finds of a stranger's."""

    def found(user: User, own: bool) -> Arguments | None:
        if own:
            return about(user, own)
        return next((keys for each in (about, *others) if (keys := each(user, own))), None)

    return found


def fixed(own: object, other: object) -> About:
    """Arguments that depend on nobody."""
    return lambda user, mine: [own if mine else other]


def nobody(*more: object) -> About:
    """A row that does not exist: for `or_stranger`, where some role sees every row there is."""
    return lambda user, own: None if own else [NOBODY, *more]


def shared(rows: QuerySet[Any]) -> About:
    """A row that all of casework may see; a stranger's is one that does not exist."""
    return or_stranger(lambda user, own: own_key(rows.first()) if own else None, nobody())


def row_of_child(rows: QuerySet[Any]) -> About:
    """A child and a row of theirs; where no stranger has one, a stranger before another child's row."""

    def mixed(user: User, own: bool) -> Arguments | None:
        stranger = child(user, own)
        return None if stranger is None else [*stranger, rows.latest("pk").pk]

    return or_stranger(of_child(rows, give=child_and_key), mixed)


child: About = of_child(Person.objects.all(), "pk")
