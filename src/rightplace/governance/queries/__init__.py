"""What is asked of the rows: nothing here writes."""
