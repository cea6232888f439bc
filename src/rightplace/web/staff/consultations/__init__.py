"""Consulting settings, and what the family prefers."""
