"""Comparators: read, refused, kept and asked."""
