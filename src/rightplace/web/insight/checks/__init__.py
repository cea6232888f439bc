"""Checking a return on screen: a file or a snapshot in, and what is wrong with it to work through."""
