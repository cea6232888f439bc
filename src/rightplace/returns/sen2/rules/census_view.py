"""The checks that an open tool makes of the plans and placements of the survey day.

Many say what a rule of ours says too; they are then reported only where that one is switched off.
All are for information: the return is taken whatever they say.
"""

from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality.rule import FIRST_YEAR as ANY_FIRST
from rightplace.facts.quality.rule import LAST_YEAR as ANY_LAST
from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    INFORMATION,
    Of,
    external,
    given,
    missing,
    on,
    outside_set,
    rows,
    survey,
)
from rightplace.returns.sen2.rules.places import DETAIL, PLACEMENT, provision

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

_SOURCE = external()
_ANY = (ANY_FIRST, ANY_LAST)
_header = Of("header", seen.header).rule
_person = Of("person", seen.person).rule
_active = Of("active_plan", seen.active_plan).rule
_request = Of("request", seen.request).rule
_placement = PLACEMENT.rule
_detail = DETAIL.rule
_need = Of("sen_need", seen.sen_need).rule

_LIVE = {
    "request": {"person_id": 1},
    "assessment": {"request_id": 1},
    "active_plan": {"request_id": 1},
}


def _school_year(p: "Table") -> "IntegerValue":
    """The calendar year in whose August the person was, or was to be, born: it tells the year group."""
    born = p.person_birth_date
    after_august = (born.month() > 8).ifelse(1, 0)
    school_year: IntegerValue = born.year() + after_august
    return school_year


