"""Pages for those who do the casework, and for those who look after their accounts."""
