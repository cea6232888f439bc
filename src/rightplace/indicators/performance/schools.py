"""How schools were judged, and children educated at home."""

from ibis import ifelse
from ibis.expr.types import Table

from rightplace.facts.lists_codes import GOOD, Phase
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.counting import (
    Counted,
    Counting,
    Rows,
    one_for_each,
    open_on,
    rows_of,
)

_JUDGEMENTS, _HOME = "school_judgement", "home_educated"


def _judged(picture: Picture, periods: Table) -> Table:
    """The judgement of each school that is in force on the period's last day."""
    rows = periods.cross_join(picture.facts[_JUDGEMENTS])
    found = rows.filter(
        open_on(rows.last, rows.in_force_from, rows.in_force_to), rows.judgement.notnull()
    )
    return one_for_each(
        found, "period", "urn", latest="in_force_from", row_id="school_judgement_id"
    )


def _schools(phase: Phase) -> Rows:
    def rows(picture: Picture, periods: Table) -> Counted:
        found = _judged(picture, periods)
        return rows_of(
            found,
            row_id="school_judgement_id",
            ref=found.urn,
            counted=found.judgement.isin(GOOD),
            chosen=found.phase == phase.value,
        )

    return rows


def _pupils(picture: Picture, periods: Table) -> Counted:
    """Schools with their pupils as the number."""
    found = _judged(picture, periods)
    return rows_of(
        found,
        row_id="school_judgement_id",
        ref=found.urn,
        counted=ifelse(found.judgement.isin(GOOD), found.pupils, 0),
        of=found.pupils,
        unknown=found.pupils.isnull(),
    )


def _at_home(picture: Picture, periods: Table) -> Counted:
    """Children in a spell on the period's last day, each once."""
    spells = periods.cross_join(picture.facts[_HOME])
    found = spells.filter(open_on(spells.last, spells.started_on, spells.ended_on))
    children = one_for_each(
        found, "period", "child_ref", latest="started_on", row_id="home_educated_id"
    )
    return rows_of(
        children,
        row_id="home_educated_id",
        ref=children.child_ref,
        counted=children.started_on.notnull(),
        of=None,
    )


COUNTINGS = {
    "schools-primary-good": Counting(_schools(Phase.PRIMARY), _JUDGEMENTS),
    "schools-secondary-good": Counting(_schools(Phase.SECONDARY), _JUDGEMENTS),
    "schools-pupils-good": Counting(
        _pupils, _JUDGEMENTS, unknown="Schools whose number of pupils is not recorded: {}."
    ),
    "home-education": Counting(_at_home, _HOME),
}
