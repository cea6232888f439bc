"""Which of the record belongs in a year's return, and how it looked then: the SQL.

Two days bound what may show. Decisions count up to the last day of the calendar year before the
survey (`last_day`), so a later one still reads A; plans, placements and reviews count up to the
survey day. A plan issued between the two is live on the survey day but new only in the next
year's return: its assessment reads H, which carries a plan that is not of the period. A decision
of an earlier year is historical (H) too, and stands only to carry what hangs from it. Each
statement makes a table that the next ones read.
"""

# A decision without a date must still fall in one year: when the case closed, else when it began.
REQUEST_SEEN = """
CREATE TEMP TABLE request_seen AS
WITH dated AS (
    SELECT *, CASE
        WHEN request_outcome IN ('Y', 'N')
            THEN coalesce(request_outcome_date, closed_on, received_date)
        WHEN request_outcome = 'W'
            THEN coalesce(closed_on, request_outcome_date, received_date)
    END AS decided_on
    FROM request
)
SELECT * REPLACE (CASE
    WHEN decided_on > getvariable('last_day') THEN 'A'
    WHEN decided_on < getvariable('first_day') AND request_outcome <> 'W' THEN 'H'
    ELSE request_outcome
END AS request_outcome)
FROM dated
WHERE received_date IS NULL OR received_date <= getvariable('last_day')
"""

# Agreed but not yet issued has no date, so it counts as open. What follows an undecided or
# withdrawn request had not begun.
ASSESSMENT_SEEN = """
CREATE TEMP TABLE assessment_seen AS
WITH dated AS (
    SELECT a.*, CASE a.assessment_outcome
        WHEN 'Y' THEN coalesce(a.assessment_outcome_date, (
            SELECT min(n.start_date) FROM named_plan n WHERE n.assessment_id = a.assessment_id
        ))
        WHEN 'N' THEN coalesce(a.assessment_outcome_date, r.closed_on)
        WHEN 'W' THEN coalesce(r.closed_on, r.decided_on)
    END AS decided_on
    FROM assessment a
    JOIN request_seen r USING (request_id)
    WHERE r.request_outcome IN ('Y', 'N', 'H')
), seen AS (
    SELECT *, assessment_outcome = 'Y'
        AND coalesce(decided_on <= getvariable('survey_day'), false)
        AND EXISTS (
            SELECT 1 FROM named_plan n WHERE n.assessment_id = d.assessment_id
            AND coalesce(n.start_date, DATE '-infinity') <= getvariable('survey_day')
        ) AS issued_by_survey
    FROM dated d
)
SELECT * REPLACE (CASE
    WHEN decided_on > getvariable('last_day') AND NOT issued_by_survey THEN 'A'
    WHEN issued_by_survey AND decided_on > getvariable('last_day') THEN 'H'
    WHEN decided_on < getvariable('first_day') AND assessment_outcome <> 'W' THEN 'H'
    ELSE assessment_outcome
END AS assessment_outcome)
FROM seen
"""

# A plan that ended on the survey day is no longer live on it. DISTINCT, for a request that by
# mistake has two plans.
LIVE = """
CREATE TEMP TABLE live AS
SELECT DISTINCT p.*
FROM active_plan p
JOIN request_seen r USING (request_id)
LEFT JOIN assessment_seen a USING (request_id)
LEFT JOIN named_plan n USING (assessment_id)
WHERE r.request_outcome IN ('Y', 'N', 'H')
    AND (a.assessment_outcome IS NULL OR a.assessment_outcome NOT IN ('A', 'W'))
    AND coalesce(p.held_from, n.start_date, DATE '-infinity') <= getvariable('survey_day')
    AND coalesce(n.start_date, DATE '-infinity') <= getvariable('survey_day')
    AND coalesce(p.held_to, DATE 'infinity') > getvariable('survey_day')
    AND coalesce(n.cease_date, DATE 'infinity') > getvariable('survey_day')
"""

