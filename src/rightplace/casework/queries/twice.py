"""A child who was entered twice: the records that are the child's, and the one under which they are shown."""

from collections.abc import Iterable

from rightplace.casework.models import Person, User


def records_of(person: Person, user: User) -> list[Person]:
    """The child's record, and those that count as it and that `user` may see."""
    return [person, *Person.objects.visible_to(user).filter(same_as=person).order_by("pk")]


def shown_as(people: Iterable[Person], user: User) -> dict[int, Person]:
    """Key of each record -> the record that counts, where `user` may see it; else the record itself.

    One query where a child was entered twice, and none where nobody was.
    """
    found = {person.pk: person for person in people}
    points = {key: each.same_as_id for key, each in found.items() if each.same_as_id is not None}
    if not points:
        return found
    counts = Person.objects.visible_to(user).in_bulk(set(points.values()))
    return found | {key: counts[one] for key, one in points.items() if one in counts}
