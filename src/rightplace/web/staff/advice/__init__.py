"""Advice in an assessment: asked for, given, chased, and the time that advisers have for it."""
