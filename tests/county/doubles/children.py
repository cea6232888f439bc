"""Invented children of a record, without a database."""

from datetime import date, timedelta

import pyarrow as pa

from rightplace.county import people
from rightplace.county.lives import Child
from rightplace.county.spec import CountySpec
from rightplace.facts.matching import IDENTITY


def a_record(number: int, seed: int = 5) -> pa.Table:
    """So many children as the county invents them, twins and brothers and sisters among them."""
    spec = CountySpec(plans=number, seed=seed)
    draws = spec.stream("matching")
    children = [
        Child(date(2003, 9, 1) + timedelta(days=draws.randrange(6500)), date(2020, 1, 1))
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
