"""Rules of the house that no linter knows."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "rightplace"
WRITERS = (
    "casework/actions",
    "casework/migrations",
    "governance/actions",
    "governance/migrations",
    "county",
)
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
}
# Not the record: the sign-in keeps its own session, and a document is saved to a file.
OTHER_SAVES = {
    "returns/sen2/write_template.py",
    "papers/letters/word.py",
    "papers/quarter/sheet.py",
    "papers/quality/files.py",
}
ASKS_THE_DAY = {"web/today.py"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield str(path.relative_to(SOURCE)), ast.parse(path.read_text())


def calls(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def test_only_actions_and_the_county_write_to_the_record() -> None:
    found = [
        f"{name}: .{call}()"
        for name, tree in modules()
        if not name.startswith(WRITERS) and name not in OTHER_SAVES
        for call in calls(tree)
        if call in WRITES
    ]
    assert found == []


def test_only_the_web_and_the_commands_ask_what_day_it_is() -> None:
    asking = re.compile(
        r"\b(date\.today|datetime\.now|timezone\.now|timezone\.localdate|time\.time)\("
    )
    found = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.rglob("*.py"))
        if not str(path.relative_to(SOURCE)).startswith("ops/") and asking.search(path.read_text())
    ]
    assert found == sorted(ASKS_THE_DAY)


def test_every_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    bare = [d for d in wanted if not re.search(re.escape(f'"{d}"') + r",\s+# \w+", text)]
    assert bare == []


def test_templates_hold_no_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)")
    found = [str(p) for p in SOURCE.rglob("*.html") if inline.search(p.read_text())]
    assert found == []


def test_nothing_built_or_third_party_is_committed() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("this copy is not a git checkout, so what is tracked cannot be told")
    wrong = re.compile(r"node_modules|\.min\.|\.(whl|so|exe|parquet|xlsm)$")
    assert [line for line in tracked.stdout.splitlines() if wrong.search(line)] == []
