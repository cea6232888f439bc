"""The pages that people start from: whom each is for, what it is for, and where it is found.

A few stand in the row at the top of every page; the others stand under a heading on "All lists".
"""

from dataclasses import dataclass
from enum import Enum

from rightplace.casework.decisions import MEMBERS
from rightplace.casework.models import Role

_CASEWORK = (Role.CASE_OFFICER, Role.TEAM_MANAGER)
_WHOLE = (*_CASEWORK, Role.AUDITOR)
_MANAGER = (Role.TEAM_MANAGER,)
_ADVISERS = (Role.PSYCHOLOGIST, Role.HEALTH_ADVISER, Role.SOCIAL_CARE_ADVISER)
_DASHBOARDS = (Role.TEAM_MANAGER, Role.ANALYST, Role.COMMISSIONER)
_PERFORMANCE = (*_DASHBOARDS, Role.DIRECTOR, Role.HEAD_OF_SERVICE, Role.COUNCILLOR)
_QUALITY = (Role.QUALITY_ASSURER, Role.TEAM_MANAGER, Role.AUDITOR)
_ASSURER = (Role.QUALITY_ASSURER,)
_ADMINISTRATOR = (Role.ADMINISTRATOR,)
_FIGURE_DECIDERS = (Role.ANALYST, Role.HEAD_OF_SERVICE, Role.DIRECTOR)
_FIGURE_OWNERS = (*_FIGURE_DECIDERS, Role.COMMISSIONER, Role.TEAM_MANAGER)
_FIGURE_WATCHERS = (*_FIGURE_OWNERS, Role.AUDITOR)
_FIGURE_READERS = (*_FIGURE_WATCHERS, Role.COUNCILLOR)


class Group(Enum):
    """A heading of "All lists"; the order is that of the page."""

    CASES = "Cases and decisions"
    ADVICE = "Advice"
    PLANS = "Plans and places"
    CHANGE = "Change and disputes"
    TEAM = "Team"
    LETTERS = "Letters and records"
    DATA = "Data"
    FIGURES = "Figures"


@dataclass(frozen=True)
class MenuItem:
    """A page, by its name among the addresses.

    It stands in the row of the roles in `row`, for the others of `roles` under its `group`.
    """

    text: str
    name: str
    roles: tuple[Role, ...]
    group: Group | None = None
    purpose: str = ""
    row: tuple[Role, ...] = ()


def _top(text: str, name: str, roles: tuple[Role, ...]) -> MenuItem:
    """A page that stands in the row for everyone whom it is for."""
    return MenuItem(text, name, roles, row=roles)


