"""How the rows of the record become the tables of a snapshot.

The day that a phase transfer is due is the one that the regulation names (15 February, 31 March),
though the clock counts to the day before it. `arg_max_null` keeps the blank of the latest row, where
`max_by` would take what an earlier row says.

A plan without an assessment here (brought in from an older system, or moved in) is carried, as in
the return, by a request and an assessment with the outcome H, historical. Their keys are the
plan's with a minus sign.
"""

# Database table -> the columns that a snapshot needs.
RAW: dict[str, tuple[str, ...]] = {
    "casework_person": (
        "id", "surname", "forename", "birth_date", "sex", "ethnicity", "postcode",
        "upn", "unique_learner_number", "upn_unknown", "setting_id", "primary_need", "disability",
        "same_as_id",
    ),
    "casework_request": (
        "id", "person_id", "received_on", "source", "in_youth_accommodation", "outcome",
        "outcome_on", "mediation", "tribunal", "exported_to", "team_id", "officer_id", "closed_on",
    ),
    "casework_assessment": (
        "id", "request_id", "outcome", "outcome_on", "mediation", "tribunal",
        "other_mediation", "other_tribunal",
    ),
    "casework_advicerequest": ("id", "assessment_id", "adviser"),
    "casework_adviceexcuserecord": ("advice_id", "reason", "starts_on", "ends_on"),
    "casework_exceptionrecord": (
        "request_id", "ground", "starts_on", "ends_on", "affects", "evidence",
        "advice_requested_on", "family_told_on",
    ),
    "casework_plan": (
        "id", "person_id", "assessment_id", "starts_on", "held_from", "moved_in_from",
        "residential", "work_based", "personal_budget", "organised_arrangements",
        "direct_payment", "ceased_on", "cease_reason", "team_id", "officer_id",
    ),
    "casework_namedsetting": (
        "id", "plan_id", "rank", "setting_id", "sen_setting", "sen_setting_other",
        "in_sen_unit", "in_resourced_provision",
    ),
    "casework_placement": (
        "id", "plan_id", "rank", "setting_id", "sen_setting", "sen_setting_other",
        "in_sen_unit", "in_resourced_provision", "entry_on", "leaving_on", "residential",
        "work_based",
    ),
    "casework_need": ("id", "plan_id", "sen_type", "rank"),
    "casework_review": ("id", "plan_id", "meeting_on", "decision", "decision_on", "notice_on"),
    "casework_phasetransferreview": ("id", "plan_id", "kind", "moves_on", "final_on"),
    "casework_caseevent": (
        "id", "person_id", "request_id", "plan_id", "kind", "ref", "happened_on",
    ),
    "casework_setting": (
        "id", "urn", "ukprn", "name", "setting_type", "setting_group", "la_code",
    ),
    "casework_schoolcount": ("setting_id", "census_date", "pupils", "sen_support"),
    "casework_team": ("id", "name"),
    "casework_user": ("id", "first_name", "last_name"),
    "casework_designatedofficers": ("medical", "clinical", "social_care"),
}  # fmt: skip


def _flag(name: str) -> str:
    return f"cast({name} as integer)::varchar"


_PLACE = f"""
    nullif(s.urn, '') as urn,
    case when coalesce(s.urn, '') = '' then nullif(s.ukprn, '') end as ukprn,
    nullif(p.sen_setting, '') as sen_setting,
    nullif(p.sen_setting_other, '') as sen_setting_other,
    p.rank::varchar as placement_rank,
    case when s.id is not null then {_flag("p.in_sen_unit")} end as sen_unit_indicator,
    case when s.id is not null then {_flag("p.in_resourced_provision")} end
        as resourced_provision_indicator
"""

_OFFICER = "u.first_name || ' ' || u.last_name"

