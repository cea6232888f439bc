"""Panels sit with a quorum; agendas come from what is due; members see what their seat opens."""

import pytest
from pytest_django import DjangoAssertNumQueries

from rightplace.casework.actions import assessments, decisions, panels, requests, sittings
from rightplace.casework.models import (
    Decision,
    PanelItem,
    PanelKind,
    Person,
    Role,
    Sitting,
)
from rightplace.casework.queries.decisions import proposals, waiting
from rightplace.casework.queries.panels import member_items, shown_decision
from tests.casework.decided import (
    NO,
    a_draft,
    a_manager,
    a_panel,
    how,
    listed,
    minute,
    nth,
    on,
    opened,
    refused,
    tell,
)
from tests.casework.record import MONDAY, a_child, a_request, a_user, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")


def test_a_panel_decides_with_quorum_and_its_word_leads_to_the_letter() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    request = a_request(officer)
    draft = a_draft(request, **NO, route="panel")
    with refused("No panel has decided this yet"):
        tell(draft, manager)
    item = listed(nth(a_panel(manager)), request, manager)
    opened(item.sitting, manager)
    minute(item, manager, conditions="A report in July.")
    draft.refresh_from_db()
    assert (draft.outcome, draft.reasons, draft.version) == ("no", "The panel.", 2)
    with refused("A panel has decided this"):
        decisions.draft_decision(draft, version=2, outcome="yes", **how(officer, 36))
    with refused("before the panel has decided"):
        tell(draft, officer, days=36, on=on(34), on_paper=True)
    request.refresh_from_db()
    assert request.outcome == "A"
    tell(draft, officer, days=36)
    request.refresh_from_db()
    assert (request.outcome, request.outcome_on) == ("N", on(36))
    assert Decision.objects.get().authority == "Panel assess, sitting of 5 February 2024"
    sittings.close_sitting(item.sitting, **how(manager, 36))
    assert Sitting.objects.get(pk=item.sitting_id).status == "held"


def test_a_panel_decides_a_case_without_a_draft_and_begins_one() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    item = listed(nth(a_panel(manager)), a_request(officer), manager)
    opened(item.sitting, manager)
    minute(item, manager, outcome="yes")
    draft = Decision.objects.get()
    assert (draft.outcome, draft.reasons, draft.route) == ("yes", "The panel.", "panel")
    assert PanelItem.objects.get().decision == draft


def test_a_sitting_does_not_open_without_quorum_before_its_day_or_unpublished() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    sitting = nth(a_panel(manager))
    members = list(sitting.panel.members.all())
    with refused("Put a case on the agenda"):
        panels.publish_agenda(sitting, **how(manager))
    item = listed(sitting, a_request(officer), manager)
    with refused("Publish the agenda first"):
        sittings.open_sitting(sitting, present=members, **how(manager, 35))
    panels.publish_agenda(sitting, **how(manager))
    with refused("on its day"):
        sittings.open_sitting(sitting, present=members, **how(manager, 34))
    with refused("2 present, and the quorum is 3"):
        sittings.open_sitting(sitting, present=members[:2], **how(manager, 35))
    with refused("Open the sitting first"):
        minute(item, manager)


def test_a_member_with_an_interest_does_not_count_for_that_item() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    sitting = nth(a_panel(manager))
    items = [
        listed(sitting, a_request(officer, a_child(officer, surname=name)), manager)
        for name in ("First", "Second")
    ]
    panels.declare_interest(
        items[0], member=sitting.panel.members.first(), nature="Teaches the child", **how(manager)
    )
    opened(sitting, manager, present=3)
    with refused("Only 2 of those present may decide this item, and the quorum is 3"):
        minute(items[0], manager)
    minute(items[1], manager)
    with refused("1 case is still to be decided"):
        sittings.close_sitting(sitting, **how(manager, 35))
    later = sittings.defer_item(items[0], reason="No quorum for it", **how(manager, 35))
    assert (later.sitting, later.came_from, later.state) == (
        nth(sitting.panel, 1),
        items[0],
        "listed",
    )
    assert later.interests.get().nature == "Teaches the child"
    sittings.close_sitting(sitting, **how(manager, 35))


