"""What changes a plan between its reviews, and what ends it."""
