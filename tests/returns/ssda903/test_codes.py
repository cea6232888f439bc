"""The codes and tables of each year, and what differs from the year before."""

from rightplace.returns.ssda903 import CODE_SETS, MODULES, YEARS, codes, differences, reference_date
from rightplace.returns.ssda903.years import label, years_before


def test_what_changed_is_read_off_the_tables() -> None:
    assert [str(change) for change in differences(2027)] == ["2026/27: table DoLO is new"]
    assert {c.about.split()[-1] for c in differences(2026) if c.came} == {
        "Z11",
        "Z12",
        "Z13",
        "Z14",
    }
    assert {c.about.split()[-1] for c in differences(2026) if not c.came} == {"H5", "P2", "Z1"}
    assert differences(2025) == []


def test_no_code_stands_twice_in_a_set_and_every_item_has_its_set() -> None:
    for code_set in CODE_SETS.values():
        for year in YEARS:
            values = code_set.values(year)
            assert len(set(values)) == len(values)
            assert values
    used = {item.codes for module in MODULES.values() for item in module.fields if item.codes}
    assert used == set(CODE_SETS)


def test_supported_accommodation_is_in_every_year() -> None:
    assert all("K3" in codes("PLACE", year) for year in YEARS)


def test_years() -> None:
    assert (label(2025), label(2100)) == ("2024/25", "2099/00")
    assert years_before(reference_date(2025), 10) == reference_date(2015)
    leap = reference_date(2024).replace(month=2, day=29)
    assert years_before(leap, 10) == leap.replace(year=2014, day=28)
