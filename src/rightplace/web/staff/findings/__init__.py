"""Data to mend: findings of the rules of data quality, as work."""
