"""The invented county: places, people and years of casework, played through the record's actions.

Nothing in it is real: the authority, the places, the schools and the children are drawn from a
seed. Only its totals follow published statistics of one county (`published`).
"""
