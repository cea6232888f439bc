"""From a figure to the rows of another service's list behind it, for those who may read the list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rightplace.casework.access import may_read_list
from rightplace.casework.actions.audit import record_list_look
from rightplace.casework.models import Person, User
from rightplace.facts.engine import over
from rightplace.facts.lists_rules import LIST_RULES
from rightplace.facts.schema import TABLES
from rightplace.governance.queries.register import versions_of_all
from rightplace.indicators.measure import Picture
from rightplace.indicators.performance.compute import COUNTINGS, Member, members
from rightplace.papers.csv import csv_bytes
from rightplace.web.access import WHOLE, for_roles
from rightplace.web.design.presenters import Cell, Link, TableView, page_of
from rightplace.web.insight.performance.chosen import chosen, query
from rightplace.web.insight.performance.depth import asked_of
from rightplace.web.insight.performance.source import OUTSIDE, READERS, QuarterLines
from rightplace.web.today import now

_UPN, _REF = "upn", "child_ref"
Value = object


@dataclass(frozen=True)
class Listed:
    """One row of the list that is behind a figure: what it adds, and what the list says."""

    member: Member
    upn: str
    says: tuple[Value, ...]


def list_of(key: str) -> str:
    """The list that an indicator is counted of; empty where it is none of another service."""
    return COUNTINGS[key].list_table if key in COUNTINGS else ""


def may_read(user: User, key: str) -> bool:
    """Whether someone may read, child by child, what an indicator is counted of."""
    return may_read_list(user, list_of(key))


def behind(board: QuarterLines, key: str) -> Sequence[Member]:
    """Those behind the figure of a quarter; 404 where its snapshot is not kept."""
    if board.snapshot is None:
        raise Http404
    with over(board.snapshot) as facts:
        return members(
            Picture(facts, board.snapshot.about), *asked_of(board, key, versions_of_all())
        )


@for_roles(*(role for role in READERS if role not in OUTSIDE))
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The rows behind a figure; with `of=numerator` those alone that count."""
    board = chosen(request)
    if board is None or not may_read(request.user, key):
        raise Http404
    line, found = board.line(key), rows_behind(board, key)
    whole = request.GET.get("of") != "numerator"
    wanted = [each for each in found if whole or each.member.counted]
    as_file = request.GET.get("format") == "csv"
    page = page_of(wanted, request.GET)
    shown = wanted if as_file else list(page.items)
    known = _known(request.user, shown)
    how = "download" if as_file else "open"
    record_list_look(
        known.values(),
        what=f"performance.{key}.{board.period}.{how}",
        by=request.user,
        at=now(),
        references=[each.member.ref for each in shown],
    )
    if as_file:
        return _file(key, shown, known)
    ending = query(board) + ("" if whole else "&of=numerator")
    numerator = sum(each.member.counted for each in found)
    context = {
        "line": line,
        "board": board,
        "whole": whole,
        "is_count": line.unit == "count",
        "numerator": f"{numerator:,.10g}",
        "denominator": sum(each.member.of or 0 for each in found),
        "rows": len(found),
        "page": page,
        "table": _table(key, shown, known),
        "other_href": query(board) + ("&of=numerator" if whole else ""),
        "csv_href": f"{ending}&format=csv",
        "crumbs": [
            Link(line.name, reverse("insight:performance-indicator", args=[key]) + query(board))
        ],
    }
    return render(request, "insight/performance/list.html", context)


def rows_behind(board: QuarterLines, key: str) -> list[Listed]:
    """The rows of the list that are behind the figure of a quarter; 404 where its snapshot is not kept."""
    found = behind(board, key)
    table, names = list_of(key), _columns(key)
    assert board.snapshot is not None
    with over(board.snapshot) as facts:
        rows = facts[table]
        chosen_rows = rows.filter(rows[f"{table}_id"].isin([each.row_id for each in found]))
        by_id = {row[f"{table}_id"]: row for row in chosen_rows.to_pyarrow().to_pylist()}
    return [
        Listed(
            each,
            by_id[each.row_id].get(_UPN) or "",
            tuple(_word(table, name, by_id[each.row_id][name]) for name in names),
        )
        for each in found
    ]


def _columns(key: str) -> list[str]:
    """What the list says of a child, without the keys and what would name them."""
    table = list_of(key)
    aside = {f"{table}_id", _UPN, _REF}
    return [name for name in TABLES[table].arrow.names if name not in aside]


def _word(table: str, name: str, value: Value) -> Value:
    """A value of a list, a code in words."""
    codes = LIST_RULES[table].words.get(name)
    if codes is None or value is None:
        return "" if value is None else value
    return next((code.label for code in codes if code.value == value), value)


def _known(user: User, shown: Sequence[Listed]) -> Mapping[str, Person]:
    """UPN -> the child of the case record, of those whom someone may see whole."""
    if user.role not in WHOLE:
        return {}
    upns = {each.upn for each in shown if each.upn}
    seen: QuerySet[Person] = Person.objects.visible_to(user).filter(upn__in=upns)
    return {person.upn: person for person in seen}


def _adds(each: Listed) -> str:
    return f"{each.member.counted:,.10g}"


def _table(key: str, shown: Sequence[Listed], known: Mapping[str, Person]) -> TableView:
    columns = ["Reference", "Adds", *(_title(name) for name in _columns(key)), "Case"]
    rows = [
        [each.member.ref, _adds(each), *(_said(value) for value in each.says), _case(each, known)]
        for each in shown
    ]
    return TableView.of("Children", columns, rows, empty="Nobody is behind this figure.")


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _said(value: Value) -> Value:
    return "Not recorded" if value == "" else value


def _case(each: Listed, known: Mapping[str, Person]) -> Cell | str:
    person = known.get(each.upn)
    if person is None:
        return "None that you may see"
    name = f"{person.surname}, {person.forename}"
    return Cell(name, href=reverse("staff:case", args=[person.pk]))


def _file(key: str, shown: Sequence[Listed], known: Mapping[str, Person]) -> HttpResponse:
    rows = [
        (
            each.member.ref,
            each.member.counted,
            "" if each.member.of is None else each.member.of,
            *each.says,
            known[each.upn].pk if each.upn in known else "",
        )
        for each in shown
    ]
    return HttpResponse(
        csv_bytes(("reference", "counted", "of", *_columns(key), "case"), rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}-list.csv"'},
    )
