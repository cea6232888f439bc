"""Provision checks, education that is not full time, and gaps with their owner and day."""

from datetime import date
from decimal import Decimal

import pytest

from rightplace.casework.actions.delivery import (
    Found,
    Terms,
    arrange,
    check_provision,
    close_gap,
    end_arrangement,
    note_gap,
    raise_gap,
    reopen_gap,
    review_arrangement,
)
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.models import (
    Arrangement,
    ArrangementKind,
    DeliveryGap,
    GapOutcome,
    Plan,
    Severity,
    User,
)
from rightplace.casework.queries.delivery import (
    GapState,
    WantedGaps,
    delivery_of,
    gaps_for,
    lost,
    not_full_time,
    weeks_lost,
)
from tests.casework.consulted import a_plan, a_setting
from tests.casework.record import NOON, an_officer

pytestmark = pytest.mark.usefixtures("empty_record")
ON = date(2024, 5, 24)  # a Friday before the bank holiday of 27 May
TODAY = NOON.date()


def a_plan_of_an_officer() -> tuple[User, Plan]:
    officer = an_officer()
    return officer, a_plan(officer, a_setting(officer, "Alder School", "100001"))


def terms(hours: str, **changed: object) -> Terms:
    return Terms(hours=Decimal(hours), full_hours=Decimal(25), reason="Anxiety", **changed)


def start(plan: Plan, by: User, kind: ArrangementKind, on: date, given: Terms) -> Arrangement:
    return arrange(plan.person, kind=kind, starts_on=on, terms=given, by=by, at=NOON)


def a_gap(
    plan: Plan, officer: User, severity: Severity = Severity.HIGH, **changed: object
) -> DeliveryGap:
    given = {
        "what": "No speech therapist", "impact": "She is not understood in class", "since": ON,
        "owner": officer, "on": ON, "by": officer, "at": NOON,
    }  # fmt: skip
    return raise_gap(plan.person, severity=severity, **(given | changed))


def test_the_newest_check_of_each_piece_stands_and_the_earlier_one_is_kept() -> None:
    officer, plan = a_plan_of_an_officer()
    words = "30 minutes of speech therapy a week"
    for on, standing in ((ON, "missing"), (TODAY, "in_place")):
        found = [
            Found("F1", words, standing, since=on, said_by="The SENCO"),
            Found("F2", "A visual timetable", "in_place", since=on, said_by="The SENCO"),
        ]
        check_provision(plan, found=found, on=on, by=officer, at=NOON)
    checks = delivery_of(plan.person).checks
    assert [(c.code, c.standing, c.checked_on) for c in checks] == [
        ("F1", "in_place", TODAY),
        ("F2", "in_place", TODAY),
    ]
    assert plan.provision_checks.count() == 4


def test_a_check_is_not_of_a_day_to_come_nor_is_it_so_since_a_later_day() -> None:
    officer, plan = a_plan_of_an_officer()
    found = [Found("F1", "A visual timetable", "partly", since=TODAY, said_by="The SENCO")]
    with pytest.raises(ActionRefused, match="after today"):
        check_provision(plan, found=found, on=date(2024, 6, 4), by=officer, at=NOON)
    with pytest.raises(ActionRefused, match="after the check"):
        check_provision(plan, found=found, on=ON, by=officer, at=NOON)


def test_an_arrangement_is_reviewed_every_six_weeks_until_it_ends() -> None:
    officer, plan = a_plan_of_an_officer()
    row = start(plan, officer, ArrangementKind.PART_TIME, ON, terms("10"))
    assert row.review_due_on == date(2024, 7, 5)
    review_arrangement(row, version=1, on=TODAY, terms=terms("15"), by=officer, at=NOON)
    assert (row.hours, row.reviewed_on, row.review_due_on) == (15, TODAY, date(2024, 7, 15))
    with pytest.raises(ActionRefused, match="before the last review"):
        review_arrangement(row, version=2, on=ON, terms=terms("15"), by=officer, at=NOON)
    with pytest.raises(EditConflict):
        end_arrangement(row, version=1, on=TODAY, by=officer, at=NOON)
    end_arrangement(row, version=2, on=TODAY, by=officer, at=NOON)
    assert (row.ends_on, row.review_due_on) == (TODAY, None)
    with pytest.raises(ActionRefused, match="has ended"):
        review_arrangement(row, version=3, on=TODAY, terms=terms("15"), by=officer, at=NOON)


@pytest.mark.parametrize(
    ("kind", "given", "words"),
    [
        (ArrangementKind.PART_TIME, terms("26"), "more than full-time hours"),
        (ArrangementKind.ALTERNATIVE, terms("5"), "who provides it"),
        (ArrangementKind.MISSING, terms("5"), "has no hours"),
    ],
)
def test_an_arrangement_that_does_not_hold_together_is_refused(
    kind: ArrangementKind, given: Terms, words: str
) -> None:
    officer, plan = a_plan_of_an_officer()
    with pytest.raises(ActionRefused, match=words):
        start(plan, officer, kind, ON, given)


