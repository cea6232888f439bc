"""Rows that people edit."""

from django.db import models


class Versioned(models.Model):
    """A row that counts its changes, so that an edit of an older version can be told.

    Change it with `Entry.edit`, which is given the version that the person was shown.
    """

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
