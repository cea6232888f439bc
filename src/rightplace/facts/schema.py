"""The tables of a snapshot, in the vocabulary of the SEN2 return.

Codes and flags stay text as the return carries them, so that a value outside its code list is
kept and reported, never lost. A column marked local is not an item of the return: the record
fills it, and in a snapshot of a return it is null.
"""

from dataclasses import dataclass
from enum import Enum

import pyarrow as pa


class Kind(Enum):
    """How a column is stored."""

    ID = pa.int64()
    TEXT = pa.string()
    DATE = pa.date32()
    INT = pa.int32()
    NUMBER = pa.float64()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a snapshot table."""

    name: str
    kind: Kind = Kind.TEXT
    local: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a snapshot; its first column is its key where that ends in `_id`."""

    name: str
    holds: str
    columns: tuple[Column, ...]

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema: column names in order, with their types."""
        return pa.schema([(c.name, c.kind.value) for c in self.columns])

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")


def _id(*names: str) -> tuple[Column, ...]:
    return tuple(Column(n, Kind.ID) for n in names)


def _text(*names: str, local: bool = False) -> tuple[Column, ...]:
    return tuple(Column(n, Kind.TEXT, local) for n in names)


def _date(*names: str, local: bool = False) -> tuple[Column, ...]:
    return tuple(Column(n, Kind.DATE, local) for n in names)


def _int(*names: str, local: bool = False) -> tuple[Column, ...]:
    return tuple(Column(n, Kind.INT, local) for n in names)


_PLACE = _text(
    "urn",
    "ukprn",
    "sen_setting",
    "sen_setting_other",
    "placement_rank",
    "sen_unit_indicator",
    "resourced_provision_indicator",
)

HEADER = Table(
    "header",
    "where the return or the record came from, and the authority's own items",
    _text("collection", "year")
    + _date("reference_date")
    + _text("source_level", "lea", "software_code", "release", "serial_no", "date_time")
    + _text("dmo", "dco", "dsco"),
)
PERSON = Table(
    "person",
    "one row for each child or young person",
    _id("person_id")
    + _text("surname", "forename")
    + _date("person_birth_date")
    + _text("sex", "gender_current", "ethnicity", "post_code")
    + _text("upn", "unique_learner_number", "upn_unknown")
    + _text("known_at", "primary_need", "disability", local=True),
)
REQUEST = Table(
    "request",
    "one row for each request for an EHC needs assessment, and one that carries each older plan",
    _id("request_id", "person_id")
    + _date("received_date")
    + _text("request_source", "rya")
    + _date("request_outcome_date")
    + _text("request_outcome", "request_mediation", "request_tribunal", "exported")
    + _text("team", "officer", local=True)
    + _date("closed_on", local=True),
)
ASSESSMENT = Table(
    "assessment",
    "one row for each assessment that followed a request",
    _id("assessment_id", "request_id")
    + _text("assessment_outcome")
    + _date("assessment_outcome_date")
    + _text("assessment_mediation", "assessment_tribunal", "other_mediation", "other_tribunal")
    + _text("week20"),
)
NAMED_PLAN = Table(
    "named_plan",
    "one row for each plan, with its end where it has ended",
    _id("named_plan_id", "assessment_id")
    + _date("start_date")
    + _text("plan_res", "plan_wbp", "pb", "oa", "dp")
    + _date("cease_date")
    + _text("cease_reason"),
)
PLAN_DETAIL = Table(
    "plan_detail",
    "the settings that a plan names in Section I",
    _id("plan_detail_id", "named_plan_id") + _PLACE,
)
ACTIVE_PLAN = Table(
    "active_plan",
    "one row for each plan that the authority maintains; in the record also those it maintained",
    _id("active_plan_id", "request_id")
    + _text("transfer_la")
    + _date("review_meeting")
    + _text("review_outcome")
    + _date("last_review", "review_draft", "phase_transfer_due_date", "phase_transfer_final_date")
    + _date("held_from", "held_to", local=True),
)
PLACEMENT_DETAIL = Table(
    "placement_detail",
    "the settings that a person with a plan attends or attended",
    _id("placement_detail_id", "active_plan_id")
    + _PLACE
    + _date("entry_date", "leaving_date")
    + _text("attendance_pattern", "res", "wbp"),
)
SEN_NEED = Table(
    "sen_need",
    "the primary and secondary type of need of a person with a plan",
    _id("sen_need_id", "active_plan_id") + _text("sen_type", "sen_type_rank"),
)

RETURN_TABLES = (
    HEADER,
    PERSON,
    REQUEST,
    ASSESSMENT,
    NAMED_PLAN,
    PLAN_DETAIL,
    ACTIVE_PLAN,
    PLACEMENT_DETAIL,
    SEN_NEED,
)

CLOCK = Table(
    "clock",
    "one row for each statutory clock, as `law` computes it on the snapshot's day",
    _id("person_id", "request_id", "active_plan_id")
    + _text("duty", "ref")
    + _date("started_on", "due_on", "met_on")
    + _text("excused_by", "state")
    + _int("days_taken", "days_left"),
)
EVENT = Table(
    "event",
    "one row for each dated event",
    _id("event_id", "person_id", "request_id", "active_plan_id")
    + _text("kind", "ref")
    + _date("happened_on"),
)
SETTING = Table(
    "setting",
    "schools, colleges and other settings, with the group that the statistics put them in",
    _id("setting_id") + _text("urn", "ukprn", "name", "setting_type", "setting_group", "la_code"),
)
SCHOOL_COUNT = Table(
    "school_count",
    "pupils and pupils on SEN support by school at each school census",
    _id("setting_id") + _date("census_date") + _int("pupils", "sen_support"),
)
ENTERED_TWICE = Table(
    "entered_twice",
    "one row for each record of a child who was entered twice and counts as another; see `facts.twice`",
    _id("other_record_id", "counted_as"),
)

LOCAL_TABLES = (CLOCK, EVENT, SETTING, SCHOOL_COUNT, ENTERED_TWICE)

CHILD_PROTECTION_PLAN = Table(
    "child_protection_plan",
    "one row for each child protection plan of a child, with the number of the child's plans before",
    _id("child_protection_plan_id")
    + _text("child_ref", "upn", "category")
    + _date("started_on", "ended_on")
    + _int("plans_before"),
)
CARE_LEAVER = Table(
    "care_leaver",
    "one row for each spell of what is known of a care leaver: from one contact until the next",
    _id("care_leaver_id")
    + _text("child_ref", "upn")
    + _date("birth_date", "known_from", "known_to")
    + _text("accommodation", "activity"),
)
LOOKED_AFTER = Table(
    "looked_after",
    "one row for each episode of a looked-after child: one placement under one legal status",
    _id("looked_after_id")
    + _text("child_ref", "upn")
    + _date("started_on", "ended_on")
    + _text("placement", "legal_status", "unaccompanied"),
)
HOME_EDUCATED = Table(
    "home_educated",
    "one row for each spell in which a child is known to be electively educated at home",
    _id("home_educated_id") + _text("child_ref", "upn") + _date("started_on", "ended_on"),
)
SCHOOL_JUDGEMENT = Table(
    "school_judgement",
    "one row for each judgement of a state-funded school while it is the latest one",
    _id("school_judgement_id")
    + _text("urn", "phase", "judgement")
    + _date("in_force_from", "in_force_to")
    + _int("pupils"),
)
KEY_STAGE_RESULT = Table(
    "key_stage_result",
    "one row for each pupil at the end of a stage in an academic year, by the year in which it begins",
    _id("key_stage_result_id")
    + _text("stage", "upn")
    + _int("academic_year")
    + _text("free_school_meals", "sen", "expected")
    + (Column("score", Kind.NUMBER),),
)
ENTERED_FIGURE = Table(
    "entered_figure",
    "one row for each figure that its owner entered with evidence, the latest where it was corrected",
    _id("entered_figure_id")
    + _text("indicator", "period")
    + (Column("numerator", Kind.NUMBER), Column("denominator", Kind.NUMBER))
    + _text("evidence", "state", "why")
    + _date("until"),
)
LIST_LOAD = Table(
    "list_load",
    "one row for each list that the snapshot took in: which table, of which day, from where",
    _id("list_load_id")
    + _text("table_name", "source", "file_name", "digest")
    + _date("as_of")
    + _int("rows"),
)
SERVICE_TABLES = (
    CHILD_PROTECTION_PLAN,
    CARE_LEAVER,
    LOOKED_AFTER,
    HOME_EDUCATED,
    SCHOOL_JUDGEMENT,
    KEY_STAGE_RESULT,
    ENTERED_FIGURE,
    LIST_LOAD,
)
"""What other systems of the council hold: loaded as lists, or entered. Local, every column of them."""

LIST_TABLES = SERVICE_TABLES[:-2]
"""Those of them that are loaded as lists."""

TABLES = {table.name: table for table in RETURN_TABLES + LOCAL_TABLES + SERVICE_TABLES}


def empty(name: str) -> pa.Table:
    """A table of that name with no rows."""
    return TABLES[name].arrow.empty_table()