PLAN_KEPT = """
CREATE TEMP TABLE plan_kept AS
SELECT n.*, a.request_id
FROM named_plan n
JOIN assessment_seen a USING (assessment_id)
WHERE a.assessment_outcome IN ('Y', 'N', 'H')
    AND coalesce(n.start_date, DATE '-infinity') <= getvariable('survey_day')
    AND (
        a.assessment_outcome IN ('Y', 'N')
        OR n.cease_date BETWEEN getvariable('first_day') AND getvariable('last_day')
        OR a.request_id IN (SELECT request_id FROM live)
    )
"""

# `current` says that the request, or its assessment, was itself of the period or still open.
REQUEST_KEPT = """
CREATE TEMP TABLE request_kept AS
WITH judged AS (
    SELECT r.*,
        coalesce(r.request_outcome, 'A') IN ('Y', 'N', 'A')
            OR (r.request_outcome = 'W' AND r.decided_on >= getvariable('first_day')) AS of_period,
        r.request_id IN (
            SELECT request_id FROM assessment_seen
            WHERE coalesce(assessment_outcome, 'A') IN ('Y', 'N', 'A')
                OR (assessment_outcome = 'W' AND decided_on >= getvariable('first_day'))
        ) AS assessment_of_period
    FROM request_seen r
)
SELECT *, of_period OR assessment_of_period AS current
FROM judged
WHERE of_period OR assessment_of_period
    OR request_id IN (SELECT request_id FROM plan_kept)
    OR request_id IN (SELECT request_id FROM live)
"""

# From here on: the return's own tables, numbered anew in the order of what they hang from.
PERSON = """
CREATE TEMP TABLE person_out AS
SELECT row_number() OVER (ORDER BY person_id) AS number, *
FROM person WHERE person_id IN (SELECT person_id FROM request_kept)
"""

# The 20-week measure runs from receipt and leaves challenged requests out, so an assessment of the
# period keeps its request's date and flags though the decision to assess is historical; a request
# that only carries a plan keeps nothing.
REQUEST = """
CREATE TEMP TABLE request_out AS
SELECT row_number() OVER (ORDER BY p.number, r.request_id) AS number, p.number AS parent,
    r.* REPLACE (
        if(r.current, r.received_date, NULL) AS received_date,
        if(r.current, r.rya, NULL) AS rya,
        if(r.request_outcome IS DISTINCT FROM 'H', r.request_source, NULL) AS request_source,
        if(r.request_outcome IS DISTINCT FROM 'H', r.exported, NULL) AS exported,
        if(r.request_outcome IN ('Y', 'N'), r.request_outcome_date, NULL) AS request_outcome_date,
        if(r.request_outcome IN ('Y', 'N', 'H') AND r.current, r.request_mediation, NULL)
            AS request_mediation,
        if(r.request_outcome IN ('Y', 'N', 'H') AND r.current, r.request_tribunal, NULL)
            AS request_tribunal
    )
FROM request_kept r JOIN person_out p USING (person_id)
"""

ASSESSMENT = """
CREATE TEMP TABLE assessment_out AS
SELECT row_number() OVER (ORDER BY r.number, a.assessment_id) AS number, r.number AS parent,
    a.* REPLACE (
        if(a.assessment_outcome IN ('Y', 'N'), a.assessment_outcome_date, NULL)
            AS assessment_outcome_date,
        if(a.assessment_outcome IN ('Y', 'N'), a.assessment_mediation, NULL)
            AS assessment_mediation,
        if(a.assessment_outcome IN ('Y', 'N'), a.assessment_tribunal, NULL)
            AS assessment_tribunal,
        if(a.assessment_outcome IN ('Y', 'N'), a.other_mediation, NULL) AS other_mediation,
        if(a.assessment_outcome IN ('Y', 'N'), a.other_tribunal, NULL) AS other_tribunal,
        if(a.assessment_outcome IN ('Y', 'N'), a.week20, NULL) AS week20
    )
FROM assessment_seen a JOIN request_out r USING (request_id)
"""

