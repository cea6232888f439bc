"""Rules of a person: name, birth, and that there is something to report about them."""

import ibis

from rightplace.returns.sen2.rules import seen
from rightplace.returns.sen2.rules.basis import (
    ERROR,
    QUERY,
    Of,
    aged,
    inferred,
    like,
    missing,
    on,
    outside_set,
    rows,
    sourced,
    survey,
)

_person = Of("person", seen.person).rule
_ZOE = {"surname": "Brontë", "forename": "Zoë", "person_birth_date": aged(9)}
_LIVE = {"request": {"person_id": 1}, "active_plan": {"request_id": 1}}

PERSON = (
    _person(
        "LOC-P01", ERROR, ["surname"],
        "Surname missing",
        "Enter the surname.",
        lambda p, data: missing(p.surname),
        source=inferred("the submission template"),
        passing=[rows(person=_ZOE)],
        failing=[rows(person=[{"surname": None}, {"surname": " "}])],
    ),
    _person(
        "LOC-P02", ERROR, ["forename"],
        "Forename missing",
        "Enter the forename.",
        lambda p, data: missing(p.forename),
        source=inferred("the submission template"),
        passing=[rows(person=_ZOE)],
        failing=[rows(person=[{"forename": None}, {"forename": ""}])],
    ),
    _person(
        "LOC-P03", ERROR, ["person_birth_date"],
        "Birth date missing, or after the survey day",
        "Enter the birth date, or correct its year.",
        lambda p, data: p.person_birth_date.isnull()
        | (p.person_birth_date > data.reference_date),
        source=inferred("the submission template"),
        passing=[rows(person=[{"person_birth_date": survey()}, _ZOE])],
        failing=[rows(person=[{"person_birth_date": None}, {"person_birth_date": survey(1)}])],
    ),
    _person(
        "LOC-P04", QUERY, ["person_birth_date"],
        "Outside the ages of 0 to 24 at the start of the school year",
        "Check the birth date. A plan may last to the end of the school year of the 25th birthday.",
        # Someone whose plan ended in the period at that limit was 25 on 31 August, and rightly so.
        lambda p, data: (p.person_birth_date > ibis.date(data.year - 1, 8, 31))
        | (p.person_birth_date <= ibis.date(data.year - 27, 8, 31))
        | ((p.active_plans > 0) & (p.person_birth_date <= ibis.date(data.year - 26, 8, 31))),
        source=inferred(
            "the ages for which a plan may be kept; with a plan on the survey day 24 at most, without 25"
        ),
        passing=[
            rows(person=_ZOE),
            rows(person={"person_birth_date": on(8, 31, -26)}),
            rows(person={"person_birth_date": on(9, 1, -26)}, **_LIVE),
            rows(person={"person_birth_date": on(8, 31, -1)}),
        ],
        failing=[
            rows(person=[{"person_birth_date": on(8, 31, -27)}, {"person_birth_date": on(9, 1, -1)}]),
            rows(person={"person_birth_date": on(8, 31, -26)}, **_LIVE),
        ],
        after=["LOC-P03"],
    ),
    _person(
        "LOC-P05", ERROR, ["gender_current"],
        "Gender missing, or not one of 0, 1, 2, 9",
        "Use a code of the 2023 list.",
        lambda p, data: missing(p.gender_current) | outside_set(p.gender_current, "GENDER", data),
        source=sourced("the change from gender to sex between 2023 and 2024"),
        passing=[rows(person={"gender_current": "9"})],
        failing=[rows(person=[{"gender_current": None}, {"gender_current": "M"}])],
        years=(2023, 2023),
    ),
    _person(
        "LOC-P06", ERROR, ["sex"],
        "Sex missing, or neither M nor F",
        "Use M or F.",
        lambda p, data: missing(p.sex) | outside_set(p.sex, "SEX", data),
        source=sourced("the change from gender to sex between 2023 and 2024"),
        passing=[rows(person=[{"sex": "M"}, {"sex": "F"}])],
        failing=[rows(person=[{"sex": None}, {"sex": "1"}, {"sex": "m"}])],
        years=(2024, 2026),
    ),
    _person(
        "LOC-P07", ERROR, ["ethnicity"],
        "Ethnicity missing, or not a code of the list",
        "Use a code of the list; NOBT where it is not known yet, REFU where it was refused.",
        lambda p, data: missing(p.ethnicity) | outside_set(p.ethnicity, "ETHNICITY", data),
        source=sourced("guidance on the item; codes of sub-groups pass, as no source says they may not"),
        passing=[rows(person=[{"ethnicity": "WBRI"}, {"ethnicity": "NOBT"}, {"ethnicity": "WENG"}])],
        failing=[rows(person=[{"ethnicity": None}, {"ethnicity": "WHITE"}])],
    ),
    _person(
        "LOC-P08", QUERY, ["post_code"],
        "Postcode missing, or not in the form of a UK postcode",
        "Enter the postcode of the home; leave it out on purpose only where that is safer.",
        lambda p, data: missing(p.post_code)
        | ~like(
            p.post_code.upper().replace(" ", ""),
            "(GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][ABD-HJLNP-UW-Z]{2})",
        ),
        source=inferred("the submission template and the form of a postcode"),
        passing=[rows(person=[{"post_code": c} for c in ("M1 1AE", "sw1a1aa", "DN55 1PT", "W1A 0AX")])],
        failing=[rows(person=[{"post_code": None}, {"post_code": "12345"}, {"post_code": "M1 1AC"}])],
    ),
    _person(
        "LOC-P22", ERROR, ["person_id"],
        "There is no request for this person",
        "Add the request; where the assessment is of an earlier year, one with outcome H.",
        lambda p, data: p.requests == 0,
        source=sourced("the 2023 guide: each person has one or more requests"),
        passing=[rows(person=_ZOE, request={"person_id": 1})],
        failing=[rows(person=[_ZOE, _ZOE]), rows(person=_ZOE, request={"person_id": 2})],
    ),
    _person(
        "LOC-P23", QUERY, ["surname", "forename", "person_birth_date"],
        "Two people with the same name and birth date",
        "Merge them if they are one person; twins of one forename are rare.",
        lambda p, data: (p.same_person > 1)
        & p.surname.notnull()
        & p.forename.notnull()
        & p.person_birth_date.notnull(),
        source=inferred("good sense"),
        passing=[
            rows(person=[_ZOE, _ZOE | {"forename": "Ada"}, _ZOE | {"person_birth_date": aged(8)}]),
            rows(person=[{}, {}]),
        ],
        failing=[rows(person=[_ZOE, _ZOE]), rows(person=[_ZOE, _ZOE | {"surname": "BRONTË"}])],
        after=["LOC-P20"],
    ),
)  # fmt: skip
