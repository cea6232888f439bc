"""The record: a Django data app, written only by its actions."""
