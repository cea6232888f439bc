"""The snapshot: an immutable columnar copy of the record, or of a return, at one instant."""
