"""Each table of the return with what its rows hang from, and with counts of what hangs from them.

A row is always there once, also where its parent is missing. Names of columns are those of the
snapshot; what is counted ends in no name of the return.
"""

from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data
from rightplace.returns.sen2.rules.basis import first_day, survey_day

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, IntegerValue, Table, Value


def header(data: Data) -> "Table":
    """The header, which has no key of its own: row 1; blank where the return has none."""
    one = ibis.range(1, 2).unnest().name("header_row").as_table()
    only = data["header"].limit(1).mutate(joined=ibis.literal(1, "int64"))
    return one.left_join(only, one.header_row == only.joined).drop("joined")


def person(data: Data) -> "Table":
    """Each person, how many share an identifier, and what their requests came to."""
    p = data["person"]
    same_name = [p.surname.lower(), p.forename.lower(), p.person_birth_date]
    counted = p.mutate(
        same_upn=_among(p.upn),
        same_learner_number=_among(p.unique_learner_number),
        same_person=_among(*same_name),
    )
    return _counts(counted, "person_id", _by_person(data))


def _by_person(data: Data) -> "Table":
    r = request(data)
    recent = r.received_date.between(first_day(data), survey_day(data)) | (
        r.received_date.isnull() & (r.request_outcome != "H")
    )
    return r.group_by("person_id").agg(
        requests=r.count(),
        assessments=r.assessments.sum(),
        active_plans=r.active_plans.sum(),
        recent_moves=(recent.fill_null(False) | (r.transferred > 0)).ifelse(1, 0).sum(),
    )


def request(data: Data) -> "Table":
    """Each request, and counts of its assessments and plans."""
    r = data["request"]
    a = data["assessment"]
    ended = a.assessment_outcome.isin(["Y", "N", "H"])
    by_assessment = a.group_by("request_id").agg(assessments=a.count(), finished=_number(ended))
    p = data["active_plan"]
    by_plan = p.group_by("request_id").agg(
        active_plans=p.count(), transferred=_number(p.transfer_la.notnull())
    )
    return _counts(_counts(r, "request_id", by_assessment), "request_id", by_plan)


def assessment(data: Data) -> "Table":
    """Each assessment, its request, and counts of what hangs from either."""
    n = data["named_plan"]
    by_plan = n.group_by("assessment_id").agg(named_plans=n.count(), last_start=n.start_date.max())
    a = _siblings(data["assessment"], "request_id")
    a = _counts(a, "assessment_id", by_plan, whole=("named_plans",))
    above = request(data).select(
        "request_id", "person_id", "received_date", "request_outcome", "request_outcome_date",
        "active_plans", "transferred",
    )  # fmt: skip
    return _up(a, above, "request_id")


def named_plan(data: Data) -> "Table":
    """Each named plan, its assessment, its person, and counts of its details and active plans."""
    d = data["plan_detail"]
    n = _siblings(data["named_plan"], "assessment_id")
    n = n.mutate(
        ended_plans=_number(n.cease_reason.notnull()).over(ibis.window()),
        ended_otherwise=_number(n.cease_reason == "9").over(ibis.window()),
    )
    n = _counts(n, "named_plan_id", d.group_by("named_plan_id").agg(plan_details=d.count()))
    above = data["assessment"].select(
        "assessment_id", "request_id", "assessment_outcome", "assessment_outcome_date"
    )
    p = data["active_plan"]
    n = _up(_up(n, above, "assessment_id"), _born(data), "request_id")
    return _counts(n, "request_id", p.group_by("request_id").agg(active_plans=p.count()))


def _born(data: Data) -> "Table":
    """The person and birth date of each request."""
    born = data["person"].select("person_id", "person_birth_date")
    return _up(data["request"].select("request_id", "person_id"), born, "person_id")


