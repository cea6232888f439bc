"""Whether provision is there, and gaps with their owner."""
