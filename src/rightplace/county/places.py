"""Districts, towns and the schools and colleges that children go to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from random import Random

from rightplace.casework.models import SettingGroup
from rightplace.county import names
from rightplace.county.calibration import Quotas, share_out, survey_day
from rightplace.county.spec import CountySpec
from rightplace.county.terms import DAY, school_day

PUPILS = 95_000
_FIRST_URN = 900_000
_FIRST_UKPRN = 19_000_000
_INVENTED_CODES = (501, 653)
_NEARBY = 0.85
_OWN_STATE_TYPES = (
    "Mainstream - Academy",
    "Mainstream - LA maintained",
    "Mainstream - Free school",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of school: how many there are in the county, whom they take, what they are called."""

    name: str
    group: SettingGroup
    count: int
    low_age: int
    high_age: int
    pupils: int
    types: tuple[str, ...]
    names: tuple[str, ...]
    outside: bool = False
    has_urn: bool = True


_M, _S = SettingGroup.MAINSTREAM, SettingGroup.SPECIAL
_FE, _EY = SettingGroup.FURTHER_EDUCATION, SettingGroup.EARLY_YEARS
_ACADEMY, _MAINTAINED, _FREE = _OWN_STATE_TYPES
_STATE = (_ACADEMY, _ACADEMY, _MAINTAINED, _ACADEMY, _ACADEMY)
_SECONDARY = (*(_ACADEMY,) * 9, _MAINTAINED, *(_ACADEMY,) * 9, _FREE)
_PRIMARY_NAMES = (
    "{place} Primary School",
    "{place} Community Primary School",
    "{saint} Church of England Primary School, {place}",
    "{saint} Catholic Primary School, {place}",
    "{place} Academy of Learning",
)
_HOUSE = ("{tree} School", "{tree}", "{tree} Education Centre")
_INDEPENDENT = ("Special - Independent",)

# A table reads as one: the formatter would give each value its own line.
# fmt: off
KINDS = (
    Kind("primary", _M, 170, 4, 11, 235, _STATE, _PRIMARY_NAMES),
    Kind("infant", _M, 18, 4, 7, 190, _STATE, ("{place} Infant School",)),
    Kind("junior", _M, 15, 7, 11, 240, _STATE, ("{place} Junior School",)),
    Kind("secondary", _M, 28, 11, 16, 860, _SECONDARY, ("{place} Academy", "{place} High School")),
    Kind("upper", _M, 16, 11, 18, 1160, _SECONDARY,
         ("The {place} School", "{place} College", "{saint} School and Sixth Form, {place}")),
    Kind("independent", _M, 14, 4, 18, 290, ("Mainstream - Independent",), ("{place} Hall School",)),
    Kind("special", _S, 9, 4, 19, 170,
         ("Special - Academy/free", "Special - LA maintained", "Special - Academy/free"), _HOUSE),
    Kind("independent special", _S, 12, 5, 19, 60, _INDEPENDENT, _HOUSE),
    Kind("unit", SettingGroup.AP_PRU, 3, 11, 16, 60, ("AP/PRU - LA maintained",),
         ("{place} Pupil Referral Unit",)),
    Kind("nursery", _EY, 20, 2, 4, 0, ("Non-maintained early years",),
         ("Little {place} Nursery", "{tree} Pre-school, {place}")),
    Kind("college", _FE, 6, 16, 25, 0, ("General FE and tertiary colleges/HE",),
         ("{place} Further Education College",), has_urn=False),
    Kind("specialist college", _FE, 5, 16, 25, 0, ("Specialist post-16 institutions",),
         ("{tree} Specialist College",), has_urn=False),
    Kind("training", _FE, 2, 16, 25, 0, ("UKRLP provider",), ("{place} Skills",), has_urn=False),
    Kind("special outside", _S, 26, 5, 19, 0, (*_INDEPENDENT * 12, "Special - Non-maintained"),
         _HOUSE, outside=True),
    Kind("school outside", _M, 8, 11, 18, 0, _SECONDARY, ("{place} School",), outside=True),
)
# fmt: on


