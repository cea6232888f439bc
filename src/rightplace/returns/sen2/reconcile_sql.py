"""Each row of the record beside what was chosen from it, with its reason: the SQL of `reconcile`.

It runs where the statements of `selection` have run. `why` is a name of `reasons.Why`; modules name
the tables of the return and `return_rows` the rows there.
"""

# A plan is one whether the record has it as named, as maintained, or as both.
_PLANS = """
CREATE TEMP TABLE plan_seen AS
SELECT coalesce(n.named_plan_id, p.active_plan_id) AS key, n.assessment_id,
    coalesce(a.request_id, p.request_id) AS request_id, n.start_date, p.held_from, n.cease_reason,
    least(n.cease_date, p.held_to) AS ended_on, p.transfer_la,
    named.number AS named_row, active.number AS active_row
FROM named_plan n
FULL JOIN active_plan p ON p.active_plan_id = n.named_plan_id
LEFT JOIN assessment a ON a.assessment_id = n.assessment_id
LEFT JOIN named_plan_out named ON named.named_plan_id = n.named_plan_id
LEFT JOIN active_plan_out active ON active.active_plan_id = p.active_plan_id
"""

_PLAN_WHY = """
CREATE TEMP TABLE plan_why AS
SELECT 'plan' AS about, s.key, r.person_id, s.request_id, s.assessment_id,
    CASE
        WHEN active_row IS NOT NULL THEN 'LIVE'
        WHEN named_row IS NOT NULL
            AND ended_on BETWEEN getvariable('first_day') AND getvariable('last_day') THEN 'ENDED'
        WHEN named_row IS NOT NULL THEN 'NEW'
        WHEN r.received_date > getvariable('last_day') THEN 'RECEIVED_AFTER'
        WHEN greatest(start_date, held_from) > getvariable('survey_day') THEN 'BEGINS_AFTER'
        WHEN ended_on < getvariable('first_day') AND cease_reason = '5' THEN 'MOVED_AWAY_BEFORE'
        WHEN ended_on < getvariable('first_day') THEN 'ENDED_BEFORE'
        WHEN ended_on > getvariable('last_day') AND ended_on <= getvariable('survey_day')
            THEN 'ENDED_SINCE'
        ELSE 'NOT_BEGUN'
    END AS why,
    concat_ws(', ', if(named_row IS NULL, NULL, 'named_plan'),
        if(active_row IS NULL, NULL, 'active_plan')) AS modules,
    concat_ws(', ', named_row, active_row) AS return_rows
FROM plan_seen s LEFT JOIN request r USING (request_id)
"""

_REQUEST_WHY = """
CREATE TEMP TABLE request_why AS
WITH of_plan AS (
    SELECT request_id, arg_max(why, key) AS why FROM plan_why WHERE modules = '' GROUP BY request_id
), of_assessment AS (
    SELECT request_id, arg_max(assessment_outcome, assessment_id) AS outcome
    FROM assessment GROUP BY request_id
)
SELECT 'request' AS about, r.request_id AS key, r.person_id,
    CASE
        WHEN o.number IS NOT NULL AND o.current THEN 'OF_PERIOD'
        WHEN o.number IS NOT NULL THEN 'CARRIES_PLAN'
        WHEN r.received_date > getvariable('last_day') THEN 'RECEIVED_AFTER'
        WHEN r.request_outcome = 'W' THEN 'WITHDRAWN_BEFORE'
        WHEN p.why IS NOT NULL THEN p.why
        WHEN r.request_outcome = 'N' AND a.outcome IS NULL THEN 'REFUSED_BEFORE'
        WHEN a.outcome = 'N' THEN 'NOT_ISSUED_BEFORE'
        WHEN a.outcome = 'W' THEN 'WITHDRAWN_BEFORE'
        ELSE 'HISTORICAL'
    END AS why,
    if(o.number IS NULL, '', 'request') AS modules, coalesce(o.number::varchar, '') AS return_rows
FROM request r LEFT JOIN request_out o USING (request_id)
LEFT JOIN of_plan p USING (request_id) LEFT JOIN of_assessment a USING (request_id)
"""

_ASSESSMENT_WHY = """
CREATE TEMP TABLE assessment_why AS
SELECT 'assessment' AS about, a.assessment_id AS key, r.person_id,
    CASE
        WHEN o.number IS NOT NULL AND o.assessment_outcome = 'H' THEN 'CARRIES_PLAN'
        WHEN o.number IS NOT NULL THEN 'OF_PERIOD'
        WHEN w.modules <> '' THEN 'NOT_BEGUN'
        ELSE w.why
    END AS why,
    if(o.number IS NULL, '', 'assessment') AS modules,
    coalesce(o.number::varchar, '') AS return_rows
FROM assessment a LEFT JOIN assessment_out o USING (assessment_id)
JOIN request r ON r.request_id = a.request_id
JOIN request_why w ON w.key = a.request_id
"""

_PERSON_WHY = """
CREATE TEMP TABLE person_why AS
WITH latest AS (
    SELECT w.person_id, arg_max(w.why, (r.received_date, r.request_id)) AS last_why
    FROM request_why w JOIN request r ON r.request_id = w.key GROUP BY w.person_id
)
SELECT 'person' AS about, p.person_id AS key, p.person_id,
    if(o.number IS NOT NULL, 'HAS_CASE', coalesce(last_why, 'NO_CASE')) AS why,
    if(o.number IS NULL, '', 'person') AS modules, coalesce(o.number::varchar, '') AS return_rows
FROM person p LEFT JOIN person_out o USING (person_id) LEFT JOIN latest USING (person_id)
UNION ALL
SELECT 'person', other_record_id, counted_as, 'ENTERED_TWICE', '', '' FROM entered_twice
"""

STATEMENTS = (_PLANS, _PLAN_WHY, _REQUEST_WHY, _ASSESSMENT_WHY, _PERSON_WHY)

ROWS = """
WITH whole AS (
    SELECT 1 AS place, about, key, person_id, why, modules, return_rows FROM person_why
    UNION ALL SELECT 2, about, key, person_id, why, modules, return_rows FROM request_why
    UNION ALL SELECT 3, about, key, person_id, why, modules, return_rows FROM assessment_why
    UNION ALL SELECT 4, about, key, person_id, why, modules, return_rows FROM plan_why
)
SELECT about, key, person_id, modules <> '' AS in_return, why, modules, return_rows
FROM whole ORDER BY place, key
"""

LIVE_KEYS = "SELECT DISTINCT active_plan_id AS key FROM live"

# `stock_before` and `stock_now` hold the keys of the plans maintained on the two days.
WALK = """
SELECT CASE
        WHEN b.key IS NULL AND s.transfer_la IS NOT NULL THEN 'MOVED_IN'
        WHEN b.key IS NULL AND coalesce(s.start_date, s.held_from) > getvariable('before_day')
            THEN 'ISSUED'
        WHEN b.key IS NULL THEN 'OTHERWISE_IN'
        WHEN n.key IS NULL AND s.ended_on <= getvariable('survey_day') AND s.cease_reason = '5'
            THEN 'MOVED_AWAY'
        WHEN n.key IS NULL AND s.ended_on <= getvariable('survey_day') THEN 'ENDED'
        ELSE 'OTHERWISE_OUT'
    END AS step, count(*) AS number
FROM stock_before b FULL JOIN stock_now n USING (key)
LEFT JOIN (SELECT DISTINCT ON (key) * FROM plan_seen) s ON s.key = coalesce(b.key, n.key)
WHERE b.key IS NULL OR n.key IS NULL
GROUP BY 1
"""
