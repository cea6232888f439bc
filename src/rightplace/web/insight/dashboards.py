"""What each dashboard shows: a table of pages, each a list of figures."""

from dataclasses import dataclass

from rightplace.facts.snapshot import About
from rightplace.indicators import Grain, Result
from rightplace.indicators.days import year_of
from rightplace.indicators.labels import CASE_AGES
from rightplace.law.stages import Stage
from rightplace.papers.findings import count_over_time, share_over_time, waiting
from rightplace.papers.specs import Number, Shape
from rightplace.web.design.formats import number, plural
from rightplace.web.insight.drawings import (
    Draw,
    Title,
    columns,
    latest_parts,
    latest_title,
    parts,
)


@dataclass(frozen=True)
class FigureSpec:
    """One figure of a page: the measure, and how it is drawn. `last` keeps that many periods."""

    id: str
    measure: str
    draw: Draw
    by: Grain | None = None
    last: int | None = None


@dataclass(frozen=True)
class Dashboard:
    """One page."""

    slug: str
    title: str
    question: str
    figures: tuple[FigureSpec, ...]


def _share(column: str, what: str) -> Title:
    return lambda result, about: share_over_time(result, column, what, until=str(year_of(about)))


def _count(column: str, one: str, many: str, what: str) -> Title:
    return lambda result, about: count_over_time(
        result, column, one, many, what, until=str(year_of(about))
    )


def _still_waiting(result: Result, about: About) -> str:
    now = result.where("day", about.as_of)
    late, total = (next(iter(now.numbers(name)), None) or 0 for name in ("over_20", "open"))
    return waiting(late, total)


def _undecided(result: Result, about: About) -> str:
    deciding = result.where("stage", Stage.DECIDING.label)
    total = sum(value or 0 for value in deciding.numbers("open"))
    in_time = sum(value or 0 for value in deciding.where("age", CASE_AGES[42]).numbers("open"))
    late = int(total - in_time)
    verb = "is" if late == 1 else "are"
    return f"{number(late)} of {plural(int(total), 'undecided request')} {verb} past 6 weeks"


def _maintained(result: Result, about: About) -> str:
    days, plans = result.values("day"), result.numbers("plans")
    now = f"{plural(int(plans[-1] or 0), 'plan')} on {about.as_of.day} {about.as_of:%B %Y}"
    if len(days) < 3:
        return now
    return f"{now}, from {number(int(plans[0] or 0))} in {days[0]:%B %Y}"


_YEAR = "Calendar year"
_ISSUED = {"within": "Within 20 weeks", "over_20": "20 to 52 weeks", "over_52": "Over 52 weeks"}
_OUTCOMES = {
    "assessed": "Assessment agreed",
    "refused": "Refused",
    "undecided": "Undecided",
    "withdrawn": "Withdrawn",
}

TIMELINESS = Dashboard(
    "timeliness",
    "Timeliness",
    "How long children wait for a decision and a plan",
    (
        FigureSpec(
            "within-20-weeks",
            "timeliness.within_20_weeks",
            columns(
                Shape.LINE,
                {"share": "All plans", "share_plain": "Without exceptions"},
                _share("share", "of new plans in {} came within 20 weeks"),
                axis=_YEAR,
                what="New plans within 20 weeks",
                number=Number.SHARE,
            ),
        ),
        FigureSpec(
            "open-by-month",
            "timeliness.open_by_month",
            columns(
                Shape.LINE,
                {"open": "All open cases", "over_20": "Past 20 weeks"},
                _still_waiting,
                axis="End of month",
                what="Open cases",
            ),
        ),
        FigureSpec(
            "open-overdue",
            "timeliness.open_overdue",
            parts(Shape.STACKED_BARS, _undecided, axis="Stage", what="Open cases"),
        ),
        FigureSpec(
            "time-taken",
            "timeliness.within_20_weeks",
            columns(
                Shape.STACKED_BARS,
                _ISSUED,
                _count("over_52", "plan", "plans", "issued after more than 52 weeks in {}"),
                axis=_YEAR,
                what="Plans issued",
            ),
        ),
        FigureSpec(
            "within-6-weeks",
            "timeliness.within_6_weeks",
            columns(
                Shape.LINE,
                {"share": "Within 6 weeks"},
                _share("share", "of requests in {} were decided within 6 weeks"),
                axis=_YEAR,
                what="Requests decided within 6 weeks",
                number=Number.SHARE,
            ),
        ),
        FigureSpec(
            "within-16-weeks",
            "timeliness.within_16_weeks",
            columns(
                Shape.LINE,
                {"share": "Within 16 weeks"},
                _share("share", "of decisions not to issue in {} came within 16 weeks"),
                axis=_YEAR,
                what="Decisions not to issue within 16 weeks",
                number=Number.SHARE,
            ),
        ),
        FigureSpec(
            "reviews",
            "reviews.decided",
            columns(
                Shape.LINE,
                {"share": "Within 4 weeks"},
                _share("share", "of decided reviews of {} were decided within 4 weeks"),
                axis=_YEAR,
                what="Reviews decided within 4 weeks",
                number=Number.SHARE,
            ),
        ),
    ),
)

