"""Letters about a child, and the documents of the record."""