# Snapshot table -> the query that fills it.
FACTS: dict[str, str] = {
    "person": """
        select p.id as person_id, surname, forename, birth_date as person_birth_date, sex,
            null as gender_current, ethnicity, nullif(postcode, '') as post_code,
            nullif(p.upn, '') as upn, nullif(unique_learner_number, '') as unique_learner_number,
            nullif(upn_unknown, '') as upn_unknown, nullif(s.urn, '') as known_at,
            nullif(primary_need, '') as primary_need, nullif(disability, '') as disability
        from casework_person p left join casework_setting s on s.id = p.setting_id
        order by p.id
    """,
    "request": f"""
        select r.id as request_id, r.person_id, r.received_on as received_date,
            nullif(r.source, '') as request_source, {_flag("r.in_youth_accommodation")} as rya,
            r.outcome_on as request_outcome_date, r.outcome as request_outcome,
            {_flag("r.mediation")} as request_mediation, {_flag("r.tribunal")} as request_tribunal,
            nullif(r.exported_to, '') as exported, t.name as team, {_OFFICER} as officer,
            r.closed_on
        from casework_request r
        join casework_team t on t.id = r.team_id join casework_user u on u.id = r.officer_id
        union all
        select -p.id, p.person_id, null, null, '0', null, 'H', '0', '0', null, t.name, {_OFFICER},
            p.held_from
        from casework_plan p
        join casework_team t on t.id = p.team_id join casework_user u on u.id = p.officer_id
        where p.assessment_id is null
        order by 1
    """,
    "assessment": f"""
        select a.id as assessment_id, a.request_id, a.outcome as assessment_outcome,
            a.outcome_on as assessment_outcome_date, {_flag("a.mediation")} as assessment_mediation,
            {_flag("a.tribunal")} as assessment_tribunal,
            {_flag("a.other_mediation")} as other_mediation,
            {_flag("a.other_tribunal")} as other_tribunal,
            case when a.outcome = 'Y' then
                case when exists (
                    select 1 from casework_exceptionrecord e where e.request_id = a.request_id
                ) then '1' else '0' end
            end as week20
        from casework_assessment a
        union all
        select -id, -id, 'H', null, '0', '0', '0', '0', null
        from casework_plan where assessment_id is null
        order by 1
    """,
    "named_plan": f"""
        select id as named_plan_id, coalesce(assessment_id, -id) as assessment_id,
            starts_on as start_date, nullif(residential, '') as plan_res,
            nullif(work_based, '') as plan_wbp, {_flag("personal_budget")} as pb,
            case when personal_budget then {_flag("organised_arrangements")} end as oa,
            nullif(direct_payment, '') as dp, ceased_on as cease_date,
            nullif(cease_reason, '') as cease_reason
        from casework_plan order by id
    """,
    "plan_detail": f"""
        select p.id as plan_detail_id, p.plan_id as named_plan_id, {_PLACE}
        from casework_namedsetting p left join casework_setting s on s.id = p.setting_id
        order by p.id
    """,
    "active_plan": """
        with latest as (
            select plan_id, max(meeting_on) as review_meeting from casework_review group by plan_id
        ), decided as (
            select plan_id, max(decision_on) as last_review,
                arg_max_null(notice_on, decision_on) as review_draft,
                max_by(decision, decision_on) as decision, max_by(meeting_on, decision_on) as meeting
            from casework_review where decision_on is not null group by plan_id
        ), phase as (
            select plan_id, max(moves_on) as moves_on, arg_max_null(final_on, moves_on) as final_on,
                max_by(kind, moves_on) as kind
            from casework_phasetransferreview group by plan_id
        ), phase_due as (
            select active_plan_id, ref, started_on, max(case
                when duty = 'phase_transfer.school' and strftime(due_on, '%m-%d') = '02-14'
                    then due_on + 1
                when duty = 'phase_transfer.post_16' and strftime(due_on, '%m-%d') = '03-30'
                    then due_on + 1
                else due_on
            end)::date as due_on
            from clock where duty like 'phase_transfer.%' group by all
        )
        select p.id as active_plan_id, coalesce(a.request_id, -p.id) as request_id,
            nullif(p.moved_in_from, '') as transfer_la, l.review_meeting,
            case when d.meeting = l.review_meeting then d.decision end as review_outcome,
            d.last_review,
            case when d.meeting = l.review_meeting then d.review_draft end as review_draft,
            f.due_on as phase_transfer_due_date,
            h.final_on as phase_transfer_final_date, p.held_from, p.ceased_on as held_to
        from casework_plan p
        left join casework_assessment a on a.id = p.assessment_id
        left join latest l on l.plan_id = p.id
        left join decided d on d.plan_id = p.id
        left join phase h on h.plan_id = p.id
        left join phase_due f
            on f.active_plan_id = p.id and f.ref = h.kind and f.started_on = h.moves_on
        order by p.id
    """,
    "placement_detail": f"""
        select p.id as placement_detail_id, p.plan_id as active_plan_id, {_PLACE},
            p.entry_on as entry_date, p.leaving_on as leaving_date, null as attendance_pattern,
            nullif(p.residential, '') as res, nullif(p.work_based, '') as wbp
        from casework_placement p left join casework_setting s on s.id = p.setting_id
        order by p.id
    """,
    "sen_need": """
        select id as sen_need_id, plan_id as active_plan_id, sen_type, rank::varchar as sen_type_rank
        from casework_need order by id
    """,
    "event": """
        select id as event_id, person_id, request_id, plan_id as active_plan_id, kind,
            nullif(ref, '') as ref, happened_on
        from casework_caseevent order by id
    """,
    "setting": """
        select id as setting_id, nullif(urn, '') as urn, nullif(ukprn, '') as ukprn, name,
            setting_type, setting_group, la_code
        from casework_setting order by id
    """,
    "school_count": """
        select setting_id, census_date, pupils, sen_support
        from casework_schoolcount order by setting_id, census_date
    """,
}
