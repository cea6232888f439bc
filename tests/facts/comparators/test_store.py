"""Comparators are kept once, unchanged, and opened by name, id or authority."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from rightplace.facts.comparators import (
    ComparatorsError,
    Kept,
    keep,
    list_comparators,
    open_comparators,
    read_folder,
)
from tests.facts.comparators.published import AREAS, FILES, NOON, VALUES, folder


def kept(tmp_path: Path, name: str, days: int = 0, **changed: str) -> Kept:
    place = tmp_path / name
    place.mkdir(exist_ok=True)
    reading = read_folder(folder(place, **changed))
    return keep(reading, store=tmp_path / "store", loaded_at=NOON + timedelta(days=days))


def other(tmp_path: Path) -> Kept:
    """A newer set, of another authority."""
    return kept(
        tmp_path, "other", 1,
        areas=AREAS.replace("501", "601"),
        values="measure,period,area_code,value\nLate,2022,601,3\n",
        codes="la_code,ons_code,la_name,region,changed_to\n",
        neighbours="model,la_code,rank,neighbour_la_code\n",
    )  # fmt: skip


def test_the_manifest_says_where_the_values_come_from(tmp_path: Path) -> None:
    made = kept(tmp_path, "first")
    assert {source.file for source in made.sources} == set(FILES)
    assert all(len(source.sha256) == 64 for source in made.sources)
    assert made.loaded_at == NOON
    assert made.rows == {"measure": 3, "area": 9, "neighbour": 3, "value": 11}
    assert made.authorities == {"501", "502", "503", "504", "505", "201"}
    manifest = json.loads((made.folder / "manifest.json").read_text())
    assert set(manifest["files"]) == {"measure", "area", "neighbour", "value"}
    assert made.folder.name == made.id == made.open().id


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    first = kept(tmp_path, "first")
    assert kept(tmp_path, "second", 1) == first
    assert list_comparators(store=tmp_path / "store") == [first]


def test_a_changed_value_is_another_set(tmp_path: Path) -> None:
    first = kept(tmp_path, "first")
    second = kept(tmp_path, "first", 1, values=VALUES.replace("12.5", "12.6"))
    assert [k.id for k in list_comparators(store=tmp_path / "store")] == [second.id, first.id]
    assert open_comparators(tmp_path / "store").value("Late", "2022", "501") == 12.6
    assert open_comparators(tmp_path / "store", first.id[:6]).value("Late", "2022", "501") == 12.5


def test_the_newest_that_has_the_authority_is_opened(tmp_path: Path) -> None:
    first, newer = kept(tmp_path, "first"), other(tmp_path)
    store = tmp_path / "store"
    assert open_comparators(store).id == newer.id
    assert open_comparators(store, la="501").id == first.id
    assert open_comparators(store, "first").id == first.id
    assert open_comparators(store, newer.id).id == newer.id


def test_what_cannot_be_opened_says_what_there_is(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with pytest.raises(ComparatorsError, match="No comparators are loaded"):
        open_comparators(store)
    first = kept(tmp_path, "first")
    with pytest.raises(ComparatorsError, match=rf"There are: first \({first.id}\)\."):
        open_comparators(store, "second")
    with pytest.raises(ComparatorsError, match="have values of authority 999"):
        open_comparators(store, la="999")


def test_nothing_is_kept_where_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ComparatorsError, match="There are no values to keep"):
        keep(read_folder(tmp_path / "none"), store=tmp_path / "store", loaded_at=NOON)
    assert list_comparators(store=tmp_path / "store") == []
