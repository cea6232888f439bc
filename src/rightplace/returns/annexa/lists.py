"""The two lists and their columns."""

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and its name in our tables."""

    heading: str
    name: str
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """One list: a sheet of the workbook, a table of ours."""

    name: str
    sheet: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """`row_id`, then the columns; all but days are text."""
        typed = ((c.name, pa.date32() if c.is_day else pa.string()) for c in self.columns)
        return pa.schema([("row_id", pa.int64()), *typed])


_WHO = (
    Column("Unique ID", "unique_id"),
    Column("UPN", "upn"),
    Column("ULN", "uln"),
    Column("Date of birth", "birth_date", True),
    Column("Gender", "gender"),
    Column("Ethnicity", "ethnicity"),
)
_PLAN = (
    Column("Date initial EHC plan issued", "initial_plan_date", True),
    Column("Date updated EHC plan issued", "updated_plan_date", True),
    Column("Date EHC plan last reviewed", "last_review_date", True),
)
_WHERE = (
    Column("SEN primary need", "primary_need"),
    Column("Main education establishment \u2013 URN", "main_urn"),
    Column("Main education establishment \u2013 phase", "main_phase"),
    Column(
        "Subsidiary education establishment \u2013 phase (dual registration)", "subsidiary_phase"
    ),
)
_HOME = (Column("Elective home education", "home_educated"),)
_MORE = (
    Column("Suspensions", "suspensions"),
    Column("Permanent exclusions", "permanent_exclusions"),
    Column("Absence", "absence"),
    Column("Pupil Premium", "pupil_premium"),
    Column("Known to children's social care?", "social_care"),
    Column("Which children's social care team?", "social_care_team"),
    Column("Does the child or young person have a disability?", "disability"),
)
LIST_1 = List("list_1", "List 1", (*_WHO, *_PLAN, *_WHERE, *_HOME, *_MORE))
LIST_2 = List("list_2", "List 2", (*_WHO, *_WHERE, *_MORE))
LISTS = (LIST_1, LIST_2)
SCHEMAS = {each.name: each.schema for each in LISTS}
NOT_HELD = {
    "suspensions": "the education welfare system",
    "permanent_exclusions": "the education welfare system",
    "absence": "the education welfare system",
    "pupil_premium": "the school census",
    "social_care": "the children's social care system",
    "social_care_team": "the children's social care system",
}
"""Column -> where to ask, for what a list wants and the record does not hold."""
