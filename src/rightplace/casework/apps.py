"""The record as a Django app."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Named `casework` in migrations and in `AUTH_USER_MODEL`."""

    name = "rightplace.casework"
    label = "casework"
