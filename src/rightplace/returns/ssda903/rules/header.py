"""Rules on the header: who the child is."""

from functools import partial
from typing import TYPE_CHECKING

from rightplace.facts.quality import Data, Rule, Severity
from rightplace.returns.ssda903.rules.look import (
    SHORT_BREAKS,
    aged_at,
    birthday,
    end,
    filled,
    in_table,
    left,
    rows_found,
    start,
)
from rightplace.returns.ssda903.rules.write import DFE, code_rule, date_rule, day, of, row
from rightplace.returns.ssda903.years import years_before

if TYPE_CHECKING:
    from ibis.expr.types import Table

_error = partial(Rule, source=DFE, severity=Severity.ERROR, table="header")
_query = partial(Rule, source=DFE, severity=Severity.QUERY, table="header")
_UPN = r"^([A-HJ-NP-RT-Z]([0-9]{12}|[0-9]{11}[A-Z])|UN[1-5])$"
_UNKNOWN = ("UN1", "UN2", "UN3", "UN4", "UN5")
_CARE_LEAVER = ("IN_TOUCH", "ACTIV", "ACCOM")

RULES = (
    code_rule("101", "header", "SEX", "SEX", "F", "sex", needed=True),
    date_rule("102", "header", "DOB", "date of birth", needed=True),
    code_rule("103", "header", "ETHNIC", "ETHNIC", "WBRI", "ethnicity", needed=True),
    code_rule("105", "header", "UASC", "FLAG", "0", "asylum-seeking status", needed=True),
    date_rule("171", "header", "MC_DOB", "date of birth of the mother's child"),
    _error(
        id="165",
        fields=("MOTHER", "SEX"),
        message="Mother is neither 0 nor 1, or is filled for a boy",
        hint="Use 1 or 0 for a girl and leave it blank for a boy.",
        fails=lambda t, d: t.MOTHER.notnull() & (~t.MOTHER.isin(["0", "1"]) | (t.SEX == "M")),
        passing=(of(header=[row(MOTHER="1", SEX="F"), row(SEX="M")]),),
        failing=(of(header=[row(MOTHER="2", SEX="F"), row(MOTHER="0", SEX="M")]),),
    ),
    _error(
        id="168",
        fields=("UPN",),
        message="The unique pupil number is not built like one, nor is it UN1 to UN5",
        hint="A letter (not I, O or S), then 12 digits; the last may be a letter.",
        fails=lambda t, d: t.UPN.notnull() & ~t.UPN.re_search(_UPN),
        passing=(of(header=[row(UPN="A123456789012"), row(UPN="UN3"), row(UPN=None)]),),
        failing=(of(header=[row(UPN="I123456789012"), row(UPN="A12345"), row(UPN="UN6")]),),
    ),
    _error(
        id="174",
        fields=("SEX", "MC_DOB"),
        message="A date of birth of a mother's child is given for a boy",
        hint="Check the sex, or take the date out.",
        fails=lambda t, d: (t.SEX == "M") & t.MC_DOB.notnull(),
        passing=(of(header=[row(SEX="F", MC_DOB=day("2024-06-03")), row(SEX="M")]),),
        failing=(of(header=[row(SEX="M", MC_DOB=day("2024-06-03"))]),),
    ),
    _error(
        id="209",
        fields=("UPN", "DOB"),
        message="A child of school age has the code for a child not yet at school (UN1)",
        hint="Enter the pupil number, or the code that gives the right reason.",
        fails=lambda t, d: (
            (t.UPN == "UN1")
            & (years_before(start(d).replace(year=start(d).year - 1, month=8, day=31), 4) >= t.DOB)
        ),
        passing=(of(header=[row(UPN="UN1", DOB=day("2019-09-01"))]),),
        failing=(of(header=[row(UPN="UN1", DOB=day("2019-08-31"))]),),
    ),
    _query(
        id="231",
        fields=("DOB", "UASC"),
        message="An unaccompanied asylum-seeking child is under 11 at the end of the year",
        hint="Check the date of birth; if it is right, say so with the return.",
        fails=lambda t, d: (t.UASC == "1") & (years_before(end(d), 11) < t.DOB),
        passing=(of(header=[row(UASC="1", DOB=day("2014-03-31"))]),),
        failing=(of(header=[row(UASC="1", DOB=day("2014-04-01"))]),),
    ),
    _query(
        id="232",
        fields=("SEX",),
        message="The sex of the child is not known",
        hint="Enter M or F if it is known by now.",
        fails=lambda t, d: t.SEX == "U",
        passing=(of(header=[row(SEX="M"), row(SEX=None)]),),
        failing=(of(header=[row(SEX="U")]),),
    ),
    _error(
        id="301",
        fields=("DOB",),
        message="The child was born after the end of the year",
        hint="Correct the date of birth.",
        fails=lambda t, d: end(d) < t.DOB,
        passing=(of(header=[row(DOB=day("2025-03-31"))]),),
        failing=(of(header=[row(DOB=day("2025-04-01"))]),),
    ),
    _error(
        id="351",
        fields=("DOB",),
        message="The young person was over 25 at the start of the year",
        hint="Correct the date of birth, or leave the person out.",
        fails=lambda t, d: birthday(t.DOB, 25) < start(d),
        passing=(of(header=[row(DOB=day("1999-04-01"))]),),
        failing=(of(header=[row(DOB=day("1999-03-31"))]),),
    ),
    _error(
        id="393",
        fields=("MOTHER", "SEX"),
        message="A girl is looked after, and whether she is a mother is not filled in",
        hint="Enter 1 or 0.",
        fails=lambda t, d: (t.SEX == "F") & t.MOTHER.isnull() & in_table(t, _proper(d)),
        passing=(
            of(
                header=[row(CHILD="1", SEX="F", MOTHER="0"), row(CHILD="2", SEX="F")],
                episodes=[row(CHILD="1", LS="C2"), row(CHILD="2", LS="V4")],
            ),
        ),
        failing=(of(header=[row(CHILD="1", SEX="F")], episodes=[row(CHILD="1", LS="C2")]),),
    ),
    _error(
        id="399",
        fields=("MOTHER",),
        message="A child in short breaks only has mother or review details",
        hint="Leave them blank: they are not asked for under legal status V3 or V4.",
        fails=lambda t, d: (
            (t.MOTHER.notnull() | in_table(t, d["reviews"]))
            & in_table(t, d["episodes"])
            & ~in_table(t, _not_short(d))
        ),
        passing=(
            of(header=[row(CHILD="1", MOTHER="0")], episodes=[row(CHILD="1", LS="C2")]),
            of(header=[row(CHILD="1")], episodes=[row(CHILD="1", LS="V4")]),
        ),
        failing=(
            of(header=[row(CHILD="1", MOTHER="0")], episodes=[row(CHILD="1", LS="V4")]),
            of(
                header=[row(CHILD="1")],
                episodes=[row(CHILD="1", LS="V3")],
                reviews=[row(CHILD="1", REVIEW=day("2024-06-03"))],
            ),
        ),
    ),
    _error(
        id="442",
        fields=("UPN",),
        message="A looked-after child has neither a pupil number nor a reason for having none",
        hint="Enter the number, or UN1 to UN5.",
        fails=lambda t, d: t.UPN.isnull() & in_table(t, _proper(d)),
        passing=(
            of(header=[row(CHILD="1", UPN="UN2")], episodes=[row(CHILD="1", LS="C2")]),
            of(header=[row(CHILD="1")], episodes=[row(CHILD="1", LS="V3")]),
        ),
        failing=(of(header=[row(CHILD="1")], episodes=[row(CHILD="1", LS="C2")]),),
    ),
    _error(
        id="444",
        fields=("UPN",),
        message="Two children have the same pupil number",
        hint="Correct one of them, or merge the records if they are one child.",
        years=(2026, 2100),
        fails=lambda t, d: rows_found(
            shared := t.filter(t.UPN.notnull() & ~t.UPN.isin(_UNKNOWN)).mutate(
                ONE=t.CHILD.min().over(group_by=t.UPN), OTHER=t.CHILD.max().over(group_by=t.UPN)
            ),
            shared.ONE != shared.OTHER,
        ),
        passing=(
            of(
                header=[
                    row(CHILD="1", UPN="UN1"),
                    row(CHILD="2", UPN="UN1"),
                    row(CHILD="3", UPN="A123456789012"),
                ]
            ),
        ),
        failing=(
            of(
                header=[
                    row(CHILD="1", UPN="A123456789012"),
                    row(CHILD="2", UPN="A123456789012"),
                ]
            ),
        ),
    ),
    _error(
        id="607",
        fields=("MOTHER", "SEX"),
        message="A girl ceased to be looked after in the year, and mother is not filled in",
        hint="Enter 1 or 0.",
        after=("393",),
        fails=lambda t, d: (t.SEX == "F") & t.MOTHER.isnull() & in_table(t, _ceased(d)),
        passing=(
            of(
                header=[row(CHILD="1", SEX="F")],
                episodes=[row(CHILD="1", LS="V4", DEC=day("2024-06-03"), REC="E8")],
            ),
        ),
        failing=(
            of(
                header=[row(CHILD="1", SEX="F")],
                episodes=[row(CHILD="1", LS="C2", DEC=day("2024-06-03"), REC="E8")],
            ),
        ),
    ),
    _error(
        id="611",
        fields=("MOTHER", "MC_DOB"),
        message="She is a mother, and her child's date of birth is blank",
        hint="Enter the date of birth of her first child.",
        after=("165", "171", "620"),
        fails=lambda t, d: (t.MOTHER == "1") & t.MC_DOB.isnull(),
        passing=(of(header=[row(MOTHER="1", MC_DOB=day("2024-06-03")), row(MOTHER="0")]),),
        failing=(of(header=[row(MOTHER="1")]),),
    ),
    _error(
        id="612",
        fields=("SEX", "MOTHER", "MC_DOB"),
        message="Her child's date of birth is given, and mother is not 1",
        hint="Set mother to 1, or take the date out.",
        fails=lambda t, d: (
            (t.SEX == "F") & (t.MOTHER.isnull() | (t.MOTHER == "0")) & t.MC_DOB.notnull()
        ),
        passing=(of(header=[row(SEX="F", MOTHER="1", MC_DOB=day("2024-06-03"))]),),
        failing=(
            of(
                header=[
                    row(SEX="F", MOTHER="0", MC_DOB=day("2024-06-03")),
                    row(SEX="F", MC_DOB=day("2024-06-03")),
                ]
            ),
        ),
    ),
    _error(
        id="620",
        fields=("DOB", "MOTHER"),
        message="A mother is under 11 at the start of the year",
        hint="Check the date of birth and the mother item.",
        after=("165",),
        fails=lambda t, d: (t.MOTHER == "1") & ~aged_at(t.DOB, 11, start(d)),
        passing=(of(header=[row(MOTHER="1", DOB=day("2013-04-01"))]),),
        failing=(of(header=[row(MOTHER="1", DOB=day("2013-04-02"))]),),
    ),
    _error(
        id="621",
        fields=("DOB", "MC_DOB"),
        message="The mother is younger than her child",
        hint="Correct one of the two dates.",
        fails=lambda t, d: t.MC_DOB <= t.DOB,
        passing=(of(header=[row(DOB=day("2008-06-03"), MC_DOB=day("2024-06-03"))]),),
        failing=(of(header=[row(DOB=day("2008-06-03"), MC_DOB=day("2008-06-03"))]),),
    ),
    _error(
        id="625",
        fields=("MC_DOB",),
        message="Her child was born after the end of the year, or after she ceased to be looked after",
        hint="Correct the date, or leave the later birth out.",
        fails=lambda t, d: rows_found(
            both := t.left_join(left(d), "CHILD"),
            (end(d) < both.MC_DOB) | (both.MC_DOB > both.LEFT).fill_null(False),
        ),
        passing=(of(header=[row(CHILD="1", MC_DOB=day("2025-03-31"))]),),
        failing=(
            of(header=[row(CHILD="1", MC_DOB=day("2025-04-01"))]),
            of(
                header=[row(CHILD="1", MC_DOB=day("2024-06-04"))],
                episodes=[row(CHILD="1", DECOM=day("2023-06-03"), DEC=day("2024-06-03"), REC="E8")],
            ),
        ),
    ),
    _error(
        id="628",
        fields=("MOTHER",),
        message="Mother is filled for a care leaver who was not looked after in the year",
        hint="Leave it blank.",
        fails=lambda t, d: (
            t.MOTHER.notnull()
            & ~in_table(t, d["episodes"])
            & in_table(t, d["oc3"].filter(filled(d["oc3"], _CARE_LEAVER)))
        ),
        passing=(of(header=[row(CHILD="1")], oc3=[row(CHILD="1", IN_TOUCH="YES")]),),
        failing=(of(header=[row(CHILD="1", MOTHER="0")], oc3=[row(CHILD="1", IN_TOUCH="YES")]),),
    ),
    _error(
        id="EPI",
        source=f"{DFE}; not in the published list, the collection system asks it",
        fields=("CHILD",),
        message="The child has neither an episode nor care leaver details",
        hint="Load the episodes, or take the child out of the header.",
        fails=lambda t, d: ~in_table(t, d["episodes"]) & ~in_table(t, d["oc3"]),
        passing=(
            of(header=[row(CHILD="1")], episodes=[row(CHILD="1")]),
            of(header=[row(CHILD="1")], oc3=[row(CHILD="1")]),
        ),
        failing=(of(header=[row(CHILD="1")]),),
    ),
)


def _proper(data: Data) -> "Table":
    episodes = data["episodes"]
    return episodes.filter(~episodes.LS.isin(SHORT_BREAKS))


def _not_short(data: Data) -> "Table":
    episodes = data["episodes"]
    return episodes.filter(~episodes.LS.isin(SHORT_BREAKS).fill_null(False))


def _ceased(data: Data) -> "Table":
    episodes = _proper(data)
    return episodes.filter((episodes.REC != "X1") & episodes.DEC.between(start(data), end(data)))