@pytest.mark.parametrize(
    ("outcome", "votes", "words"),
    [
        ("yes", (None, 1), "Give the votes"),
        ("yes", (3, 2), "more votes than members"),
        ("yes", (2, 2), "An equal vote decides nothing"),
        ("yes", (1, 3), "do not bear the outcome out"),
        ("no", (3, 1), "do not bear the outcome out"),
    ],
)
def test_votes_bear_the_outcome_out(
    outcome: str, votes: tuple[int | None, int], words: str
) -> None:
    officer = an_officer()
    manager = a_manager(officer)
    item = listed(nth(a_panel(manager)), a_request(officer), manager)
    opened(item.sitting, manager)
    by_vote = {"agreement": PanelItem.Agreement.VOTE}
    with refused(words):
        minute(item, manager, outcome, votes_for=votes[0], votes_against=votes[1], **by_vote)
    minute(item, manager, "yes", votes_for=3, votes_against=1, **by_vote)
    assert PanelItem.objects.get().votes_for == 3


def test_an_agenda_takes_no_more_than_its_capacity_and_a_case_once() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    panel = a_panel(manager, capacity=1)
    request = a_request(officer)
    item = listed(nth(panel), request, manager)
    with refused("is full at 1"):
        listed(nth(panel), a_request(officer, a_child(officer, surname="Next")), manager)
    with refused("on an agenda already"):
        listed(nth(panel, 1), request, manager)
    with refused("Say why"):
        panels.move_item(item, sitting=nth(panel, 1), reason=" ", **how(manager))
    moved = panels.move_item(item, sitting=nth(panel, 1), reason="A report", **how(manager))
    item.refresh_from_db()
    assert (item.state, item.note, moved.sitting) == ("moved", "A report", nth(panel, 1))
    panels.remove_item(moved, reason="Withdrawn", **how(manager))
    with refused("“Taken off” already"):
        panels.remove_item(moved, reason="Again", **how(manager))
    issue = a_panel(manager, kind=PanelKind.ISSUE)
    with refused("is not asked this"):
        listed(nth(issue), request, manager)


def test_a_case_takes_another_place_and_the_others_move_along() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    sitting = nth(a_panel(manager, capacity=3))
    made = [
        listed(sitting, a_request(officer, a_child(officer, surname=name)), manager)
        for name in ("A", "B", "C")
    ]
    panels.place_item(made[2], position=1, **how(manager))
    order = sitting.items.order_by("position").values_list("request__person__surname", flat=True)
    assert list(order) == ["C", "A", "B"]


def test_only_some_roles_sit_and_a_sitting_is_planned_ahead() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    panel = a_panel(manager)
    with refused("Only a panel member, an adviser or a team manager"):
        panels.add_member(panel, user=officer, label="Clerk", **how(manager))
    with refused("has a chair already"):
        panels.add_member(panel, user=manager, label="Chair", chair=True, **how(manager))
    with refused("today or later"):
        panels.plan_sitting(panel, day=on(29), place="Room 1", **how(manager))
    with refused("sits on that day already"):
        panels.plan_sitting(panel, day=on(35), place="Room 1", **how(manager))
    other = a_panel(manager, kind=PanelKind.MULTI_AGENCY)
    item = listed(nth(panel), a_request(officer), manager)
    with refused("Only a member of this panel"):
        panels.declare_interest(item, member=other.members.first(), nature="Kin", **how(manager))


# What is due, and where there is room


