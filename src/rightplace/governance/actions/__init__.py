"""What people do: each action writes its rows and its act in one transaction."""
