"""`rightplace indicators`: the indicators of the performance report at the terminal."""

import argparse
import csv
import json
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from rightplace.facts.comparators import Comparators, ComparatorsError, open_comparators
from rightplace.indicators.performance.comparing import Comparison, compare
from rightplace.indicators.performance.definition import Indicator, indicators, version_on
from rightplace.indicators.performance.figure import rounded
from rightplace.indicators.performance.own import OwnValuesError, read_own
from rightplace.indicators.performance.periods import PeriodError, PeriodKind, parse
from rightplace.ops.config import config

EXAMPLES = """examples:
  rightplace indicators compare --la 855 --period "Q3 2022/23" --neighbours 2021
  rightplace indicators compare --la 855 --period "Q3 2022/23" --values report.csv --format csv
"""
COLUMNS = (
    "indicator", "value", "comparator_period", "authorities", "national_quartile",
    "statistical_neighbour_average",
)  # fmt: skip

PUBLISHED = "published"


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "indicators",
        help="the indicators of the performance report",
        description="The indicators of a quarter's performance report.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    _add_compare(actions)


def _add_compare(actions: Any) -> None:
    comparing = actions.add_parser(
        "compare",
        help="compare an authority's figures with those of others",
        description="The national quartile (1 is the best) and the statistical neighbours' average of each"
        " indicator that has a benchmark. The quartile is that of the report's own value where it is given,"
        " as councils print it, and else that of the value published for the authority.",
    )
    comparing.add_argument("--la", help="the authority's three-digit code; this authority's")
    comparing.add_argument(
        "--period", required=True, help='the quarter of the report: "Q3 2022/23"'
    )
    comparing.add_argument(
        "--neighbours", type=int, metavar="YEAR",
        help="the model of statistical neighbours; the latest up to the report's year",
    )  # fmt: skip
    comparing.add_argument(
        "--values", default=PUBLISHED, metavar="CSV",
        help="the report's own values: a file with the columns indicator (its name or key) and value or"
        " latest_value; or the word published, as when not given",
    )  # fmt: skip
    comparing.add_argument(
        "--set", metavar="NAME", help="the comparators by name or id; the newest"
    )
    comparing.add_argument("--format", choices=["table", "csv", "json"], default="table")
    comparing.set_defaults(run=_compare)


def _compare(args: argparse.Namespace) -> int:
    la = args.la or config().authority
    try:
        report = parse(args.period)
        if report.kind is not PeriodKind.QUARTER:
            raise PeriodError(
                f'{report} is not a quarter: a report is of one, such as "Q3 2022/23".'
            )
        held = [version_on(versions, report.last) for versions in indicators().values()]
        comparators = open_comparators(config().comparators, args.set, la=la)
        own = _own(args.values, held)
        _check_neighbours(comparators, la, args.neighbours)
    except (PeriodError, ComparatorsError, OwnValuesError) as error:
        print(error, file=sys.stderr)
        return 2
    found = compare(comparators, held, la, report, args.neighbours, own)
    _WRITERS[args.format](found)
    _say(found, comparators, la)
    return 0


def _own(values: str, held: Sequence[Indicator]) -> Mapping[str, float]:
    """The report's own values by indicator; none where the published ones are to be placed."""
    return {} if values == PUBLISHED else read_own(Path(values), held)


def _check_neighbours(comparators: Comparators, la: str, model: int | None) -> None:
    if model is None or comparators.neighbours(la, model):
        return
    models = ", ".join(str(m) for m in comparators.models if comparators.neighbours(la, m))
    raise ComparatorsError(
        f"Authority {la} has no statistical neighbours under the model of {model}."
        f" Its models are: {models or 'none'}."
    )


def _printed(value: float | None) -> Decimal | None:
    """A published value as it was published; a report's own is rounded as it is printed already."""
    return None if value is None else Decimal(repr(value))


def _value(found: Comparison) -> Decimal | None:
    if not found.own or found.value is None:
        return _printed(found.value)
    return rounded(found.value, found.indicator.decimals)


def _cells(found: Comparison) -> tuple[object, ...]:
    """One row, in the order of COLUMNS."""
    return (
        found.indicator.name,
        _value(found),
        found.comparator_period,
        found.authorities,
        found.national_quartile,
        found.average_as_printed,
    )


def _write_csv(found: Sequence[Comparison]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, found))


def _write_json(found: Sequence[Comparison]) -> None:
    print(json.dumps([_as_data(each) for each in found], indent=2))


def _as_data(found: Comparison) -> Mapping[str, object]:
    numbers = (float(cell) if isinstance(cell, Decimal) else cell for cell in _cells(found))
    return dict(zip(COLUMNS, numbers, strict=True)) | {
        "key": found.indicator.key,
        "value_is": "own" if found.own else "published",
        "published_value": found.published,
        "region": found.region,
        "england": found.england,
        "neighbours": list(found.neighbours),
        "neighbours_with_value": list(found.neighbours_with_value),
        "why": found.why,
    }


def _write_table(found: Sequence[Comparison]) -> None:
    table = Table()
    table.add_column("Indicator", min_width=28)
    for heading in ("Value", "Period", "LAs", "Quartile", "Near", "Region", "England"):
        table.add_column(heading)
    for each in found:
        others = map(_printed, (each.region, each.england))
        cells = (*_cells(each), *others)
        table.add_row(*("-" if cell in (None, "") else str(cell) for cell in cells))
    Console().print(table)


_WRITERS = {"table": _write_table, "csv": _write_csv, "json": _write_json}


def _say(found: Sequence[Comparison], comparators: Comparators, la: str) -> None:
    """What a reader has to know beside the rows, kept out of them."""
    published = sum(1 for each in found if not each.own and each.value is not None)
    if published:
        area = comparators.area(la)
        print(
            f"{published} values are those published for {area.name if area else la}, not a report's own:"
            " give those with --values.",
            file=sys.stderr,
        )
    for each in found:
        if each.why:
            print(f"{each.indicator.name}: {each.why}", file=sys.stderr)
    print(
        f"Compared with {comparators.name} ({comparators.id}). {comparators.licence}",
        file=sys.stderr,
    )
