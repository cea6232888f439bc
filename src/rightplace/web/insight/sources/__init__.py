"""Where each datum comes from, who answers for it, and what depends on it."""
