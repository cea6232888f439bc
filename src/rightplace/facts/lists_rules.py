"""What each list must hold: its codes, what may not be empty, the names its columns go by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rightplace.facts.lists_codes import (
    ACCOMMODATION,
    LEGAL_STATUSES,
    PLACES,
    Abuse,
    Activity,
    Judgement,
    ListCode,
    Phase,
    Placement,
    Sen,
    Stage,
    YesNo,
)

_CHILD = {
    "child": "child_ref",
    "child_id": "child_ref",
    "la_child_id": "child_ref",
    "person_id": "child_ref",
    "date_of_birth": "birth_date",
    "dob": "birth_date",
    "start_date": "started_on",
    "started": "started_on",
    "end_date": "ended_on",
    "ended": "ended_on",
    "decom": "started_on",
    "dec": "ended_on",
}


@dataclass(frozen=True, slots=True)
class ListRule:
    """What holds of one list.

    `required` may not be empty. `codes` are the codes that may stand, `words` the labels that stand for one.
    `span` is a row's first and last day, which may not be reversed. `also` are other names of columns.
    `told_by` are the columns that tell a row in the next list too; none where a list tells no pupil.
    """

    required: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, type[ListCode]] = field(default_factory=dict)
    span: tuple[str, str] | None = None
    told_by: tuple[str, ...] = ("child_ref", "started_on")
    also: Mapping[str, str] = field(default_factory=lambda: dict(_CHILD))


def _values(codes: type[ListCode]) -> tuple[str, ...]:
    return tuple(code.value for code in codes)


_SPELL = ("started_on", "ended_on")
LIST_RULES: Mapping[str, ListRule] = {
    "child_protection_plan": ListRule(
        required=("child_ref", "started_on"),
        codes={"category": _values(Abuse)},
        words={"category": Abuse},
        span=_SPELL,
        also={
            **_CHILD,
            "cpp_start_date": "started_on",
            "cpp_end_date": "ended_on",
            "number_of_previous_cpp": "plans_before",
            "previous_plans": "plans_before",
            "latest_category_of_abuse": "category",
        },
    ),
    "care_leaver": ListRule(
        required=("child_ref", "birth_date", "known_from"),
        codes={"accommodation": ACCOMMODATION, "activity": _values(Activity)},
        words={"activity": Activity},
        span=("known_from", "known_to"),
        told_by=("child_ref", "known_from"),
        also={
            **_CHILD,
            "accom": "accommodation",
            "activ": "activity",
            "contact_date": "known_from",
            "last_contact": "known_from",
        },
    ),
    "looked_after": ListRule(
        required=("child_ref", "started_on", "placement"),
        codes={
            "placement": PLACES,
            "legal_status": LEGAL_STATUSES,
            "unaccompanied": _values(YesNo),
        },
        words={"placement": Placement, "unaccompanied": YesNo},
        span=_SPELL,
        also={**_CHILD, "place": "placement", "ls": "legal_status", "uasc": "unaccompanied"},
    ),
    "home_educated": ListRule(required=("child_ref", "started_on"), span=_SPELL),
    "school_judgement": ListRule(
        required=("urn", "phase", "judgement", "in_force_from"),
        codes={"phase": _values(Phase), "judgement": _values(Judgement)},
        words={"phase": Phase, "judgement": Judgement},
        span=("in_force_from", "in_force_to"),
        told_by=("urn", "phase", "in_force_from"),
        also={
            "overall_effectiveness": "judgement",
            "ofsted_phase": "phase",
            "publication_date": "in_force_from",
            "total_number_of_pupils": "pupils",
        },
    ),
    "key_stage_result": ListRule(
        required=("stage", "academic_year"),
        told_by=(),
        codes={
            "stage": _values(Stage),
            "sen": _values(Sen),
            "free_school_meals": _values(YesNo),
            "expected": _values(YesNo),
        },
        words={"stage": Stage, "sen": Sen, "free_school_meals": YesNo, "expected": YesNo},
        also={
            "fsm": "free_school_meals",
            "sen_provision": "sen",
            "progress_8": "score",
            "reached_expected": "expected",
            "key_stage": "stage",
        },
    ),
}
