"""Values one a row: `measure, period, area_code, value`, as the interactive tool is tidied."""

from rightplace.facts.comparators.cells import NotANumber, not_a_number, number, rows_of
from rightplace.facts.comparators.places import unknown_area
from rightplace.facts.comparators.reading import Fault, Reading
from rightplace.facts.comparators.tables import Measure


def read_series(text: str, name: str, reading: Reading, header: list[str]) -> int:
    """The values of every measure; a row that cannot be taken is a fault."""
    at = {column: header.index(column) for column in ("measure", "period", "area_code", "value")}
    measure_at, period_at, area_at, value_at = at.values()
    rows = 0
    for line, row in rows_of(text, name, reading):
        rows += 1
        measure, period, code = (row[i].strip() for i in (measure_at, period_at, area_at))
        if code not in reading.areas:
            reading.faults.append(unknown_area(name, line, "area_code", code))
            continue
        if not measure or not period:
            column = "period" if measure else "measure"
            mend = "Write the measure's key and the period in each row."
            reading.faults.append(Fault(name, line, column, "The cell is empty.", mend))
            continue
        try:
            value = number(row[value_at])
        except NotANumber:
            reading.faults.append(not_a_number((name, line), "value", row[value_at]))
            continue
        if measure not in reading.measures:
            reading.measures[measure] = Measure(measure, measure)
        reading.values.add(measure, period, code, value, (name, line))
    return rows
