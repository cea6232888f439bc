"""The quarterly performance report: drafted from the register, each of its numbers bound to it."""
