"""The pages of the manual that are made from the product itself.

`python -m rightplace.ops.manual` writes them; a test holds the committed pages against them.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from rightplace.indicators import manual as measures
from rightplace.law import manual as clock
from rightplace.ops.config import Config
from rightplace.ops.main import parser
from rightplace.returns.sen2 import manual as sen2

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
_WIDTH = "88"


def commands() -> str:
    """Every command with its own help."""
    os.environ["COLUMNS"] = _WIDTH
    top = parser()
    parts = ["# Commands", "", "Made from the commands' own help by `make docs`.", "", _block(top)]
    for command in _below(top):
        parts += [f"## {command.prog}", "", _block(command)]
        for action in _below(command):
            parts += [f"### {action.prog}", "", _block(action)]
    return "\n".join(parts)


def _block(command: argparse.ArgumentParser) -> str:
    return f"```text\n{command.format_help().strip()}\n```\n"


def _below(command: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            return list(action.choices.values())
    return []


def settings() -> str:
    """Every setting that an operator may give, with its default."""
    rows = []
    for name, field in Config.model_fields.items():
        variable = field.validation_alias or f"RIGHTPLACE_{name.upper()}"
        default = "made at set-up" if field.is_required() else field.default
        if field.default_factory:
            default = "`var` in the checkout, else `.rightplace` in the home folder"
        elif default is None:
            default = "not set"
        rows.append(f"| `{variable}` | {field.description} | {default} |")
    head = ["# Settings", "", "Environment variables, read when a command starts.", ""]
    return "\n".join([*head, "| variable | what it sets | default |", "|---|---|---|", *rows, ""])


PAGES: dict[str, Callable[[], str]] = {
    "the-clock.md": clock.render,
    "commands.md": commands,
    "settings.md": settings,
    "measures.md": measures.render,
    "sen2.md": sen2.manual,
}


def write() -> None:
    """Write every page."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, render in PAGES.items():
        (REFERENCE / name).write_text(render())


if __name__ == "__main__":
    write()