NAMED_PLAN = """
CREATE TEMP TABLE named_plan_out AS
SELECT row_number() OVER (ORDER BY a.number, n.named_plan_id) AS number, a.number AS parent,
    n.* REPLACE (
        if(n.cease_date <= getvariable('survey_day'), n.cease_date, NULL) AS cease_date,
        if(n.cease_date <= getvariable('survey_day'), n.cease_reason, NULL) AS cease_reason
    )
FROM plan_kept n JOIN assessment_out a USING (assessment_id)
"""

PLAN_DETAIL = """
CREATE TEMP TABLE plan_detail_out AS
SELECT row_number() OVER (ORDER BY n.number, d.plan_detail_id) AS number, n.number AS parent, d.*
FROM plan_detail d JOIN named_plan_out n USING (named_plan_id)
"""

# The record holds one review for each plan, the latest. If that came after the survey day, the
# one before it is not known. From 2024 the day of a decision stands beside the meeting that it
# followed, so that of an earlier review is left out while the latest waits for its own. A due date
# may lie ahead; TransferLA is for moves of the year only.
ACTIVE_PLAN = """
CREATE TEMP TABLE active_plan_out AS
WITH judged AS (
    SELECT *,
        coalesce(review_meeting <= getvariable('survey_day'), true) AS met,
        last_review <= getvariable('survey_day') AS decided
    FROM live
)
SELECT row_number() OVER (ORDER BY r.number, p.active_plan_id) AS number, r.number AS parent,
    p.* REPLACE (
        if(p.held_from BETWEEN getvariable('first_day') AND getvariable('last_day'),
            p.transfer_la, NULL) AS transfer_la,
        if(p.met, p.review_meeting, NULL) AS review_meeting,
        if(p.met AND p.decided AND (p.review_outcome IS NOT NULL OR NOT getvariable('meeting_apart')),
            p.last_review, NULL) AS last_review,
        if(p.met AND p.decided, p.review_outcome, NULL) AS review_outcome,
        if(p.met AND p.review_draft <= getvariable('survey_day'), p.review_draft, NULL)
            AS review_draft,
        if(p.phase_transfer_final_date <= getvariable('survey_day'),
            p.phase_transfer_final_date, NULL) AS phase_transfer_final_date
    )
FROM judged p JOIN request_out r USING (request_id)
"""

# Current on the survey day, or begun or ended since the first day of the period.
PLACEMENT_DETAIL = """
CREATE TEMP TABLE placement_detail_out AS
SELECT row_number() OVER (ORDER BY p.number, d.placement_detail_id) AS number, p.number AS parent,
    d.* REPLACE (
        if(d.leaving_date <= getvariable('survey_day'), d.leaving_date, NULL) AS leaving_date
    )
FROM placement_detail d JOIN active_plan_out p USING (active_plan_id)
WHERE coalesce(d.entry_date, DATE '-infinity') <= getvariable('survey_day')
    AND coalesce(d.leaving_date, DATE 'infinity') >= getvariable('first_day')
"""

SEN_NEED = """
CREATE TEMP TABLE sen_need_out AS
SELECT row_number() OVER (ORDER BY p.number, s.sen_need_id) AS number, p.number AS parent, s.*
FROM sen_need s JOIN active_plan_out p USING (active_plan_id)
"""

STATEMENTS = (
    REQUEST_SEEN,
    ASSESSMENT_SEEN,
    LIVE,
    PLAN_KEPT,
    REQUEST_KEPT,
    PERSON,
    REQUEST,
    ASSESSMENT,
    NAMED_PLAN,
    PLAN_DETAIL,
    ACTIVE_PLAN,
    PLACEMENT_DETAIL,
    SEN_NEED,
)
