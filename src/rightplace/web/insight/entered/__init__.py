"""Figures that owners give: what is due, and what was given."""
