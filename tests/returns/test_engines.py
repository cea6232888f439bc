"""The rules of every pack find the same on another engine, in clean and in damaged returns."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from shutil import which

import ibis
import psycopg
import pyarrow as pa
import pytest
from django.db import connection as django_connection
from psycopg import sql

from rightplace.facts.engine import sealed
from rightplace.facts.quality import Data, Rule, Severity, run
from rightplace.facts.quality.rule import Fails
from tests.returns.cases import NAMES, Case, case, data_of

SCHEMA = "rules_on_another_engine"
SEEDS = (None, 1, 2)
Lay = Callable[[str, pa.Table], object]
SPARK = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
TYPES = {pa.string(): "text", pa.int64(): "bigint", pa.date32(): "date"}


def found_by_duckdb(made: Case) -> pa.Table:
    earlier = {f"previous_{name}": rows for name, rows in (made.before or {}).items()}
    with sealed({**made.tables, **earlier}) as facts:
        result = run(made.rules, data_of(made, lambda name, rows: facts[name]))
    assert result.broken == ()
    return result.findings


def assert_same(found: pa.Table, expected: pa.Table) -> None:
    pairs = [Counter(map(tuple, (r.values() for r in t.to_pylist()))) for t in (found, expected)]
    more, fewer = pairs[0] - pairs[1], pairs[1] - pairs[0]
    assert (dict(more), dict(fewer)) == ({}, {})
    assert found.equals(expected)


def _rule(name: str, fails: Fails) -> Rule:
    words = {"source": "test", "message": "It fails", "hint": "Mend it"}
    return Rule(name, severity=Severity.ERROR, table="child", fields=("code",), fails=fails,
                passing=(), failing=(), **words)  # fmt: skip


BREAKING = (
    _rule("number", lambda t, d: t.code.cast("int64") > 1),
    _rule("code", lambda t, d: t.code == "x"),
)


def assert_told(lay: Lay) -> None:
    """A rule that breaks in the engine is told of, and the others are asked all the same."""
    rows = pa.table({"row_id": pa.array([1, 2], pa.int64()), "code": ["1", "x"]})
    child = lay("breaking", rows)
    result = run(BREAKING, Data({"child": child}, 2026, date(2026, 3, 31)))  # type: ignore[dict-item]
    assert [each.rule for each in result.broken] == ["number"]
    assert (result.applied, result.counts()) == (("code",), {"code": 1})


@pytest.fixture
def postgres(django_db_setup: None) -> Iterator[Lay]:
    """Lays a table out in a schema of its own, in the database of the tests."""
    about = django_connection.settings_dict
    where = {"host": about["HOST"], "port": int(about["PORT"] or 5432), "user": about["USER"]}
    given = {"dbname": about["NAME"], "password": about["PASSWORD"] or None}
    with psycopg.connect(**where, **given, autocommit=True) as server:
        server.execute(sql.SQL("create schema {}").format(sql.Identifier(SCHEMA)))
        backend = ibis.postgres.connect(
            **where, password=given["password"], database=given["dbname"], schema=SCHEMA
        )
        try:

            def lay(name: str, rows: pa.Table) -> object:
                _copy(server, name, rows)
                return backend.table(name, database=SCHEMA)

            yield lay
        finally:
            backend.disconnect()
            server.execute(sql.SQL("drop schema {} cascade").format(sql.Identifier(SCHEMA)))


def _copy(server: psycopg.Connection, name: str, rows: pa.Table) -> None:
    table = sql.Identifier(SCHEMA, name)
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(f.name), sql.SQL(TYPES[f.type])) for f in rows.schema
    )
    server.execute(sql.SQL("create table {} ({})").format(table, columns))
    with (
        server.cursor() as cursor,
        cursor.copy(sql.SQL("copy {} from stdin").format(table)) as copy,
    ):
        for row in rows.to_pylist():
            copy.write_row(tuple(row.values()))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_postgresql_finds_the_same(name: str, seed: int | None, postgres: Lay) -> None:
    made = case(name) if seed is None else case(name).damaged(seed)
    result = run(made.rules, data_of(made, postgres))
    assert result.broken == ()
    assert_same(result.findings, found_by_duckdb(made))


@pytest.mark.django_db
def test_what_breaks_on_postgresql_is_told(postgres: Lay) -> None:
    assert_told(postgres)


@pytest.fixture
def spark() -> Iterator[Lay]:
    """Lays a table out in a Spark of its own."""
    if find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: it is optional, and large")
    if which("java") is None:
        pytest.skip("there is no Java to run Spark")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").appName("rules")
    for option, value in SPARK.items():
        builder = builder.config(option, value)
    session = builder.getOrCreate()
    backend = ibis.pyspark.connect(session)

    def lay(name: str, rows: pa.Table) -> object:
        session.createDataFrame(rows).createOrReplaceTempView(name)
        return backend.table(name)

    try:
        yield lay
    finally:
        backend.disconnect()


@pytest.mark.filterwarnings("ignore::Warning")  # of Spark's own code, which is not ours to mend
@pytest.mark.parametrize("name", NAMES)
def test_spark_finds_the_same(name: str, spark: Lay) -> None:
    made = case(name, 60).damaged(1)
    result = run(made.rules, data_of(made, spark))
    assert result.broken == ()
    assert_same(result.findings, found_by_duckdb(made))


@pytest.mark.filterwarnings("ignore::Warning")
def test_what_breaks_on_spark_is_told(spark: Lay) -> None:
    assert_told(spark)
