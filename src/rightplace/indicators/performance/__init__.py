"""The performance indicators that a council reports each quarter: defined, computed, compared, rated."""
