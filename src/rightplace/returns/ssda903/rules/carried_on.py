"""Rules on episodes and headers beside last year's: what was open goes on, what was known stays."""

from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.facts.quality.rule import Fails
from rightplace.returns.ssda903.codes import codes
from rightplace.returns.ssda903.rules.look import (
    chain,
    chain_before,
    in_table,
    last_year,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, day, of, row

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="episodes", needs_previous=True)
_header = partial(Rule, source=DFE, severity=Severity.QUERY, table="header", needs_previous=True)
_FEB, _JUNE = day("2024-02-01"), day("2024-06-03")
_OPEN = row(CHILD="1", DECOM=_FEB, RNE="S", LS="C2", CIN="N1", PLACE="U4")
# What is already said of a provider's number that is wrong, or is not there.
_NUMBER_WRONG = ("214", "218", "222", "242", "243")
_NOTHING = ("UN1", "UN2", "UN3", "UN4", "UN5")


def _still_open(data: Data) -> "Table":
    """Last year's last episode of each child, where it had not ended."""
    episodes = chain_before(data)
    return episodes.filter(episodes.LATEST & episodes.DEC.isnull())


def _firsts(data: Data) -> "Table":
    """This year's first episode of each child beside last year's open one (items WAS_...)."""
    episodes = chain(data)
    before = _still_open(data)
    items = [
        c for c in before.columns if c.isupper() and not c.startswith(("PREV", "NEXT", "CHILD"))
    ]
    was = before.select("CHILD", **{f"WAS_{item}": before[item] for item in items})
    return episodes.filter(episodes.FIRST).inner_join(was, "CHILD")


def _same(item: str) -> Fails:
    """The item differs though the episode is the same; a placement code that has gone may be replaced."""

    def fails(e: "Table", d: Data) -> "BooleanValue":
        differs = (e.DECOM == e.WAS_DECOM) & ~e[item].identical_to(e[f"WAS_{item}"])
        if item == "PLACE":
            differs &= e.WAS_PLACE.isin([p for p in codes("PLACE", d.year) if p != "H5"])
        return differs

    return fails


def _kept(number: str, item: str, what: str, was: str, now: str, *after: str) -> Rule:
    """An item of the episode that was open at the end of last year."""
    return _error(
        id=number,
        fields=(item,),
        message=f"The {what} of the episode that was open last year is another this year",
        hint="Correct whichever return is wrong; a change needs a new episode.",
        after=after,
        over=_firsts,
        fails=_same(item),
        passing=(
            of(
                previous_episodes=[{**_OPEN, item: was}],
                episodes=[{**_OPEN, item: was}, row(CHILD="2", DECOM=_JUNE)],
            ),
        ),
        failing=(of(previous_episodes=[{**_OPEN, item: was}], episodes=[{**_OPEN, item: now}]),),
    )


def _known(number: str, item: str, what: str, was: object, now: object) -> Rule:
    """An item of the header that does not change from year to year."""
    return _header(
        id=number,
        fields=(item,),
        message=f"The {what} differs from last year's return",
        hint="Check which of the two is right.",
        fails=lambda t, d: rows_found(
            h := _beside(t, d, item), h.WAS.notnull() & ~h[item].identical_to(h.WAS)
        ),
        passing=(
            of(
                previous_header=[{"CHILD": "1", item: was}, row(CHILD="2")],
                header=[{"CHILD": "1", item: was}, {"CHILD": "2", item: now}],
            ),
        ),
        failing=(
            of(
                previous_header=[{"CHILD": "1", item: was}],
                header=[{"CHILD": "1", item: now}],
            ),
        ),
    )


def _beside(header: "Table", data: Data, item: str) -> "Table":
    before = last_year(data, "header")
    return header.inner_join(before.select("CHILD", WAS=before[item]), "CHILD")


