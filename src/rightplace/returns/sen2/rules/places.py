"""Rules of the settings that a plan names, and of those that a person attends.

Both tables say where in the same items, so the rules about those are written once for either.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rightplace.facts.quality import Rows, Rule, Severity
from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    QUERY,
    Of,
    Row,
    given,
    inferred,
    like,
    looked_up,
    missing,
    not_flag,
    outside_set,
    rows,
    sourced,
)

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

_PLACE = ("urn", "ukprn", "sen_setting")
_TOOL = "the list of codes and the checks in witan.sen2"


def _identifiers(d: "Table") -> "IntegerValue":
    """How many of the three ways to say where are used."""
    urn, ukprn, setting = (given(d[name]).ifelse(1, 0) for name in _PLACE)
    return urn + ukprn + setting


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes of the rules that both tables have."""

    none: str
    several: str
    setting: str
    other: str


def _where(of: Of, codes: _Codes) -> tuple[Rule, ...]:
    """The rules about which setting it is."""
    rule = of.rule

    def example(*places: Row) -> Rows:
        return rows(**{of.table: places})

    return (
        rule(
            codes.none, ERROR, _PLACE,
            "It is not said which setting it is",
            "Enter the URN, else the UKPRN, else the code of the kind of setting.",
            lambda d, data: _identifiers(d) == 0,
            source=sourced("the checks of witan.sen2"),
            passing=[example({"urn": "100001"}, {"ukprn": "10000001"}, {"sen_setting": "EHE"})],
            failing=[example({}, {"urn": " "})],
        ),
        rule(
            codes.several, QUERY, _PLACE,
            "More than one of URN, UKPRN and kind of setting is given",
            "Leave the URN where there is one, else the UKPRN.",
            lambda d, data: _identifiers(d) > 1,
            source=inferred("a footnote of the published statistics: URN, else UKPRN, else the kind"),
            passing=[example({"urn": "100001"}, {})],
            failing=[example({"urn": "100001", "ukprn": "10000001"}, {"urn": "1", "sen_setting": "EHE"})],
        ),
        rule(
            codes.setting, ERROR, ["sen_setting"],
            "The kind of setting is not a code of the list",
            "Use a code of the list, or the URN of the setting.",
            lambda d, data: outside_set(d.sen_setting, "SEN_SETTING", data),
            source=sourced(_TOOL),
            passing=[example({"sen_setting": "EHE"}, {"sen_setting": "NIEO"}, {})],
            failing=[example({"sen_setting": "SPEC"}, {"sen_setting": "ehe"})],
        ),
        rule(
            codes.other, QUERY, ["sen_setting", "sen_setting_other"],
            "The kind of setting is another one, and it is not said which",
            "Say in a few words what it is.",
            lambda d, data: d.sen_setting.isin(["OTH", "NIEO"]) & missing(d.sen_setting_other),
            source=inferred("prompts of the collection"),
            passing=[example({"sen_setting": "OTH", "sen_setting_other": "Named type only"}, {})],
            failing=[example({"sen_setting": "OTH"}, {"sen_setting": "NIEO", "sen_setting_other": " "})],
        ),
    )  # fmt: skip


def provision(of: Of, code: str, severity: Severity, source: str) -> Rule:
    """SEN unit and resourced provision: both answered for a school, and not both yes."""
    flags = ("sen_unit_indicator", "resourced_provision_indicator")

    def example(*places: Row) -> Rows:
        return rows(**{of.table: places})

    return of.rule(
        code, severity, ["urn", *flags],
        "Whether it is in a SEN unit or resourced provision is missing, not 0 or 1, or yes to both",
        "Enter 1 or 0 for each where there is a URN; a place is in one of them at most.",
        lambda d, data: not_flag(d.sen_unit_indicator)
        | not_flag(d.resourced_provision_indicator)
        | ((d.sen_unit_indicator == "1") & (d.resourced_provision_indicator == "1")).fill_null(False)
        | (given(d.urn) & (missing(d.sen_unit_indicator) | missing(d.resourced_provision_indicator))),
        source=source,
        passing=[
            example({"urn": "100001", **dict.fromkeys(flags, "0")}, {"sen_setting": "EHE"}),
            example({"urn": "100001", "sen_unit_indicator": "1", "resourced_provision_indicator": "0"}),
        ],
        failing=[
            example({"urn": "100001"}, {"urn": "100001", "sen_unit_indicator": "1"}),
            example(dict.fromkeys(flags, "1"), {"sen_unit_indicator": "Y"}),
        ],
    )  # fmt: skip


DETAIL = Of("plan_detail", seen.plan_detail)
PLACEMENT = Of("placement_detail", seen.placement_detail)
_detail = DETAIL.rule

PLAN_DETAILS = (
    *_where(DETAIL, _Codes("LOC-N06", "LOC-N07", "LOC-N08", "LOC-N09")),
    _detail(
        "LOC-N10", ERROR, ["placement_rank"],
        "The rank is neither 1 nor 2, or not exactly one setting of the plan comes first",
        "Give the main setting rank 1, and a second one rank 2.",
        lambda d, data: missing(d.placement_rank)
        | outside_set(d.placement_rank, "PLACEMENT_RANK", data)
        | (d.main_rows != 1),
        source=inferred("the submission template"),
        passing=[rows(plan_detail=[
            {"named_plan_id": 1, "placement_rank": "1"}, {"named_plan_id": 1, "placement_rank": "2"},
            {"named_plan_id": 2, "placement_rank": "1"},
        ])],
        failing=[
            rows(plan_detail=[{"named_plan_id": 1, "placement_rank": "1"}] * 2),
            rows(plan_detail={"named_plan_id": 1, "placement_rank": "2"}),
            rows(plan_detail=[{"named_plan_id": n, "placement_rank": r} for n, r in ((1, None), (2, "3"))]),
        ],
    ),
    _detail(
        "LOC-N11", QUERY, ["urn"],
        "The URN is not in the register of schools that was given",
        "Check the URN; a closed school may have a successor with another.",
        lambda d, data: looked_up(d.urn, "urns", data),
        source=inferred("the checks of witan.sen2 against Get Information about Schools"),
        passing=[rows(plan_detail=[{"urn": "100001"}, {"urn": None}])],
        failing=[rows(plan_detail={"urn": "999999"})],
        needs_sets=["urns"],
    ),
    provision(
        DETAIL, "LOC-N12", QUERY,
        inferred("the checks of witan.sen2; those against a register are MC-532 and MC-534"),
    ),
)  # fmt: skip

WHERE_PLACED = (
    *_where(PLACEMENT, _Codes("LOC-PD02", "LOC-PD02b", "LOC-PD02c", "LOC-PD02d")),
    PLACEMENT.rule(
        "LOC-PD10", QUERY, ["ukprn"],
        "The UKPRN is not eight digits that begin with 1",
        "Copy the number from the register of learning providers again.",
        lambda d, data: given(d.ukprn) & ~like(d.ukprn, "1[0-9]{7}"),
        source=inferred("the convention of the register of learning providers"),
        passing=[rows(placement_detail=[{"ukprn": "10000001"}, {"ukprn": None}])],
        failing=[rows(placement_detail=[{"ukprn": "20000001"}, {"ukprn": "1000001"}])],
    ),
)  # fmt: skip
