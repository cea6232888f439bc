"""A data folder of its own for each command that keeps something."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rightplace.ops.config import config


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder that commands take for theirs."""
    monkeypatch.setenv("RIGHTPLACE_HOME", str(tmp_path))
    config.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    config.cache_clear()