RULES = (
    _error(
        id="NoE",
        source=f"{DFE}; not in the published list, the collection system asks it",
        fields=("DECOM",),
        message="The episode began before this year, and the child had none in last year's return",
        hint="Check last year's return, or the date.",
        after=("RP-HEADER-EPISODES", "353", "302"),
        fails=lambda t, d: (start(d) > t.DECOM) & ~in_table(t, last_year(d, "episodes")),
        passing=(
            of(previous_episodes=[row(CHILD="1")], episodes=[row(CHILD="1", DECOM=_FEB)]),
            of(previous_episodes=[row(CHILD="1")], episodes=[row(CHILD="2", DECOM=_JUNE)]),
        ),
        failing=(of(previous_episodes=[row(CHILD="1")], episodes=[row(CHILD="2", DECOM=_FEB)]),),
    ),
    _error(
        id="502",
        fields=("DECOM",),
        message="The first episode does not begin with the one that was open at the end of last year",
        hint="Load the episode that was open, with the date it had.",
        after=("353", "302"),
        over=_firsts,
        fails=lambda e, d: e.DECOM != e.WAS_DECOM,
        passing=(of(previous_episodes=[_OPEN], episodes=[_OPEN]),),
        failing=(of(previous_episodes=[_OPEN], episodes=[row(CHILD="1", DECOM=_JUNE)]),),
    ),
    _kept("503A", "RNE", "reason for the new episode", "S", "P", "143"),
    _kept("503B", "LS", "legal status", "C2", "C1", "144"),
    _kept("503C", "CIN", "category of need", "N1", "N5", "145"),
    _kept("503D", "PLACE", "placement type", "U4", "U6", "146"),
    _kept("503E", "PLACE_PROVIDER", "placement provider", "PR1", "PR4", "178", "213", "526", "550"),
    _kept("503F", "URN", "provider's number", "SC123456", "SC654321", *_NUMBER_WRONG),
    _kept("503H", "PL_LA", "authority of placement", "E06000015", "E06000016", "243", "420"),
    _kept("503J", "PL_LOCATION", "location of placement", "IN", "OUT", "179"),
    _error(
        id="562",
        fields=("DECOM",),
        message="The episode began before this year, and last year's return ended with another",
        hint="Load the episode with the date that it had last year.",
        after=("353", "302", "NoE", "502"),
        fails=lambda t, d: rows_found(
            e := chain(d).left_join(_lasts(d), "CHILD"),
            e.FIRST & (start(d) > e.DECOM) & (e.WAS_DECOM != e.DECOM).fill_null(True),
        ),
        passing=(of(previous_episodes=[_OPEN], episodes=[_OPEN]),),
        failing=(
            of(
                previous_episodes=[
                    row(CHILD="1", DECOM=day("2023-05-01"), DEC=_FEB, REC="E8"),
                ],
                episodes=[row(CHILD="1", DECOM=day("2024-03-01"))],
            ),
        ),
    ),
    _known("202", "SEX", "sex", "F", "M"),
    _known("203", "DOB", "date of birth", day("2010-06-03"), day("2010-06-04")),
    _header(
        id="204",
        source=f"{UNSURE}an ethnicity that was not yet known may become known",
        fields=("ETHNIC",),
        message="The ethnicity differs from last year's return",
        hint="Check which of the two is right.",
        fails=lambda t, d: rows_found(
            h := _beside(t, d, "ETHNIC"),
            h.WAS.notnull() & ~h.WAS.isin(["NOBT", "REFU"]) & ~h.ETHNIC.identical_to(h.WAS),
        ),
        passing=(
            of(
                previous_header=[row(CHILD="1", ETHNIC="NOBT")],
                header=[row(CHILD="1", ETHNIC="WBRI")],
            ),
        ),
        failing=(
            of(
                previous_header=[row(CHILD="1", ETHNIC="WIRI")],
                header=[row(CHILD="1", ETHNIC="WBRI")],
            ),
        ),
    ),
    _header(
        id="205D",
        source=f"{UNSURE}it asks about a child who became an asylum-seeking child while looked after",
        fields=("UASC",),
        message="The child is an unaccompanied asylum-seeking child this year and was not last year",
        hint="Check both years.",
        fails=lambda t, d: rows_found(h := _beside(t, d, "UASC"), (h.UASC == "1") & (h.WAS == "0")),
        passing=(
            of(
                previous_header=[row(CHILD="1", UASC="1")],
                header=[row(CHILD="1", UASC="1"), row(CHILD="2", UASC="1")],
            ),
        ),
        failing=(
            of(
                previous_header=[row(CHILD="1", UASC="0")],
                header=[row(CHILD="1", UASC="1")],
            ),
        ),
    ),
    _header(
        id="207",
        severity=Severity.ERROR,
        fields=("MOTHER",),
        message="She was a mother last year and is none this year",
        hint="Correct the item.",
        fails=lambda t, d: rows_found(
            h := _beside(t, d, "MOTHER"),
            (h.WAS == "1") & (h.MOTHER != "1").fill_null(True) & in_table(h, d["episodes"]),
        ),
        passing=(
            of(
                previous_header=[row(CHILD="1", MOTHER="0"), row(CHILD="2", MOTHER="1")],
                header=[row(CHILD="1", MOTHER="1"), row(CHILD="2")],
                episodes=[row(CHILD="1")],
            ),
        ),
        failing=(
            of(
                previous_header=[row(CHILD="1", MOTHER="1")],
                header=[row(CHILD="1", MOTHER="0")],
                episodes=[row(CHILD="1")],
            ),
        ),
    ),
    _header(
        id="208",
        fields=("UPN",),
        message="The pupil number differs from last year's return",
        hint="Check which of the two is right.",
        after=("442",),
        fails=lambda t, d: rows_found(
            h := _beside(t, d, "UPN"),
            h.UPN.notnull()
            & (h.UPN != h.WAS)
            & ~(h.WAS.isin(_NOTHING) & ~h.UPN.isin(_NOTHING))
            & ~((h.WAS == "UN1") & h.UPN.isin(_NOTHING)),
        ),
        passing=(
            of(
                previous_header=[
                    row(CHILD="1", UPN="UN3"),
                    row(CHILD="2", UPN="UN1"),
                    row(CHILD="3"),
                ],
                header=[
                    row(CHILD="1", UPN="A123456789012"),
                    row(CHILD="2", UPN="UN2"),
                    row(CHILD="3", UPN="UN1"),
                ],
            ),
        ),
        failing=(
            of(
                previous_header=[
                    row(CHILD="1", UPN="A123456789012"),
                    row(CHILD="2", UPN="A123456789013"),
                ],
                header=[
                    row(CHILD="1", UPN="A123456789014"),
                    row(CHILD="2", UPN="UN1"),
                ],
            ),
        ),
    ),
    _known(
        "624", "MC_DOB", "date of birth of her first child", day("2023-06-03"), day("2023-06-04")
    ),
    _header(
        id="626",
        fields=("MOTHER", "MC_DOB"),
        message="Her child was born before this year, and she was no mother last year",
        hint="Check both years.",
        fails=lambda t, d: rows_found(
            h := _beside(t, d, "MOTHER"),
            (h.MOTHER == "1") & (h.WAS == "0") & (start(d) > h.MC_DOB),
        ),
        passing=(
            of(
                previous_header=[row(CHILD="1", MOTHER="0")],
                header=[row(CHILD="1", MOTHER="1", MC_DOB=day("2024-04-01"))],
            ),
        ),
        failing=(
            of(
                previous_header=[row(CHILD="1", MOTHER="0")],
                header=[row(CHILD="1", MOTHER="1", MC_DOB=day("2024-03-31"))],
            ),
        ),
    ),
)


def _lasts(data: Data) -> "Table":
    """CHILD and WAS_DECOM: when last year's last episode of each child began."""
    episodes = chain_before(data)
    return episodes.filter(episodes.LATEST).select("CHILD", WAS_DECOM=episodes.DECOM)
