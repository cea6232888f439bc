"""Facts for Hypothesis to invent: a few people, with the gaps and slips that real data have."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from rightplace.facts.schema import TABLES
from rightplace.facts.snapshot import About

Facts = dict[str, list[dict[str, Any]]]

AS_OF = date(2024, 1, 31)
_FLAG = st.sampled_from(["0", None, "0", None, "1"])
_BIRTHS = st.dates(date(1996, 1, 1), AS_OF) | st.just(date(2008, 2, 29)) | st.none()
_DAYS = st.dates(date(2023, 1, 1), AS_OF) | st.dates(date(2021, 11, 1), AS_OF)
# Spans around each limit, where an error of one day shows.
_LIMITS = [limit + off for limit in (28, 42, 112, 140, 364) for off in (-1, 0, 1)]
_SPANS = st.sampled_from([*_LIMITS, -3, 0, 400, None]) | st.integers(0, 500)
_URN = st.sampled_from(["100001", "100002", "199999", None, None])
_UKPRN = st.sampled_from(["10000001", "10000002", None])
_CODES = st.sampled_from(["EHE", "EYP", "OTH", "XYZ", None])
_RANK = st.sampled_from(["1", "1", "1", "2", None])
_GROUPS = st.sampled_from(["mainstream", "special", "further_education"])


def _after(start: date | None, span: int | None) -> date | None:
    return None if start is None or span is None else start + timedelta(span)


def _blank(table: str) -> dict[str, Any]:
    return dict.fromkeys(TABLES[table].arrow.names)


class _Writer:
    """Adds rows with keys of their own."""

    def __init__(self) -> None:
        self.facts: Facts = {name: [] for name in TABLES}

    def add(self, table: str, **values: Any) -> int:
        key = len(self.facts[table]) + 1
        own = {f"{table}_id": key} if f"{table}_id" in TABLES[table].arrow.names else {}
        self.facts[table].append(_blank(table) | own | values)
        return key


@st.composite
def facts(draw: Callable[..., Any]) -> tuple[Facts, About]:
    """A small snapshot of a record or of a return, and where it says it comes from."""
    origin = draw(st.sampled_from(["record", "return"]))
    writer = _Writer()
    for urn in draw(st.lists(st.sampled_from(["100001", "100002"]), max_size=3)):
        ukprn, group = draw(_UKPRN), draw(_GROUPS)
        writer.add("setting", urn=urn, ukprn=ukprn, setting_group=group)
    for _ in range(draw(st.integers(1, 7))):
        _case(draw, writer, origin == "record")
    return writer.facts, About(
        "990", AS_OF, origin, "invented", None if origin == "record" else 2024
    )


def _case(draw: Callable[..., Any], writer: _Writer, is_record: bool) -> None:
    received = draw(_DAYS | _DAYS | _DAYS | st.none())
    person = writer.add("person", person_birth_date=draw(_BIRTHS))
    request = writer.add(
        "request",
        person_id=person,
        received_date=received,
        request_source=draw(st.sampled_from(["1", "2", "8", None])),
        request_outcome=draw(st.sampled_from(["Y", "N", "A", "W", "H", "?", None])),
        request_outcome_date=_after(received, draw(_SPANS)),
        request_mediation=draw(_FLAG),
        request_tribunal=draw(_FLAG),
        closed_on=_after(received, draw(_SPANS)) if is_record else None,
    )
    if is_record and draw(st.booleans()):
        excused = draw(st.sampled_from(["a", None]))
        writer.add("clock", request_id=request, duty="first_plan.final_plan", excused_by=excused)
    if draw(st.sampled_from([True, True, True, False])):
        _assessment(draw, writer, request, received, is_record)


def _assessment(
    draw: Callable[..., Any], writer: _Writer, request: int, received: date | None, is_record: bool
) -> None:
    ended = draw(st.sampled_from([_after(received, draw(_SPANS)), draw(_DAYS)]))
    assessment = writer.add(
        "assessment",
        request_id=request,
        assessment_outcome=draw(st.sampled_from(["Y", "Y", "Y", "N", "N", "A", "W", "H", None])),
        assessment_outcome_date=ended,
        assessment_mediation=draw(_FLAG),
        assessment_tribunal=draw(_FLAG),
        week20=draw(_FLAG),
    )
    if draw(st.booleans()):
        _named_plan(draw, writer, assessment)
    if draw(st.booleans()):
        _active_plan(draw, writer, request, is_record)


def _place(draw: Callable[..., Any]) -> dict[str, Any]:
    return {
        "urn": draw(_URN),
        "ukprn": draw(_UKPRN),
        "sen_setting": draw(_CODES),
        "placement_rank": draw(_RANK),
    }


def _named_plan(draw: Callable[..., Any], writer: _Writer, assessment: int) -> None:
    plan = writer.add(
        "named_plan",
        assessment_id=assessment,
        start_date=draw(_DAYS | st.none()),
        cease_date=draw(_DAYS | st.none()),
        cease_reason=draw(st.sampled_from(["1", "9", "0", None])),
    )
    for _ in range(draw(st.integers(0, 2))):
        writer.add("plan_detail", named_plan_id=plan, **_place(draw))


def _active_plan(draw: Callable[..., Any], writer: _Writer, request: int, is_record: bool) -> None:
    meeting = draw(_DAYS | st.none())
    since = draw(_DAYS) if is_record else None
    plan = writer.add(
        "active_plan",
        request_id=request,
        review_meeting=meeting,
        last_review=_after(meeting, draw(_SPANS)),
        review_outcome=draw(st.sampled_from(["M", "A", None])),
        held_from=since,
        held_to=_after(since, draw(_SPANS)),
    )
    for _ in range(draw(st.integers(0, 2))):
        entry = draw(_DAYS | st.none())
        left = _after(entry, draw(_SPANS))
        place = _place(draw)
        writer.add(
            "placement_detail", active_plan_id=plan, entry_date=entry, leaving_date=left, **place
        )
        writer.add(
            "sen_need",
            active_plan_id=plan,
            sen_type=draw(st.sampled_from(["ASD", "SEMH", "XX", None])),
            sen_type_rank=draw(_RANK),
        )
    if is_record:
        for started in draw(st.lists(_DAYS, max_size=2)):
            met = _after(started, abs(draw(_SPANS) or 0)) if draw(st.booleans()) else None
            writer.add(
                "clock", active_plan_id=plan, duty="review.decide", started_on=started, met_on=met
            )


def arrow(facts: Facts) -> dict[str, pa.Table]:
    """The facts as a snapshot holds them."""
    return {
        name: pa.Table.from_pylist(rows, schema=TABLES[name].arrow) for name, rows in facts.items()
    }
