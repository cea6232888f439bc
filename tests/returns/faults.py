"""Faults to put into a return, each with the one rule that is meant to find it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
GONE = "gone"


@dataclass(frozen=True)
class Fault:
    """Of the first row of `table` for which `where` holds, with what it hangs from: what is changed.

    `change` sets values, or says that the row comes twice or not at all.
    """

    rule: str
    table: str
    change: Mapping[str, Any] | Callable[[Row], Row] | str
    where: Callable[[Row], bool] = lambda row: True
    also: tuple[str, ...] = ()


def days(day: date, number: int) -> date:
    return day + timedelta(number)


def decided(row: Row) -> bool:
    return row["request_outcome"] == "Y" and row["request_outcome_date"] is not None


def issued(row: Row) -> bool:
    return row["assessment_outcome"] == "Y" and row["assessment_outcome_date"] is not None


def live(row: Row) -> bool:
    return row["cease_date"] is None and row["assessment_outcome"] == "H"


def ceased(row: Row) -> bool:
    return row["cease_date"] is not None and row["cease_reason"] != "1"


def settled(row: Row) -> bool:
    """The one placement of its plan, at a school, still open."""
    return row["urn"] is not None and row["leaving_date"] is None and row["siblings"] == 1


def alone(row: Row) -> bool:
    return row["siblings"] == 1


def has_upn(row: Row) -> bool:
    return row["upn"] is not None


def _letter(upn: str) -> str:
    return "B" if upn[0] != "B" else "C"


HEADER = (
    Fault("LOC-H01", "header", {"collection": "CIN"}),
    Fault("LOC-H02", "header", {"year": "2019"}),
    Fault("LOC-H03", "header", {"reference_date": date(2020, 1, 16)}),
    Fault("LOC-H04", "header", {"source_level": "S"}),
    Fault("LOC-H05", "header", {"lea": "99"}),
    Fault("LOC-H06", "header", {"date_time": "yesterday"}),
    Fault("LOC-H07", "header", {"dmo": None}),
)
EVERY_YEAR = (
    Fault("LOC-P01", "person", {"surname": None}),
    Fault("LOC-P02", "person", {"forename": None}),
    Fault("LOC-P03", "person", {"person_birth_date": None}, has_upn),
    Fault("LOC-P07", "person", {"ethnicity": "WHITE"}),
    Fault("LOC-P08", "person", {"post_code": "12345"}),
    Fault("LOC-P09", "person", {"upn": None, "unique_learner_number": None}, has_upn),
    Fault("LOC-P10", "person", {"upn": None, "unique_learner_number": None, "upn_unknown": "UN4"}, has_upn),
    Fault("LOC-P11", "person", {"upn_unknown": "UN2"}, has_upn),
    Fault("LOC-P16", "person", lambda r: {"upn": _letter(r["upn"]) + r["upn"][1:]}, has_upn),
    Fault("LOC-P17", "person", lambda r: {"upn": r["upn"][0] + "X" + r["upn"][2:]}, has_upn, ("LOC-P17",)),
    Fault("LOC-P18", "person", lambda r: {"upn": r["upn"][:5] + "X" + r["upn"][6:]}, has_upn),
    Fault("LOC-P19", "person", lambda r: {"upn": r["upn"][:12] + "O"}, has_upn),
    Fault("LOC-P21", "person", {"unique_learner_number": "123"}, has_upn),
    Fault("LOC-R01", "request", {"request_outcome": "Q"}, lambda r: r["request_outcome"] == "H"),
    Fault("LOC-N02", "named_plan", {"start_date": None}, live),
    Fault("LOC-N03", "named_plan", {"start_date": date(2013, 1, 1)},
          lambda r: live(r) and r["person_birth_date"] < date(2012, 1, 1)),
    Fault("LOC-N04", "named_plan", lambda r: {"start_date": days(r["person_birth_date"], -1)},
          lambda r: live(r) and r["person_birth_date"] > date(2015, 1, 1)),
    Fault("LOC-N05", "plan_detail", GONE, lambda r: live(r) and alone(r)),
    Fault("LOC-N06", "plan_detail", {"urn": None}, lambda r: live(r) and r["urn"] is not None),
    Fault("LOC-N07", "plan_detail", {"ukprn": "10000001"}, lambda r: live(r) and r["urn"] is not None),
    Fault("LOC-N08", "plan_detail", {"sen_setting": "SPEC"},
          lambda r: live(r) and r["sen_setting"] == "NEET"),
    Fault("LOC-N10", "plan_detail", {"placement_rank": "2"}, lambda r: live(r) and alone(r)),
    Fault("LOC-N12", "plan_detail", {"sen_unit_indicator": None}, lambda r: live(r) and r["urn"] is not None),
    Fault("LOC-N13", "named_plan", {"plan_res": "C"}, live),
    Fault("LOC-N14", "named_plan", {"oa": "1"}, lambda r: live(r) and r["pb"] == "0"),
    Fault("LOC-F02", "named_plan", {"pb": "N"}, lambda r: live(r) and r["pb"] == "0"),
    Fault("LOC-A12", "named_plan", GONE, live),
    Fault("LOC-AP02", "active_plan", GONE, lambda r: r["siblings"] == 1),
    Fault("LOC-AP03", "active_plan", {"transfer_la": "990"},
          lambda r: r["transfer_la"] is None and r["request_outcome"] == "H"),
    Fault("LOC-PD01", "placement_detail", GONE, settled),
    Fault("LOC-PD02", "placement_detail", {"urn": None}, settled),
    Fault("LOC-PD02b", "placement_detail", {"ukprn": "10000001"}, settled),
    Fault("LOC-PD02c", "placement_detail", {"urn": None, "sen_setting": "SPEC"}, settled),
    Fault("LOC-PD03", "placement_detail", {"entry_date": None}, settled, ("LOC-PD13",)),
    Fault("LOC-PD04", "placement_detail", lambda r: {"leaving_date": days(r["entry_date"], -1)},
          settled, ("LOC-PD13",)),
    Fault("LOC-PD05", "placement_detail", {"placement_rank": "3"}, settled),
    Fault("LOC-PD06", "placement_detail", {"urn": None, "sen_setting": "NEET"},
          lambda r: settled(r) and r["person_birth_date"] > date(2013, 1, 1)),
    Fault("LOC-PD08", "placement_detail",
          {"urn": None, "sen_setting": "OTH", "sen_setting_other": "A type"}, settled),
    Fault("LOC-PD09", "placement_detail", {"urn": None, "sen_setting": "EYP"},
          lambda r: settled(r) and r["person_birth_date"] < date(2012, 1, 1)),
    Fault("LOC-PD13", "placement_detail", lambda r: {"leaving_date": days(r["entry_date"], 1)},
          lambda r: settled(r) and r["entry_date"].year < 2022),
    Fault("LOC-SN02", "sen_need", {"sen_type": "AUT"}),
    Fault("LOC-SN04", "sen_need", {"sen_type_rank": "3"}, alone),
)  # fmt: skip
OF_THE_PERIOD = (
    Fault("LOC-P05", "person", {"gender_current": "M"}),
    Fault("LOC-P22", "request", GONE, lambda r: r["request_outcome"] == "N"),
    Fault("LOC-R02", "request", {"received_date": None}, lambda r: r["request_outcome"] == "N"),
    Fault("LOC-R03", "request", {"request_outcome_date": None}, decided),
    Fault("LOC-R04", "request", {"request_outcome_date": date(2022, 12, 31)},
          lambda r: r["request_outcome"] == "A"),
    Fault("LOC-R05", "request", lambda r: {"received_date": days(r["request_outcome_date"], 1)},
          lambda r: r["request_outcome"] == "N" and r["request_outcome_date"].month < 12),
    Fault("LOC-R06", "request", {"request_outcome_date": date(2021, 12, 31)},
          lambda r: r["request_outcome"] == "N" and r["received_date"].year == 2021),
    Fault("LOC-R07", "request", {"received_date": date(2023, 1, 2)},
          lambda r: r["request_outcome"] == "A"),
    Fault("LOC-R09", "request", {"rya": None}, decided),
    Fault("LOC-R10", "request", {"request_tribunal": None}, decided),
    Fault("LOC-R13", "assessment", GONE, lambda r: r["assessment_outcome"] == "A" and decided(r)),
    Fault("LOC-R14", "request", {"exported": "Kent"}, lambda r: r["request_outcome"] == "A"),
    Fault("LOC-A02", "assessment", {"assessment_outcome": None},
          lambda r: r["assessment_outcome"] == "A"),
    Fault("LOC-A03", "assessment", {"assessment_outcome_date": None},
          lambda r: r["assessment_outcome"] == "N"),
    Fault("LOC-A04", "assessment", {"assessment_outcome_date": date(2022, 12, 31)},
          lambda r: r["assessment_outcome"] == "A" and r["request_outcome_date"] < date(2022, 12, 1)),
    Fault("LOC-A08", "assessment", {"week20": None}, issued),
    Fault("LOC-A09", "assessment", {"other_tribunal": None}, issued),
    Fault("LOC-A06", "named_plan", lambda r: {"start_date": days(r["assessment_outcome_date"], -1)}, issued),
    Fault("LOC-N15", "named_plan", {"cease_reason": None}, ceased),
    Fault("LOC-N16", "named_plan", {"cease_reason": "10"}, ceased),
    Fault("LOC-N17", "named_plan", lambda r: {"start_date": days(r["cease_date"], 1)}, ceased),
    Fault("LOC-N18", "named_plan", {"cease_date": date(2021, 12, 31)},
          lambda r: ceased(r) and r["start_date"].year < 2021),
)  # fmt: skip
LATER = (
    Fault("LOC-P06", "person", {"sex": "1"}),
    Fault("LOC-H08", "header", {"dsco": None}),
    Fault("LOC-AP04", "active_plan", {"review_meeting": date(2026, 1, 16)},
          lambda r: r["last_review"] is None),
    Fault("LOC-AP05", "active_plan", {"review_outcome": "Z"}, lambda r: r["review_outcome"] == "M"),
    Fault("LOC-AP06", "active_plan", lambda r: {"last_review": days(r["review_meeting"], -1)},
          lambda r: r["review_outcome"] == "M"),
    Fault("LOC-AP07", "active_plan", {"review_outcome": None}, lambda r: r["review_outcome"] == "M"),
    Fault("LOC-AP14", "active_plan", {"last_review": None}, lambda r: r["review_outcome"] == "M"),
    Fault("LOC-AP09", "active_plan", lambda r: {"review_draft": r["last_review"]},
          lambda r: r["review_outcome"] == "M"),
    Fault("LOC-AP11", "active_plan", {"phase_transfer_final_date": date(2022, 2, 1)},
          lambda r: r["phase_transfer_due_date"] is None),
    Fault("LOC-PD11", "placement_detail", {"res": "Z"}, settled),
    Fault("LOC-PD12", "placement_detail", {"attendance_pattern": "F"}, settled),
)  # fmt: skip
