"""Every write to the record: one function for each thing that can be done.

An action checks that it may be done, then writes its rows, its dated events and its audit event
in one transaction. `at` is when it was recorded, `on` the day it happened, `by` who recorded it.
"""
