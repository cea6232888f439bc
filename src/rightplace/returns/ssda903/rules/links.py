"""Rules that hold the tables together: every child is in the header once, the same everywhere."""

from rightplace.facts.quality import Rule, Severity
from rightplace.returns.ssda903.fields import MODULES
from rightplace.returns.ssda903.rules.look import births, in_table, rows_found
from rightplace.returns.ssda903.rules.write import OURS, day, of, row
from rightplace.returns.ssda903.years import FIRST

_ONCE = ("header", "uasc", "oc2", "oc3", "ad1", "prev_perm")


def _number(what: str, table: str) -> str:
    return f"RP-{what}-{MODULES[table].file.upper()}"


def _years(table: str) -> tuple[int, int]:
    return (MODULES[table].since, 2100) if table == "dolo" else (FIRST, 2100)


def _named(table: str) -> Rule:
    """The row has a child's number."""
    return Rule(
        id=_number("CHILD", table),
        source=OURS,
        severity=Severity.ERROR,
        table=table,
        fields=("CHILD",),
        message=f"A row of {MODULES[table].file} has no child's number",
        hint="Enter the number, or take the row out.",
        fails=lambda t, d: t.CHILD.isnull(),
        passing=(of(**{table: [row(CHILD="1")]}),),
        failing=(of(**{table: [row(CHILD=None)]}),),
        years=_years(table),
    )


def _in_header(table: str) -> Rule:
    """The child of a row is in the header."""
    return Rule(
        id=_number("HEADER", table),
        source=OURS,
        severity=Severity.ERROR,
        table=table,
        fields=("CHILD",),
        message=f"A child in {MODULES[table].file} is not in the header",
        hint="Add the child to the header, or correct the number.",
        fails=lambda t, d: t.CHILD.notnull() & ~in_table(t, d["header"]),
        passing=(of(**{table: [row(CHILD="1")]}, header=[row(CHILD="1")]),),
        failing=(of(**{table: [row(CHILD="1")]}, header=[row(CHILD="2")]),),
        years=_years(table),
    )


def _same_birth(table: str) -> Rule:
    """The date of birth is the header's."""
    born, other = day("2010-06-03"), day("2010-03-06")
    return Rule(
        id=_number("DOB", table),
        source=OURS,
        severity=Severity.ERROR,
        table=table,
        fields=("DOB",),
        message=f"The date of birth in {MODULES[table].file} is not the one in the header",
        hint="Correct whichever is wrong.",
        fails=lambda t, d: rows_found(
            both := t.inner_join(births(d), "CHILD"), both.DOB != both.BORN
        ),
        passing=(
            of(
                **{table: [row(CHILD="1", DOB=born), row(CHILD="1")]},
                header=[row(CHILD="1", DOB=born)],
            ),
        ),
        failing=(of(**{table: [row(CHILD="1", DOB=other)]}, header=[row(CHILD="1", DOB=born)]),),
        years=_years(table),
    )


def _once(table: str) -> Rule:
    """A child has one row."""
    return Rule(
        id=_number("ONCE", table),
        source=OURS,
        severity=Severity.ERROR,
        table=table,
        fields=("CHILD",),
        message=f"A child has more than one row in {MODULES[table].file}",
        hint="Keep one of them.",
        fails=lambda t, d: rows_found(
            n := t.filter(t.CHILD.notnull()).mutate(N=t.row_id.count().over(group_by="CHILD")),
            n.N > 1,
        ),
        passing=(of(**{table: [row(CHILD="1"), row(CHILD="2"), row(), row()]}),),
        failing=(of(**{table: [row(CHILD="1"), row(CHILD="1")]}),),
        years=_years(table),
    )


_SEX = Rule(
    id="RP-SEX-UASC",
    source=OURS,
    severity=Severity.ERROR,
    table="uasc",
    fields=("SEX",),
    message="The sex in UASC is not the one in the header",
    hint="Correct whichever is wrong.",
    fails=lambda t, d: rows_found(both := t.inner_join(births(d), "CHILD"), both.SEX != both.SEX_),
    passing=(of(uasc=[row(CHILD="1", SEX="F")], header=[row(CHILD="1", SEX="F")]),),
    failing=(of(uasc=[row(CHILD="1", SEX="F")], header=[row(CHILD="1", SEX="M")]),),
)
_OTHERS = tuple(name for name in MODULES if name != "header")
_DATED = tuple(name for name in _OTHERS if name != "episodes")

RULES = (
    *(_named(name) for name in MODULES),
    *(_in_header(name) for name in _OTHERS),
    *(_same_birth(name) for name in _DATED),
    *(_once(name) for name in _ONCE),
    _SEX,
)
