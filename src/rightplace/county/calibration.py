"""The published figures as quotas for a county of any size."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

from rightplace.county import published
from rightplace.county.published import Year
from rightplace.county.spec import CountySpec

_THURSDAY = 3


def survey_day(year: int) -> date:
    """The day in January on which plans are counted: its third Thursday."""
    first = date(year, 1, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 14)


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of `total` in proportion to `weights` that add up to it (largest remainder)."""
    if not weights or not sum(weights):
        return [0] * len(weights)
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def _stock(year: int) -> float:
    last = max(published.STOCK)
    growth = published.INVENTED_STOCK_GROWTH ** max(0, year - last)
    return published.STOCK[min(year, last)] * growth


@dataclass(frozen=True, slots=True)
class Quotas:
    """What a county of one size is to come to. `scale` is 1 for the county that was published."""

    scale: float

    def year(self, year: int) -> Year:
        """The flows of a calendar year."""
        last = max(published.YEARS)
        known = published.YEARS[min(year, last)]
        growth = self.scale * published.INVENTED_GROWTH ** max(0, year - last)
        values = {field.name: getattr(known, field.name) for field in fields(Year)}
        return replace(known, **{k: round(v * growth) for k, v in values.items() if v is not None})

    def stock(self, year: int) -> int:
        """Plans maintained on the survey day of a year."""
        return round(_stock(year) * self.scale)

    def bands(self, year: int) -> list[int]:
        """The stock of a year by age band; they add up to `stock`."""
        return share_out(self.stock(year), published.BY_BAND[min(year, max(published.BY_BAND))])

    def mainstream(self, first: int, last: int) -> list[tuple[date, int]]:
        """Days from one year to another, and how many main placements are then in mainstream."""
        ends = {7: 31, 12: 31}
        return [
            (
                survey_day(year) if month == 1 else date(year, month, ends[month]),
                round(count * self.scale),
            )
            for (year, month), count in sorted(published.MAINSTREAM.items())
            if first <= year <= last
        ]

    def sen_support(self, year: int) -> list[int]:
        """Pupils on SEN support in mainstream schools in spring, summer and autumn."""
        last = max(published.SEN_SUPPORT)
        growth = published.INVENTED_GROWTH ** max(0, year - last)
        return [round(n * growth * self.scale) for n in published.SEN_SUPPORT[min(year, last)]]

    def ceased_reasons(self, year: int, total: int) -> dict[str, int]:
        """How many plans cease for each reason."""
        known = published.CEASED_BY_REASON
        table = known.get(year) or known[2022 if year < 2022 else 2023]
        return dict(zip(table, share_out(total, list(table.values())), strict=True))


def quotas_for(spec: CountySpec) -> Quotas:
    """The quotas of a county with `spec.plans` plans on the last survey day up to its last day."""
    year = spec.until.year
    last = year if survey_day(year) <= spec.until else year - 1
    return Quotas(spec.plans / _stock(last))
