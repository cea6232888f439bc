"""Invented children of a record as a list, without a database."""

from datetime import date, timedelta

import pyarrow as pa

from rightplace.county import people
from rightplace.county.lives import Child
from rightplace.county.spec import CountySpec
from rightplace.facts.matching import IDENTITY

_FIRST_BORN = date(2003, 9, 1)
_DAYS = 6500


def a_record(number: int, spec: CountySpec) -> pa.Table:
    """So many children as the county invents them, twins and brothers and sisters among them."""
    draws = spec.stream("doubles")
    children = [
        Child(_FIRST_BORN + timedelta(days=draws.randrange(_DAYS)), spec.since)
        for _ in range(number)
    ]
    people.name_children(children, spec)
    rows = [
        {
            "key": f"{child.number:06d}",
            "surname": child.surname,
            "forename": child.forename,
            "birth_date": child.birth,
            "sex": child.sex,
            "post_code": child.postcode,
            "upn": child.upn,
        }
        for child in children
    ]
    return pa.Table.from_pylist(rows, schema=IDENTITY)
