"""Figures that no list holds: entered by their owner with evidence, or said not to be available."""

from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser

from rightplace.governance.actions.acting import acted
from rightplace.governance.models import EnteredFigure
from rightplace.refusals import refuse_unless


def enter_figure(
    indicator: str,
    period: str,
    *,
    numerator: float,
    denominator: float | None,
    evidence: str,
    evidence_file: str = "",
    evidence_name: str = "",
    by: AbstractBaseUser,
    at: datetime,
) -> EnteredFigure:
    """Give a figure for a period; one that was given before is corrected by it and stays to be read.

    `denominator` is None for a count. `evidence_file` is the digest of a kept file.
    """
    refuse_unless(
        bool(evidence.strip()), "Say what shows the figure: a report, a list, who counted it."
    )
    refuse_unless(numerator >= 0, "A count cannot be below nought.")
    refuse_unless(
        denominator is None or denominator > 0,
        "The number that it is counted of must be above nought. If there was nobody, say that the "
        "figure is not available, and why.",
    )
    with acted("figure.enter", about_figure(indicator, period), by=by, at=at):
        return EnteredFigure.objects.create(
            indicator=indicator,
            period=period,
            state=EnteredFigure.State.KNOWN,
            numerator=numerator,
            denominator=denominator,
            evidence=evidence.strip(),
            evidence_file=evidence_file,
            evidence_name=evidence_name,
            by=by,
            at=at,
        )


def say_not_available(
    indicator: str,
    period: str,
    *,
    why: str,
    until: date | None,
    by: AbstractBaseUser,
    at: datetime,
) -> EnteredFigure:
    """Say that a period has no figure, why, and, where it is known, until when."""
    refuse_unless(bool(why.strip()), "Say why there is no figure.")
    with acted("figure.not_available", about_figure(indicator, period), by=by, at=at):
        return EnteredFigure.objects.create(
            indicator=indicator,
            period=period,
            state=EnteredFigure.State.NOT_AVAILABLE,
            why=why.strip(),
            until=until,
            by=by,
            at=at,
        )


def about_figure(indicator: str, period: str) -> str:
    """How the acts name a figure."""
    return f"figure:{indicator}:{period}"
