from collections.abc import Callable
from pathlib import Path

from rightplace.returns.sen2 import Kind, Layout, Severity, read, summary
from rightplace.returns.sen2.findings import CAP
from rightplace.returns.sen2.look import CodeCount, DateSpan, FindingCount, TableCount

Xml = Callable[..., Path]


def test_counts_by_table_code_and_year(xml: Xml) -> None:
    request = (
        "<Requests><ReceivedDate>{}</ReceivedDate><RequestOutcome>{}</RequestOutcome></Requests>"
    )
    requests = [("2025-03-01", "Y"), ("2024-12-01", "Q"), ("2025-04-01", ""), ("", "Y")]
    path = xml(f"<Person>{''.join(request.format(*pair) for pair in requests)}</Person>")
    look = summary(read(path))
    assert (look.year, look.layout) == (2026, Layout.XML)
    assert [t for t in look.tables if t.rows] == [
        TableCount("Header", 1),
        TableCount("Person", 1),
        TableCount("Requests", 4),
    ]
    assert [c for c in look.codes if c.field == "RequestOutcome"] == [
        CodeCount("Requests", "RequestOutcome", "Y", "Assessment went ahead", 2),
        CodeCount("Requests", "RequestOutcome", "Q", "", 1),
        CodeCount("Requests", "RequestOutcome", "", "blank", 1),
    ]
    spans = [s for s in look.dates if s.field == "ReceivedDate"]
    assert spans == [DateSpan("Requests", "ReceivedDate", ((2024, 1), (2025, 2)))]
    assert look.findings == (
        FindingCount(
            Kind.CODE,
            Severity.ERROR,
            "Requests",
            "RequestOutcome",
            1,
            "return.xml, Requests, line 3: "
            "Q is not a code for RequestOutcome in this year's return; it was kept",
            "Use a code from the list for that year.",
        ),
    )
    assert look.truncated == ()


def test_findings_are_grouped_worst_first_and_say_when_there_are_more(xml: Xml) -> None:
    look = summary(read(xml("<Person><Shoe/><Sex>X</Sex></Person>" * (CAP + 1))))
    assert [(f.kind, f.number) for f in look.findings] == [
        (Kind.CODE, CAP),
        (Kind.UNKNOWN_FIELD, CAP),
    ]
    assert set(look.truncated) == {Kind.CODE, Kind.UNKNOWN_FIELD}
