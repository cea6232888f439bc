"""The manual says what the product does."""

import re
import subprocess
from pathlib import Path

import pytest

from rightplace.ops.manual import PAGES, REFERENCE

ROOT = Path(__file__).parents[1]
WRITTEN = [*sorted(ROOT.glob("docs/*/*.md")), ROOT / "README.md"]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_current(name: str) -> None:
    assert (REFERENCE / name).read_text() == PAGES[name](), "run: make docs"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_commands_in_the_manual_exist(page: Path) -> None:
    known = PAGES["commands.md"]()
    named = re.findall(
        r"^ *(?:\.venv/bin/)?(rightplace(?: [a-z0-9]+){1,2})", page.read_text(), re.MULTILINE
    )
    two = {" ".join(name.split()[:3]) for name in named}
    assert [
        n for n in two if f"# {n}\n" not in known and f"# {' '.join(n.split()[:2])}\n" not in known
    ] == []


def test_make_help_names_every_target() -> None:
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in ("install", "run", "test", "check", "bench", "docs"):
        assert re.search(rf"make {target}\b", shown)
