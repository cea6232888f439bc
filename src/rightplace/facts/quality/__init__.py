"""Rules that data must keep: each is data and one expression; a run gives findings with their rows.

A `Rule` says which rows of its table fail, as an Ibis expression, and carries rows that pass and rows
that fail as its own examples. `run` applies rules to the tables of a return, of a record's snapshot or of any
other set of tables whose first column is a key, and never takes a rule that breaks for one that passes.
"""

from rightplace.facts.quality.added import read_added
from rightplace.facts.quality.examples import judge_examples
from rightplace.facts.quality.rule import Data, Over, Rows, Rule, Severity
from rightplace.facts.quality.run import FINDINGS, BrokenRule, Run, SkippedRule, lists_lacking, run
from rightplace.facts.quality.settings import RuleChange, read_changes, with_changes
from rightplace.facts.quality.values import values_of

__all__ = [
    "FINDINGS",
    "BrokenRule",
    "Data",
    "Over",
    "Rows",
    "Rule",
    "RuleChange",
    "Run",
    "Severity",
    "SkippedRule",
    "judge_examples",
    "lists_lacking",
    "read_added",
    "read_changes",
    "run",
    "values_of",
    "with_changes",
]
