"""Files that are made to exhaust a reader are read or refused, in little memory and time."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

NAMES = ("sen2", "903", "cin", "annexa")
XML_NAMES = ("sen2", "903", "cin")
MEGABYTES = 1_500
HEADINGS = {
    "sen2": ("Blade_person.csv", "PersonOrderSeqColumn,Surname,Forename,UPN"),
    "903": ("Header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"),
    "cin": ("ChildIdentifiers.csv", "LAchildID,UPN,PersonBirthDate,GenderCurrent"),
    "annexa": ("List 1.csv", "Unique ID,UPN,ULN,Date of birth,Gender,Ethnicity"),
}
ROOTS = {
    "sen2": ("<Message><Header/><Persons><Person><Surname>", "</Surname></Person></Persons></Message>"),
    "903": ("<r><CHILD><HEADER><UPN>", "</UPN></HEADER></CHILD></r>"),
    "cin": (
        "<Message><Header/><Children><Child><ChildIdentifiers><UPN>",
        "</UPN></ChildIdentifiers></Child></Children></Message>",
    ),
}  # fmt: skip
Write = Callable[[str, Path], Path]


def giant_cell(name: str, folder: Path) -> Path:
    file, headings = HEADINGS[name]
    with (folder / file).open("w") as out:
        out.write(f"{headings}\n1,")
        for _ in range(100):
            out.write("x" * 1_000_000)
        out.write('\n2,"an open quotation mark\n')
    return folder / file if name != "sen2" else folder


def many_columns(name: str, folder: Path) -> Path:
    file, headings = HEADINGS[name]
    (folder / file).write_text(f"{headings}{',x' * 100_000}\n" + f"1{',9' * 100_000}\n" * 3)
    return folder / file if name != "sen2" else folder


def one_key(name: str, folder: Path) -> Path:
    """The same child in every one of many rows."""
    file, headings = HEADINGS[name]
    row = "1" + ",1" * headings.count(",")
    (folder / file).write_text(f"{headings}\n" + f"{row}\n" * 20_000)
    return folder / file if name != "sen2" else folder


def laughs(name: str, folder: Path) -> Path:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    start, end = ROOTS[name]
    path = folder / "bomb.xml"
    path.write_text(f'<!DOCTYPE r [<!ENTITY a0 "ha">{entities}]>{start}&a11;{end}')
    return path


def deep(name: str, folder: Path) -> Path:
    start, end = ROOTS[name]
    path = folder / "deep.xml"
    path.write_text(start + "<a>" * 500_000 + end)
    return path


def giant_text(name: str, folder: Path) -> Path:
    start, end = ROOTS[name]
    path = folder / "giant.xml"
    with path.open("w") as out:
        out.write(start)
        for _ in range(60):
            out.write("y" * 1_000_000)
        out.write(end)
    return path


def bomb(name: str, folder: Path) -> Path:
    """A workbook that says it is four gigabytes of nothing."""
    path = folder / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(b"\0" * 1_000_000)
    return path


def blank_rows(name: str, folder: Path) -> Path:
    """A workbook whose sheet has a million rows with nothing in them."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("List 1" if name == "annexa" else "person")
    sheet.append(HEADINGS[name][1].split(","))
    book.save(folder / "small.xlsx")
    return _padded(folder / "small.xlsx", folder / "blank.xlsx")


def _padded(small: Path, path: Path) -> Path:
    with (
        zipfile.ZipFile(small) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.namelist():
            content = source.read(part)
            if part.endswith("sheet1.xml"):
                rows = b"".join(b'<row r="%d"/>' % n for n in range(2, 1_000_001))
                content = content.replace(b"</sheetData>", rows + b"</sheetData>")
            target.writestr(part, content)
    return path


CASES = [
    *((name, write) for write in (giant_cell, many_columns, one_key) for name in NAMES),
    *((name, write) for write in (laughs, deep, giant_text) for name in XML_NAMES),
    *((name, write) for write in (bomb, blank_rows) for name in NAMES),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "write"), CASES, ids=[f"{n}-{w.__name__}" for n, w in CASES])
def test_a_hostile_file_is_read_or_refused(name: str, write: Write, tmp_path: Path) -> None:
    path = write(name, tmp_path)
    command = [sys.executable, "-m", "tests.returns.read_limited", name, str(path), "2025"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-600:]
    said, held = done.stdout.split()
    assert said in ("read", "refused")
    assert float(held) < MEGABYTES
