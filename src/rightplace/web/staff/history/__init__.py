"""What was done to a record, undoing it, correcting a day, and locking a record."""
