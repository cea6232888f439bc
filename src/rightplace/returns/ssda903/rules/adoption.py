"""Rules on adoption: AD1, the children adopted in the year, and the decisions that they should be placed."""

from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    ADOPTED,
    FOR_ADOPTION,
    blank,
    chain,
    end,
    filled,
    in_table,
    latest,
    looked_after,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, UNSURE, code_rule, date_rule, day, of, row

if TYPE_CHECKING:
    from ibis.expr.types import Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="ad1")
_episode = partial(Rule, source=DFE, severity=Severity.ERROR, table="episodes")
_ITEMS = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
_JAN, _APRIL, _JUNE, _SEPT = (
    day("2024-01-03"),
    day("2024-04-03"),
    day("2024-06-03"),
    day("2024-09-02"),
)
_AD1 = row(
    CHILD="1",
    DATE_INT=_JAN,
    DATE_MATCH=_APRIL,
    FOSTER_CARE="0",
    NB_ADOPTR="2",
    SEX_ADOPTR="MF",
    LS_ADOPTR="L11",
)
_PLACED = row(CHILD="1", DECOM=_JUNE, DEC=_SEPT, REC="E12", PLACE="A6", LS="E1", RNE="B")


def _couple(number: str, status: str, sexes: tuple[str, ...], what: str) -> Rule:
    """The adopters' legal status goes with certain sexes."""
    wrong = "M1" if status != "L0" else "MM"
    return _error(
        id=number,
        fields=("LS_ADOPTR", "SEX_ADOPTR"),
        after=("151", "176", "511"),
        message=f"The adopters are {what}, and their sexes say otherwise",
        hint=f"With {status} use {', '.join(sexes)}.",
        fails=lambda t, d: (status == t.LS_ADOPTR) & ~t.SEX_ADOPTR.isin(sexes).fill_null(False),
        passing=(of(ad1=[row(LS_ADOPTR=status, SEX_ADOPTR=sexes[0]), row(SEX_ADOPTR=wrong)]),),
        failing=(of(ad1=[row(LS_ADOPTR=status, SEX_ADOPTR=wrong)]),),
    )


def _adoptions(data: Data) -> "Table":
    """Episodes that ended with an adoption in the year."""
    episodes = data["episodes"]
    return episodes.filter(
        episodes.REC.isin(ADOPTED) & episodes.DEC.between(start(data), end(data))
    )


def _complete(data: Data) -> "Table":
    ad1 = data["ad1"]
    return ad1.filter(~blank(ad1, _ITEMS))


def _reversed(data: Data) -> "Table":
    """Children whose last decision was reversed."""
    decisions = data["placed_adoption"]
    last = decisions.mutate(N=decisions.DATE_PLACED.max().over(group_by="CHILD"))
    return last.filter((last.DATE_PLACED == last.N) & last.DATE_PLACED_CEASED.notnull())


