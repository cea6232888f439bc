"""Decisions, and the panels that decide."""
