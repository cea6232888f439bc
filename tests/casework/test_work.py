"""Tasks, contacts, circumstances, rank, cover and caseloads."""

from datetime import date, timedelta

import pytest

from rightplace.casework.actions import people, several, work
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.models import Contact, Person, Request, Role, RowChange, Task, User
from rightplace.casework.queries.caseload import caseloads, levelling
from rightplace.casework.queries.outlook import Past, chance_of
from rightplace.casework.queries.work import covers_of, open_tasks, replies_due, work_of
from rightplace.casework.ranking import Chance, Standing, rank
from rightplace.law.stages import Stage
from tests.casework.record import NOON, a_child, a_request, a_user, an_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_record")]
TODAY = NOON.date()


def a_task(officer: User, person: Person, due_on: date = TODAY) -> Task:
    return work.add_task(
        person, title="Ask the school", owner=officer, due_on=due_on, by=officer, at=NOON
    )


def a_contact(officer: User, person: Person, on: date) -> Contact:
    return work.record_contact(
        person,
        on=on,
        channel="email",
        direction="in",
        with_whom="The mother",
        summary="Asks when.",
        owner=officer,
        wants_reply=True,
        by=officer,
        at=NOON,
    )


def test_a_reply_is_due_ten_working_days_after_the_contact() -> None:
    officer = an_officer()
    # Good Friday and Easter Monday 2024 are no working days.
    contact = a_contact(officer, a_request(officer).person, date(2024, 3, 28))
    assert contact.reply_due_on == date(2024, 4, 15)


def test_only_what_came_in_waits_for_a_reply() -> None:
    officer = an_officer()
    with pytest.raises(ActionRefused, match="Only a contact from them"):
        work.record_contact(
            a_child(officer),
            on=TODAY,
            channel="email",
            direction="out",
            with_whom="The mother",
            summary="Told her.",
            owner=officer,
            wants_reply=True,
            by=officer,
            at=NOON,
        )


def test_a_contact_is_answered_once() -> None:
    officer = an_officer()
    contact = a_contact(officer, a_request(officer).person, TODAY)
    how = {"on": TODAY, "reply": "Told her the day.", "by": officer, "at": NOON}
    work.reply_to_contact(contact, **how)
    assert list(replies_due(officer)) == []
    with pytest.raises(ActionRefused, match="answered already"):
        work.reply_to_contact(contact, **how)


def test_a_task_is_finished_once_and_with_words() -> None:
    officer = an_officer()
    task = a_task(officer, a_request(officer).person)
    with pytest.raises(ActionRefused, match="what came of the task"):
        work.finish_task(task, outcome=" ", by=officer, at=NOON)
    work.finish_task(task, outcome="Sent", by=officer, at=NOON)
    assert (task.done_on, list(open_tasks(officer))) == (TODAY, [])
    with pytest.raises(ActionRefused, match="finished already"):
        work.finish_task(task, outcome="Sent", by=officer, at=NOON)


def test_the_second_of_two_editors_is_told_and_nothing_is_lost() -> None:
    officer = an_officer()
    task = a_task(officer, a_request(officer).person)
    shown = task.version
    how = {"detail": "", "owner": officer, "due_on": TODAY, "by": officer, "at": NOON}
    work.change_task(task, version=shown, title="First", **how)
    with pytest.raises(EditConflict) as told:
        work.change_task(Task.objects.get(), version=shown, title="Second", **how)
    assert (told.value.row.title, told.value.fields["title"]) == ("First", "Second")
    assert Task.objects.get().title == "First"


def test_every_change_of_a_row_is_noted_with_what_stood_before() -> None:
    officer = an_officer()
    task = a_task(officer, a_request(officer).person)
    work.finish_task(task, outcome="Sent", by=officer, at=NOON)
    added, finished = RowChange.objects.filter(table="casework_task").order_by("pk")
    assert (added.before, finished.before) == (None, {"done_on": None, "outcome": ""})
    assert finished.after == {"done_on": str(TODAY), "outcome": "Sent"}


@pytest.mark.parametrize(
    ("standing", "points"),
    [
        (Standing(days_left=None), 0),
        (Standing(days_left=60), 10),
        (Standing(days_left=28), 25),
        (Standing(days_left=8), 40),
        (Standing(days_left=7), 50),
        (Standing(days_left=0), 55),
        (Standing(days_left=-1), 60),
        (Standing(days_left=-14), 66),
        (Standing(days_left=-1000), 100),
        (Standing(days_left=60, circumstances=("protection", "looked_after")), 65),
        (Standing(days_left=60, chance=Chance(8, 10, 0.5, 0.9)), 30),
        (Standing(days_left=60, chance=Chance(5, 10, 0.3, 0.7)), 20),
        (Standing(days_left=60, chance=Chance(4, 10, 0.2, 0.6)), 10),
        (Standing(days_left=-1, chance=Chance(10, 10, 0.8, 1)), 60),
        (Standing(days_left=60, late_replies=2, late_tasks=1), 28),
        (Standing(days_left=60, moved=-40, moved_why="Away until May"), -30),
    ],
)
def test_points_follow_the_table(standing: Standing, points: int) -> None:
    assert rank(standing).points == points


def test_a_rank_says_why_with_the_weightiest_first() -> None:
    words = rank(
        Standing(days_left=1, late_tasks=1, moved=20, moved_why="The head rang (Ada)")
    ).words
    assert words == "due in 1 day (+50); The head rang (Ada) (+20); 1 task overdue (+8)"