RULES = (
    date_rule("112", "ad1", "DATE_INT", "date of the decision to place"),
    date_rule("113", "ad1", "DATE_MATCH", "date of matching"),
    code_rule("114", "ad1", "FOSTER_CARE", "FLAG", "0", "adoption by current foster carers"),
    code_rule("175", "ad1", "NB_ADOPTR", "NB_ADOPTR", "2", "the number of adopters"),
    code_rule("176", "ad1", "SEX_ADOPTR", "SEX_ADOPTR", "MF", "the sex of the adopters"),
    code_rule("177", "ad1", "LS_ADOPTR", "LS_ADOPTR", "L11", "the adopters' legal status"),
    _error(
        id="134",
        fields=_ITEMS,
        message="A child with care leaver details has adoption details",
        hint="Fill one of the two tables.",
        fails=lambda t, d: (
            filled(t, _ITEMS)
            & in_table(t, d["oc3"].filter(filled(d["oc3"], ("IN_TOUCH", "ACTIV", "ACCOM"))))
        ),
        passing=(of(ad1=[_AD1], oc3=[row(CHILD="1"), row(CHILD="2", IN_TOUCH="YES")]),),
        failing=(of(ad1=[_AD1], oc3=[row(CHILD="1", IN_TOUCH="YES")]),),
    ),
    _error(
        id="151",
        fields=_ITEMS,
        message="The adoption details are filled only in part",
        hint="Fill all six items, or leave all blank.",
        after=("112", "113"),
        fails=lambda t, d: filled(t, _ITEMS) & blank(t, _ITEMS),
        passing=(of(ad1=[_AD1, row(CHILD="2")]),),
        failing=(of(ad1=[{**_AD1, "NB_ADOPTR": None}]),),
    ),
    _error(
        id="331",
        fields=("DATE_MATCH",),
        message="The child was matched after being placed with the adopters",
        hint="Correct the date of matching or the episode.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(_ended(d), "CHILD"), both.DATE_MATCH > both.DECOM
        ),
        passing=(of(ad1=[{**_AD1, "DATE_MATCH": _JUNE}], episodes=[_PLACED]),),
        failing=(of(ad1=[{**_AD1, "DATE_MATCH": day("2024-06-04")}], episodes=[_PLACED]),),
    ),
    _error(
        id="333",
        fields=("DATE_INT", "DATE_MATCH"),
        message="The decision to place is missing or later than the match",
        hint="Correct one of the two dates.",
        after=("112", "151"),
        fails=lambda t, d: (
            t.DATE_MATCH.notnull() & (t.DATE_INT.isnull() | (t.DATE_INT > t.DATE_MATCH))
        ),
        passing=(of(ad1=[{**_AD1, "DATE_INT": _APRIL}, row()]),),
        failing=(of(ad1=[{**_AD1, "DATE_INT": _JUNE}, row(DATE_MATCH=_JUNE)]),),
    ),
    _error(
        id="334",
        fields=("DATE_INT",),
        message="The decision to place was taken before the child's last period of care began",
        hint="Correct the date, or the episode.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(_last_start(d), "CHILD"), both.DATE_INT < both.STARTED
        ),
        passing=(of(ad1=[_AD1], episodes=[row(CHILD="1", DECOM=_JAN, RNE="S")]),),
        failing=(of(ad1=[_AD1], episodes=[row(CHILD="1", DECOM=_APRIL, RNE="S")]),),
    ),
    _error(
        id="335",
        source=f"{UNSURE}of the placement types in use A3 and A5 are with current foster carers",
        fields=("FOSTER_CARE",),
        message="Adoption by current foster carers disagrees with the placement",
        hint="A3 and A5 are with current foster carers, A4 and A6 are not.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(_ended(d), "CHILD"),
            (both.PLACE.isin(["A3", "A5"]) & (both.FOSTER_CARE == "0"))
            | (both.PLACE.isin(["A4", "A6"]) & (both.FOSTER_CARE == "1")),
        ),
        passing=(of(ad1=[_AD1], episodes=[_PLACED]),),
        failing=(of(ad1=[{**_AD1, "FOSTER_CARE": "1"}], episodes=[_PLACED]),),
    ),
    _error(
        id="511",
        fields=("NB_ADOPTR", "SEX_ADOPTR"),
        message="There are two adopters, and the sexes are those of one",
        hint="Use MM, FF or MF.",
        fails=lambda t, d: (t.NB_ADOPTR == "2") & t.SEX_ADOPTR.isin(["M1", "F1"]),
        passing=(of(ad1=[_AD1, row(NB_ADOPTR="1", SEX_ADOPTR="F1")]),),
        failing=(of(ad1=[row(NB_ADOPTR="2", SEX_ADOPTR="F1")]),),
    ),
    _couple("514", "L0", ("M1", "F1"), "one person"),
    _couple("517", "L3", ("MF",), "an unmarried couple of different sex"),
    _couple("518", "L4", ("MM", "FF"), "an unmarried couple of the same sex"),
    _couple("519", "L2", ("MM", "FF", "MF"), "civil partners"),
    _couple("520", "L11", ("MF",), "a married couple of different sex"),
    _couple("524", "L12", ("MM", "FF"), "a married couple of the same sex"),
    _error(
        id="521",
        fields=("DATE_INT",),
        message="The decision to place was taken after the child was placed for adoption",
        hint="Correct the date, or the episode.",
        after=("331", "333"),
        fails=lambda t, d: rows_found(
            both := t.inner_join(
                d["episodes"].filter(lambda e: e.PLACE.isin(FOR_ADOPTION)).select("CHILD", "DECOM"),
                "CHILD",
            ),
            both.DATE_INT > both.DECOM,
        ),
        passing=(of(ad1=[{**_AD1, "DATE_INT": _JUNE}], episodes=[_PLACED]),),
        failing=(of(ad1=[{**_AD1, "DATE_INT": _SEPT}], episodes=[_PLACED]),),
    ),
    _error(
        id="523",
        fields=("DATE_INT",),
        message="The date of the decision is not that of any decision in PlacedAdoption",
        hint="Both tables give the day of the same decision.",
        after=("333", "334", "521"),
        fails=lambda t, d: (
            t.DATE_INT.notnull()
            & in_table(t, d["placed_adoption"].filter(d["placed_adoption"].DATE_PLACED.notnull()))
            & ~t.row_id.isin(
                t.inner_join(
                    d["placed_adoption"].select("CHILD", DATE_INT=d["placed_adoption"].DATE_PLACED),
                    ["CHILD", "DATE_INT"],
                ).row_id
            )
        ),
        passing=(
            of(
                ad1=[_AD1],
                placed_adoption=[
                    row(CHILD="1", DATE_PLACED=day("2022-01-03"), DATE_PLACED_CEASED=_JAN),
                    row(CHILD="1", DATE_PLACED=_JAN),
                ],
            ),
            of(ad1=[_AD1]),
        ),
        failing=(of(ad1=[_AD1], placed_adoption=[row(CHILD="1", DATE_PLACED=_APRIL)]),),
    ),
    _error(
        id="525",
        fields=_ITEMS,
        message="The decision to place was reversed, and there are adoption details",
        hint="Take one of them out.",
        fails=lambda t, d: filled(t, _ITEMS) & in_table(t, _reversed(d)),
        passing=(of(ad1=[_AD1], placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)]),),
        failing=(
            of(
                ad1=[_AD1],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN, DATE_PLACED_CEASED=_APRIL)],
            ),
        ),
    ),
    _error(
        id="582",
        severity=Severity.QUERY,
        fields=("DATE_MATCH",),
        message="The child was matched on the day of the adoption",
        hint="Check the date: a match comes well before.",
        after=("331",),
        fails=lambda t, d: rows_found(
            both := t.inner_join(_ended(d), "CHILD"), both.DATE_MATCH == both.DEC
        ),
        passing=(of(ad1=[_AD1], episodes=[_PLACED]),),
        failing=(of(ad1=[{**_AD1, "DATE_MATCH": _SEPT}], episodes=[_PLACED]),),
    ),
    _error(
        id="602",
        fields=("CHILD",),
        message="There are adoption details, and the episodes show no adoption in the year",
        hint="End the episode with E11 or E12, or take the details out.",
        after=("RP-HEADER-AD1",),
        fails=lambda t, d: filled(t, _ITEMS) & ~in_table(t, _adoptions(d)),
        passing=(of(ad1=[_AD1], episodes=[_PLACED]),),
        failing=(
            of(ad1=[_AD1], episodes=[{**_PLACED, "REC": "E8"}]),
            of(ad1=[_AD1], episodes=[{**_PLACED, "DEC": day("2024-03-31")}]),
        ),
    ),
    _error(
        id="RP-187",
        source=f"{UNSURE}rule 187 asks the same of care leavers and of adopted children",
        fields=_ITEMS,
        message="A child looked after for twelve months at 31 March has adoption details",
        hint="Leave them blank.",
        after=("602",),
        fails=lambda t, d: filled(t, _ITEMS) & in_table(t, looked_after(d, start(d))),
        passing=(of(ad1=[_AD1], episodes=[_PLACED]),),
        failing=(of(ad1=[_AD1], episodes=[row(CHILD="1", DECOM=day("2023-06-03"), LS="C2")]),),
    ),
    _episode(
        id="601",
        fields=("REC",),
        message="The child was adopted in the year, and the adoption details are not complete",
        hint="Fill all six items of AD1.",
        after=("RP-HEADER-EPISODES",),
        fails=lambda t, d: (
            t.REC.isin(ADOPTED) & t.DEC.between(start(d), end(d)) & ~in_table(t, _complete(d))
        ),
        passing=(of(ad1=[_AD1], episodes=[_PLACED]),),
        failing=(
            of(ad1=[{**_AD1, "NB_ADOPTR": None}], episodes=[_PLACED]),
            of(episodes=[_PLACED]),
        ),
    ),
    _episode(
        id="551",
        fields=("PLACE",),
        message="The child is placed for adoption, and there is no decision to place",
        hint="Add the decision to PlacedAdoption.",
        after=("RP-HEADER-EPISODES",),
        fails=lambda t, d: t.PLACE.isin(FOR_ADOPTION) & ~in_table(t, _decided(d)),
        passing=(of(episodes=[_PLACED], placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)]),),
        failing=(of(episodes=[_PLACED], placed_adoption=[row(CHILD="1")]),),
    ),
    _episode(
        id="553",
        fields=("LS",),
        message="There is a placement order, and no decision to place",
        hint="Add the decision to PlacedAdoption.",
        after=("RP-HEADER-EPISODES", "551"),
        fails=lambda t, d: (t.LS == "E1") & ~in_table(t, _decided(d)),
        passing=(
            of(
                episodes=[row(CHILD="1", LS="E1")],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
            ),
        ),
        failing=(of(episodes=[row(CHILD="1", LS="E1", PLACE="U4")]),),
    ),
    _episode(
        id="557",
        fields=("REC",),
        message="Adoption was decided, the child left care otherwise, and the reversal is not recorded",
        hint="Enter the date and the reason of the reversal in PlacedAdoption.",
        after=("149",),
        fails=lambda t, d: (
            (t.PLACE.isin(FOR_ADOPTION) | (t.LS == "E1"))
            & ~t.REC.isin([*ADOPTED, "X1"])
            & ~in_table(t, _ended_decisions(d))
        ),
        passing=(
            of(
                episodes=[{**_PLACED, "REC": "E4A"}],
                placed_adoption=[
                    row(
                        CHILD="1",
                        DATE_PLACED=_JAN,
                        DATE_PLACED_CEASED=_SEPT,
                        REASON_PLACED_CEASED="RD4",
                    )
                ],
            ),
            of(episodes=[_PLACED]),
        ),
        failing=(
            of(
                episodes=[{**_PLACED, "REC": "E4A"}],
                placed_adoption=[row(CHILD="1", DATE_PLACED=_JAN)],
            ),
        ),
    ),
    _episode(
        id="199",
        severity=Severity.QUERY,
        source=f"{UNSURE}only this return's episodes are looked at",
        fields=("REC",),
        message="The child was adopted from care, and there are later episodes",
        hint="A child adopted and looked after again has a new number.",
        fails=lambda t, d: rows_found(c := chain(d), c.REC.isin(ADOPTED) & ~c.LATEST),
        passing=(of(episodes=[_PLACED]),),
        failing=(
            of(
                episodes=[
                    _PLACED,
                    {"CHILD": "1", "DECOM": day("2024-11-04"), "RNE": "S", "context": True},
                ]
            ),
        ),
    ),
)


def _ended(data: Data) -> "Table":
    """The adopted child's last episode."""
    episodes = latest(data)
    return episodes.filter(episodes.REC.isin(ADOPTED)).select("CHILD", "DECOM", "DEC", "PLACE")


def _last_start(data: Data) -> "Table":
    episodes = data["episodes"].filter(data["episodes"].RNE == "S")
    return episodes.group_by("CHILD").agg(STARTED=episodes.DECOM.max())


def _decided(data: Data) -> "Table":
    decisions = data["placed_adoption"]
    return decisions.filter(decisions.DATE_PLACED.notnull())


def _ended_decisions(data: Data) -> "Table":
    decisions = data["placed_adoption"]
    return decisions.filter(
        decisions.DATE_PLACED_CEASED.notnull() & decisions.REASON_PLACED_CEASED.notnull()
    )
