"""The invented nation's authorities, neighbours and values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import NormalDist, fmean

from rightplace.county.names import SHIRE_STEMS
from rightplace.county.nation.standing import STANDINGS, Standing
from rightplace.county.spec import AUTHORITIES, FIRST_INVENTED_CODE
from rightplace.indicators.performance.definition import Indicator, Polarity, Unit, version_on
from rightplace.indicators.performance.definition import indicators as register
from rightplace.indicators.performance.periods import Period, PeriodKind

YEAR = 2022
"""The year that the county's standing is of: the comparators beside quarter 3 of 2022/23."""
FINANCIAL_YEARS = tuple(range(2016, YEAR + 1))
# No results of 2020 and 2021 were published: there were no tests that could be compared.
ACADEMIC_YEARS = (2016, 2017, 2018, 2019, YEAR)
MODELS = (2021, 2025)
NEIGHBOURS = 10
NATION_CODE, _FIRST_REGION_CODE = "700", 701
REGIONS = (
    "Northern Dales", "Western Coast", "Marl Valley", "Middle Shires", "Eastern Fens",
    "Southern Downs", "Heathlands", "Great Harbour", "Far Peninsula",
)  # fmt: skip
# How much chance there is in the value of an earlier year, in spreads.
_NOISE = 0.15
# How far neighbours lie from their average, in spreads, in pairs that cancel out.
_PAIRS = (0.1, 0.2, 0.3, 0.45, 0.6)


@dataclass(frozen=True, slots=True)
class Authority:
    """One invented authority. Codes from 501 are no authority's in England or Wales."""

    code: str
    name: str
    region: str


def authorities(la_code: str, name: str, seed: int) -> list[Authority]:
    """The county and 152 others, spread over the regions."""
    draws = Random(f"{seed}/nation/authorities")  # noqa: S311 (invents, hides nothing)
    stems = draws.sample(SHIRE_STEMS, AUTHORITIES - 1)
    others = [
        Authority(str(FIRST_INVENTED_CODE + n), f"{stem}shire", REGIONS[n % len(REGIONS)])
        for n, stem in enumerate(stems)
    ]
    return [Authority(la_code, name, REGIONS[2]), *others]


def region_code(region: str) -> str:
    """The code of a region."""
    return str(_FIRST_REGION_CODE + REGIONS.index(region))


def neighbours(every: Sequence[Authority], position: int, model: int) -> list[Authority]:
    """The ten that are next in a circle of all; the circle of another model is another."""
    step = 1 + 7 * MODELS.index(model)
    return [every[(position + step * k) % len(every)] for k in range(1, NEIGHBOURS + 1)]


def benchmarked() -> list[Indicator]:
    """The indicators that are compared, as defined on the last day of the report's quarter."""
    report = Period(PeriodKind.QUARTER, YEAR, 3)
    held = (version_on(versions, report.last) for versions in register().values())
    return [each for each in held if each.benchmark]


def values(
    indicator: Indicator, every: Sequence[Authority], seed: int
) -> Iterator[tuple[int, str, float]]:
    """Year, area code and value of each authority, region and the nation; the county is the first."""
    standing = STANDINGS[indicator.key]
    decimals = decimals_of(indicator)
    draws = Random(f"{seed}/nation/{indicator.key}")  # noqa: S311 (invents, hides nothing)
    standard = _in_the_year(indicator, standing, every, draws)
    for year in _years(indicator):
        found = {
            a.code: _moved(standard[a.code], indicator, standing, YEAR - year, draws) for a in every
        }
        groups = {region_code(r): [a.code for a in every if a.region == r] for r in REGIONS}
        groups[NATION_CODE] = [a.code for a in every]
        means = {code: fmean(found[c] for c in codes) for code, codes in groups.items()}
        for code, value in (found | means).items():
            yield year, code, round(value, decimals)


def decimals_of(indicator: Indicator) -> int:
    """How many decimals are published: 1 of a percentage, 2 of a score."""
    return 2 if indicator.unit is Unit.SCORE else 1


def _years(indicator: Indicator) -> tuple[int, ...]:
    rule = indicator.benchmark_period
    return FINANCIAL_YEARS if rule and rule.years is PeriodKind.FINANCIAL_YEAR else ACADEMIC_YEARS


def _in_the_year(
    indicator: Indicator, standing: Standing, every: Sequence[Authority], draws: Random
) -> dict[str, float]:
    """The values of the year of the standing, from which the printed quartile and average follow.

    The neighbours lie in pairs about their average. All others lie evenly over a bell curve that has the
    county's value in the middle of its quartile, dealt out by chance.
    """
    county, near = every[0], neighbours(every, 0, MODELS[0])
    found = {county.code: standing.value}
    found |= dict(zip((a.code for a in near), _about(indicator, standing), strict=True))
    rest = [a for a in every if a.code not in found]
    draws.shuffle(rest)
    curve = NormalDist(_middle(indicator, standing), standing.spread)
    for number, authority in enumerate(rest):
        value = curve.inv_cdf((number + 0.5) / len(rest))
        found[authority.code] = round(_within(indicator, value), decimals_of(indicator))
    return found


def _middle(indicator: Indicator, standing: Standing) -> float:
    """The mean at which the county's value lies in the middle of its quartile."""
    better = (standing.quartile - 0.5) / 4
    above = better if indicator.polarity is Polarity.HIGH else 1 - better
    return standing.value - NormalDist().inv_cdf(1 - above) * standing.spread


def _about(indicator: Indicator, standing: Standing) -> list[float]:
    """Ten values whose mean is the neighbours' average, exactly, each to the published decimals."""
    decimals = decimals_of(indicator)
    most = standing.neighbours if indicator.unit is Unit.PERCENT else float("inf")
    steps = [round(min(pair * standing.spread, most), decimals) for pair in _PAIRS]
    return [round(standing.neighbours + sign * s, decimals) for s in steps for sign in (-1, 1)]


def _moved(
    value: float, indicator: Indicator, standing: Standing, years_before: int, draws: Random
) -> float:
    """A value of an earlier year: what all have changed by, and a little chance."""
    if years_before == 0:
        return value
    chance = draws.gauss(0, _NOISE * standing.spread)
    earlier = value - years_before * standing.a_year + chance
    return round(_within(indicator, earlier), decimals_of(indicator))


def _within(indicator: Indicator, value: float) -> float:
    return min(max(value, 0.0), 100.0) if indicator.unit is Unit.PERCENT else value
