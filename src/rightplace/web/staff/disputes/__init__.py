"""Mediation, appeals, complaints and the Ombudsman."""
