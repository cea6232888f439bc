"""How good the data are, over time: counts of findings, and what it costs that they are not mended."""
