"""What the operator may set, from the environment."""

import os
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_CHECKOUT = Path(__file__).parents[3]


def _default_home() -> Path:
    if (_CHECKOUT / "pyproject.toml").exists():
        return _CHECKOUT / "var"
    return Path.home() / ".rightplace"


class Config(BaseSettings):
    """Settings read from `RIGHTPLACE_*` variables, and `DATABASE_URL`."""

    model_config = SettingsConfigDict(env_prefix="RIGHTPLACE_")

    home: Path = Field(default_factory=_default_home, description="Folder that holds all data.")
    debug: bool = Field(default=False, description="Show errors in the browser. Never in service.")
    secret_key: SecretStr | None = Field(
        default=None, description="Signing key. Made and kept in the data folder when not set."
    )
    hosts: list[str] = Field(
        default=["localhost", "127.0.0.1", "[::1]"], description="Host names that are served."
    )
    https: bool = Field(default=False, description="Send cookies over HTTPS only. Set in service.")
    today: date | None = Field(
        default=None, description="The day to work on, for a demonstration; otherwise the real one."
    )
    authority: str = Field(
        default="990", description="The authority's three-digit LA number. 990 is invented."
    )
    council: str = Field(
        default="Marlshire County Council", description="The council's name, shown on each page."
    )
    upload_file_mb: int = Field(
        default=25, ge=1, description="Largest document that is taken, in megabytes."
    )
    upload_request_mb: int = Field(
        default=100, ge=1, description="Most that is taken at once, in megabytes."
    )
    upload_return_mb: int = Field(
        default=200, ge=1, description="Largest return that is taken to be checked, in megabytes."
    )
    checks_kept_days: int = Field(
        default=30,
        ge=1,
        description="Days after which an uploaded return and its findings are deleted.",
    )
    database_url: str | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="PostgreSQL to use instead of the embedded server.",
    )

    @property
    def day(self) -> date | None:
        """The day to work on: as set, else the one that the invented county stands at."""
        if self.today is None and self._county_day.exists():
            return date.fromisoformat(self._county_day.read_text())
        return self.today

    def stand_at(self, day: date) -> None:
        """Keep the day that the invented county in this database stands at."""
        self.home.mkdir(parents=True, exist_ok=True)
        self._county_day.write_text(day.isoformat())

    @property
    def _county_day(self) -> Path:
        """Named for its database, so that another one on the same folder works on the real day."""
        database = sha256((self.database_url or "").encode()).hexdigest()[:12]
        return self.home / f"county-day-{database}"

    @property
    def comparators(self) -> Path:
        """The folder that holds the comparators."""
        return self.home / "comparators"

    @property
    def snapshots(self) -> Path:
        """The folder that holds the snapshots."""
        return self.home / "snapshots"


@lru_cache
def config() -> Config:
    """The settings of this process."""
    return Config()


def secret_key(settings: Config) -> str:
    """The signing key: as set, else one kept in the data folder and made when missing."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value()
    kept = settings.home / "secret-key"
    if not kept.exists():
        settings.home.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(os.urandom(32).hex())
        with suppress(FileExistsError):  # another process made it first: that key is the one
            os.link(fresh, kept)
        fresh.unlink()
    return kept.read_text()
