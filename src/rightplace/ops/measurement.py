"""One figure that `rightplace bench` measures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure beside what it should be; `within` is None where nothing is aimed at."""

    what: str
    measured: str
    aim: str = ""
    within: bool | None = None


def seconds(what: str, measured: float, under: float | None = None) -> Measurement:
    """So many seconds, of at most so many."""
    shown = f"{measured:.2f} s"
    if under is None:
        return Measurement(what, shown)
    return Measurement(what, shown, f"under {under:g} s", measured < under)


def milliseconds(what: str, measured: float, under: float | None = None) -> Measurement:
    """Seconds measured and aimed at, shown in thousandths."""
    shown = f"{1000 * measured:.0f} ms"
    if under is None:
        return Measurement(what, shown)
    return Measurement(what, shown, f"under {1000 * under:.0f} ms", measured < under)


def megabytes(what: str, measured: float, under: float) -> Measurement:
    """So many megabytes, of at most so many."""
    return Measurement(what, f"{measured:,.0f} MB", f"under {under:,.0f} MB", measured < under)


def none(what: str, number: int) -> Measurement:
    """How many of what there should be none of."""
    return Measurement(what, str(number), "none", number == 0)
