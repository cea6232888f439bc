"""What a wrong datum makes wrong, held against the return's own items and what the measures read."""

from rightplace.facts.quality.consequences import (
    ELEMENTS,
    Consequences,
    Cost,
    Unmended,
    consequences,
    costs_of_elements,
    costs_of_measures,
)
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


def test_a_field_of_a_row_above_is_told_where_it_is() -> None:
    found = consequences("assessment", ("assessment_outcome_date", "received_date"))
    assert found.elements == ("AssessmentOutcomeDate", "ReceivedDate")
    assert "plans.ceased" not in found.measures


def test_what_is_not_mended_costs_each_figure_and_cell_that_reads_it() -> None:
    unmended = [
        Unmended("A", "request", ("request_source",), 3),
        Unmended("B", "request", ("request_source", "rya"), 2),
        Unmended("C", "event", ("kind",), 9),
    ]
    assert costs_of_measures(unmended) == (Cost("requests.by_source", ("A", "B"), 5),)
    assert costs_of_elements(unmended) == (
        Cost("RequestSource", ("A", "B"), 5, "request"),
        Cost("RYA", ("B",), 2, "request"),
    )
