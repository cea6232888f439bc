"""Lists of the same children as other systems hold them, damaged as in life, with the truth beside them."""

from rightplace.county.doubles.lists import KINDS, Doubled, doubled, entered_twice
from rightplace.county.doubles.record import a_record

__all__ = ["KINDS", "Doubled", "a_record", "doubled", "entered_twice"]
