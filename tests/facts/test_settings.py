"""A list of settings is read from the product's own file and from the public register's."""

from pathlib import Path

import pytest

from rightplace.facts.settings import SettingsError, read_settings

OURS = "urn,ukprn,name,setting_type,setting_group,la_code\n900001,,St Zoë's,Mainstream,mainstream,990\n"
REGISTER = (
    '\ufeff"URN","LA (code)","EstablishmentName","TypeOfEstablishment (name)","UKPRN","Phase"\n'
    '"900002","990","Fell School","Community special school","90000002","x"\n'
    '"900003","990","Elsewhere","Offshore schools","",""\n'
)


def test_our_own_columns(tmp_path: Path) -> None:
    path = tmp_path / "settings.csv"
    path.write_text(OURS, encoding="utf-8")
    (row,) = read_settings(path).to_pylist()
    assert (row["urn"], row["ukprn"], row["name"], row["setting_group"]) == (
        "900001", None, "St Zoë's", "mainstream",
    )  # fmt: skip


def test_the_public_register(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    rows = read_settings(path).to_pylist()
    assert [(r["urn"], r["setting_group"]) for r in rows] == [
        ("900002", "special"),
        ("900003", None),
    ]


def test_a_file_without_the_columns_is_refused_with_those_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SettingsError, match="no column for setting_type and urn"):
        read_settings(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        read_settings(tmp_path / "none.csv")
