"""Quality assurance of plans: drawing them, grading them, a second look, and what it all says."""
