"""Statutory returns as data: each with its fields, codes, reader and writer."""
