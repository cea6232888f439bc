"""The tables of the return and their columns, under the names that the CSV files and the XML use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import pyarrow as pa

from rightplace.returns.ssda903.years import FIRST, LAST

ROW, UNREAD = "row_id", "unread"


class Kind(Enum):
    """What a column holds. Only a date has a type of its own: whatever else there is stays text."""

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    NUMBER = "number"
    LOOSE_DATE = "date of which a part may be unknown (ZZ)"

    @property
    def arrow(self) -> pa.DataType:
        """How it is stored."""
        return pa.date32() if self is Kind.DATE else pa.string()


@dataclass(frozen=True, slots=True)
class Field:
    """One item. `optional` columns are derived by the department and may be left out of a CSV."""

    name: str
    holds: str
    kind: Kind = Kind.TEXT
    codes: str = ""
    also: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """One table. `file` is how its CSV is called; `element` encloses a row in the XML (empty: HEADER itself).

    `words` are the beginnings of file names by which people know it.
    """

    name: str
    file: str
    element: str
    holds: str
    fields: tuple[Field, ...]
    words: tuple[str, ...]
    since: int = FIRST
    until: int = LAST

    @property
    def schema(self) -> pa.Schema:
        """A row's number, the items in order, and the dates that could not be read (";DEC;")."""
        items = [(field.name, field.kind.arrow) for field in self.fields]
        return pa.schema([(ROW, pa.int64()), *items, (UNREAD, pa.string())])

    def field(self, name: str) -> Field:
        """The item of that name; KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.file} has no item {name}")

    def asked_in(self, year: int) -> bool:
        """Whether the table is part of that year's return."""
        return self.since <= year <= self.until


_CHILD = Field("CHILD", "the child's number in the authority", also=("CHILDID", "CHILD ID"))
_DOB = Field("DOB", "date of birth", Kind.DATE, also=("DATE OF BIRTH",))


def _flag(name: str, holds: str) -> Field:
    return Field(name, holds, Kind.CODE, "FLAG")


