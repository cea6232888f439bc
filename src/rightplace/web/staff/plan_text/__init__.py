"""The words of a plan: read, written, checked, compared, sent and issued."""
