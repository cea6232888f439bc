"""Plans that are held: where the child is, moves between phases, the officer, the end."""

from datetime import date

from rightplace.casework.actions import plans, requests
from rightplace.county.casefile import CaseFile
from rightplace.county.deeds.desk import By, Rows
from rightplace.county.deeds.people import first_placement, person_of
from rightplace.county.lives import Move, Stay


def bring_in(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The older system's plan is taken over."""
    assert file.held is not None
    file.is_live, file.officer = True, rows.officer(file, by["at"])
    file.plan = plans.bring_in_plan(
        person_of(file, rows, by),
        starts_on=file.held.starts,
        needs=file.held.needs,
        named=rows.where(file.held.stays[0]),
        entry_on=file.held.stays[0].on,
        officer=file.officer,
        **by,
    )
    file.placement = first_placement(file.plan, by["ledger"])


def move_in(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """A plan moves in from another authority."""
    assert file.held is not None
    file.is_live, file.officer = True, rows.officer(file, by["at"])
    file.plan = plans.move_in_plan(
        person_of(file, rows, by),
        starts_on=file.held.starts,
        moved_on=on,
        from_la=file.held.moved_from,
        needs=file.held.needs,
        named=rows.where(file.held.stays[0]),
        officer=file.officer,
        **by,
    )
    file.placement = first_placement(file.plan, by["ledger"])


def tell_of_move(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The family hears what happens to the plan that moved in."""
    plans.tell_of_move(file.plan, on=on, **by)


def place(file: CaseFile, on: date, rows: Rows, by: By, stay: Stay) -> None:
    """The child starts somewhere else."""
    file.placement = plans.place(
        file.plan, where=rows.where(stay), leaving=file.placement, on=on, **by
    )


def give_budget(file: CaseFile, on: date, rows: Rows, by: By, arranged: bool) -> None:
    """A personal budget is taken up."""
    plans.give_personal_budget(file.plan, organised_arrangements=arranged, **by)


def cease(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """The plan comes to its end."""
    assert file.held is not None
    file.is_live = False
    plans.cease_plan(file.plan, on=on, reason=file.held.reason, placement=file.placement, **by)


def expect_move(file: CaseFile, on: date, rows: Rows, by: By, move: Move) -> None:
    """A move to the next phase is foreseen."""
    file.phases[move] = plans.expect_phase_transfer(
        file.plan, kind=move.kind, moves_on=move.moves_on, **by
    )


def issue_for_move(file: CaseFile, on: date, rows: Rows, by: By, move: Move) -> None:
    """The plan that names the next setting is issued."""
    plans.issue_phase_plan(file.phases[move], on=on, **by)


def hand_over(file: CaseFile, on: date, rows: Rows, by: By) -> None:
    """Another officer takes the case over."""
    officer = rows.officer(file, by["at"])
    if file.is_open:
        file.officer = officer
        requests.allocate_request(file.current_request, officer=officer, **by)
    if file.is_live:
        file.officer = officer
        plans.allocate_plan(file.plan, officer=officer, **by)
