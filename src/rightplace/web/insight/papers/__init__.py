"""The papers of a quarter: drafted, taken away, and an edited copy checked."""
