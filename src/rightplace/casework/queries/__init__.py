"""Questions to the record that a screen asks; each starts at what the user may see."""
