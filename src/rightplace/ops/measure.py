"""What `rightplace bench` measures, one step after the other in one data folder."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.ops.boot import boot
from rightplace.ops.measurement import Measurement, megabytes, milliseconds, seconds

if TYPE_CHECKING:
    from rightplace.facts.snapshot import Snapshot

T = TypeVar("T")
_VISITS = 40


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def measurements(home: Path, *, plans: int, people: int) -> Iterator[Measurement]:
    """The county, the snapshot, the return, the pages."""
    boot()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    yield from _county_and_snapshot(plans)
    yield from _return(home, people)
    yield from _matching()
    yield from _pages(home)
    yield from _office()


def _county_and_snapshot(plans: int) -> Iterator[Measurement]:
    from django.conf import settings

    from rightplace.county.spec import CountySpec
    from rightplace.facts.snapshot import open_snapshot
    from rightplace.ops.cli.county import load
    from rightplace.ops.cli.snapshot import take
    from rightplace.ops.config import config

    taken, _ = _timed(lambda: load(CountySpec(plans=plans)))
    yield seconds(f"county of {plans:,} plans built", taken, 60)
    settings.TODAY = config().day
    taken, _ = _timed(
        lambda: take(
            name="bench",
            as_of=settings.TODAY,
            taken_at=datetime.now(UTC),
            store=config().snapshots,
        )
    )
    yield seconds("snapshot of it", taken, 5)
    taken, figures = _timed(lambda: _five_years(open_snapshot("bench", store=config().snapshots)))
    yield seconds(f"thirty indicators over five years, {figures} figures, the first time", taken, 2)


def _five_years(snapshot: "Snapshot") -> int:
    """The figures of every indicator in each of its periods in the five years before the snapshot's day."""
    from rightplace.facts.engine import over
    from rightplace.indicators.measure import Picture
    from rightplace.indicators.performance.compute import compute, over_years

    with over(snapshot) as facts:
        picture = Picture(facts, snapshot.about)
        return len(compute(picture, over_years(picture.day, years=5)))


def enlarge(tables: dict[str, pa.Table], people: int) -> dict[str, pa.Table]:
    """The tables of a return repeated, with new keys, until they hold `people` people."""
    copies = -(-people // tables["person"].num_rows)
    span = 1 + max(
        pc.max(column).as_py() or 0
        for table in tables.values()
        for name, column in zip(table.column_names, table.columns, strict=True)
        if name.endswith("_id")
    )
    larger = {
        name: pa.concat_tables(_shifted(table, copy * span) for copy in range(copies))
        for name, table in tables.items()
        if name != "header"
    }
    return larger | {"header": tables["header"]}


def _shifted(table: pa.Table, by: int) -> pa.Table:
    for position, name in enumerate(table.column_names):
        if name.endswith("_id"):
            table = table.set_column(position, name, pc.add(table[name], by))
    return table


def _return(home: Path, people: int) -> Iterator[Measurement]:
    from rightplace.facts.snapshot import open_snapshot
    from rightplace.ops.config import config
    from rightplace.returns.sen2 import build_return, write_xml

    snapshot = open_snapshot("bench", store=config().snapshots)
    tables = build_return(
        snapshot.tables(),
        year=2023,
        authority=snapshot.about.authority,
        made_at=datetime.now(UTC),
    )
    path = home / "sen2.xml"
    write_xml(enlarge(tables, people), path, year=2023)
    found = _in_a_process("rightplace.ops.measure_read", str(path), str(home))
    size = f"SEN2 XML of {found['people']:,} people read into a snapshot"
    speed = found["people"] / found["seconds"]
    shown = f"{speed:,.0f} people a second"
    yield Measurement(size, shown, "20,000 or better", speed >= 20_000)
    times = found["seconds"] / found["parsing_alone"]
    yield Measurement("that, against parsing the same file alone", f"{times:.1f} times")
    yield megabytes("memory that it took", found["megabytes"], 500)
    yield from _checks(tables, home)


_CHECKED = ((10_000, 1), (640_000, 60))
"""People, and seconds."""


def _checks(tables: dict[str, pa.Table], home: Path) -> Iterator[Measurement]:
    """Returns of one authority's size and of the whole country's, by every rule."""
    from rightplace.facts.snapshot import About, freeze

    for people, under in _CHECKED:
        name = f"check-{people}"
        about = About("990", datetime.now(UTC).date(), "return", "bench", 2023)
        larger = enlarge(tables, people)
        freeze(larger, name=name, about=about, taken_at=datetime.now(UTC), store=home)
        del larger
        found = _in_a_process("rightplace.ops.measure_check", name, str(home), "2023")
        what = f"{found['rules']:.0f} rules on a return of {found['people']:,.0f} people"
        yield seconds(what, found["seconds"], under)
        yield megabytes("memory that it took", found["megabytes"], 4_000)
    for pack in ("cin", "903"):
        found = _in_a_process("rightplace.ops.measure_packs", pack, str(home))
        what = f"{found['rules']:.0f} rules of {pack} on {found['children']:,.0f} children"
        yield seconds(f"{what}, the first time, with no queries kept", found["first"], 2)
        yield seconds("processor time that it took", found["processor"])
        yield seconds("the same once more, with the queries kept", found["again"], 2)
        yield seconds("reading its files", found["reading"])


def _in_a_process(module: str, *arguments: str) -> dict[str, float]:
    """What a measurement in a process of its own printed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 (ourselves)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _matching() -> Iterator[Measurement]:
    from rightplace.ops.measure_match import matching

    yield from matching()


_PAGES = (
    ("officer's work today", "officer", "/work/"),
    ("officer's list", "officer", "/cases/"),
    ("team picture", "manager", "/team/"),
    ("timeliness dashboard", "analyst", "/dashboards/timeliness/"),
    ("caseload dashboard", "analyst", "/dashboards/caseload/"),
)


def _pages(home: Path) -> Iterator[Measurement]:
    from django.test import Client

    from rightplace.casework.models import User
    from rightplace.ops.assets import prepare

    prepare(home)
    for what, username, address in _PAGES:
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.get(username=username))
        first, _ = _timed(lambda: client.get(address))  # noqa: B023 (called at once)
        times = [_timed(lambda: client.get(address))[0] for _ in range(_VISITS)]  # noqa: B023
        yield milliseconds(f"{what}, the first time", first)
        p95 = quantiles(times, n=20)[-1]
        yield milliseconds(f"{what}, 95th percentile of {_VISITS} more", p95, 0.15)


def _office() -> Iterator[Measurement]:
    from rightplace.ops.measure_office import office

    yield from office()
