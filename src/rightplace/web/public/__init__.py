"""What everyone may read without signing in: signed off, small numbers hidden, nothing about a person."""