def plan_detail(data: Data) -> "Table":
    """Each detail of a plan with the plan's start, and how many of its details come first."""
    d = _siblings(data["plan_detail"], "named_plan_id")
    return d.mutate(main_rows=_number(d.placement_rank == "1").over(group_by=d.named_plan_id))


def active_plan(data: Data) -> "Table":
    """Each active plan, its request and person, the plans of its request, placements and needs."""
    q = data["placement_detail"]
    day = survey_day(data)
    is_open = (q.entry_date <= day) & (q.leaving_date.isnull() | (q.leaving_date > day))
    by_place = q.group_by("active_plan_id").agg(
        placements=q.count(), open_placements=_number(is_open)
    )
    s = data["sen_need"]
    by_need = s.group_by("active_plan_id").agg(needs=s.count())
    p = _siblings(data["active_plan"], "request_id")
    p = _counts(_counts(p, "active_plan_id", by_place), "active_plan_id", by_need)
    p = _counts(p, "request_id", _plans_of_request(data), whole=("plans", "live_plans"))
    p = _up(p, _born(data), "request_id")
    return p.mutate(plans_of_person=_among(p.person_id))


def _plans_of_request(data: Data) -> "Table":
    a = data["assessment"].select("assessment_id", "request_id")
    n = data["named_plan"].join(a, "assessment_id")
    day = survey_day(data)
    live = (n.start_date <= day) & (n.cease_date.isnull() | (n.cease_date > day))
    return n.group_by("request_id").agg(
        plans=n.count(),
        live_plans=_number(live),
        first_start=n.start_date.min(),
        last_cease=n.cease_date.max(),
    )


def placement_detail(data: Data) -> "Table":
    """Each placement, its plan's review and end, its person, and whether one before it lasts into it."""
    q = data["placement_detail"]
    before = ibis.window(
        group_by=[q.active_plan_id, q.placement_rank],
        order_by=[q.entry_date, q.placement_detail_id],
        preceding=(None, 1),
    )
    until = q.leaving_date.fill_null(ibis.date(9999, 12, 31))
    q = q.mutate(earlier_until=until.max().over(before))
    p = data["active_plan"].select("active_plan_id", "request_id", "review_outcome")
    ends = _plans_of_request(data).select("request_id", "last_cease")
    p = _up(_up(p, ends, "request_id"), _born(data), "request_id")
    return _up(q, p, "active_plan_id")


def sen_need(data: Data) -> "Table":
    """Each need, with how many the plan has, and how many of the same type or rank."""
    s = _siblings(data["sen_need"], "active_plan_id")
    return s.mutate(
        same_type=_among(s.active_plan_id, s.sen_type),
        same_rank=_among(s.active_plan_id, s.sen_type_rank),
    )


def _siblings(table: "Table", parent: str) -> "Table":
    """With `siblings`: how many rows hang from the same parent, this one counted."""
    return table.mutate(siblings=_among(table[parent]))


def _among(*values: "Value") -> "IntegerValue":
    """How many rows share these values."""
    return ibis._.count().over(ibis.window(group_by=list(values)))


def _number(condition: "BooleanValue") -> "IntegerValue":
    return condition.fill_null(False).ifelse(1, 0).sum()


def _counts(
    table: "Table", key: str, counts: "Table", *, whole: tuple[str, ...] | None = None
) -> "Table":
    """The counts of that key beside each row; nothing counted is 0. Not all columns need be counts."""
    joined = _up(table, counts, key)
    numbers = [c for c in counts.columns if c != key] if whole is None else list(whole)
    return joined.mutate(**{name: joined[name].fill_null(0) for name in numbers})


def _up(table: "Table", other: "Table", key: str) -> "Table":
    """With the columns of the one row of `other` of that key, but for names that it has already."""
    new = [c for c in other.columns if c not in table.columns]
    other = other.select(**{"key_above": other[key]}, **{name: other[name] for name in new})
    return table.left_join(other, table[key] == other.key_above).drop("key_above")
