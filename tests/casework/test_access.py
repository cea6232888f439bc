"""A record is closed to everyone without a relationship to the child."""

import pytest
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.models import Person, Plan, Request, Role
from rightplace.casework.queries.casefile import find_person
from rightplace.casework.queries.worklist import Wanted, open_requests
from tests.casework.record import MONDAY, a_child, a_request, a_user, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")


def test_an_officer_sees_their_own_cases_and_a_manager_their_teams() -> None:
    mine, beside, afar = an_officer("a"), an_officer("b"), an_officer("c", team="South team")
    manager = a_user("m", Role.TEAM_MANAGER, mine.team)
    requests = {
        u.username: a_request(u, a_child(u, surname=u.username)) for u in (mine, beside, afar)
    }
    seen = {
        user.username: set(
            Request.objects.visible_to(user).values_list("officer__username", flat=True)
        )
        for user in (mine, beside, afar, manager)
    }
    assert seen == {"a": {"a"}, "b": {"b"}, "c": {"c"}, "m": {"a", "b"}}
    assert find_person(mine, requests["a"].person_id) == requests["a"].person
    assert find_person(mine, requests["b"].person_id) is None


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COMMISSIONER, Role.ADMINISTRATOR])
def test_a_role_without_casework_sees_no_child(role: Role) -> None:
    a_request(an_officer())
    user = a_user("x", role)
    for model in (Person, Request, Plan):
        assert list(model.objects.visible_to(user)) == []


def test_the_list_is_in_the_order_of_the_clock_and_takes_as_many_queries_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    officer = an_officer()
    for surname, month in (("Late", 1), ("Later", 2), ("Latest", 3)):
        a_request(officer, a_child(officer, surname=surname), on=MONDAY.replace(month=month))
    rows = open_requests(officer, Wanted(), as_of=MONDAY.replace(month=6))
    for size in (1, 3):
        with django_assert_num_queries(4):
            assert [r.request.person.surname for r in rows[:size]] == ["Late", "Later", "Latest"][
                :size
            ]
