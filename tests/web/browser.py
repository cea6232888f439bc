"""Chromium for the tests: found, or installed where that is possible, with axe at hand."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 800}


def chromium() -> str:
    """The path of Chromium; installs Debian's when missing, and skips the test when that fails."""
    with (Path(tempfile.gettempdir()) / "rightplace-chromium.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one worker installs, the others wait
        found = shutil.which("chromium") or _install()
    return found


def _install() -> str:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        pytest.skip("Chromium is not installed, and only root with apt-get could install it here")
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"Chromium is not installed: {' '.join(command)}: {done.stderr.strip()}")
    found = shutil.which("chromium")
    assert found is not None, "apt-get installed chromium, yet it is not on the path"
    return found


def follow(page: Page, leads_on: Locator) -> None:
    """Click what leads to another page, and wait for that page: what is read next is read there."""
    with page.expect_navigation():
        leads_on.click()


def open_list(page: Page, name: str) -> None:
    """Open a list that stands under "All lists", as someone would."""
    follow(page, page.get_by_role("link", name="All lists"))
    follow(page, page.get_by_role("main").get_by_role("link", name=name, exact=True))


def axe(page: Page) -> list[str]:
    """What axe finds wrong with the page at WCAG 2.2 AA and its own best practice, one line each."""
    page.evaluate(AXE.read_text())  # evaluated by the debugger, so the page's CSP stays in force
    result: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{violation['id']}: {node['html']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
