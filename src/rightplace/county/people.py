"""The children: who is a sibling of whom, what they are called, and what is not known of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from rightplace.county import names, published
from rightplace.county.lives import Child
from rightplace.county.spec import CountySpec
from rightplace.county.terms import academic_age
from rightplace.law.codes import learner_number_check, upn_check_letter

_SIBLINGS = 0.07
_TWINS = 0.012
_AWKWARD = 0.03
_NO_POSTCODE = 0.02
_NO_UPN = 0.03
_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_DISTRICT_WEIGHTS = (13, 12, 13, 12, 25, 13, 12)


def name_children(children: Sequence[Child], spec: CountySpec) -> None:
    """Number the children in the order in which they become known, and name each."""
    draws = spec.stream("people")
    for number, child in enumerate(children, start=1):
        child.number = number
        child.district = draws.choices(range(len(names.DISTRICTS)), _DISTRICT_WEIGHTS)[0]
        child.sex = draws.choices(*_weighed(published.BY_SEX))[0]
        child.ethnicity = draws.choices(*_weighed(published.BY_ETHNICITY))[0]
        child.surname = _surname(child.ethnicity, draws)
        child.postcode = _postcode(child.district, draws)
    _make_families(children, draws)
    others, at_home = spec.stream("names of siblings"), defaultdict[tuple[str, str], set[str]](set)
    for child in children:
        child.forename = _forename(child, draws)
        siblings = at_home[child.surname, child.postcode]
        while child.forename in siblings:
            child.forename = _forename(child, others)
        siblings.add(child.forename)
        if draws.random() < _NO_POSTCODE:
            child.postcode = ""
        _identify(child, spec, draws)


def _weighed(table: dict[str, int]) -> tuple[list[str], list[int]]:
    return list(table), list(table.values())


def _surname(ethnicity: str, draws: Random) -> str:
    if draws.random() < _AWKWARD:
        return draws.choice(names.AWKWARD_SURNAMES)
    own = names.FAMILY_SURNAMES.get(ethnicity[0])
    return draws.choice(own if own and draws.random() < 0.75 else names.SURNAMES)


def _forename(child: Child, draws: Random) -> str:
    if draws.random() < _AWKWARD:
        return draws.choice(names.AWKWARD_FORENAMES[child.sex])
    own = names.FAMILY_FORENAMES.get((child.ethnicity[0], child.sex))
    return draws.choice(own if own and draws.random() < 0.7 else names.FORENAMES[child.sex])


def _postcode(district: int, draws: Random) -> str:
    """In the area ZZ, which is not given to any place."""
    outward = district * 3 + draws.randint(1, 3)
    letters = "".join(draws.choices(_INWARD_LETTERS, k=2))
    return f"ZZ{outward} {draws.randint(1, 9)}{letters}"


def _make_families(children: Sequence[Child], draws: Random) -> None:
    """Give some children the surname and home of one who is known nearby in time."""
    for earlier, child in zip(children, children[3:], strict=False):
        apart = abs((earlier.birth - child.birth).days)
        if 330 < apart < 3000 and draws.random() < _SIBLINGS:
            _join(earlier, child)
    _make_twins(children, draws)


def _make_twins(children: Sequence[Child], draws: Random) -> None:
    """Pair children of one school year; the younger gets the birth date of the older."""
    latest: dict[int, Child] = {}
    wanted = max(1, round(len(children) * _TWINS))
    for child in draws.sample(children, len(children)):
        year = academic_age(child.birth, date(2030, 9, 1))
        twin = latest.pop(year, None)
        if twin is None:
            latest[year] = child
        elif wanted and abs((twin.birth - child.birth).days) < 60:
            _join(twin, child)
            twin.birth = child.birth = min(twin.birth, child.birth)
            wanted -= 1


def _join(one: Child, other: Child) -> None:
    other.surname, other.postcode = one.surname, one.postcode
    other.district, other.ethnicity = one.district, one.ethnicity


def _identify(child: Child, spec: CountySpec, draws: Random) -> None:
    """A UPN from the age of four, a learner number after 16, or the reason why there is neither."""
    years = academic_age(child.birth, spec.until)
    if years < 4:
        child.upn_unknown = "UN1" if draws.random() < 0.75 else "UN2"
        return
    if draws.random() < _NO_UPN:
        reason = draws.choice(("UN2", "UN3", "UN5", "UN8"))
        is_new = child.first_known >= date(spec.until.year - 1, 1, 1)
        child.upn_unknown = "UN5" if reason == "UN8" and not is_new else reason
        return
    child.upn = _upn(child, spec, years)
    if years >= 16 and draws.random() < 0.6:
        child.learner_number = _learner_number(child, spec)


def _learner_number(child: Child, spec: CountySpec) -> str:
    """Nine digits and the check digit; where there is none for them, they begin with 8."""
    rest = f"{spec.la_code}{child.number:05d}"
    checks = ((first, learner_number_check(first + rest)) for first in "98")
    return next(f"{first}{rest}{check}" for first, check in checks if check)


def _upn(child: Child, spec: CountySpec, years: int) -> str:
    """Check letter, authority, school, year of entry, serial number."""
    entered = (spec.until - timedelta(days=365 * (years - 4))).year % 100
    school, serial = divmod(child.number, 1000)
    rest = f"{spec.la_code}{2000 + school:04d}{entered:02d}{serial:03d}"
    return upn_check_letter(rest) + rest
