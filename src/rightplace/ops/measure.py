"""What `rightplace bench` measures, one step after the other in one data folder."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from rightplace.ops.boot import boot

T = TypeVar("T")
_VISITS = 40


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure beside what it should be."""

    what: str
    measured: str
    aim: str


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
    yield from _pages(home)
    yield from _office()


def _county_and_snapshot(plans: int) -> Iterator[Measurement]:
    from django.conf import settings

    from rightplace.county.spec import CountySpec
    from rightplace.ops.cli.county import load
    from rightplace.ops.cli.snapshot import take
    from rightplace.ops.config import config

    seconds, _ = _timed(lambda: load(CountySpec(plans=plans)))
    yield Measurement(f"county of {plans:,} plans built", f"{seconds:.1f} s", "under 60 s")
    settings.TODAY = config().day
    seconds, _ = _timed(
        lambda: take(
            name="bench",
            as_of=settings.TODAY,
            taken_at=datetime.now(UTC),
            store=config().snapshots,
        )
    )
    yield Measurement("snapshot of it", f"{seconds:.1f} s", "under 5 s")


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
    found = json.loads(
        subprocess.run(  # noqa: S603 (ourselves)
            [sys.executable, "-m", "rightplace.ops.measure_read", str(path), str(home)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    size = f"SEN2 XML of {found['people']:,} people read into a snapshot"
    speed = found["people"] / found["seconds"]
    yield Measurement(size, f"{speed:,.0f} people a second", "20,000 or better")
    times = found["seconds"] / found["parsing_alone"]
    yield Measurement("that, against parsing the same file alone", f"{times:.1f} times", "")
    yield Measurement("memory that it took", f"{found['megabytes']:.0f} MB", "under 500 MB")


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
        p95 = quantiles(times, n=20)[-1]
        yield Measurement(
            f"{what}, 95th percentile of {_VISITS} (the first took {1000 * first:.0f} ms)",
            f"{1000 * p95:.0f} ms",
            "under 150 ms",
        )


def _office() -> Iterator[Measurement]:
    from rightplace.ops.measure_office import office

    for what, measured, aim in office():
        yield Measurement(what, measured, aim)
