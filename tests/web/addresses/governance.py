"""The register, figures to give, quarters, commentary, and dashboards that are asked for."""

from django.db.models import QuerySet

from rightplace.casework.models import Role, User
from rightplace.governance.models import (
    CommentaryRequest,
    DashboardRequest,
    EnteredFigure,
    FrozenFigure,
)
from rightplace.governance.queries.owners import owned_by
from rightplace.governance.queries.quarters import requests_seen_by
from rightplace.indicators.performance.definition import indicators
from rightplace.indicators.performance.periods import parse
from rightplace.web.insight.slugs import slug_of
from tests.web.addresses.base import (
    ANALYST,
    AUDITOR,
    COMMISSIONER,
    EVERYONE,
    MANAGER,
    NOBODY,
    About,
    Arguments,
    Page,
    fixed,
)

HEAD, DIRECTOR = Role.HEAD_OF_SERVICE, Role.DIRECTOR
KEEPERS = {ANALYST, HEAD}
SIGNERS = {HEAD, DIRECTOR}
DECIDERS = KEEPERS | SIGNERS
OWNERS = DECIDERS | {COMMISSIONER, MANAGER}
WATCHERS = OWNERS | {AUDITOR}
READERS = WATCHERS | {Role.COUNCILLOR}
PAGES = {
    "insight:register": Page(READERS),
    "insight:indicator": Page(READERS, about="indicator"),
    "insight:indicator-edit": Page(KEEPERS, about="indicator"),
    "insight:indicator-owners": Page(KEEPERS, about="indicator"),
    "insight:figures-to-give": Page(OWNERS),
    "insight:figure-give": Page(OWNERS, about="entered figure"),
    "insight:figure-not-available": Page(OWNERS, about="entered figure"),
    "insight:figure-evidence": Page(OWNERS, about="evidence of a figure"),
    "insight:quarters": Page(WATCHERS),
    "insight:quarter": Page(WATCHERS, about="quarter"),
    "insight:quarter-freeze": Page(KEEPERS, about="open quarter"),
    "insight:quarter-sign-off": Page(SIGNERS, about="quarter"),
    "insight:frozen-figure": Page(WATCHERS, about="frozen figure"),
    "insight:figure-correct": Page(KEEPERS, about="frozen figure"),
    "insight:my-commentary": Page(OWNERS),
    "insight:commentary": Page(OWNERS, about="commentary"),
    "insight:commentary-write": Page(OWNERS, about="commentary to write"),
    "insight:commentary-sign": Page(SIGNERS, about="commentary said"),
    "insight:commentary-withdraw": Page(DECIDERS, about="commentary"),
    "insight:wishes": Page(EVERYONE),
    "insight:wish-ask": Page(EVERYONE),
    "insight:wish": Page(EVERYONE, about="wish"),
    "insight:wish-decide": Page(DECIDERS, about="wish"),
    "insight:wish-built": Page(KEEPERS, about="wish"),
    "insight:page-use": Page(DECIDERS),
}


def _due(user: User, own: bool) -> Arguments | None:
    """A figure that someone gives; a stranger's is another owner's, or one that nobody enters."""
    rows = [("yj-custody", "Head of Youth Justice"), ("neet", "Head of Education")]
    if user.role in KEEPERS:
        return _periods("neet") if own else ["cp-two-years", "q3-2022-23"]
    mine = owned_by(user)
    found = next((key for key, owner in rows if (owner in mine) == own), None)
    return None if found is None else _periods(found)


def _periods(key: str) -> Arguments:
    indicator = indicators()[key][-1]
    return [key, slug_of(indicator.period_in(parse("Q3 2022/23")))]


def _evidence(user: User, own: bool) -> Arguments | None:
    row = EnteredFigure.objects.exclude(evidence_file="").first()
    assert row is not None
    owner = indicators()[row.indicator][-1].owner
    if not own:
        return [NOBODY]
    seen = user.role in KEEPERS or user.role not in OWNERS or owner in owned_by(user)
    return [row.pk] if seen else None


def _asked(rows: QuerySet[CommentaryRequest]) -> About:
    """A request that someone sees; a stranger's is another's, or one that does not exist."""

    def found(user: User, own: bool) -> Arguments | None:
        if user.role in DECIDERS:
            return [rows.latest("pk").pk] if own else [NOBODY]
        mine = requests_seen_by(user).values("pk")
        row = (rows.filter(pk__in=mine) if own else rows.exclude(pk__in=mine)).first()
        return None if row is None else [row.pk]

    return found


def _writable(user: User, own: bool) -> Arguments | None:
    """The director writes only what is asked of the director."""
    rows = CommentaryRequest.objects.all()
    if user.role in KEEPERS or not own:
        return _asked(rows)(user, own)
    row = requests_seen_by(user).first()
    return None if row is None else [row.pk]


def _wish(user: User, own: bool) -> Arguments | None:
    mine = DashboardRequest.objects.filter(asked_by=user).first()
    theirs = DashboardRequest.objects.exclude(asked_by=user).first()
    assert theirs is not None
    if user.role in DECIDERS:
        return [theirs.pk] if own else [NOBODY]
    if own:
        return None if mine is None else [mine.pk]
    return [theirs.pk]


def _frozen(user: User, own: bool) -> Arguments | None:
    row = FrozenFigure.objects.filter(line__available=True).latest("pk")
    return [row.pk] if own else [NOBODY]


ABOUT: dict[str, About] = {
    "indicator": fixed("cp-two-years", "no-such"),
    "entered figure": _due,
    "evidence of a figure": _evidence,
    "quarter": fixed("q3-2022-23", "q4-2022-23"),
    "open quarter": fixed("q1-2022-23", "q3-2022-23"),
    "frozen figure": _frozen,
    "commentary": _asked(CommentaryRequest.objects.all()),
    "commentary to write": _writable,
    "commentary said": _asked(
        CommentaryRequest.objects.filter(texts__isnull=False, figure__quarter__signed_off_at=None)
    ),
    "wish": _wish,
}
