"""Dashboards that people ask for, and how much pages of figures are used."""
