"""Reviews: the list of every plan, the steps of one review, paperwork owed, moves between phases."""
