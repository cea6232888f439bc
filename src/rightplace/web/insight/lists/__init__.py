"""Lists of other services: loaded on screen, after they were looked at."""