CENSUS_VIEW = (
    _request(
        "MC-112", INFORMATION, ["person_id"],
        "The request belongs to no person",
        "Give the request its person.",
        lambda r, data: r.person_id.isnull(),
        source=_SOURCE,
        passing=[rows(request={"person_id": 1})],
        failing=[rows(request={"person_id": None})],
        years=_ANY,
    ),
    _header(
        "MC-122", INFORMATION, ["year"],
        "The year of the collection is missing",
        "Write the year of the survey day.",
        lambda h, data: missing(h.year),
        source=_SOURCE,
        passing=[rows(header={"year": "2025"})],
        failing=[rows(header={"year": None})],
        years=_ANY, after=["LOC-H02"],
    ),
    _header(
        "MC-124", INFORMATION, ["reference_date"],
        "The survey day is missing",
        "Write the survey day that is published for the year.",
        lambda h, data: h.reference_date.isnull(),
        source=_SOURCE,
        passing=[rows(header={"reference_date": survey()})],
        failing=[rows(header={"reference_date": None})],
        years=_ANY, after=["LOC-H03"],
    ),
    _active(
        "MC-132", INFORMATION, ["request_id"],
        "The active plan belongs to no request",
        "Give the plan its request; where the assessment is of an earlier year, one with outcome H.",
        lambda p, data: p.request_id.isnull(),
        source=_SOURCE,
        passing=[rows(request={}, active_plan={"request_id": 1})],
        failing=[rows(active_plan={"request_id": None})],
        years=_ANY,
    ),
    _active(
        "MC-134", INFORMATION, ["request_id"],
        "A person and request turn up twice among the plans of the survey day",
        "Keep one active plan for each request.",
        lambda p, data: p.request_id.notnull() & (p.siblings > 1),
        source=_SOURCE,
        passing=[rows(active_plan=[{"request_id": 1}, {"request_id": 2}])],
        failing=[rows(active_plan=[{"request_id": 1}, {"request_id": 1}])],
        years=_ANY, after=["LOC-AP01"],
    ),
    _person(
        "MC-142", INFORMATION, ["upn", "unique_learner_number", "upn_unknown"],
        "Neither a UPN nor a learner number, and no reason why",
        "Find the UPN, else the learner number, else give the reason.",
        lambda p, data: missing(p.upn) & missing(p.unique_learner_number) & missing(p.upn_unknown),
        source=_SOURCE,
        passing=[rows(person=[{"upn": "X"}, {"upn_unknown": "UN1"}])],
        failing=[rows(person={})],
        years=_ANY, after=["LOC-P09"],
    ),
    _person(
        "MC-143", INFORMATION, ["upn", "unique_learner_number", "upn_unknown"],
        "There is no identifier, and a reason is given",
        "Nothing to mend; see whether the UPN has become known.",
        lambda p, data: missing(p.upn) & missing(p.unique_learner_number) & given(p.upn_unknown),
        source=_SOURCE,
        passing=[rows(person=[{"upn": "X"}, {"upn": "X", "upn_unknown": "UN1"}, {}])],
        failing=[rows(person={"upn_unknown": "UN1"})],
        years=_ANY,
    ),
    _active(
        "MC-212", INFORMATION, ["person_id"],
        "The person has more than one live plan, under several requests",
        "Keep the plan that is in force.",
        lambda p, data: p.person_id.notnull() & (p.plans_of_person > 1),
        source=_SOURCE,
        passing=[rows(
            request=[{"person_id": 1}, {"person_id": 2}],
            active_plan=[{"request_id": 1}, {"request_id": 2}],
        )],
        failing=[rows(
            request=[{"person_id": 1}, {"person_id": 1}],
            active_plan=[{"request_id": 1}, {"request_id": 2}],
        )],
        years=_ANY, after=["LOC-AP01"],
    ),
    _person(
        "MC-224", INFORMATION, ["person_birth_date"],
        "The age at the start of the school year cannot be told",
        "Enter the birth date.",
        lambda p, data: p.person_birth_date.isnull(),
        source=_SOURCE,
        passing=[rows(person={"person_birth_date": on(1, 1, -9)})],
        failing=[rows(person={"person_birth_date": None})],
        years=_ANY, after=["LOC-P03"],
    ),
    _active(
        "MC-232", INFORMATION, ["person_birth_date"],
        "Outside the ages of 0 to 24 at the start of the school year",
        "Check the birth date, and whether the plan has ended.",
        lambda p, data: ~p.person_birth_date.between(
            ibis.date(data.year - 26, 9, 1), ibis.date(data.year - 1, 8, 31)
        ),
        source=_SOURCE,
        passing=[
            rows(person={"person_birth_date": born}, **_LIVE)
            for born in (on(9, 1, -26), on(8, 31, -1), None)
        ],
        failing=[
            rows(person={"person_birth_date": born}, **_LIVE) for born in (on(8, 31, -26), on(9, 1, -1))
        ],
        years=_ANY,
    ),
    _active(
        "MC-234", INFORMATION, ["person_birth_date"],
        "The year group cannot be told",
        "Enter the birth date.",
        lambda p, data: p.person_birth_date.isnull(),
        source=_SOURCE,
        passing=[rows(person={"person_birth_date": on(1, 1, -9)}, **_LIVE)],
        failing=[rows(person={"person_birth_date": None}, **_LIVE)],
        years=_ANY,
    ),
    _active(
        "MC-236", INFORMATION, ["person_birth_date"],
        "The year group is not one from -4 to 20",
        "Check the birth date, and whether the plan has ended.",
        # A child in year 1 in January turned five in the twelve months up to last August.
        lambda p, data: ~(ibis.literal(data.year - 5) - _school_year(p)).between(-4, 20),
        source=_SOURCE,
        passing=[
            rows(person={"person_birth_date": born}, **_LIVE)
            for born in (on(9, 1, -26), on(8, 31, -1), None)
        ],
        failing=[
            rows(person={"person_birth_date": born}, **_LIVE) for born in (on(8, 31, -26), on(9, 1, -1))
        ],
        years=_ANY, after=["MC-232"],
    ),
    _active(
        "MC-312", INFORMATION, ["active_plan_id"],
        "There is no named plan in force on the survey day",
        "Add the named plan, or correct its days.",
        lambda p, data: p.live_plans == 0,
        source=_SOURCE,
        passing=[rows(**_LIVE, named_plan={"assessment_id": 1, "start_date": survey()})],
        failing=[
            rows(**_LIVE),
            rows(**_LIVE, named_plan={"assessment_id": 1, "start_date": survey(1)}),
            rows(**_LIVE, named_plan={
                "assessment_id": 1, "start_date": on(1, 1, -2), "cease_date": survey(),
            }),
        ],
        years=_ANY,
    ),
    _active(
        "MC-412", INFORMATION, ["active_plan_id"],
        "There is no placement on the survey day",
        "Add where the person is taught.",
        lambda p, data: p.open_placements == 0,
        source=_SOURCE,
        passing=[rows(active_plan={}, placement_detail={"active_plan_id": 1, "entry_date": survey()})],
        failing=[rows(active_plan={})],
        years=_ANY, after=["LOC-PD01", "LOC-PD13", "MC-414", "MC-416"],
    ),
    _active(
        "MC-414", INFORMATION, ["active_plan_id", "transfer_la"],
        "There is no placement on the survey day, and the plan moved in during the year",
        "Add where the person is taught, once that is settled.",
        lambda p, data: (p.open_placements == 0) & given(p.transfer_la),
        source=_SOURCE,
        passing=[rows(active_plan={})],
        failing=[rows(active_plan={"transfer_la": "801"})],
        years=_ANY, after=["LOC-PD01", "LOC-PD13"],
    ),
    _active(
        "MC-416", INFORMATION, ["active_plan_id", "transfer_la"],
        "There is no placement on the survey day, and the plan did not move in",
        "Add where the person is taught.",
        lambda p, data: (p.open_placements == 0) & missing(p.transfer_la),
        source=_SOURCE,
        passing=[rows(active_plan={"transfer_la": "801"})],
        failing=[rows(active_plan={})],
        years=_ANY, after=["LOC-PD01", "LOC-PD13"],
    ),
    _placement(
        "MC-422", INFORMATION, ["urn", "ukprn", "sen_setting"],
        "There is a placement, and not in what setting",
        "Enter the URN, else the UKPRN, else the code of the kind of setting.",
        lambda q, data: missing(q.urn) & missing(q.ukprn) & missing(q.sen_setting),
        source=_SOURCE,
        passing=[rows(placement_detail=[{"urn": "1"}, {"ukprn": "1"}, {"sen_setting": "EHE"}])],
        failing=[rows(placement_detail={})],
        years=_ANY, after=["LOC-PD02"],
    ),
    _detail(
        "MC-512", INFORMATION, ["urn", "ukprn", "sen_setting"],
        "The plan does not say what setting it names",
        "Enter the URN, else the UKPRN, else the code of the kind of setting.",
        lambda d, data: missing(d.urn) & missing(d.ukprn) & missing(d.sen_setting),
        source=_SOURCE,
        passing=[rows(plan_detail=[{"urn": "1"}, {"ukprn": "1"}, {"sen_setting": "EHE"}])],
        failing=[rows(plan_detail={})],
        years=_ANY, after=["LOC-N06"],
    ),
    provision(PLACEMENT, "MC-514", INFORMATION, _SOURCE),
    _placement(
        "MC-522", INFORMATION, ["urn"],
        "The school is a university or a university technical college by the register",
        "Check the URN.",
        lambda q, data: given(q.urn) & q.urn.isin(sorted(data.sets["urns_of_universities"])),
        source=_SOURCE,
        passing=[rows(placement_detail=[{"urn": "100001"}, {}])],
        failing=[rows(placement_detail={"urn": "130001"})],
        years=_ANY, needs_sets=["urns_of_universities"],
    ),
    _placement(
        "MC-524", INFORMATION, ["urn"],
        "The school is online, offshore, overseas or of the services by the register",
        "Check the URN.",
        lambda q, data: given(q.urn) & q.urn.isin(sorted(data.sets["urns_out_of_the_ordinary"])),
        source=_SOURCE,
        passing=[rows(placement_detail=[{"urn": "100001"}, {}])],
        failing=[rows(placement_detail={"urn": "130002"})],
        years=_ANY, needs_sets=["urns_out_of_the_ordinary"],
    ),
    _placement(
        "MC-532", INFORMATION, ["urn", "sen_unit_indicator"],
        "A place in a SEN unit, and the list given has no such unit at the school",
        "Check the URN and the flag.",
        lambda q, data: (q.sen_unit_indicator == "1")
        & ~q.urn.isin(sorted(data.sets["urns_with_sen_unit"])).fill_null(False),
        source=_SOURCE,
        passing=[rows(placement_detail=[
            {"urn": "100001", "sen_unit_indicator": "1"}, {"urn": "100002", "sen_unit_indicator": "0"},
        ])],
        failing=[rows(placement_detail=[
            {"urn": "100002", "sen_unit_indicator": "1"}, {"sen_unit_indicator": "1"},
        ])],
        years=_ANY, needs_sets=["urns_with_sen_unit"],
    ),
    _placement(
        "MC-534", INFORMATION, ["urn", "resourced_provision_indicator"],
        "A place in resourced provision, and the list given has none at the school",
        "Check the URN and the flag.",
        lambda q, data: (q.resourced_provision_indicator == "1")
        & ~q.urn.isin(sorted(data.sets["urns_with_resourced_provision"])).fill_null(False),
        source=_SOURCE,
        passing=[rows(placement_detail={"urn": "100001", "resourced_provision_indicator": "1"})],
        failing=[rows(placement_detail={"urn": "100002", "resourced_provision_indicator": "1"})],
        years=_ANY, needs_sets=["urns_with_resourced_provision"],
    ),
    _placement(
        "MC-592", INFORMATION, ["sen_setting"],
        "The kind of setting is not a code of the list",
        "Use a code of the list, or the URN of the setting.",
        lambda q, data: outside_set(q.sen_setting, "SEN_SETTING", data),
        source=_SOURCE,
        passing=[rows(placement_detail=[{"sen_setting": "EHE"}, {}])],
        failing=[rows(placement_detail={"sen_setting": "SPEC"})],
        years=_ANY, after=["LOC-PD02c"],
    ),
    _active(
        "MC-612", INFORMATION, ["active_plan_id"],
        "There is no type of need",
        "Enter the primary type of need.",
        lambda p, data: p.needs == 0,
        source=_SOURCE,
        passing=[rows(active_plan={}, sen_need={"active_plan_id": 1})],
        failing=[rows(active_plan={})],
        years=_ANY, after=["LOC-SN01"],
    ),
    _need(
        "MC-614", INFORMATION, ["sen_type"],
        "The type of need is not a code of the year's list",
        "Use a code of the list for the year.",
        lambda s, data: outside_set(s.sen_type, "SEN_TYPE", data),
        source=_SOURCE,
        passing=[rows(sen_need=[{"sen_type": "ASD"}, {}])],
        failing=[rows(sen_need={"sen_type": "AUT"})],
        years=_ANY, after=["LOC-SN02", "LOC-SN03"],
    ),
)  # fmt: skip
