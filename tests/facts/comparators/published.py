"""A small folder of published files, as tests want it; every figure and name is invented."""

from datetime import UTC, datetime
from pathlib import Path

from rightplace.facts.comparators import Comparators, keep, read_folder

NOON = datetime(2023, 1, 31, 12, tzinfo=UTC)

AREAS = """\
area_code,area,region,level
501,Ayshire,Upper Dale,LA
502,Beeshire,Upper Dale,LA
503,Ceeshire,London (Inner),LA
201,Smallest,Upper Dale,LA
504,Oldshire,Upper Dale,LA
505,Newshire,Upper Dale,LA
700,All of it,NA,national
701,Upper Dale,NA,region
702,Inner London,NA,region
"""
CODES = """\
la_code,ons_code,la_name,region,changed_to
501,E501,Ayshire,Upper Dale,
504,E504,Oldshire,Upper Dale,"505 (Newshire, part to 503) from Apr 2021"
"""
DICTIONARY = """\
measure,title,polarity,unit,year_type,decimals
Late,Late work,Low,%,Financial Year,1
Good,Good work,High,%,Academic Year,
Size,Children,,count,Calendar Year,0
"""
NEIGHBOURS = """\
model,la_code,la_name,rank,neighbour_la_code,closeness
2021,501,Ayshire,2,503,Close
2021,501,Ayshire,1,502,Very close
2025,501,Ayshire,1,503,Close
"""
VALUES = """\
measure,period,area_code,value
Late,2021,501,11.5
Late,2022,501,12.5
Late,2022,502,14
Late,2022,503,c
Late,2022,201,50
Late,2022,504,20
Late,2022,505,30
Late,2022,700,15.5
Late,2022,701,16
Late,2022,702,17
Size,2022,504,20
"""
FILES = {
    "indicator_areas.csv": AREAS,
    "la_codes.csv": CODES,
    "indicator_dictionary.csv": DICTIONARY,
    "statistical_neighbours.csv": NEIGHBOURS,
    "indicator_values.csv": VALUES,
}


def folder(place: Path, **changed: str) -> Path:
    """The files in a folder; `values=""` replaces the file whose name has that in it."""
    for name, text in FILES.items():
        for part, other in changed.items():
            text = other if part in name else text
        (place / name).write_text(text, "utf-8")
    return place


def loaded(place: Path, store: Path, **changed: str) -> Comparators:
    """The folder, read without a fault, kept and opened."""
    return kept_open(folder(place, **changed), store)


def kept_open(place: Path, store: Path) -> Comparators:
    """A folder without a fault, kept and opened."""
    reading = read_folder(place)
    assert list(map(str, reading.faults)) == []
    return keep(reading, store=store, loaded_at=NOON).open()
