"""A set of comparators that is kept: asked by measure, period and authority."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from rightplace.facts.comparators.reading import plain
from rightplace.facts.comparators.tables import Area, Level, Measure, Neighbour


class Comparators:
    """Opened comparators. `id` is the hash of their content, `licence` the line to print with them."""

    def __init__(self, folder: Path, *, id_: str, name: str, licence: str) -> None:
        self.id = id_
        self.name = name
        self.licence = licence
        self._folder = folder
        self._read: dict[str, dict[str, dict[str, float]]] = {}

    def values(self, measure: str, period: str, *, tiny: bool = False) -> dict[str, float]:
        """Authority -> value: of each that has one that is sound.

        Tiny authorities are left out unless asked for, and so is one that has changed into others
        where one of these has a value too: it would count twice.
        """
        every = self._of(measure).get(period, {})
        found = {
            code: value
            for code, value in every.items()
            if self.areas[code].level is Level.AUTHORITY and (tiny or not self.areas[code].tiny)
        }
        replaced = {c for c in found if any(new in found for new in self.areas[c].changed_to)}
        return {code: value for code, value in found.items() if code not in replaced}

    def value(self, measure: str, period: str, code: str) -> float | None:
        """One area's value; none where there is no sound one."""
        return self._of(measure).get(period, {}).get(code)

    def nation(self, measure: str, period: str) -> float | None:
        """The value of the whole nation."""
        return self._of_level(measure, period, Level.NATION, None)

    def region(self, measure: str, period: str, la_code: str) -> float | None:
        """The value of the region in which an authority lies."""
        area = self.areas.get(la_code)
        if area is None or not area.region:
            return None
        return self._of_level(measure, period, Level.REGION, plain(area.region))

    def _of_level(self, measure: str, period: str, level: Level, name: str | None) -> float | None:
        found = (
            value
            for code, value in self._of(measure).get(period, {}).items()
            if self.areas[code].level is level and name in (None, plain(self.areas[code].name))
        )
        return next(found, None)

    def periods(self, measure: str) -> list[str]:
        """The periods for which there is a sound value, in the order of their names."""
        return sorted(self._of(measure))

    def neighbours(self, la_code: str, model: int) -> list[str]:
        """The statistical neighbours of an authority under the model of a year, the nearest first."""
        return [n.neighbour_la_code for n in self._neighbours.get((la_code, model), ())]

    @cached_property
    def models(self) -> list[int]:
        """The years of the models of statistical neighbours."""
        return sorted({model for _, model in self._neighbours})

    def area(self, code: str) -> Area | None:
        """An area by its code."""
        return self.areas.get(code)

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """Every area by its code."""
        return {
            row["code"]: Area(**row | {"level": Level(row["level"]), "changed_to": tuple(row["changed_to"])})
            for row in self._rows("area")
        }  # fmt: skip

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by its key."""
        return {row["key"]: Measure(**row) for row in self._rows("measure")}

    @cached_property
    def _neighbours(self) -> Mapping[tuple[str, int], Sequence[Neighbour]]:
        found: dict[tuple[str, int], list[Neighbour]] = {}
        for row in sorted(self._rows("neighbour"), key=lambda r: r["rank"]):
            found.setdefault((row["la_code"], row["model"]), []).append(Neighbour(**row))
        return found

    def flags(self, measure: str, period: str) -> dict[str, str]:
        """Area -> why its value is not published or not sound, or what its publisher says of it."""
        rows = self._rows("value", [("measure", "=", measure), ("period", "=", period)])
        return {row["area_code"]: row["flag"] for row in rows if row["flag"]}

    def _of(self, measure: str) -> dict[str, dict[str, float]]:
        """Period -> area -> value, of what is sound; read once."""
        if measure not in self._read:
            found: dict[str, dict[str, float]] = {}
            for row in self._rows("value", [("measure", "=", measure), ("sound", "=", True)]):
                if row["value"] is not None:
                    found.setdefault(row["period"], {})[row["area_code"]] = row["value"]
            self._read[measure] = found
        return self._read[measure]

    def _rows(
        self, table: str, filters: list[tuple[str, str, object]] | None = None
    ) -> list[dict[str, Any]]:
        path = self._folder / f"{table}.parquet"
        rows: list[dict[str, Any]] = pq.read_table(path, filters=filters).to_pylist()
        return rows
