"""HTTP: parses, asks one action or query, renders through a presenter."""
