"""An invented authority's children in need: one census year, as tables of the return."""

from rightplace.county.in_need.spec import NeedSpec
from rightplace.county.in_need.year import census

__all__ = ["NeedSpec", "census"]
