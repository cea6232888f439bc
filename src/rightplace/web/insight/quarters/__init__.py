"""A quarter from its end to its signature: frozen, commented, signed off, corrected."""