_TOP = (
    _top("My work", "staff:today", _WHOLE),
    _top("Cases", "staff:worklist", _WHOLE),
    _top("Find", "staff:find", _WHOLE),
    _top("Reviews", "staff:review-list", _WHOLE),
    _top("My sittings", "staff:my-sittings", MEMBERS),
    _top("Advice to give", "staff:advice-to-give", _ADVISERS),
    _top("Team picture", "staff:team", _MANAGER),
    _top("Dashboards", "insight:home", _DASHBOARDS),
    MenuItem(
        "Performance",
        "insight:performance",
        (*_PERFORMANCE, Role.AUDITOR),
        Group.FIGURES,
        "Every indicator of a quarter, and the children behind each figure.",
        row=_PERFORMANCE,
    ),
    _top("People", "staff:users", _ADMINISTRATOR),
    _top("Letterhead and services", "staff:authority", _ADMINISTRATOR),
)
_CASES = (
    MenuItem(
        "Decisions",
        "staff:decisions",
        _WHOLE,
        Group.CASES,
        "What waits for a decision, the earliest limit first.",
    ),
    MenuItem(
        "Panels",
        "staff:panels",
        _WHOLE,
        Group.CASES,
        "The sittings of each panel, with their agendas and minutes.",
    ),
    MenuItem(
        "Tasks",
        "staff:tasks",
        _WHOLE,
        Group.CASES,
        "What somebody has still to do about a child, by its day.",
    ),
    MenuItem(
        "Replies due",
        "staff:replies",
        _WHOLE,
        Group.CASES,
        "Messages and calls that wait for our answer.",
    ),
)
_ADVICE = (
    MenuItem(
        "Late advice",
        "staff:advice-late",
        (*_ADVISERS, *_WHOLE),
        Group.ADVICE,
        "Advice that is late or due soon, to remind those who owe it.",
        row=_ADVISERS,
    ),
    MenuItem(
        "Capacity for advice",
        "staff:advice-capacity",
        (*_ADVISERS, Role.TEAM_MANAGER, Role.COMMISSIONER),
        Group.ADVICE,
        "Whether a service has the time for the advice that is coming.",
        row=(*_ADVISERS, Role.COMMISSIONER),
    ),
)
_PLANS = (
    MenuItem(
        "Reviews by week",
        "staff:review-calendar",
        _WHOLE,
        Group.PLANS,
        "How many reviews fall in each of the next twelve weeks.",
    ),
    MenuItem(
        "Reports owed by settings",
        "staff:review-paperwork",
        _WHOLE,
        Group.PLANS,
        "Review meetings that were held without a report since, to chase.",
    ),
    MenuItem(
        "Moves between phases",
        "staff:phase-transfers",
        _WHOLE,
        Group.PLANS,
        "Who changes school next September, and whether the plan names the next one.",
    ),
    MenuItem(
        "Preparation for adulthood",
        "staff:review-adulthood",
        _WHOLE,
        Group.PLANS,
        "Young people from Year 9 whose last review did not look at it.",
    ),
    MenuItem(
        "Consultations",
        "staff:consultation-list",
        _WHOLE,
        Group.PLANS,
        "Settings that were asked for a place, by the last day for their reply.",
    ),
    MenuItem(
        "How settings answer",
        "staff:consultation-settings",
        _WHOLE,
        Group.PLANS,
        "How often each setting offers a place, in time or late, and why it refuses.",
    ),
    MenuItem(
        "Provision gaps",
        "staff:gaps",
        _WHOLE,
        Group.PLANS,
        "What a plan promises and a child does not get.",
    ),
    MenuItem(
        "Not in full-time education",
        "staff:not-full-time",
        _WHOLE,
        Group.PLANS,
        "The children, and the weeks that they have lost.",
    ),
    MenuItem(
        "Costs",
        "staff:costs",
        (Role.FINANCE, *_CASEWORK),
        Group.PLANS,
        "Where children with a plan are, and what each place costs a year.",
        row=(Role.FINANCE,),
    ),
    MenuItem(
        "Quality",
        "staff:quality",
        (*_QUALITY, Role.CASE_OFFICER),
        Group.PLANS,
        "Audits of plans: those to be made and those that were.",
        row=_ASSURER,
    ),
    MenuItem(
        "What the audits say",
        "staff:quality-report",
        _QUALITY,
        Group.PLANS,
        "Grades over time, by team and officer, and where plans are weak.",
        row=_ASSURER,
    ),
)
_CHANGE = (
    MenuItem(
        "Changes",
        "staff:change-list",
        _WHOLE,
        Group.CHANGE,
        "Plans that are amended, move or end, the earliest day first.",
    ),
    MenuItem(
        "Disputes",
        "staff:dispute-list",
        _WHOLE,
        Group.CHANGE,
        "Mediation, appeals, complaints and the Ombudsman, the earliest limit first.",
    ),
    MenuItem(
        "A year of disputes",
        "staff:dispute-year",
        _WHOLE,
        Group.CHANGE,
        "What twelve months of disputes came to, cost and taught.",
    ),
)
_TEAM = (
    MenuItem(
        "Caseloads",
        "staff:caseloads",
        _MANAGER,
        Group.TEAM,
        "The weight of each officer's cases, and moves that would level them.",
    ),
    MenuItem(
        "Figures that your cases feed",
        "insight:performance-team",
        _CASEWORK,
        Group.TEAM,
        "The council's figures for which your cases count, with the children behind them.",
    ),
    MenuItem(
        "Cover for absence",
        "staff:covers",
        _WHOLE,
        Group.TEAM,
        "Who sees to whose cases while someone is away.",
    ),
    MenuItem(
        "Training",
        "staff:quality-training",
        _QUALITY,
        Group.TEAM,
        "What can be learnt about writing good plans.",
        row=_ASSURER,
    ),
)
_LETTERS = (
    MenuItem(
        "Letters sent",
        "staff:letters-sent",
        _CASEWORK,
        Group.LETTERS,
        "Every letter about your children, the newest first.",
    ),
    MenuItem(
        "Locked records",
        "staff:locks",
        _MANAGER,
        Group.LETTERS,
        "Records that only those named in the lock may see.",
    ),
    MenuItem(
        "Snapshots",
        "insight:snapshots",
        _DASHBOARDS,
        Group.LETTERS,
        "The days at which the figures of the dashboards stand.",
    ),
)
_DATA = (
    MenuItem(
        "The same child?",
        "staff:matching",
        (Role.TEAM_MANAGER, Role.ANALYST),
        Group.DATA,
        "Children who may be in another system's list, or in the record twice.",
    ),
    MenuItem(
        "Data to mend",
        "staff:findings",
        _WHOLE,
        Group.DATA,
        "What the checks find wrong or missing in your cases, by its day.",
    ),
    MenuItem(
        "Check a return",
        "checks:home",
        (Role.ANALYST, Role.TEAM_MANAGER, Role.AUDITOR),
        Group.DATA,
        "Whether a return keeps its rules, before it is sent.",
        row=(Role.ANALYST,),
    ),
    MenuItem(
        "Build the return",
        "insight:returns",
        _DASHBOARDS,
        Group.DATA,
        "The SEN2 return from the record, and who is not in it and why.",
        row=(Role.ANALYST,),
    ),
    MenuItem(
        "Sources",
        "insight:sources",
        (*_DASHBOARDS, Role.AUDITOR, Role.ADMINISTRATOR),
        Group.DATA,
        "Where each datum comes from, who answers for it, and whether it is fresh.",
        row=(Role.ADMINISTRATOR,),
    ),
    MenuItem(
        "Data quality",
        "insight:data-quality",
        (*_DASHBOARDS, Role.AUDITOR),
        Group.DATA,
        "How much there is to mend over time, where it is, and what it costs.",
    ),
)
_ROW_OF_FIGURES = (Role.ANALYST, Role.HEAD_OF_SERVICE, Role.DIRECTOR, Role.COMMISSIONER)
_WITH_LISTS = (*_WHOLE, *_ROW_OF_FIGURES)
_FIGURES = (
    MenuItem(
        "Quarters",
        "insight:quarters",
        _FIGURE_WATCHERS,
        Group.FIGURES,
        "Each quarter from its end to its signature: frozen, commented, signed off, corrected.",
        row=_ROW_OF_FIGURES,
    ),
    MenuItem(
        "Register",
        "insight:register",
        _FIGURE_READERS,
        Group.FIGURES,
        "How each indicator of the quarter's report is defined, and who answers for it.",
        row=(*_ROW_OF_FIGURES, Role.COUNCILLOR),
    ),
    MenuItem(
        "Papers",
        "insight:papers",
        (Role.ANALYST, Role.HEAD_OF_SERVICE, Role.DIRECTOR),
        Group.FIGURES,
        "The quarter's report in Word, PDF and as data, and a check of an edited copy.",
    ),
    MenuItem(
        "Figures to give",
        "insight:figures-to-give",
        _FIGURE_OWNERS,
        Group.FIGURES,
        "Figures that come from no list: what is due, and what was given.",
    ),
    MenuItem(
        "My commentary",
        "insight:my-commentary",
        _FIGURE_OWNERS,
        Group.FIGURES,
        "Figures of a frozen quarter that you are asked about.",
    ),
    MenuItem(
        "Dashboards asked for",
        "insight:wishes",
        tuple(Role),
        Group.FIGURES,
        "Ask for a picture of figures, and see what was decided and built.",
        row=tuple(role for role in Role if role not in _WITH_LISTS),
    ),
    MenuItem(
        "Use of the figures",
        "insight:page-use",
        _FIGURE_DECIDERS,
        Group.FIGURES,
        "Which pages of figures are opened, and by people of which role.",
    ),
)
MENU = (*_TOP, *_CASES, *_ADVICE, *_PLANS, *_CHANGE, *_TEAM, *_LETTERS, *_DATA, *_FIGURES)
"""Every page that people start from, in the order in which it is shown."""

ALL_LISTS = _top("All lists", "staff:lists", _WITH_LISTS)
"""Stands last in the row, for the roles with more pages than the row holds."""


def in_row(role: str) -> tuple[MenuItem, ...]:
    """What stands in the row of a role, "All lists" left out."""
    return tuple(item for item in MENU if role in item.row)


def grouped(role: str) -> dict[Group, tuple[MenuItem, ...]]:
    """What a role finds under each heading of "All lists"; a heading with nothing under it is left out."""
    items = [item for item in MENU if role in item.roles and role not in item.row]
    found = {group: tuple(item for item in items if item.group is group) for group in Group}
    return {group: under for group, under in found.items() if under}
