"""The return of a year, built from a snapshot of the record, and what is not in it."""
