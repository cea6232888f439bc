"""A quarter's report: frozen, commented, signed off; corrected beside what was printed, never in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from rightplace.governance.actions.acting import acted
from rightplace.governance.models import (
    Commentary,
    CommentaryRequest,
    FigureCorrection,
    FrozenFigure,
    FrozenQuarter,
)
from rightplace.refusals import refuse_unless


@dataclass(frozen=True, slots=True)
class LineToFreeze:
    """One indicator's line. `ask` says why its owner is asked for commentary; empty where nobody is."""

    indicator: str
    version: int
    line: Mapping[str, Any]
    owner: str
    ask: str = ""
    asked_of: AbstractBaseUser | None = None


def freeze_quarter(
    period: str,
    *,
    ended_on: date,
    lines: Sequence[LineToFreeze],
    snapshot_name: str,
    snapshot_id: str,
    snapshot_day: date,
    comparators: str,
    commentary_due_on: date,
    by: AbstractBaseUser,
    at: datetime,
) -> FrozenQuarter:
    """Freeze a quarter's figures with the snapshot that they are from, and ask for commentary."""
    refuse_unless(
        snapshot_day >= ended_on,
        f"{period} ends on {ended_on:%-d %B %Y}, and the snapshot {snapshot_name} stands at "
        f"{snapshot_day:%-d %B %Y}. Take a snapshot on or after the last day, and freeze with that.",
    )
    refuse_unless(
        not FrozenQuarter.objects.filter(period=period).exists(),
        f"{period} is frozen already. Publish a correction of the figure that is wrong.",
    )
    refuse_unless(
        commentary_due_on >= at.date(),
        "The day by which commentary is due has passed. Give a later day.",
    )
    with acted("quarter.freeze", about_quarter(period), by=by, at=at, snapshot=snapshot_id):
        quarter = FrozenQuarter.objects.create(
            period=period,
            snapshot_name=snapshot_name,
            snapshot_id=snapshot_id,
            comparators=comparators,
            commentary_due_on=commentary_due_on,
            by=by,
            at=at,
        )
        _freeze(quarter, lines)
        return quarter


def _freeze(quarter: FrozenQuarter, lines: Sequence[LineToFreeze]) -> None:
    frozen = FrozenFigure.objects.bulk_create(
        FrozenFigure(
            quarter=quarter,
            indicator=each.indicator,
            position=position,
            version=each.version,
            line=dict(each.line),
        )
        for position, each in enumerate(lines)
    )
    CommentaryRequest.objects.bulk_create(
        CommentaryRequest(
            figure=figure,
            why=each.ask,
            owner=each.owner,
            asked_of=each.asked_of,
            due_on=quarter.commentary_due_on,
        )
        for figure, each in zip(frozen, lines, strict=True)
        if each.ask
    )


def about_quarter(period: str) -> str:
    """How the acts name a quarter's report."""
    return f"quarter:{period}"


def about_commentary(request: int) -> str:
    """How the acts name a request for commentary, by its key."""
    return f"commentary:{request}"


def about_figure(frozen: int) -> str:
    """How the acts name a frozen figure, by its key."""
    return f"frozen:{frozen}"


def comment(
    request: CommentaryRequest, *, cause: str, action: str, by: AbstractBaseUser, at: datetime
) -> Commentary:
    """Say what lies behind a figure, and what is done about it; takes the place of what was said before."""
    refuse_unless(bool(cause.strip()), "Say what lies behind the figure.")
    refuse_unless(not request.withdrawn_because, "This request for commentary was withdrawn.")
    with acted("commentary.write", about_commentary(request.pk), by=by, at=at):
        _refuse_signed_off(request.figure.quarter)
        return Commentary.objects.create(
            request=request, cause=cause.strip(), action=action.strip(), by=by, at=at
        )


def sign_commentary(text: Commentary, *, by: AbstractBaseUser, at: datetime) -> None:
    """Sign what the owner said: it is printed with the figure. Whoever wrote it may not sign it."""
    refuse_unless(text.by_id != by.pk, "Somebody else than the writer signs commentary.")
    latest = text.request.texts.order_by("-at", "-pk")[0]
    refuse_unless(latest.pk == text.pk, "A later text has taken the place of this one. Sign that.")
    with acted("commentary.sign", about_commentary(text.request_id), by=by, at=at):
        _refuse_signed_off(text.request.figure.quarter)
        text.signed_at, text.signed_by = at, by
        text.save(update_fields=["signed_at", "signed_by"])


def withdraw_request(
    request: CommentaryRequest, *, because: str, by: AbstractBaseUser, at: datetime
) -> None:
    """Let a figure go without commentary, for a reason that the paper can give."""
    refuse_unless(bool(because.strip()), "Say why no commentary is needed.")
    with acted("commentary.withdraw", about_commentary(request.pk), by=by, at=at):
        _refuse_signed_off(request.figure.quarter)
        request.withdrawn_because = because.strip()
        request.save(update_fields=["withdrawn_because"])


def sign_off(quarter: FrozenQuarter, *, by: AbstractBaseUser, at: datetime) -> None:
    """Sign off the report: refused while commentary that was asked for is neither signed nor withdrawn."""
    with acted("quarter.sign_off", about_quarter(quarter.period), by=by, at=at):
        _refuse_signed_off(quarter)
        still = quarter.wanting()
        names = ", ".join(str(each.figure.line["name"]) for each in still)
        refuse_unless(
            not names, f"Commentary is still wanted for: {names}. Sign it, or withdraw the request."
        )
        quarter.signed_off_at, quarter.signed_off_by = at, by
        quarter.save(update_fields=["signed_off_at", "signed_off_by"])


def correct(
    figure: FrozenFigure,
    *,
    numerator: float,
    denominator: float | None,
    reason: str,
    by: AbstractBaseUser,
    at: datetime,
) -> FigureCorrection:
    """Publish what a frozen figure should have been; the figure itself stays as it was printed."""
    refuse_unless(bool(reason.strip()), "Say what was wrong, and how it was found.")
    refuse_unless(
        (denominator is None) == (figure.line["denominator"] is None),
        "Give what the figure is made of as it was frozen: a count alone, or a count and what it is of.",
    )
    refuse_unless(
        denominator is None or denominator > 0, "What it is counted of must be above nought."
    )
    with acted("figure.correct", about_figure(figure.pk), by=by, at=at):
        return FigureCorrection.objects.create(
            figure=figure,
            numerator=numerator,
            denominator=denominator,
            reason=reason.strip(),
            by=by,
            at=at,
        )


def _refuse_signed_off(quarter: FrozenQuarter) -> None:
    """Refuse where the report has been signed off meanwhile; nobody signs it off until this is done."""
    standing = FrozenQuarter.objects.select_for_update().get(pk=quarter.pk)
    refuse_unless(
        standing.signed_off_at is None,
        f"The report of {quarter.period} is signed off. Publish a correction instead.",
    )