REQUESTS = Dashboard(
    "requests",
    "Requests and refusals",
    "How many families and schools ask, and what they are told",
    (
        FigureSpec(
            "requests",
            "requests.outcomes",
            columns(
                Shape.STACKED_BARS,
                _OUTCOMES,
                _count("received", "request", "requests", "received in {}"),
                axis=_YEAR,
                what="Requests",
            ),
        ),
        FigureSpec(
            "refusals",
            "requests.outcomes",
            columns(
                Shape.LINE,
                {"share": "Refused"},
                _share("share", "of requests received in {} were refused"),
                axis=_YEAR,
                what="Requests refused",
                number=Number.SHARE,
            ),
        ),
        FigureSpec(
            "by-month",
            "requests.received",
            columns(
                Shape.LINE,
                {"received": "Requests"},
                lambda result, about: "Requests received month by month",
                axis="Month",
                what="Requests",
            ),
            by=Grain.MONTH,
            last=24,
        ),
        FigureSpec(
            "sources",
            "requests.by_source",
            parts(
                Shape.STACKED_BARS,
                latest_title("requests in {}"),
                axis=_YEAR,
                what="Requests",
            ),
        ),
    ),
)

NEW_PLANS = Dashboard(
    "new-plans",
    "New plans",
    "Who gets a plan, and where it places them",
    (
        FigureSpec(
            "new",
            "plans.new",
            columns(
                Shape.LINE,
                {"plans": "New plans"},
                _count("plans", "new plan", "new plans", "made in {}"),
                axis=_YEAR,
                what="New plans",
            ),
        ),
        FigureSpec(
            "by-age",
            "plans.new_by_age",
            parts(
                Shape.STACKED_BARS,
                latest_title("new plans in {}"),
                axis=_YEAR,
                what="New plans",
            ),
        ),
        FigureSpec(
            "by-setting",
            "plans.new_by_setting",
            parts(
                Shape.STACKED_BARS,
                latest_title("new plans in {}"),
                axis=_YEAR,
                what="New plans",
            ),
        ),
        FigureSpec(
            "by-need",
            "plans.new_by_need",
            latest_parts(axis="Primary need", what="New plans", of_what="new plans in {}"),
        ),
    ),
)

CASELOAD = Dashboard(
    "caseload",
    "Caseload",
    "How many plans the council maintains, for whom and where",
    (
        FigureSpec(
            "caseload",
            "plans.caseload",
            columns(Shape.LINE, {"plans": "Plans"}, _maintained, axis="Census day", what="Plans"),
        ),
        FigureSpec(
            "by-age",
            "plans.caseload_by_age",
            parts(
                Shape.STACKED_BARS,
                latest_title("plans on {}"),
                axis="Census day",
                what="Plans",
            ),
        ),
        FigureSpec(
            "by-setting",
            "plans.caseload_by_setting",
            parts(
                Shape.STACKED_BARS,
                latest_title("plans on {}"),
                axis="Census day",
                what="Plans",
            ),
        ),
        FigureSpec(
            "by-need",
            "plans.caseload_by_need",
            latest_parts(axis="Primary need", what="Plans", of_what="plans on {}"),
        ),
        FigureSpec(
            "ceased",
            "plans.ceased_by_reason",
            latest_parts(axis="Reason", what="Plans ceased", of_what="plans that ended in {}"),
        ),
    ),
)

DASHBOARDS = {each.slug: each for each in (TIMELINESS, REQUESTS, NEW_PLANS, CASELOAD)}