def test_one_of_a_kind_is_open_at_a_time() -> None:
    officer, plan = a_plan_of_an_officer()
    start(plan, officer, ArrangementKind.PART_TIME, ON, terms("10"))
    with pytest.raises(ActionRefused, match="open already"):
        start(plan, officer, ArrangementKind.PART_TIME, TODAY, terms("12"))


def test_hours_that_run_side_by_side_add_up() -> None:
    """Ten weeks from 25 March at 10 of 25 hours, the last four with 10 more elsewhere."""
    officer, plan = a_plan_of_an_officer()
    part = start(plan, officer, ArrangementKind.PART_TIME, date(2024, 3, 25), terms("10"))
    assert weeks_lost([part], as_of=date(2024, 6, 2)) == Decimal("6.0")
    more = start(
        plan,
        officer,
        ArrangementKind.ALTERNATIVE,
        date(2024, 5, 6),
        terms("10", provider="The Forge"),
    )
    assert weeks_lost([part, more], as_of=date(2024, 6, 2)) == Decimal("4.4")
    (child,) = not_full_time(officer, as_of=date(2024, 6, 2))
    assert (child.person, child.hours, child.weeks_lost) == (plan.person, 20, Decimal("4.4"))
    figures = lost([child], as_of=date(2024, 6, 2))
    assert (figures.children, figures.without_any, figures.overdue_reviews) == (1, 0, 1)


def test_a_child_whose_hours_make_full_time_is_not_counted() -> None:
    officer, plan = a_plan_of_an_officer()
    start(plan, officer, ArrangementKind.PART_TIME, ON, terms("10"))
    start(plan, officer, ArrangementKind.ALTERNATIVE, ON, terms("15", provider="The Forge"))
    assert not_full_time(officer, as_of=TODAY) == ()


@pytest.mark.parametrize(
    ("severity", "due"),
    [
        (Severity.HIGH, date(2024, 6, 3)),
        (Severity.MEDIUM, date(2024, 6, 10)),
        (Severity.LOW, date(2024, 6, 24)),
    ],
)
def test_an_owner_has_working_days_by_how_much_it_matters(severity: Severity, due: date) -> None:
    officer, plan = a_plan_of_an_officer()
    gap = a_gap(plan, officer, severity)
    assert (gap.due_on, gap.setting, gap.owner) == (due, plan.placements.get().setting, officer)


def test_a_gap_past_its_day_stands_before_the_manager() -> None:
    officer, plan = a_plan_of_an_officer()
    gap = a_gap(plan, officer)
    wanted = WantedGaps(state=GapState.ESCALATED)
    assert list(gaps_for(officer, wanted, as_of=gap.due_on)) == []
    assert list(gaps_for(officer, wanted, as_of=date(2024, 6, 4))) == [gap]


def test_a_gap_is_worked_given_on_closed_and_opened_again() -> None:
    officer, plan = a_plan_of_an_officer()
    other = an_officer("officer-2")
    gap = a_gap(plan, officer)
    how = {"on": TODAY, "by": officer, "at": NOON}
    with pytest.raises(ActionRefused, match="is open"):
        reopen_gap(gap, words="Again", **how)
    note_gap(gap, words="Rang the service", owner=other, **how)
    with pytest.raises(ActionRefused, match="Say what was done"):
        note_gap(gap, words=" ", **how)
    close_gap(gap, outcome=GapOutcome.IN_PLACE, words="She starts on Monday", **how)
    with pytest.raises(ActionRefused, match="This gap is closed"):
        note_gap(gap, words="More", **how)
    assert (gap.owner, gap.closed_on, gap.outcome) == (other, TODAY, "in_place")
    reopen_gap(gap, words="She did not come", **how)
    assert (gap.closed_on, gap.outcome, gap.due_on) == (None, "", date(2024, 6, 10))
    assert [note.words for note in gap.notes.all()] == [
        "Raised, and given to Ada officer-1",
        "Rang the service",
        "Given to Ada officer-2",
        "She starts on Monday",
        "Closed: The provision is in place",
        "Opened again: She did not come",
    ]


def test_a_gap_is_not_of_a_day_to_come() -> None:
    officer, plan = a_plan_of_an_officer()
    with pytest.raises(ActionRefused, match="after it is raised"):
        a_gap(plan, officer, since=TODAY)
    with pytest.raises(ActionRefused, match="after today"):
        a_gap(plan, officer, on=date(2024, 6, 4))


def test_a_stranger_sees_no_gap_and_no_child() -> None:
    officer, plan = a_plan_of_an_officer()
    a_gap(plan, officer)
    start(plan, officer, ArrangementKind.PART_TIME, ON, terms("10"))
    stranger = an_officer("officer-2")
    assert list(gaps_for(stranger, WantedGaps(), as_of=TODAY)) == []
    assert not_full_time(stranger, as_of=TODAY) == ()
