"""`rightplace clock`: the statutory clock of one case at the terminal."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from rightplace.law.casefile import CaseFile, parse
from rightplace.law.check import check
from rightplace.law.clock import Clock, clock
from rightplace.law.dates import in_words
from rightplace.law.events import Event, EventKind
from rightplace.law.exceptions import why_not
from rightplace.law.explain import basis, explain
from rightplace.law.manual import render
from rightplace.law.readings import choices, choose

REFUSED = 2

EXAMPLES = """examples:
  rightplace clock --received 2024-01-01 --as-of 2024-06-01
  rightplace clock --received 2024-01-01 --as-of 2024-06-01 --format json
  rightplace clock --events case.json --as-of 2024-06-01
  rightplace clock --received 2024-01-01 --as-of 2024-06-01 --reading weeks=day_1

a case file:
  {"received": "2024-01-01",
   "events": [{"kind": "decided_to_assess", "on": "2024-02-10"},
              {"kind": "advice_requested", "on": "2024-02-12", "ref": "health"}],
   "exceptions": [{"ground": "c", "starts": "2024-03-01", "ends": "2024-04-01"}]}
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "clock",
        help="what a case has due, when, and by which rule",
        description="Show every duty that a case starts: its due date, how it stood on a day, and"
        " the rule it rests on. Needs no database.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    case = parser.add_mutually_exclusive_group(required=True)
    case.add_argument("--received", metavar="DATE", type=_day, help="the day of the request")
    case.add_argument("--events", metavar="FILE", type=Path, help="a case file; - reads stdin")
    case.add_argument("--manual", action="store_true", help="write the manual of the clock")
    parser.add_argument(
        "--as-of", metavar="DATE", type=_day, help="the day to ask about (today when left out)"
    )
    parser.add_argument(
        "--reading",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help=f"choose the reading of a contested point: {_offered()}",
    )
    parser.add_argument("--format", choices=["table", "json"], default="table")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the clocks; 2 and the reason on stderr if the dates cannot be so."""
    if args.manual:
        print(render(), end="")
        return 0
    try:
        case, readings = _case(args), choose(args.reading)
    except OSError as error:
        return _refuse(f"{error.filename} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        return _refuse(f"{args.events} is no UTF-8 text. Save it as UTF-8.")
    except ValueError as error:  # a file that is no case file, or a reading that there is not
        return _refuse(str(error))
    if problems := check(case.events):
        return _refuse("\n".join(str(problem) for problem in problems))
    clocks = clock(
        case.events,
        args.as_of or date.today(),
        exceptions=case.exceptions,
        advice_excuses=case.advice_excuses,
        readings=readings,
    )
    if args.format == "json":
        _show_json(clocks)
    else:
        _show_table(clocks)
        _show_failing(clocks, case)
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2024-02-12") from None


def _offered() -> str:
    return "; ".join(f"{name}={'|'.join(values)}" for name, values in choices().items())


def _case(args: argparse.Namespace) -> CaseFile:
    if args.received:
        return CaseFile((Event(args.received, EventKind.REQUEST_RECEIVED),))
    if str(args.events) == "-":
        return parse(sys.stdin.read())
    return parse(args.events.read_text("utf-8-sig"))  # some editors begin a file with a mark


def _refuse(reason: str) -> int:
    print(reason, file=sys.stderr)
    return REFUSED


def _show_table(clocks: tuple[Clock, ...]) -> None:
    if not clocks:
        print("Nothing that had happened by that day starts a duty.")
        return
    table = Table("Duty", "Due", "State", "Days", "Rule")
    for each in clocks:
        name = each.duty.name[0].upper() + each.duty.name[1:]
        about = f" ({each.ref})" if each.ref else ""
        state = each.state.replace("_", " ").capitalize()
        table.add_row(
            f"{name}{about}", in_words(each.due_on), state, _days(each), each.duty.citation
        )
    console = Console()
    console.print(table)
    for each in clocks:
        console.print(f"- {explain(each)}", markup=False, highlight=False)


def _show_failing(clocks: tuple[Clock, ...], case: CaseFile) -> None:
    """Each exception that does not lift a limit which its ground could, with the reason."""
    for claim in case.exceptions:
        for each in clocks:
            meant = not claim.duties or each.key in claim.duties
            reason = why_not(claim, each.duty, each.started_on, each.due_on)
            if meant and claim.ground in each.duty.grounds and reason:
                print(f"- Exception ({claim.ground}) does not hold for {each.duty.name}: {reason}.")


def _days(each: Clock) -> str:
    if each.days_left is not None:
        return f"{each.days_left} left" if each.days_left >= 0 else f"{-each.days_left} over"
    if each.days_late:
        return f"{each.days_late} late"
    return "" if each.days_taken is None else f"took {each.days_taken}"


def _show_json(clocks: tuple[Clock, ...]) -> None:
    print(json.dumps([_as_data(each) for each in clocks], indent=2, default=str))


def _as_data(each: Clock) -> dict[str, object]:
    return {
        "duty": each.key,
        "name": each.duty.name,
        "ref": each.ref,
        "who": each.duty.who,
        "started_by": each.started_by,
        "started_on": each.started_on,
        "due_on": each.due_on,
        "counted": basis(each),
        "state": each.state,
        "met_on": each.met_on,
        "ended_on": each.ended_on,
        "excused_by": each.excused_by,
        "days_left": each.days_left,
        "days_taken": each.days_taken,
        "days_late": each.days_late,
        "citation": each.duty.citation,
        "unverified": each.duty.unverified,
        "explanation": explain(each),
    }
