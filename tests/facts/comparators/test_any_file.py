"""Whatever a file holds, it is read or told: reading never breaks, and no fault is without its place."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from rightplace.facts.comparators import ComparatorsError, Kept, keep, read_folder
from tests.facts.comparators.published import FILES
from tests.facts.comparators.test_explore import DATA, META

PLANS = "level,la_code,area,year,age,plans\nLocal authority,501,Ayshire,2022,5,40\nNational,,All,2022,5,9\n"
EVERY = FILES | {"data.csv": DATA, "data.meta.csv": META, "plans.csv": PLANS}
NOON = datetime(2023, 1, 31, 12, tzinfo=UTC)

pieces = st.one_of(
    st.sampled_from(
        [",", '"', "\n", "\r", "\x00", "501", "999", "c", "inf", "-", "²", "1e999", ";"]
    ),
    st.text(max_size=6),
).filter(lambda text: text.isascii() or text.encode("utf-8", "ignore").decode() == text)


@settings(max_examples=60)
@given(st.sampled_from(sorted(EVERY)), st.floats(0, 1), st.integers(0, 9), pieces)
def test_a_file_with_anything_in_it_is_read_or_told(
    name: str, where: float, cut: int, piece: str
) -> None:
    with TemporaryDirectory() as place:
        for each, text in EVERY.items():
            at = int(where * len(text))
            text = text[:at] + piece + text[at + cut :] if each == name else text
            (Path(place) / each).write_bytes(text.encode())
        reading = read_folder(Path(place))
        assert all(fault.file and fault.what and fault.mend for fault in reading.faults)
        kept = kept_or_refused(Path(place))
        assert kept is None or kept.rows["value"] == reading.table.num_rows


def kept_or_refused(place: Path) -> Kept | None:
    try:
        return keep(read_folder(place), store=place / "store", loaded_at=NOON)
    except ComparatorsError:
        return None
