"""What a wrong datum makes wrong: the cells of the return that hold it, and the measures that count it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rightplace.facts.sources import COLUMNS, Datum, measures_of


@dataclass(frozen=True, slots=True)
class Consequences:
    """Elements of the SEN2 return as its XML names them, and keys of measures (`indicators.REGISTER`)."""

    elements: tuple[str, ...]
    measures: tuple[str, ...]


_PLACE = {
    "urn": "URN",
    "ukprn": "UKPRN",
    "sen_setting": "SENsetting",
    "sen_setting_other": "SENsettingOther",
    "placement_rank": "PlacementRank",
    "sen_unit_indicator": "SENunitIndicator",
    "resourced_provision_indicator": "ResourcedProvisionIndicator",
}
ELEMENTS: Mapping[str, Mapping[str, str]] = {
    "header": {
        "collection": "Collection",
        "year": "Year",
        "reference_date": "ReferenceDate",
        "source_level": "SourceLevel",
        "lea": "LEA",
        "software_code": "SoftwareCode",
        "release": "Release",
        "serial_no": "SerialNo",
        "date_time": "DateTime",
        "dmo": "DMO",
        "dco": "DCO",
        "dsco": "DSCO",
    },
    "person": {
        "surname": "Surname",
        "forename": "Forename",
        "person_birth_date": "PersonBirthDate",
        "gender_current": "GenderCurrent",
        "sex": "Sex",
        "ethnicity": "Ethnicity",
        "post_code": "PostCode",
        "upn": "UPN",
        "unique_learner_number": "UniqueLearnerNumber",
        "upn_unknown": "UPNunknown",
    },
    "request": {
        "received_date": "ReceivedDate",
        "request_source": "RequestSource",
        "rya": "RYA",
        "request_outcome_date": "RequestOutcomeDate",
        "request_outcome": "RequestOutcome",
        "request_mediation": "RequestMediation",
        "request_tribunal": "RequestTribunal",
        "exported": "Exported",
    },
    "assessment": {
        "assessment_outcome": "AssessmentOutcome",
        "assessment_outcome_date": "AssessmentOutcomeDate",
        "assessment_mediation": "AssessmentMediation",
        "assessment_tribunal": "AssessmentTribunal",
        "other_mediation": "OtherMediation",
        "other_tribunal": "OtherTribunal",
        "week20": "Week20",
    },
    "named_plan": {
        "start_date": "StartDate",
        "plan_res": "PlanRes",
        "plan_wbp": "PlanWBP",
        "pb": "PB",
        "oa": "OA",
        "dp": "DP",
        "cease_date": "CeaseDate",
        "cease_reason": "CeaseReason",
    },
    "plan_detail": _PLACE,
    "active_plan": {
        "transfer_la": "TransferLA",
        "review_meeting": "ReviewMeeting",
        "review_outcome": "ReviewOutcome",
        "last_review": "LastReview",
        "review_draft": "ReviewDraft",
        "phase_transfer_due_date": "PhaseTransferDueDate",
        "phase_transfer_final_date": "PhaseTransferFinalDate",
    },
    "placement_detail": {
        **_PLACE,
        "entry_date": "EntryDate",
        "leaving_date": "LeavingDate",
        "attendance_pattern": "AttendancePattern",
        "res": "RES",
        "wbp": "WBP",
    },
    "sen_need": {"sen_type": "SENtype", "sen_type_rank": "SENtypeRank"},
}
"""Table of the snapshot -> its column -> the element of the return that carries it."""


# A rule about one table also looks at the rows above it: table -> the one that its rows hang from.
_ABOVE = {
    "request": "person",
    "assessment": "request",
    "named_plan": "assessment",
    "plan_detail": "named_plan",
    "active_plan": "request",
    "placement_detail": "active_plan",
    "sen_need": "active_plan",
}


def home_of(table: str, name: str) -> Datum | None:
    """The table and column that a rule's field is: in its own table, else in the nearest above."""
    within: str | None = table
    while within is not None:
        if (within, name) in COLUMNS:
            return within, name
        within = _ABOVE.get(within)
    return None


def consequences(table: str, fields: Sequence[str]) -> Consequences:
    """What a rule about these columns puts at risk; nothing where they are in no return and no measure."""
    data = [datum for name in fields if (datum := home_of(table, name)) is not None]
    elements = (ELEMENTS.get(where, {}).get(name) for where, name in data)
    measures = (key for where, name in data for key in measures_of(where, name))
    return Consequences(
        tuple(dict.fromkeys(filter(None, elements))), tuple(dict.fromkeys(measures))
    )


@dataclass(frozen=True, slots=True)
class Unmended:
    """How many rows fail one rule, and what it looks at."""

    rule: str
    table: str
    fields: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Cost:
    """A measure, or an element of a table of the return, that goes wrong where nothing is mended.

    `number` counts findings: a row that fails two rules about the same datum counts twice. Of a measure
    `table` is empty.
    """

    name: str
    rules: tuple[str, ...]
    number: int
    table: str = ""


def costs_of_measures(unmended: Sequence[Unmended]) -> tuple[Cost, ...]:
    """The measures that read what is wrong, those with most findings first."""
    found: dict[tuple[str, str], list[Unmended]] = {}
    for each in unmended:
        for key in consequences(each.table, each.fields).measures:
            found.setdefault(("", key), []).append(each)
    return _costs(found)


def costs_of_elements(unmended: Sequence[Unmended]) -> tuple[Cost, ...]:
    """The cells of the return that hold what is wrong, those with most findings first."""
    found: dict[tuple[str, str], list[Unmended]] = {}
    for each in unmended:
        homes = dict.fromkeys(home_of(each.table, name) for name in each.fields)
        for table, column in filter(None, homes):
            if column in ELEMENTS.get(table, {}):
                found.setdefault((table, ELEMENTS[table][column]), []).append(each)
    return _costs(found)


def _costs(found: Mapping[tuple[str, str], Sequence[Unmended]]) -> tuple[Cost, ...]:
    costs = [
        Cost(name, tuple(each.rule for each in rows), sum(each.number for each in rows), table)
        for (table, name), rows in found.items()
    ]
    return tuple(sorted(costs, key=lambda cost: (-cost.number, cost.table, cost.name)))
