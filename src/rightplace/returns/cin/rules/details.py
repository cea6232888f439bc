"""CIN details: one episode of need by itself."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import ibis

from rightplace.facts.quality import Data, Rule
from rightplace.law.dates import working_day_after
from rightplace.returns.cin.codes import CLOSURE_REASON, FLAG, PRIMARY_NEED, REFERRAL_SOURCE
from rightplace.returns.cin.rules.make import (
    FAR_OFF,
    LONG_AGO,
    error,
    missing,
    no,
    outside,
    query,
    start,
    with_child,
)

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_SOURCE_SINCE = date(2013, 4, 1)
_BEFORE_BIRTH = timedelta(days=280)


def _nfa_of_an_old_referral(cin: "Table", data: Data) -> "BooleanValue":
    return (cin.referral_date < working_day_after(start(data), -1)) & ~no(cin.referral_nfa)


def _long_before_birth(cin: "Table", data: Data) -> "Table":
    both = with_child(cin, data)
    birth = ibis.coalesce(both.born, both.expected)
    return both.filter(both.referral_date < birth - ibis.interval(days=_BEFORE_BIRTH.days))


def _no_source(cin: "Table", data: Data) -> "BooleanValue":
    bad = missing(cin.referral_source) | ~cin.referral_source.isin(tuple(REFERRAL_SOURCE))
    return (cin.referral_date >= _SOURCE_SINCE) & bad


def _after_death(cin: "Table", data: Data) -> "Table":
    both = with_child(cin, data)
    return both.filter(both.referral_date > both.died)


def _died_without_a_day(cin: "Table", data: Data) -> "Table":
    both = with_child(cin, data)
    return both.filter((both.closure_reason == "RC2") & both.died.isnull())


_JUNE, _JULY = date(2020, 6, 1), date(2020, 7, 1)

RULES: tuple[Rule, ...] = (
    error(
        "8568",
        "cin",
        "referral_nfa",
        "The flag of a referral with no further action is missing, or neither yes nor no",
        "Give 1 or true where nothing followed the referral, else 0 or false.",
        lambda cin, data: missing(cin.referral_nfa) | ~cin.referral_nfa.lower().isin(tuple(FLAG)),
        good=({"cin": tuple({"referral_nfa": flag} for flag in ("1", "0", "true", "FALSE"))},),
        bad=({"cin": ({}, {"referral_nfa": "2"}, {"referral_nfa": "yes"}, {"referral_nfa": ""})},),
    ),
    query(
        "8569Q",
        "cin",
        "referral_date referral_nfa",
        "A referral from before the census year is marked as one with no further action",
        "It belongs to the year before; leave it out, or correct the flag.",
        _nfa_of_an_old_referral,
        good=({"cin": ({"referral_date": LONG_AGO, "referral_nfa": "0"}, {"referral_nfa": "1"})},),
        bad=({"cin": ({"referral_date": LONG_AGO, "referral_nfa": "1"},)},),
        after=("8568",),
    ),
    error(
        "8600",
        "cin",
        "referral_date",
        "The day of referral is missing or after the census year",
        "Give the day on which the referral came in.",
        lambda cin, data: cin.referral_date.isnull() | (cin.referral_date > data.reference_date),
        good=({"cin": ({"referral_date": LONG_AGO},)},),
        bad=({"cin": ({}, {"referral_date": FAR_OFF})},),
    ),
    error(
        "8606",
        "cin",
        "referral_date",
        "The child was referred more than 280 days before birth",
        "Check the days of referral and of birth, or expected birth.",
        _long_before_birth,
        good=(
            {
                "child": ({"birth_date": _JULY}, {"expected_birth_date": _JULY}, {}),
                "cin": (
                    {"child_id": 1, "referral_date": _JULY - _BEFORE_BIRTH},
                    {"child_id": 2, "referral_date": _JULY},
                    {"child_id": 3, "referral_date": LONG_AGO},
                    {"child_id": 1},
                ),
            },
        ),
        bad=(
            {
                "child": ({"birth_date": _JULY}, {"expected_birth_date": _JULY}),
                "cin": (
                    {"child_id": 1, "referral_date": _JULY - _BEFORE_BIRTH - timedelta(days=1)},
                    {"child_id": 2, "referral_date": LONG_AGO},
                ),
            },
        ),
    ),
    error(
        "8610",
        "cin",
        "primary_need referral_nfa",
        "A referral that led to further action has no primary need",
        "Give the need that was found, or N0 if none is stated yet.",
        lambda cin, data: no(cin.referral_nfa) & missing(cin.primary_need),
        good=({"cin": ({"referral_nfa": "0", "primary_need": "N1"}, {"referral_nfa": "1"}, {})},),
        bad=({"cin": ({"referral_nfa": "0"}, {"referral_nfa": "FALSE", "primary_need": ""})},),
    ),
    error(
        "8620",
        "cin",
        "closure_date",
        "The episode was closed on a day outside the census year",
        "Leave out an episode that was closed before the year; blank a closure after it.",
        lambda cin, data: outside(cin.closure_date, data),
        good=({"cin": ({},)},),
        bad=({"cin": ({"closure_date": LONG_AGO}, {"closure_date": FAR_OFF})},),
    ),
    error(
        "8630",
        "cin",
        "closure_date referral_date",
        "The episode was closed before the referral",
        "Check both days.",
        lambda cin, data: cin.closure_date < cin.referral_date,
        good=(
            {
                "cin": (
                    {"referral_date": _JUNE, "closure_date": _JUNE},
                    {"referral_date": _JUNE},
                    {"closure_date": _JUNE},
                )
            },
        ),
        bad=({"cin": ({"referral_date": _JULY, "closure_date": _JUNE},)},),
    ),
    error(
        "8640",
        "cin",
        "closure_reason",
        "The reason for closure is not a code of the census",
        "Use RC1 to RC9.",
        lambda cin, data: (
            ~missing(cin.closure_reason) & ~cin.closure_reason.isin(tuple(CLOSURE_REASON))
        ),
        good=({"cin": ({}, {"closure_reason": "RC1"}, {"closure_reason": "RC9"})},),
        bad=({"cin": ({"closure_reason": "RC0"}, {"closure_reason": "RC13"})},),
    ),
    error(
        "8650",
        "cin",
        "primary_need",
        "The primary need is not a code of the census",
        "Use N0 to N9.",
        lambda cin, data: ~missing(cin.primary_need) & ~cin.primary_need.isin(tuple(PRIMARY_NEED)),
        good=({"cin": ({}, {"primary_need": "N0"}, {"primary_need": "N9"})},),
        bad=({"cin": ({"primary_need": "N10"}, {"primary_need": "A"})},),
    ),
    error(
        "8805",
        "cin",
        "closure_reason closure_date",
        "The episode is closed and has no reason for it",
        "Give the reason.",
        lambda cin, data: cin.closure_date.notnull() & missing(cin.closure_reason),
        good=({"cin": ({"closure_date": _JUNE, "closure_reason": "RC7"}, {})},),
        bad=({"cin": ({"closure_date": _JUNE},)},),
    ),
    error(
        "8810",
        "cin",
        "closure_date closure_reason",
        "The episode has a reason for closure and no day of it",
        "Give the day, or take the reason out if the case is open.",
        lambda cin, data: ~missing(cin.closure_reason) & cin.closure_date.isnull(),
        good=({"cin": ({"closure_date": _JUNE, "closure_reason": "RC7"}, {})},),
        bad=({"cin": ({"closure_reason": "RC7"},)},),
    ),
    error(
        "8866",
        "cin",
        "referral_source",
        "The source of the referral is missing or not a code of the census",
        "Give where the referral came from; 10 where it is not known.",
        _no_source,
        good=(
            {
                "cin": (
                    {"referral_date": _SOURCE_SINCE, "referral_source": "1A"},
                    {"referral_date": _SOURCE_SINCE - timedelta(days=1)},
                    {},
                )
            },
        ),
        bad=(
            {
                "cin": (
                    {"referral_date": _SOURCE_SINCE},
                    {"referral_date": _JUNE, "referral_source": "1Z"},
                )
            },
        ),
    ),
    query(
        "8555Q",
        "cin",
        "referral_date child.death_date",
        "The child was referred after the day of death",
        "Check both days.",
        _after_death,
        good=(
            {
                "child": ({"death_date": _JUNE}, {}),
                "cin": (
                    {"child_id": 1, "referral_date": _JUNE},
                    {"child_id": 2, "referral_date": _JULY},
                ),
            },
        ),
        bad=(
            {
                "child": ({"death_date": _JUNE},),
                "cin": ({"child_id": 1, "referral_date": _JULY},),
            },
        ),
    ),
    query(
        "8585Q",
        "cin",
        "closure_reason child.death_date",
        "The episode was closed because the child died, and no day of death is given",
        "Give the day of death, or correct the reason.",
        _died_without_a_day,
        good=(
            {
                "child": ({"death_date": _JUNE}, {}),
                "cin": (
                    {"child_id": 1, "closure_reason": "RC2"},
                    {"child_id": 2, "closure_reason": "RC7"},
                ),
            },
        ),
        bad=({"child": ({},), "cin": ({"child_id": 1, "closure_reason": "RC2"},)},),
    ),
)
