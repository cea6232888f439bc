"""Finding children by anything that a caller or a letter names, among those whom the user may see."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Prefetch, Q, When

from rightplace.casework.access import PersonQuerySet
from rightplace.casework.models import Carer, Person, Placement, Plan, Request, Setting, User
from rightplace.casework.names import fold_words
from rightplace.casework.queries.duplicates import cases_of
from rightplace.casework.queries.terms import Terms, terms_of


@dataclass(frozen=True, slots=True)
class Match:
    """What of a child answers the search: what it is, and as the record has it."""

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """A child, what matched, and the case that counts now: live plan, open request, else the newest."""

    person: Person
    matches: tuple[Match, ...]
    case: Request | Plan | None


def find(user: User, text: str, *, as_of: date) -> "FoundRows":
    """The children whom `user` may see and who have all that `text` names; nobody for no text.

    A child who was entered twice is found by either record, as the one that counts.
    """
    terms = terms_of(text, as_of=as_of)
    seen = Person.objects.visible_to(user)
    if not terms:
        return FoundRows(seen.none(), terms, {})
    wanted = _wanted(terms)
    others = _other_records(seen, wanted)
    people = seen.filter(wanted | Q(pk__in=others)).exclude(
        pk__in=[each.pk for rows in others.values() for each in rows]
    )
    people = people.annotate(by_name=_by_name(terms.words))
    return FoundRows(people.order_by("-by_name", "surname", "forename", "pk"), terms, others)


def _other_records(seen: PersonQuerySet, wanted: Q) -> dict[int, list[Person]]:
    """Key of a child who was entered twice, and may be seen -> the other records that have what is wanted."""
    rows = list(seen.filter(wanted, same_as__isnull=False).order_by("pk")) if wanted else []
    counts = set(seen.filter(pk__in={r.same_as_id for r in rows}).values_list("pk", flat=True))
    found: dict[int, list[Person]] = {}
    for row in rows:
        if row.same_as_id in counts:
            found.setdefault(row.same_as_id, []).append(row)
    return found


def _by_name(words: tuple[str, ...]) -> Case:
    """Whether the child's own name has all the words: those come before the rest."""
    own = Q(*(Q(search_name__contains=word) for word in words))
    return Case(When(own, then=True), default=False) if words else Case(default=False)


def _wanted(terms: Terms) -> Q:
    wanted = Q()
    for day in terms.days:
        wanted &= Q(birth_date=day)
    for key in terms.keys:
        wanted &= Q(pk=key)
    for upn in terms.upns:
        wanted &= Q(upn=upn)
    for number in terms.learner_numbers:
        wanted &= Q(unique_learner_number=number)
    for code in terms.postcodes:
        wanted &= Q(postcode=code) | _has_carer(postcode=code)
    settings = list(Setting.objects.only("name")) if terms.words else []
    for word in terms.words:
        wanted &= _named(word, [s.pk for s in settings if _begins(word, s)])
    return wanted


def _has_carer(**what: str) -> Q:
    return Q(pk__in=Carer.objects.filter(left_on=None, **what).values("person"))


def _named(word: str, settings: list[int]) -> Q:
    """In the child's name, the name of a carer, or at one of the settings so called."""
    named = Q(search_name__contains=word) | _has_carer(search_name__contains=word)
    if not settings:
        return named
    placed = Placement.objects.filter(
        setting__in=settings, leaving_on=None, plan__ceased_on=None
    ).values("plan__person")
    return named | Q(setting__in=settings) | Q(pk__in=placed)


class FoundRows(Sequence[Found]):
    """Children found, counted and read a page at a time in a constant number of queries."""

    def __init__(
        self, people: PersonQuerySet, terms: Terms, others: Mapping[int, Sequence[Person]]
    ) -> None:
        self._people, self._terms, self._others = people, terms, others

    def __len__(self) -> int:
        return self._people.count()

    def __getitem__(self, key):  # type: ignore[no-untyped-def,override]
        if isinstance(key, slice):
            return self._read(self._people[key])
        return self[key : key + 1][0]

    def __iter__(self) -> Iterator[Found]:
        return iter(self._read(self._people))

    def _read(self, people: PersonQuerySet) -> list[Found]:
        current = Placement.objects.filter(leaving_on=None).select_related("setting")
        rows = list(
            people.select_related("setting").prefetch_related(
                Prefetch("carers", Carer.objects.filter(left_on=None).order_by("pk")),
                Prefetch("plans", Plan.objects.filter(ceased_on=None)),
                Prefetch("plans__placements", current),
            )
        )
        cases = cases_of([person.pk for person in rows])
        return [Found(p, self._said(p), cases.get(p.pk)) for p in rows]

    def _said(self, person: Person) -> tuple[Match, ...]:
        others = self._others.get(person.pk, ())
        also = (Match("Entered twice", f"{each}, {each.reference}") for each in others)
        return (*_matches(person, self._terms), *also)


def _matches(person: Person, terms: Terms) -> tuple[Match, ...]:
    """What answers each term, each said once."""
    found = [match for word in terms.words for match in _word_matches(person, word)]
    for code in terms.postcodes:
        found += [Match("Postcode", code)] if person.postcode == code else []
        found += [Match("Postcode of", c.name) for c in person.carers.all() if c.postcode == code]
    if person.birth_date in terms.days:
        found.append(Match("Date of birth", f"{person.birth_date:%-d %B %Y}"))
    if person.upn in terms.upns:
        found.append(Match("UPN", person.upn))
    if person.unique_learner_number in terms.learner_numbers:
        found.append(Match("ULN", person.unique_learner_number))
    if person.pk in terms.keys:
        found.append(Match("Our reference", person.reference))
    return tuple(dict.fromkeys(found))


def _word_matches(person: Person, word: str) -> Iterator[Match]:
    if word in person.search_name:
        yield Match("Name", str(person))
    for carer in person.carers.all():
        if word in carer.search_name:
            yield Match("Parent or carer", carer.name)
    for setting in _settings_of(person):
        if _begins(word, setting):
            yield Match("Setting", setting.name)


def _begins(word: str, setting: Setting) -> bool:
    """Whether a word of the setting's name begins so."""
    return f" {word}" in f" {fold_words(setting.name)}"


def _settings_of(person: Person) -> list[Setting]:
    """Where the child is."""
    placed = [place.setting for plan in person.plans.all() for place in plan.placements.all()]
    return [setting for setting in (person.setting, *placed) if setting is not None]
