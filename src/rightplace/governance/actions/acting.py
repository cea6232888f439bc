"""One action: all that it writes stands or falls together, with the act that says who did it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from rightplace.governance.models import Act


@contextmanager
def acted(
    action: str, about: str, *, by: AbstractBaseUser, at: datetime, **detail: Any
) -> Iterator[None]:
    """Write an act, and whatever is written inside, in one transaction. `detail` must be plain JSON."""
    with transaction.atomic():
        yield
        Act.objects.create(action=action, about=about, by=by, at=at, detail=detail)
