"""What a wrong datum makes wrong, held against the return's own items and what the measures read."""

from rightplace.facts.quality.consequences import ELEMENTS, Consequences, consequences
from rightplace.returns.sen2.modules import MODULES


def test_the_elements_are_those_of_the_return() -> None:
    items = {name: {f.column: f.element for f in m.fields} for name, m in MODULES.items()}
    assert {name: dict(columns) for name, columns in ELEMENTS.items()} == items


def test_each_is_told_once() -> None:
    both = consequences("request", ("received_date", "request_outcome", "officer"))
    six = "timeliness.within_6_weeks"
    assert both.elements == ("ReceivedDate", "RequestOutcome")
    assert both.measures.count(six) == 1
    assert consequences("event", ("kind",)) == Consequences((), ())
