"""How the work is governed: the figures that are frozen, told and asked for. A Django data app."""
