"""The record as it was known at the end of an earlier day: for the report of a quarter that has long ended.

An event counts from the moment at which it was recorded. What a row says of a day counts from that day on,
or, where the case has events of that day, from when the first of them was recorded. What has no day of its
own, such as a name, is as it is today; an event that was corrected counts nowhere. Lists of other services
and entered figures count from when they came in.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from rightplace.facts.record_sql import RAW
from rightplace.facts.services import ENTERED, LOADS

EVENTS = "casework_caseevent"
BESIDE: Mapping[str, tuple[str, ...]] = {EVENTS: (*RAW[EVENTS], "recorded_at")}
"""What is to be read of the record (`extract.read_record`) beside what every snapshot needs."""

_MACROS = """
    create macro of_request(request, said) as coalesce(
        said <= getvariable('day') and (request || ' ' || said) not in (select moment from late_request),
        false
    );
    create macro happened(request, what) as
        exists (select 1 from casework_caseevent where in_time and request_id = request and kind = what);
    create macro of_plan(plan, said) as coalesce(
        said <= getvariable('day') and (plan || ' ' || said) not in (select moment from late_plan),
        false
    );
"""
# The days of a case of which no event was recorded in time.
_LATE = """
    select {0}_id || ' ' || happened_on as moment from casework_caseevent
    where {0}_id is not null group by {0}_id, happened_on having not bool_or(in_time)
"""

# Database table -> its rows as they were known; those of a later line may ask for those of an earlier.
_KNOWN = {
    "casework_request": """
        select * replace (
            case when outcome = 'W' and of_request(id, closed_on) then 'W'
                when of_request(id, outcome_on) then outcome else 'A' end as outcome,
            case when of_request(id, outcome_on) then outcome_on end as outcome_on,
            case when of_request(id, closed_on) then closed_on end as closed_on
        ) from casework_request where of_request(id, received_on)
    """,
    "casework_assessment": """
        select a.* replace (
            case when a.outcome = 'W' and r.closed_on is not null then 'W'
                when of_request(r.id, a.outcome_on) then a.outcome
                when a.outcome = 'Y' and happened(r.id, 'decided_to_issue') then 'Y' else 'A' end as outcome,
            case when of_request(r.id, a.outcome_on) then a.outcome_on end as outcome_on
        ) from casework_assessment a join known_casework_request r on r.id = a.request_id
        where happened(r.id, 'decided_to_assess')
    """,
    "casework_plan": """
        select * replace (
            case when of_plan(id, ceased_on) then ceased_on end as ceased_on,
            case when of_plan(id, ceased_on) then cease_reason else '' end as cease_reason
        ) from casework_plan where of_plan(id, held_from)
    """,
    "casework_person": """
        with here as (
            select person_id from known_casework_request union select person_id from known_casework_plan
        )
        select * from casework_person where id in (from here)
            or id in (select same_as_id from casework_person where id in (from here))
    """,
    "casework_advicerequest": """
        select a.* from casework_advicerequest a
        where assessment_id in (select id from known_casework_assessment)
    """,
    "casework_adviceexcuserecord": """
        select * from casework_adviceexcuserecord
        where starts_on <= getvariable('day') and advice_id in (select id from known_casework_advicerequest)
    """,
    "casework_exceptionrecord": """
        select * from casework_exceptionrecord
        where starts_on <= getvariable('day') and request_id in (select id from known_casework_request)
    """,
    "casework_namedsetting": """
        select * from casework_namedsetting where plan_id in (select id from known_casework_plan)
    """,
    "casework_need": """
        select * from casework_need where plan_id in (select id from known_casework_plan)
    """,
    "casework_placement": """
        select * replace (case when of_plan(plan_id, leaving_on) then leaving_on end as leaving_on)
        from casework_placement
        where of_plan(plan_id, entry_on) and plan_id in (select id from known_casework_plan)
    """,
    "casework_review": """
        select * replace (
            case when of_plan(plan_id, decision_on) then decision else '' end as decision,
            case when of_plan(plan_id, decision_on) then decision_on end as decision_on,
            case when of_plan(plan_id, notice_on) then notice_on end as notice_on
        ) from casework_review
        where of_plan(plan_id, meeting_on) and plan_id in (select id from known_casework_plan)
    """,
    "casework_phasetransferreview": """
        select * replace (case when of_plan(plan_id, final_on) then final_on end as final_on)
        from casework_phasetransferreview where plan_id in (select id from known_casework_plan)
    """,
    "casework_schoolcount": "select * from casework_schoolcount where census_date <= getvariable('day')",
}  # fmt: skip


def as_known(raw: Mapping[str, pa.Table], day: date) -> dict[str, pa.Table]:
    """The rows that a snapshot needs, as they were known at the end of a day.

    `raw` is as `extract.read_record` gives it with `BESIDE`, and may have the tables of services.
    """
    ends = pa.scalar(datetime.combine(day + timedelta(days=1), time(0, tzinfo=UTC)))
    found = dict(raw)
    in_time = pc.less(raw[EVENTS]["recorded_at"], ends)
    found[EVENTS] = raw[EVENTS].filter(in_time).select(RAW[EVENTS])
    for table in {LOADS, ENTERED} & set(raw):
        found[table] = raw[table].filter(pc.less(raw[table]["at"], ends))
    with duckdb.connect() as connection:
        for name in _KNOWN:
            connection.register(name, raw[name])
        connection.register(EVENTS, raw[EVENTS].append_column("in_time", in_time))
        for case in ("request", "plan"):
            connection.execute(f"create table late_{case} as {_LATE.format(case)}")
        connection.execute("set variable day = $day", {"day": day})
        connection.execute(_MACROS)
        for name, query in _KNOWN.items():
            found[name] = connection.execute(query).to_arrow_table().cast(raw[name].schema)
            connection.register(f"known_{name}", found[name])
    return found