def test_a_change_of_rank_ends_the_one_before_and_wants_a_reason() -> None:
    officer = an_officer()
    person = a_request(officer).person
    how = {"until": TODAY + timedelta(7), "by": officer, "at": NOON}
    with pytest.raises(ActionRefused, match="why the rank changes"):
        work.change_rank(person, points=20, reason=" ", **how)
    work.change_rank(person, points=20, reason="One", **how)
    work.change_rank(person, points=40, reason="Two", **how)
    assert list(person.rank_changes.order_by("pk").values_list("reason", "ended")) == [
        ("One", True),
        ("Two", False),
    ]


def test_the_most_urgent_comes_first_and_a_lapsed_change_counts_no_more() -> None:
    officer = an_officer()
    older, newer = (
        a_request(officer, a_child(officer, name), TODAY - timedelta(days))
        for name, days in (("Older", 40), ("Newer", 20))
    )
    assert [item.person for item in work_of(officer, as_of=TODAY)] == [older.person, newer.person]
    until = TODAY + timedelta(3)
    work.change_rank(newer.person, points=40, reason="Why", until=until, by=officer, at=NOON)
    assert work_of(officer, as_of=TODAY)[0].person == newer.person
    assert work_of(officer, as_of=until + timedelta(1))[0].person == older.person


def test_a_chance_is_the_share_of_those_at_the_same_stage_and_age() -> None:
    late, early = Past(40, 120, 200), Past(30, 90, 130)
    past = [late] * 15 + [early] * 5
    found = chance_of(Stage.ASSESSING, 60, past)
    assert found is not None
    assert (found.late, found.of) == (15, 20)
    assert 0 < found.low < 0.75 < found.high < 1
    assert chance_of(Stage.ASSESSING, 100, past) == chance_of(
        Stage.ASSESSING, 100, [late] * 15 + [early] * 5
    )
    assert chance_of(Stage.ISSUING, 60, past) is None


def test_cover_opens_the_cases_until_it_is_ended() -> None:
    away, covers = an_officer("away"), an_officer("covers")
    request = a_request(away)
    assert list(Request.objects.visible_to(covers)) == []
    cover = work.start_cover(
        away,
        covered_by=covers,
        starts_on=TODAY,
        planned_until=TODAY + timedelta(5),
        reason="Leave",
        by=away,
        at=NOON,
    )
    assert list(Request.objects.visible_to(covers)) == [request]
    assert [item.person for item in work_of(covers, as_of=TODAY)] == [request.person]
    work.end_cover(cover, by=away, at=NOON)
    assert list(Request.objects.visible_to(covers)) == []
    assert [each.ended_on for each in covers_of(covers)] == [TODAY]


def test_cover_is_by_an_officer_of_the_same_team() -> None:
    away, stranger = an_officer("away"), an_officer("stranger", "South team")
    with pytest.raises(ActionRefused, match="same team"):
        work.start_cover(
            away,
            covered_by=stranger,
            starts_on=TODAY,
            planned_until=TODAY,
            reason="Leave",
            by=away,
            at=NOON,
        )


def test_caseloads_are_levelled_by_moving_what_is_early() -> None:
    busy, idle = an_officer("busy"), an_officer("idle")
    manager = a_user("manager", Role.TEAM_MANAGER, busy.team)
    for number in range(6):
        a_request(busy, a_child(busy, f"Child{number}"), TODAY)
    loads = caseloads(manager, as_of=TODAY)
    assert [(load.officer, load.weight) for load in loads] == [(busy, 12.0), (idle, 0)]
    moves = levelling(loads)
    assert [(move.giver, move.taker) for move in moves] == [(busy, idle)] * 3
    for move in moves:
        several.give_case(move.case, officer=move.taker, by=manager, at=NOON)
    assert [load.weight for load in caseloads(manager, as_of=TODAY)] == [6.0, 6.0]


def test_what_is_late_stays_with_the_officer_who_knows_it() -> None:
    busy, _ = an_officer("busy"), an_officer("idle")
    manager = a_user("manager", Role.TEAM_MANAGER, busy.team)
    for number in range(3):
        a_request(busy, a_child(busy, f"Child{number}"), TODAY - timedelta(60))
    assert levelling(caseloads(manager, as_of=TODAY)) == []


def test_one_that_is_refused_holds_back_none_of_the_others() -> None:
    first, second = an_officer("first"), an_officer("second")
    manager = a_user("manager", Role.TEAM_MANAGER, first.team)
    people = [
        a_request(first, a_child(first, "One")).person,
        a_request(second, a_child(second, "Two")).person,
    ]
    outcomes = several.each(
        people, lambda person: several.allocate(person, officer=second, by=manager, at=NOON)
    )
    assert [outcome.refused for outcome in outcomes] == [
        "",
        "Ada second has this child's cases already.",
    ]
    assert set(Request.objects.values_list("officer", flat=True)) == {second.pk}


def test_an_account_with_cases_is_not_closed_until_they_are_given_away() -> None:
    officer, other = an_officer(), an_officer("officer-2")
    chief = User.objects.get(username="chief")
    request = a_request(officer)
    how = {"role": officer.role, "team": officer.team, "is_active": False, "by": chief, "at": NOON}
    with pytest.raises(ActionRefused, match="still has cases"):
        people.change_account(officer, **how)
    several.give_case(request, officer=other, by=chief, at=NOON)
    people.change_account(officer, **how)
    assert not User.objects.get(pk=officer.pk).is_active


def test_an_administrator_cannot_lock_themself_out() -> None:
    an_officer()
    chief = User.objects.get(username="chief")
    with pytest.raises(ActionRefused, match="your own account"):
        people.change_account(chief, role=chief.role, team=None, is_active=False, by=chief, at=NOON)
