"""The same child in another system's list or twice in the record: lists, pairs, decisions, links."""
