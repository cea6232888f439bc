"""The four tables of a set of comparators, and the facts that they hold."""

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Level(StrEnum):
    """What kind of area a value is of."""

    AUTHORITY = "authority"
    REGION = "region"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class Measure:
    """One published series. `polarity` is "high", "low" or "none": which value is good.

    `decimals` is how many the publisher shows, where that is said. `year_type` is the publisher's
    name for the years ("Financial Year", "Academic year").
    """

    key: str
    title: str
    polarity: str = "none"
    unit: str = ""
    decimals: int | None = None
    year_type: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """An authority, a region or the nation.

    `region` is the region's name. `changed_to` are the codes of the authorities that took over from one
    that is no more. A `tiny` authority stays out of quartiles: its percentages are of a few children.
    """

    code: str
    name: str
    level: Level
    region: str = ""
    ons_code: str = ""
    changed_to: tuple[str, ...] = ()
    tiny: bool = False


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One statistical neighbour of an authority under the model of a year; rank 1 is the nearest."""

    model: int
    la_code: str
    rank: int
    neighbour_la_code: str
    closeness: str = ""


_text = pa.string()
SCHEMAS = {
    "measure": pa.schema(
        [
            ("key", _text),
            ("title", _text),
            ("polarity", _text),
            ("unit", _text),
            ("decimals", pa.int8()),
            ("year_type", _text),
        ]
    ),
    "area": pa.schema(
        [
            ("code", _text),
            ("name", _text),
            ("level", _text),
            ("region", _text),
            ("ons_code", _text),
            ("changed_to", pa.list_(_text)),
            ("tiny", pa.bool_()),
        ]
    ),
    "neighbour": pa.schema(
        [
            ("model", pa.int16()),
            ("la_code", _text),
            ("rank", pa.int16()),
            ("neighbour_la_code", _text),
            ("closeness", _text),
        ]
    ),
    # A value that is not published is null, and its flag says why. `sound` is false where it is
    # published and cannot be true: it is kept, and left out of every comparison.
    "value": pa.schema(
        [
            ("measure", _text),
            ("period", _text),
            ("area_code", _text),
            ("value", pa.float64()),
            ("flag", _text),
            ("sound", pa.bool_()),
        ]
    ),
}
