"""The statute: dates, events, duties, exceptions and the clock. Standard library only."""
