"""The pages of the manual that are made from the product itself.

`python -m rightplace.ops.manual` writes them; a test holds the committed pages against them.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rightplace.facts.quality.record import manual as record_rules
from rightplace.indicators import manual as measures
from rightplace.law import manual as clock
from rightplace.ops.config import Config
from rightplace.ops.main import parser
from rightplace.ops.rules_pages import rules_page
from rightplace.returns.sen2 import manual as sen2
from rightplace.returns.sen2.rules import manual as sen2_rules

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
_NOT_TAKEN = (argparse._SubParsersAction, argparse._HelpAction)


def commands() -> str:
    """Every command, with what it takes; not argparse's own layout, which differs by version."""
    head = ["# Commands", "", "Made from the commands themselves by `make docs`.", ""]
    return "\n".join([*head, *_commands(parser(), "##")])


def _commands(command: argparse.ArgumentParser, level: str) -> list[str]:
    """The pages of the commands below one, each with those below it."""
    return [line for help_, each in _below(command) for line in _command(each, help_, level)]


def _below(command: argparse.ArgumentParser) -> list[tuple[str, argparse.ArgumentParser]]:
    """The commands below one, each with what the list says of it."""
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            return [(c.help or "", action.choices[c.dest]) for c in action._choices_actions]
    return []


def _command(command: argparse.ArgumentParser, listed_as: str, level: str) -> list[str]:
    text = command.description or f"{listed_as[:1].upper()}{listed_as[1:]}."
    lines = [f"{level} {command.prog}", "", text, ""]
    taken = [a for a in command._actions if not isinstance(a, _NOT_TAKEN)]
    if taken:
        lines += ["| takes | what it is |", "|---|---|", *map(_taken, taken), ""]
    if command.epilog:
        lines += ["```text", command.epilog.strip(), "```", ""]
    return lines + _commands(command, f"{level}#")


def _taken(action: argparse.Action) -> str:
    name = ", ".join(action.option_strings) or action.metavar or action.dest
    choices = " or ".join(map(str, action.choices or ()))
    help_text = (action.help or choices).replace("|", "\\|")
    return f"| `{name}` | {help_text} |"


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
    "rules-sen2.md": sen2_rules.render,
    "rules-record.md": record_rules.render,
    "rules-903.md": partial(rules_page, "903"),
    "rules-cin.md": partial(rules_page, "cin"),
    "rules-annexa.md": partial(rules_page, "annexa"),
}


def write() -> None:
    """Write every page."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, render in PAGES.items():
        (REFERENCE / name).write_text(render())


if __name__ == "__main__":
    write()