@dataclass(frozen=True, slots=True)
class School:
    """A school, college or nursery. `pupils` is 0 where no school census covers it."""

    name: str
    kind: Kind
    setting_type: str
    la_code: str
    urn: str
    ukprn: str
    district: int
    pupils: int = 0
    has_sen_unit: bool = False
    has_resourced_provision: bool = False

    @property
    def is_counted_for_support(self) -> bool:
        """Whether its pupils on SEN support are in the county's figure."""
        return self.pupils > 0 and self.setting_type in _OWN_STATE_TYPES


@dataclass(frozen=True, slots=True)
class Census:
    """What one school counted on one day."""

    school: School
    on: date
    pupils: int
    sen_support: int


def build_schools(spec: CountySpec, quotas: Quotas) -> list[School]:
    """The schools that the county's children go to, those over its border included."""
    draws = spec.stream("schools")
    titles = _titles(draws)
    number = count(spec.first_identifier)
    schools = [
        _school(kind, position, next(number), titles, spec, draws)
        for kind in KINDS
        for position in range(max(1, round(kind.count * quotas.scale)))
    ]
    return _sized(schools, round(PUPILS * quotas.scale), draws)


def _titles(draws: Random) -> Iterator[dict[str, str]]:
    """Place, saint and tree for one name after another; the places do not repeat for long."""
    places = [f"{stem}{end}" for stem in names.PLACE_STEMS for end in names.PLACE_ENDINGS]
    draws.shuffle(places)
    for number in count():
        yield {
            "place": places[number % len(places)],
            "saint": draws.choice(names.SAINTS),
            "tree": names.TREES[number % len(names.TREES)],
        }


def _school(
    kind: Kind,
    position: int,
    number: int,
    titles: Iterator[dict[str, str]],
    spec: CountySpec,
    draws: Random,
) -> School:
    title = next(titles)
    name = draws.choice(kind.names).format(**title)
    return School(
        name=name if title["place"] in name else f"{name}, {title['place']}",
        kind=kind,
        setting_type=kind.types[position % len(kind.types)],
        la_code=str(draws.randint(*_INVENTED_CODES)) if kind.outside else spec.la_code,
        urn=str(_FIRST_URN + number) if kind.has_urn else "",
        ukprn=str(_FIRST_UKPRN + number),
        district=draws.randrange(len(names.DISTRICTS)),
        has_sen_unit=kind.group is _M and draws.random() < 0.08,
        has_resourced_provision=kind.group is _M and draws.random() < 0.14,
    )


def _sized(schools: list[School], pupils: int, draws: Random) -> list[School]:
    """The schools with the county's pupils shared out among them."""
    weights = [school.kind.pupils * draws.uniform(0.55, 1.45) for school in schools]
    parts = share_out(pupils, weights)
    return [replace(school, pupils=part) for school, part in zip(schools, parts, strict=True)]


def censuses(schools: list[School], spec: CountySpec, quotas: Quotas) -> Iterator[Census]:
    """What each school counted in each term, in order of date."""
    draws = spec.stream("censuses")
    counting = [school for school in schools if school.pupils]
    weights = [s.pupils * draws.uniform(0.6, 1.4) * s.is_counted_for_support for s in counting]
    for year in range(spec.since.year, spec.until.year + 1):
        for day, total in zip(_census_days(year), quotas.sen_support(year), strict=True):
            for school, part in zip(counting, share_out(total, weights), strict=True):
                pupils = round(school.pupils * draws.uniform(0.98, 1.02))
                yield Census(school, day, max(pupils, part), part)


def _census_days(year: int) -> tuple[date, date, date]:
    """The days of the school census: January, the third week of May, the first of October."""
    return survey_day(year), school_day(date(year, 5, 15) + DAY), school_day(date(year, 10, 1))


class Map:
    """Schools by kind and district, for choosing one."""

    def __init__(self, schools: list[School]) -> None:
        self._all: dict[str, list[School]] = {}
        self._near: dict[tuple[str, int], list[School]] = {}
        for school in schools:
            self._all.setdefault(school.kind.name, []).append(school)
            self._near.setdefault((school.kind.name, school.district), []).append(school)

    def choose(self, kinds: dict[str, float], district: int, draws: Random) -> School:
        """A school of one of the kinds, by weight: most children go to one in their district."""
        kind = draws.choices(list(kinds), list(kinds.values()))[0]
        near = self._near.get((kind, district))
        return draws.choice(near if near and draws.random() < _NEARBY else self._all[kind])
