"""Invented children looked after: their years in care, and the SSDA903 tables returned of them."""

from rightplace.county.looked_after.careers import invent
from rightplace.county.looked_after.lives import Life
from rightplace.county.looked_after.returned import tables_for

__all__ = ["Life", "invent", "tables_for"]
