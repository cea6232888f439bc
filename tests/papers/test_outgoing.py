"""What leaves the council: small numbers are hidden, with whatever would give them back."""

import csv
import json
from dataclasses import replace
from io import StringIO

from rightplace.indicators.performance.outward import outgoing, release_of
from rightplace.indicators.performance.table import Line
from rightplace.indicators.performance.withholding import held_back
from rightplace.papers.quarter.draft import Corrected, draft
from rightplace.papers.quarter.open_data import metadata, open_csv
from rightplace.papers.quarter.paper import plain
from rightplace.papers.quarter.words import told
from tests.papers.quarter import lines, quarter

BY_KEY = {line.key: line for line in lines()}
FEW = replace(
    BY_KEY["cp-second-plan"],
    latest_value="1.70",
    value=1.704,
    numerator=3.0,
    denominator=176.0,
    warnings=("For 3 children it is not known.",),
)


def rows(*given: Line) -> list[dict[str, str]]:
    text = open_csv(given, held_back([], release_of(given)), report="Q3 2022/23")
    return list(csv.DictReader(StringIO(text)))


def going_out(line: Line) -> Line:
    (found,) = outgoing([line], held_back([], release_of([line])))
    return found


def test_a_share_of_few_leaves_without_value_parts_change_or_rating() -> None:
    latest, earlier = rows(FEW)
    assert [latest[name] for name in ("value", "numerator", "denominator", "rating")] == [
        "c",
        "c",
        "c",
        "",
    ]
    assert (earlier["value"], earlier["numerator"], earlier["denominator"]) == ("22.6", "38", "168")


def test_the_paper_tells_of_it_without_its_number() -> None:
    words = plain(told(going_out(FEW)))
    assert "is hidden: it is a small number, or is made of one." in words
    assert not any(number in words for number in ("1.70", "1.704", "176", "22.6", "up", "down"))
    paper = draft(quarter(lines=[going_out(FEW)]))
    assert "For 3 children" not in "".join(run.text for run in paper.runs())


def test_what_is_shown_says_what_it_is_made_of() -> None:
    whole = going_out(BY_KEY["leavers-accommodation"])
    assert (whole.numerator, whole.denominator) == (233, 248)
    assert "(233 of 248)" in plain(told(whole))


def test_a_figure_that_is_missing_says_why() -> None:
    latest = rows(BY_KEY["neet"])[0]
    assert (latest["value"], latest["note"]) == ("x", "the system changed")


def test_the_metadata_names_every_column_in_order() -> None:
    about = json.loads(
        metadata(report="Q3", council="M", published="2023-03-07", file_name="a.csv")
    )
    named = [column["name"] for column in about["tableSchema"]["columns"]]
    assert named == list(rows(BY_KEY["neet"])[0])


def test_each_hidden_figure_says_why_in_the_open_data() -> None:
    latest, earlier = rows(
        replace(FEW, previous_numerator=2.0, previous_denominator=168.0, previous=1.19)
    )
    assert {latest["note"], earlier["note"]} == {"it is a small number, or is made of one"}


def test_a_correction_that_is_hidden_is_told_without_its_numbers() -> None:
    hidden = Corrected("At home", "Q2 2022/23", hidden="it is a small number, or is made of one")
    paper = draft(quarter(corrections=(hidden,)))
    said = [run.text for run in paper.runs() if run.bound == "correction:1"]
    assert said == [
        "At home, Q2 2022/23: the figure was corrected; the numbers are hidden: "
        "it is a small number, or is made of one."
    ]
