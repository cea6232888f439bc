"""Plans of the office that change or end: one of each kind, as a desk has them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from rightplace.casework.actions import (
    amendments,
    budgets,
    ceasing,
    circumstances,
    moves,
    reassessments,
)
from rightplace.casework.actions.assessments import Where
from rightplace.casework.models import (
    BudgetWay,
    CeasingGround,
    ElsewhereKind,
    Person,
    Plan,
    ReassessmentAskedBy,
    Setting,
    SettingGroup,
)
from rightplace.county.furnish.desk import Desk
from rightplace.law.codes import Ethnicity, SenType, UpnUnknown
from rightplace.law.dates import add_months
from rightplace.law.events import EventKind


def furnish(desk: Desk) -> None:
    """Take one quiet plan for each kind of change, of someone old enough, as far as there are any."""
    free = list(quiet_plans(desk))
    for change, age in _CHANGES.items():
        born = add_months(desk.day, -12 * age)
        plan = next((plan for plan in free if plan.person.birth_date <= born), None)
        if plan is not None:
            free.remove(plan)
            change(desk, plan)
    _moves_in(desk)


def quiet_plans(desk: Desk) -> Iterator[Plan]:
    """Plans with nothing under way, the oldest first: the newest are what other areas furnish."""
    soon = desk.day + timedelta(days=45)
    for plan in reversed(desk.plans):
        plan.refresh_from_db()
        quiet = plan.next_duty == "review.annual" and plan.next_review_on > soon
        if plan.events.filter(kind=EventKind.DECIDED_TO_CEASE).exists():
            continue  # the next decision would need a review since
        if quiet and plan.placements.filter(leaving_on=None).exists():
            yield plan


def _ago(desk: Desk, days: int) -> date:
    return desk.day - timedelta(days=days)


def _reassess_asked(desk: Desk, plan: Plan) -> None:
    on = _ago(desk, 6)
    reassessments.request_reassessment(
        plan,
        asked_by=ReassessmentAskedBy.FAMILY,
        why="Nine weeks in hospital: a wheelchair is needed at school now.",
        on=on,
        **desk.how(on=on),
    )


def _reassess_agreed(desk: Desk, plan: Plan) -> None:
    asked, agreed = _ago(desk, 40), _ago(desk, 28)
    row = reassessments.request_reassessment(
        plan,
        asked_by=ReassessmentAskedBy.SETTING,
        why="Attendance has fallen to a third since September and the outcomes no longer fit.",
        on=asked,
        **desk.how(on=asked),
    )
    reassessments.decide_to_reassess(row, on=agreed, **desk.how(on=agreed))
    for adviser in ("family", "setting", "psychologist"):
        advice = reassessments.ask_for_reassessment_advice(
            row, adviser=adviser, on=agreed, **desk.how(on=agreed)
        )
        if adviser == "family":
            on = _ago(desk, 12)
            reassessments.receive_reassessment_advice(advice, on=on, **desk.how(on=on))


def _ceasing_held(desk: Desk, plan: Plan) -> None:
    consulted, heard, decided = _ago(desk, 50), _ago(desk, 38), _ago(desk, 20)
    row = ceasing.consult_on_ceasing(
        plan,
        ground=CeasingGround.NOT_NECESSARY,
        why="The outcomes have been achieved, and the needs that are left are met without a plan.",
        setting=_named(plan),
        on=consulted,
        **desk.how(on=consulted),
    )
    ceasing.hear_on_ceasing(
        row,
        of_setting=True,
        views="We agree: what we offer every pupil has been enough for a year.",
        on=heard,
        **desk.how(on=heard),
    )
    ceasing.hear_on_ceasing(
        row,
        of_setting=False,
        views="We are worried about the next move and would like to keep the plan.",
        on=heard,
        **desk.how(on=heard),
    )
    ceasing.decide_to_cease(
        row,
        reasons="Every outcome was achieved by the last review, and the support that remains is "
        "what the school provides from its own resources.",
        on=decided,
        **desk.how(on=decided),
    )


def _named(plan: Plan) -> str:
    named = plan.named_settings.select_related("setting").first()
    return named.setting.name if named and named.setting else ""


def _ceasing_asked(desk: Desk, plan: Plan) -> None:
    on = _ago(desk, 5)
    ceasing.consult_on_ceasing(
        plan,
        ground=CeasingGround.NOT_NECESSARY,
        why="The last review found every outcome achieved, and asks whether a plan is still needed.",
        setting=_named(plan),
        on=on,
        **desk.how(on=on),
    )


def _amend(desk: Desk, plan: Plan) -> None:
    on = _ago(desk, 9)
    amendments.propose_amendment(
        plan,
        why="The report of the speech and language therapist of this month.",
        changes="Section F: direct therapy of 45 minutes a week in place of a programme.",
        on=on,
        **desk.how(on=on),
    )


def _home_education(desk: Desk, plan: Plan) -> None:
    on = _ago(desk, 70)
    circumstances.educate_elsewhere(
        plan,
        kind=ElsewhereKind.HOME,
        what="The parents wrote to the school. They use an online course and a weekly group.",
        on=on,
        **desk.how(on=on),
    )


def _arranged(desk: Desk, plan: Plan) -> None:
    on, checked = _ago(desk, 60), _ago(desk, 25)
    row = circumstances.educate_elsewhere(
        plan,
        kind=ElsewhereKind.ARRANGED,
        what="A tutor comes for 15 hours a week while a place is sought.",
        on=on,
        **desk.how(on=on),
    )
    circumstances.check_elsewhere(
        row,
        suitable=True,
        finding="Attends every session. Asks to see other children: a swimming group was added.",
        version=row.version,
        on=checked,
        **desk.how(on=checked),
    )


def _budget(desk: Desk, plan: Plan) -> None:
    asked, agreed = _ago(desk, 130), _ago(desk, 95)
    budget = budgets.ask_for_budget(
        plan,
        wanted="A personal assistant of our choice, and equipment for communication.",
        on=asked,
        **desk.how(on=asked),
    )
    budgets.agree_budget(budget, on=agreed, **desk.how(on=agreed))
    for way, purpose, yearly in (
        (BudgetWay.DIRECT, "Personal assistant, 10 hours a week in term", "6240.00"),
        (BudgetWay.ORGANISED, "Communication aid and its support", "1850.00"),
    ):
        budgets.add_budget_part(
            budget,
            way=way,
            purpose=purpose,
            yearly=Decimal(yearly),
            on=agreed,
            **desk.how(on=agreed),
        )


def _budget_asked(desk: Desk, plan: Plan) -> None:
    on = _ago(desk, 8)
    budgets.ask_for_budget(
        plan, wanted="To choose the therapist ourselves.", on=on, **desk.how(on=on)
    )


def _moves_out(desk: Desk, plan: Plan) -> None:
    on = _ago(desk, 3)
    moves.expect_move_out(
        plan,
        to_la="992",
        contact="send@ashcombe.example",
        moves_on=desk.day + timedelta(days=24),
        on=on,
        **desk.how(on=on),
    )


def _detained(desk: Desk, plan: Plan) -> None:
    on = _ago(desk, 33)
    circumstances.detain(
        plan,
        place="Fenwold Secure Training Unit",
        home_la=desk.spec.la_code,
        provision="The unit provides the speech and language programme and one-to-one reading.",
        on=on,
        **desk.how(on=on),
    )


# What changes -> how old someone is at least to whom it happens.
_CHANGES = {
    _detained: 14,
    _budget: 5,
    _home_education: 6,
    _arranged: 6,
    _ceasing_held: 6,
    _reassess_asked: 4,
    _reassess_agreed: 4,
    _amend: 4,
    _moves_out: 0,
    _ceasing_asked: 6,
    _budget_asked: 4,
}


def _moves_in(desk: Desk) -> None:
    """A child from another authority, whose school is now too far away."""
    on = _ago(desk, 16)
    primary = Setting.objects.filter(
        setting_group=SettingGroup.MAINSTREAM, la_code=desk.spec.la_code, low_age__lte=5
    )
    school = primary.order_by("pk").first()
    if school is None:
        return
    person = Person(
        surname="Mbeki-Lorne",
        forename="Tamsin",
        birth_date=date(desk.day.year - 8, 10, 19),
        sex="F",
        ethnicity=Ethnicity.MOTH.value,
        upn_unknown=UpnUnknown.UN8.value,
    )
    moves.receive_plan(
        person,
        starts_on=_ago(desk, 610),
        moved_on=on,
        from_la="993",
        needs=[SenType.SLCN.value, SenType.ASD.value],
        named=Where(setting=school),
        practicable=False,
        arrangement="A place at the nearest primary school with its speech and language base.",
        officer=desk.officer,
        **desk.how(on=on),
    )