def test_the_agenda_is_proposed_from_what_is_due_and_ready_up_to_capacity() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    made = {}
    for surname, start in (("Urgent", 0), ("Bare", 1), ("Soon", 5), ("Third", 6), ("Far", 20)):
        person = a_child(officer, surname=surname)
        made[surname] = a_request(officer, person, on=on(start))
        if surname != "Bare":
            a_draft(made[surname])
    sitting = nth(a_panel(manager))
    found = proposals(manager, sitting, as_of=on(30))
    # Room for two; the limit of Far (day 62) is after the sitting after next (day 49).
    assert [row.request.person.surname for row in found] == ["Urgent", "Soon"]
    listed(sitting, made["Urgent"], manager)
    found = proposals(manager, sitting, as_of=on(30))
    assert [row.request.person.surname for row in found] == ["Soon"]


def test_a_slot_counts_only_with_room_and_before_the_limit() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    first, second = (
        a_request(officer, a_child(officer, surname=name), on=MONDAY) for name in ("A", "B")
    )
    panel = a_panel(manager, capacity=1)
    slot = waiting(manager, as_of=on(30))[0].slot
    assert (slot.sitting, slot.in_time) == (nth(panel), True)
    item = listed(nth(panel), first, manager)
    rows = {row.request: row for row in waiting(manager, as_of=on(30))}
    assert rows[first].item == item
    # Day 42 is the limit's own day, and in time.
    assert (rows[second].slot.sitting, rows[second].slot.in_time) == (nth(panel, 1), True)
    listed(nth(panel, 1), second, manager)
    third = a_request(officer, a_child(officer, surname="C"), on=MONDAY)
    row = next(r for r in waiting(manager, as_of=on(30)) if r.request == third)
    assert (row.slot.sitting, row.slot.in_time, row.lacks_slot) == (nth(panel, 2), False, True)


def test_past_the_limit_of_a_refusal_the_final_plan_is_next() -> None:
    officer = an_officer()
    request = a_request(officer)
    requests.decide_to_assess(request, on=on(20), **how(officer))
    limits = {days: waiting(officer, as_of=on(days))[0].limit for days in (112, 113)}
    assert limits == {112: on(112), 113: on(140)}
    assessments.decide_to_issue(request.assessment, on=on(60), **how(officer, 60))
    assert waiting(officer, as_of=on(113)) == []


def test_what_waits_takes_as_many_queries_for_three_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    officer = an_officer()
    manager = a_manager(officer)
    panel = a_panel(manager, capacity=3)
    for number in range(3):
        request = a_request(officer, a_child(officer, surname=f"Child {number}"))
        a_draft(request)
        listed(nth(panel), request, manager)
        if number in (0, 2):
            with django_assert_num_queries(9):
                assert len(waiting(manager, as_of=on(30))) == number + 1


def test_a_draft_begun_after_the_listing_is_what_the_panel_is_shown() -> None:
    officer = an_officer()
    manager = a_manager(officer)
    request = a_request(officer)
    item = listed(nth(a_panel(manager)), request, manager)
    assert shown_decision(item) is None
    draft = a_draft(request)
    assert shown_decision(item) == draft


# What a member sees


def test_a_member_sees_papers_from_publication_until_a_fortnight_after_without_an_interest() -> (
    None
):
    officer = an_officer()
    manager = a_manager(officer)
    panel = a_panel(manager)
    sitting, member = nth(panel), panel.members.order_by("pk")[1]
    items = [
        listed(sitting, a_request(officer, a_child(officer, surname=name)), manager)
        for name in ("Open", "Kin")
    ]
    outsider = a_user("outsider", Role.PANEL_MEMBER)
    people = Person.objects.visible_to
    assert list(people(member.user)) == []
    assert list(member_items(member.user, as_of=on(30))) == []
    panels.publish_agenda(sitting, **how(manager))
    assert set(people(member.user)) == {item.request.person for item in items}
    panels.declare_interest(items[1], member=member, nature="An aunt", **how(manager))
    assert list(people(member.user)) == [items[0].request.person]
    assert list(people(outsider)) == []
    shown = {days: len(member_items(member.user, as_of=on(days))) for days in (49, 50)}
    assert shown == {49: 2, 50: 0}
