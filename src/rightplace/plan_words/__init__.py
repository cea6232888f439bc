"""The words of a plan as plain data: its sections and rows, what is wrong with them, how two differ.

Nothing here knows the database. `PlanText` is one version of a plan; `checks.findings` reads it,
`compare.amendments` sets two beside each other, and the papers print it.
"""
