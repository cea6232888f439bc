"""The failing examples of rules, put into a clean return one family apart from the other.

A family is everything that hangs from one child. An example is laid over the rows of a family that is
nearest to it: what the example says is changed, and nothing else. Of several ways to do so (one item of
it only, its days moved to those of the family, what it does not have taken away) the first is taken
with which the rule meant finds the row, or one that it stands after does, and no other rule calls the
same row an error.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, product, zip_longest

import pyarrow as pa

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Rule, run
from tests.returns.cases import Case, data_of

Row = dict[str, object]
Rows = dict[str, list[Row]]
Found = Counter[tuple[str, str, int]]
BEFORE = "previous."


@dataclass(frozen=True)
class Layout:
    """How the tables of a return hang together: table -> (its key, its parent's table, the key to that)."""

    links: Mapping[str, tuple[str, str | None, str | None]]
    families: Callable[[Rows], None]
    """Writes into each row, as `_family`, which one it is of."""
    keys: frozenset[str]
    """Columns of keys, which an example does not change."""
    same: frozenset[str] = frozenset()
    """Columns that say the same in every table of a family, and are changed in all of them."""


@dataclass
class Return:
    """The rows of a clean return by table, last year's under "previous."; and by family."""

    case: Case
    layout: Layout
    rows: Rows
    families: dict[object, dict[str, list[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.layout.families(self.rows)
        found: dict[object, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for table, rows in self.rows.items():
            for number, row in enumerate(rows):
                found[row.get("_family")][table].append(number)
        self.families = {key: dict(tables) for key, tables in found.items() if key is not None}


@dataclass(frozen=True)
class Way:
    """One way to put one failing example into one family."""

    rule: Rule
    example: int
    family: object
    items: frozenset[str] | None
    moved: bool
    taken: frozenset[str]
    only: int | None = None
    """The one row of the rule's table that is laid, where the example has several."""


@dataclass
class Put:
    """What a way came to: the rows that are now wrong, and the rows to be changed or added."""

    wrong: list[tuple[str, Row]] = field(default_factory=list)
    families: set[object] = field(default_factory=set)


@dataclass
class Outcome:
    """The rules that found their own mistake, and of the others what happened at best."""

    proven: dict[str, Way | None] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


def prove_written(clean: Return, faults: Iterable[tuple[str, Callable[[Rows], None]]]) -> Outcome:
    """Changes that somebody wrote, one after the other: each row changed is to be found once and alone.

    Of rows that share what only one may have, the one that was there is found too. The rows found are
    looked at for errors of other rules.
    """
    before = judged(clean.case, clean.rows)
    severity = {rule.id: rule.severity.value for rule in clean.case.rules}
    outcome = Outcome()
    for code, change in faults:
        rows = {table: [dict(row) for row in each] for table, each in clean.rows.items()}
        change(rows)
        after = judged(clean.case, rows) - before
        mine = [place for place in after if place[0] == code]
        others = {
            other for other, table, row in after
            if other != code and severity[other] == "error" and (code, table, row) in after
        }  # fmt: skip
        old = [place for place in mine if _is_as_it_was(clean, rows, *place[1:])]
        once = bool(mine) and len(old) <= 1 and all(after[place] == 1 for place in mine)
        said = _SILENT if not once else f"also {', '.join(sorted(others))}" if others else ""
        if said:
            outcome.failed[code] = said
        else:
            outcome.proven.setdefault(code, None)
    outcome.failed = {c: said for c, said in outcome.failed.items() if c not in outcome.proven}
    return outcome


def _is_as_it_was(clean: Return, rows: Rows, table: str, number: int) -> bool:
    key = clean.layout.links[table][0]
    now, before = ([r for r in each[table] if r[key] == number] for each in (rows, clean.rows))
    return now == before


def judged(made: Case, rows: Rows) -> Found:
    """Rule, table and row of each finding."""
    now = {name: _table(rows[name], old) for name, old in made.tables.items()}
    before = (made.before or {}).items()
    earlier = {f"previous_{name}": _table(rows[BEFORE + name], old) for name, old in before}
    with sealed({**now, **earlier}) as facts:
        result = run(made.rules, data_of(made, lambda name, _: facts[name]))
    assert result.broken == ()
    columns = (result.findings[name].to_pylist() for name in ("rule", "table", "row"))
    return Counter(zip(*columns, strict=True))


def _table(rows: list[Row], like: pa.Table) -> pa.Table:
    return pa.Table.from_pylist([r for r in rows if "_gone" not in r], schema=like.schema)


def rows_of(made: Case) -> Rows:
    rows = {name: table.to_pylist() for name, table in made.tables.items()}
    return rows | {BEFORE + name: table.to_pylist() for name, table in (made.before or {}).items()}


def again(
    rows: Rows, layout: Layout, table: str, row: Row, above: Mapping[str, int] | None = None
) -> list[tuple[str, Row]]:
    """A row entered a second time, with all that hangs from it, each under a key of its own: it first.

    `above` is the new keys of what it hangs from.
    """
    key, keys = layout.links[table][0], above or {}
    number = 1 + max(each[key] for each in rows[table])  # type: ignore[type-var]
    new = {**row, **{k: v for k, v in keys.items() if k in row}, key: number}
    rows[table].append(new)
    found = [(table, new)]
    for below, (_, parent, to_parent) in layout.links.items():
        if parent == table and to_parent:
            for each in [r for r in rows[below] if r[to_parent] == row[key]]:
                found += again(rows, layout, below, each, {**keys, to_parent: number})
    return found


def prove(clean: Return, rules: Sequence[Rule], *, rounds: int = 40) -> Outcome:
    """Try every rule in turn until its mistake is found as it should be, or the ways run out."""
    before = judged(clean.case, clean.rows)
    _leave_out(clean, before)
    severity = {rule.id: rule.severity.value for rule in clean.case.rules}
    waiting = {rule.id: list(_ways(clean, rule)) for rule in rules}
    outcome = Outcome()
    for _ in range(rounds):
        rows = {table: [dict(row) for row in each] for table, each in clean.rows.items()}
        tried = _put_all(clean, rows, waiting)
        after = judged(clean.case, rows) - before
        by_row: dict[tuple[str, int], list[str]] = defaultdict(list)
        for (code, table, row), number in after.items():
            by_row[table, row] += [code] * number
        for way, put in tried:
            said = _verdict(clean, way, put, by_row, severity)
            if said:
                outcome.failed[way.rule.id] = min(
                    said,
                    outcome.failed.get(way.rule.id, said),
                    key=lambda text: (text == _SILENT, text.count(","), text),
                )
            else:
                outcome.proven.setdefault(way.rule.id, way)
                waiting.pop(way.rule.id, None)
        if not tried:
            break
    outcome.failed = {c: outcome.failed.get(c, "no family fits") for c in waiting}
    return outcome


_AT_ONCE = 1
_SILENT = "the rule does not find it"


def _verdict(
    clean: Return,
    way: Way,
    put: Put,
    by_row: Mapping[tuple[str, int], list[str]],
    severity: Mapping[str, str],
) -> str:
    """What is wrong with a way; empty where the rule meant finds each wrong row once and alone."""
    others: set[str] = set()
    for table, row in put.wrong:
        key = clean.layout.links[table][0]
        said = by_row.get((table, int(row[key])), [])  # type: ignore[call-overload]
        meant = {way.rule.id, *way.rule.after}
        if sum(code in meant for code in said) != 1:
            return _SILENT
        others |= {code for code in said if code not in meant and severity[code] == "error"}
    return f"also {', '.join(sorted(others))}" if others else ""


def _leave_out(clean: Return, found: Found) -> None:
    """Go on with the families only that nothing is said of."""
    bad = {(table, row) for _, table, row in found}
    kept = {}
    for family, tables in clean.families.items():
        rows = [
            (t, clean.rows[t][n].get(clean.layout.links[t][0]))
            for t, numbers in tables.items()
            if not t.startswith(BEFORE)
            for n in numbers
        ]
        if not bad.intersection(rows):
            kept[family] = tables
    clean.families = kept


def _put_all(clean: Return, rows: Rows, waiting: Mapping[str, list[Way]]) -> list[tuple[Way, Put]]:
    """Some ways of each rule, each in a family that no other has in this round."""
    used: set[object] = set()
    tried = []
    for ways in waiting.values():
        number = 0
        for way in list(ways):
            if number == _AT_ONCE or way.family in used:
                continue
            ways.remove(way)
            put = _put(clean, rows, way, used)
            used |= {way.family}
            if put is not None:
                used |= put.families
                tried.append((way, put))
                number += 1
    return tried


def _ways(clean: Return, rule: Rule) -> Iterator[Way]:
    """From the least change to the most in the nearest family, then in those after it."""
    tried = [
        [
            list(_of_family(clean, rule, example, family))
            for family in _nearest(clean, rule, example)
        ]
        for example in range(len(rule.failing))
    ]
    for each in zip_longest(*(chain.from_iterable(families) for families in tried)):
        yield from (way for way in each if way is not None)


def _of_family(clean: Return, rule: Rule, example: int, family: object) -> Iterator[Way]:
    tables = rule.failing[example]
    wrong = [n for n, r in enumerate(tables.get(rule.table, ()), 1) if not r.get("context")]
    links = clean.layout.links
    below = [frozenset({t}) for t, link in links.items() if link[1] == rule.table]
    others = frozenset(links) - set(tables) - {rule.table, "header", "child", "person"}
    beside = others - _hanging(links, rule.table)
    if len(wrong) > 1:
        yield Way(rule, example, family, None, False, frozenset())
    for only in wrong if len(wrong) > 1 else [None]:
        row = tables[rule.table][(only or wrong[0]) - 1]
        named = [item for item in rule.fields if item in clean.rows[rule.table][0]]
        given = sorted(frozenset([*row, *named]) - clean.layout.keys - {"context"})
        for item in given if len(given) > 1 else ():
            yield Way(rule, example, family, frozenset({item}), False, frozenset(), only)
            yield Way(rule, example, family, frozenset({item}), True, frozenset(), only)
        for taken, moved in product((frozenset(), *below, beside, others), (True, False)):
            yield Way(rule, example, family, None, moved, taken, only)
    if len(wrong) > 1:
        for taken, moved in product((frozenset(), beside, others), (True, False)):
            if taken or moved:
                yield Way(rule, example, family, None, moved, taken)


def _hanging(links: Mapping[str, tuple[str, str | None, str | None]], table: str) -> set[str]:
    """The tables whose rows hang from those of a table, at whatever depth."""
    below = {name for name, (_, parent, _) in links.items() if parent == table}
    return below.union(*(_hanging(links, name) for name in below))


def _nearest(clean: Return, rule: Rule, example: int) -> list[object]:
    """Families with a row in each of the example's tables, those first that say most of it already."""
    tables = {t: r for t, r in rule.failing[example].items() if r}
    scored = []
    chance = random.Random(f"{rule.id} {example}")
    for family, own in clean.families.items():
        if rule.table in tables and rule.table not in own:
            continue
        score, size = 0.0, 0
        for table, rows in tables.items():
            size += abs(len(own.get(table, ())) - len(rows))
            for row in rows[:1]:
                mine = [clean.rows[table][n] for n in own.get(table, ())]
                score += max((_likeness(m, row) for m in mine), default=-3)
        scored.append((-score, size, chance.random(), family))
    scored.sort(key=lambda each: each[:3])
    return [each[3] for each in scored[:12]]


def _likeness(mine: Row, given: Row) -> float:
    """How much of the example a row says already; of two the one with more filled in."""
    said = sum(mine.get(item) == value for item, value in given.items())
    return said + sum(value is not None for value in mine.values()) / 100


def _put(clean: Return, rows: Rows, way: Way, used: set[object]) -> Put | None:
    """Lay the example over the family; None where the family has too little for it."""
    example = way.rule.failing[way.example]
    year, day = clean.case.year, clean.case.day
    given: dict[str, list[Row]] = {
        t: [{k: v(year, day) if callable(v) else v for k, v in r.items()} for r in several]  # type: ignore[misc]
        for t, several in example.items()
    }
    layer = _Layer(clean, rows, way, used)
    for table in (t for t in clean.layout.links if t in given):
        for number, row in enumerate(given[table], 1):
            left_out = table == way.rule.table and way.only not in (None, number)
            if left_out and not row.get("context"):
                continue
            if not layer.lay(table, number, row):
                return None
    for table in way.taken & set(layer.own()):
        layer.take(table)
    return layer.put if layer.put.wrong else None


@dataclass
class _Layer:
    """The rows of one family, and which of them stand for which row of the example."""

    clean: Return
    rows: Rows
    way: Way
    used: set[object]
    put: Put = field(default_factory=Put)
    stands: dict[tuple[str, int], Row] = field(default_factory=dict)
    added: Rows = field(default_factory=lambda: defaultdict(list))
    shift: object = None

    def own(self, family: object | None = None) -> dict[str, list[int]]:
        return self.clean.families[self.way.family if family is None else family]

    def lay(self, table: str, number: int, given: Row) -> bool:
        _, parent, to_parent = self.clean.layout.links[table]
        row = self._row(table, given, parent, to_parent)
        if row is None:
            return False
        self.put.families.add(row["_family"])
        meant = table == self.way.rule.table and not given.get("context")
        if meant:  # what an example does not say is blank
            given = {**{item: None for item in self.way.rule.fields if item in row}, **given}
        items = self.way.items if meant else None
        for item, value in given.items():
            blanked = meant and item == "CHILD" and value is None
            if (item in self.clean.layout.keys and not blanked) or item not in row:
                continue
            if items is None or item in items:
                row[item] = self._moved(row[item], value, given, row)
                self._spread(item, row)
        self.stands[table, number] = row
        if meant:
            self.put.wrong.append((table, row))
        return True

    def _spread(self, item: str, row: Row) -> None:
        """What is said in every table is changed in every one, unless the example says it of two."""
        if (
            item in self.clean.layout.same
            and "header" not in self.way.rule.failing[self.way.example]
        ):
            for table, numbers in self.own(row["_family"]).items():
                for other in (self.rows[table][n] for n in numbers):
                    if item in other:
                        other[item] = row[item]

    def _moved(self, mine: object, value: object, given: Row, row: Row) -> object:
        """A day of the example, moved as far as the family's own days are from it."""
        if not (self.way.moved and isinstance(value, date)):
            return value
        if self.shift is None:
            fixed = [
                row[k] - v  # type: ignore[operator]
                for k, v in given.items()
                if isinstance(v, date) and isinstance(row.get(k), date)
                and (self.way.items is None or k not in self.way.items)
            ]  # fmt: skip
            self.shift = fixed[0] if fixed else (mine - value if isinstance(mine, date) else None)
        return value if self.shift is None else value + self.shift  # type: ignore[operator]

    def _row(self, table: str, given: Row, parent: str | None, to_parent: str | None) -> Row | None:
        """A row of the family that stands for none yet, under the right parent; else a copy of one."""
        above = None
        if parent is not None and to_parent is not None and given.get(to_parent) is not None:
            above = self.stands.get((parent, int(given[to_parent])))  # type: ignore[call-overload]
        taken = [id(row) for row in self.stands.values()]
        mine = [self.rows[table][n] for n in self.own(self._family(given)).get(table, ())]
        mine += self.added[table]
        if above is not None:
            key = self.clean.layout.links[parent][0]  # type: ignore[index]
            mine = [row for row in mine if row[to_parent] == above[key]]  # type: ignore[index]
        free = [row for row in mine if id(row) not in taken]
        if free:
            return max(free, key=lambda row: sum(row.get(k) == v for k, v in given.items()))
        return self._copy(table, mine)

    def _family(self, given: Row) -> object | None:
        """Another child of the example is another family."""
        child = given.get("CHILD", "1")
        if child in ("1", None) or child == self._first_child():
            return None
        return next(f for f in self.clean.families if f not in self.used | {self.way.family})

    def _first_child(self) -> object:
        rows = self.way.rule.failing[self.way.example].get(self.way.rule.table, ())
        return next((row.get("CHILD") for row in rows if not row.get("context")), "1")

    def _copy(self, table: str, mine: list[Row]) -> Row | None:
        if not mine:
            return None
        (_, row), *below = again(self.rows, self.clean.layout, table, mine[0])
        for name, each in below:
            self.added[name].append(each)
        return row

    def take(self, table: str) -> None:
        """Empty what the example does not have: the family's rows of a table are taken out."""
        gone = {id(self.rows[table][n]) for n in self.own()[table]}
        kept = {id(row) for row in self.stands.values()}
        for row in [r for r in self.rows[table] if id(r) in gone - kept]:
            row["_gone"] = True
