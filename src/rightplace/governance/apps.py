"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Named `governance` in migrations."""

    name = "rightplace.governance"
    label = "governance"
