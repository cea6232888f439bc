"""What placements cost: the pages of finance."""