HEADER = Module(
    "header",
    "Header",
    "",
    "one row for each child or young person",
    (
        _CHILD,
        Field("SEX", "sex", Kind.CODE, "SEX", also=("GENDER",)),
        _DOB,
        Field("ETHNIC", "ethnicity", Kind.CODE, "ETHNIC", also=("ETHNICITY",)),
        Field("UPN", "unique pupil number, or the reason there is none"),
        Field("MOTHER", "whether she is a mother", Kind.CODE, "FLAG"),
        Field("MC_DOB", "date of birth of the mother's first child", Kind.DATE),
        Field(
            "UASC",
            "whether the child was an unaccompanied asylum-seeking child in the year",
            Kind.CODE,
            "FLAG",
            also=("UASC_STATUS",),
            optional=True,
        ),
    ),
    ("header",),
)
EPISODES = Module(
    "episodes",
    "Episodes",
    "EPISODE",
    "one row for each episode: a stretch of time with one legal status in one placement",
    (
        _CHILD,
        Field("DECOM", "date the episode began", Kind.DATE),
        Field("RNE", "reason for the new episode", Kind.CODE, "RNE"),
        Field("LS", "legal status", Kind.CODE, "LS"),
        Field("CIN", "category of need", Kind.CODE, "CIN"),
        Field("PLACE", "placement type", Kind.CODE, "PLACE", also=("PL", "PLACEMENT")),
        Field("PLACE_PROVIDER", "placement provider", Kind.CODE, "PLACE_PROVIDER"),
        Field("DEC", "date the episode ceased", Kind.DATE),
        Field("REC", "reason the episode ceased", Kind.CODE, "REC"),
        Field(
            "REASON_PLACE_CHANGE", "reason the placement changed", Kind.CODE, "REASON_PLACE_CHANGE"
        ),
        Field("HOME_POST", "home postcode"),
        Field("PL_POST", "placement postcode"),
        Field("URN", "Ofsted's number of the provider"),
        Field("PL_LA", "authority of the placement", optional=True),
        Field("PL_LOCATION", "inside or outside the authority", Kind.CODE, "PL_LOCATION", (), True),
        Field("PL_DISTANCE", "miles from home to the placement", Kind.NUMBER, optional=True),
    ),
    ("episode",),
)
REVIEWS = Module(
    "reviews",
    "Reviews",
    "AREVIEW",
    "one row for each review of a child's case",
    (
        _CHILD,
        _DOB,
        Field("REVIEW", "date of the review", Kind.DATE),
        Field("REVIEW_CODE", "how the child took part", Kind.CODE, "REVIEW_CODE"),
    ),
    ("review",),
)
UASC = Module(
    "uasc",
    "UASC",
    "",
    "one row for each unaccompanied asylum-seeking child",
    (
        _CHILD,
        Field("SEX", "sex", Kind.CODE, "SEX", also=("GENDER",)),
        _DOB,
        Field("DUC", "date on which the status ceased or will cease", Kind.DATE),
    ),
    ("uasc",),
)
OC2 = Module(
    "oc2",
    "OC2",
    "OC2",
    "outcomes of children looked after for twelve months at 31 March",
    (
        _CHILD,
        _DOB,
        Field("SDQ_SCORE", "strengths and difficulties score, 0 to 40", Kind.NUMBER),
        Field("SDQ_REASON", "reason there is no score", Kind.CODE, "SDQ_REASON"),
        _flag("CONVICTED", "convicted, cautioned or warned in the year"),
        _flag("HEALTH_CHECK", "development checks up to date (under 5)"),
        _flag("IMMUNISATIONS", "immunisations up to date"),
        _flag("TEETH_CHECK", "teeth checked"),
        _flag("HEALTH_ASSESSMENT", "annual health assessment"),
        _flag("SUBSTANCE_MISUSE", "a substance misuse problem identified"),
        _flag("INTERVENTION_RECEIVED", "an intervention received"),
        _flag("INTERVENTION_OFFERED", "an intervention offered"),
    ),
    ("oc2",),
)
OC3 = Module(
    "oc3",
    "OC3",
    "",
    "care leavers around their 17th to 21st birthday",
    (
        _CHILD,
        _DOB,
        Field("IN_TOUCH", "whether the authority is in touch", Kind.CODE, "IN_TOUCH"),
        Field("ACTIV", "activity", Kind.CODE, "ACTIV"),
        Field("ACCOM", "accommodation and whether it is suitable", Kind.CODE, "ACCOM"),
    ),
    ("oc3",),
)
AD1 = Module(
    "ad1",
    "AD1",
    "",
    "one row for each child adopted in the year",
    (
        _CHILD,
        _DOB,
        Field("DATE_INT", "date of the decision that the child should be placed", Kind.DATE),
        Field("DATE_MATCH", "date of matching with adopters", Kind.DATE),
        Field("FOSTER_CARE", "adopted by current foster carers", Kind.CODE, "FLAG"),
        Field("NB_ADOPTR", "number of adopters", Kind.CODE, "NB_ADOPTR"),
        Field("SEX_ADOPTR", "sex of the adopters", Kind.CODE, "SEX_ADOPTR"),
        Field("LS_ADOPTR", "legal status of the adopters", Kind.CODE, "LS_ADOPTR"),
    ),
    ("ad1",),
)
PLACED_ADOPTION = Module(
    "placed_adoption",
    "PlacedAdoption",
    "AD_PLACED",
    "one row for each decision that a child should be placed for adoption",
    (
        _CHILD,
        _DOB,
        Field("DATE_PLACED", "date of the decision", Kind.DATE),
        Field("DATE_PLACED_CEASED", "date on which it was reversed", Kind.DATE),
        Field("REASON_PLACED_CEASED", "why it was reversed", Kind.CODE, "REASON_PLACED_CEASED"),
    ),
    ("placedadoption", "placedforadoption", "sbpfa", "shouldbeplaced"),
)
PREV_PERM = Module(
    "prev_perm",
    "PrevPerm",
    "PERMANENCE",
    "earlier permanence arrangements of children who started to be looked after",
    (
        _CHILD,
        _DOB,
        Field("PREV_PERM", "earlier arrangement", Kind.CODE, "PREV_PERM"),
        Field("LA_PERM", "authority that arranged it"),
        Field("DATE_PERM", "date of the order", Kind.LOOSE_DATE),
    ),
    ("prevperm", "previousperm"),
)
MISSING = Module(
    "missing",
    "Missing",
    "AMISSING",
    "one row for each period in which a child was missing or away without authorisation",
    (
        _CHILD,
        _DOB,
        Field("MISSING", "missing or away", Kind.CODE, "MISSING"),
        Field("MIS_START", "first day", Kind.DATE),
        Field("MIS_END", "last day", Kind.DATE),
    ),
    ("missing",),
)
SW_EPISODES = Module(
    "sw_episodes",
    "SWEpisodes",
    "SWEPISODE",
    "one row for each stretch with one social worker",
    (
        _CHILD,
        _DOB,
        Field("SW_ID", "social worker's registration number"),
        Field("SW_DECOM", "first day", Kind.DATE),
        Field("SW_DEC", "last day", Kind.DATE),
        Field("SW_REASON", "why the worker changed", Kind.CODE, "SW_REASON"),
    ),
    ("swepisode", "socialworker"),
)
DOLO = Module(
    "dolo",
    "DoLO",
    "DOLO",
    "one row for each order that authorises depriving a child of liberty",
    (
        _CHILD,
        _DOB,
        Field("DOLO_START", "first day of the order", Kind.DATE),
        Field("DOLO_END", "last day of the order", Kind.DATE),
    ),
    ("dolo",),
    since=2027,
)

MODULES: Mapping[str, Module] = {
    module.name: module
    for module in (
        HEADER,
        EPISODES,
        REVIEWS,
        UASC,
        OC2,
        OC3,
        AD1,
        PLACED_ADOPTION,
        PREV_PERM,
        MISSING,
        SW_EPISODES,
        DOLO,
    )
}
SCHEMAS: Mapping[str, pa.Schema] = {name: module.schema for name, module in MODULES.items()}
