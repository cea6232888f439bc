"""The lists from the tables of a snapshot, as far as the record knows.

List 1 holds everyone with a plan on the day. List 2 holds everyone else who is known to the record and
has never had a plan: pupils on SEN support without a request are in schools' records, not in this one.
Without a plan the need and the school are those given with the request, as last corrected. Where there is
neither a UPN nor a ULN, the Department's code for the reason stands in place of the UPN, as it does in
SSDA903. Exclusions, absence, pupil premium and social care are not recorded here; those columns are blank,
to be filled in from the systems that hold them.
"""

from collections.abc import Mapping
from datetime import date

import duckdb
import pyarrow as pa

from rightplace.facts import schema
from rightplace.returns.annexa.lists import LISTS

_USED = (
    "person",
    "request",
    "assessment",
    "named_plan",
    "active_plan",
    "placement_detail",
    "sen_need",
    "setting",
    "event",
)
_STATEMENTS = (
    """
    create temp table held as
    select r.person_id, arg_max(a.active_plan_id, coalesce(a.held_from, date '1900-01-01')) as active_plan_id
    from active_plan a join request r using (request_id)
    where coalesce(a.held_from, getvariable('as_of')) <= getvariable('as_of')
      and coalesce(a.held_to, date '9999-12-31') > getvariable('as_of')
    group by all
    """,
    """
    create temp table issued as
    select r.person_id, min(n.start_date) as first_on, max(n.start_date) as last_on
    from named_plan n join assessment a using (assessment_id) join request r using (request_id)
    where n.start_date <= getvariable('as_of')
    group by all
    """,
    """
    create temp table written_again as
    select active_plan_id, max(happened_on) as last_on from event
    where kind in ('plan_amended', 'phase_plan_issued', 'reassessed_plan_issued')
      and happened_on <= getvariable('as_of')
    group by all
    """,
    """
    create temp table known as
    select person_id, person_id::varchar as unique_id, unique_learner_number as uln,
           coalesce(upn, case when uln is null then upn_unknown end) as upn,
           person_birth_date as birth_date, coalesce(sex, gender_current) as gender, ethnicity,
           case disability when 'Y' then 'Yes' when 'N' then 'No' end as disability,
           known_at, primary_need, person_id as number
    from person
    """,
    """
    create temp table phase_of as
    select urn, any_value(setting_type) as phase from setting where urn is not null group by urn
    """,
    """
    create temp table attended as
    select p.active_plan_id, p.placement_rank, arg_max(p.urn, p.entry_date) as urn,
           arg_max(coalesce(s.phase, p.sen_setting), p.entry_date) as phase,
           bool_or(p.sen_setting = 'EHE') as at_home
    from placement_detail p
    left join phase_of s using (urn)
    where coalesce(p.entry_date, getvariable('as_of')) <= getvariable('as_of')
      and coalesce(p.leaving_date, date '9999-12-31') > getvariable('as_of')
    group by all
    """,
    """
    create temp table main_need as
    select active_plan_id, any_value(sen_type order by sen_need_id) as primary_need
    from sen_need where sen_type_rank = '1' group by all
    """,
    """
    create temp table list_1 as
    select p.* exclude (primary_need), i.first_on as initial_plan_date,
           case when greatest(i.last_on, w.last_on) > i.first_on
                then greatest(i.last_on, w.last_on) end as updated_plan_date,
           greatest(a.last_review, a.review_meeting) as last_review_date,
           m.primary_need, main.urn as main_urn, main.phase as main_phase,
           other.phase as subsidiary_phase,
           case when main.at_home then 'Yes' when main.active_plan_id is not null then 'No' end
               as home_educated
    from held h join known p using (person_id) join active_plan a using (active_plan_id)
    left join issued i using (person_id)
    left join written_again w using (active_plan_id)
    left join main_need m using (active_plan_id)
    left join attended main on main.active_plan_id = h.active_plan_id and main.placement_rank = '1'
    left join attended other on other.active_plan_id = h.active_plan_id and other.placement_rank = '2'
    """,
    """
    create temp table list_2 as
    select p.*, p.known_at as main_urn, s.phase as main_phase
    from known p left join phase_of s on s.urn = p.known_at
    where p.person_id in (select person_id from request where received_date <= getvariable('as_of'))
      and p.person_id not in (select person_id from issued)
      and p.person_id not in (select person_id from held)
      and p.person_id not in (select r.person_id from active_plan join request r using (request_id))
    """,
)


def build_lists(tables: Mapping[str, pa.Table], *, as_of: date) -> dict[str, pa.Table]:
    """Both lists as they stood on that day, from a snapshot's tables, in the order of its people."""
    with duckdb.connect() as database:
        for name in _USED:
            database.register(name, tables.get(name, schema.empty(name)))
        database.execute(f"set variable as_of = date '{as_of.isoformat()}'")
        for statement in _STATEMENTS:
            database.execute(statement)
        return {each.name: _finished(database, each.name, each.schema) for each in LISTS}


def _finished(database: duckdb.DuckDBPyConnection, name: str, wanted: pa.Schema) -> pa.Table:
    """A selected table under the list's schema: rows numbered, what the record lacks null."""
    found = database.table(name).order("number").to_arrow_table()
    rows = pa.array(range(1, found.num_rows + 1), pa.int64())
    columns = [
        found[f.name].cast(f.type) if f.name in found.column_names else pa.nulls(len(rows), f.type)
        for f in wanted.remove(0)
    ]
    return pa.Table.from_arrays([rows, *columns], schema=wanted)
