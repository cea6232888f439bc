"""Changes of a definition: each is a further version, with the day from which it holds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from rightplace.governance.actions.acting import acted
from rightplace.governance.models import DefinitionEdit
from rightplace.refusals import refuse_unless


def edit_definition(
    indicator: str,
    *,
    since: date,
    changes: Mapping[str, Any],
    reason: str,
    frozen_until: date | None,
    latest_since: date,
    by: AbstractBaseUser,
    at: datetime,
) -> DefinitionEdit:
    """Add a version that holds from `since`.

    `frozen_until` is the last day of the latest frozen quarter: a version may not reach back into it.
    `latest_since` is the day from which the version before holds. `changes` are plain JSON, proved by the
    register before they come here.
    """
    refuse_unless(bool(changes), "Nothing was changed.")
    refuse_unless(bool(reason.strip()), "Say why the definition changes.")
    refuse_unless(
        since >= latest_since,
        f"The version before holds from {latest_since:%-d %B %Y}. Give that day or a later one.",
    )
    refuse_unless(
        frozen_until is None or since > frozen_until,
        "Figures up to that day are frozen. Let the change hold from a day after the last frozen quarter; "
        "what was printed wrongly is corrected on its own page.",
    )
    with acted("definition.edit", f"indicator:{indicator}", by=by, at=at, changes=dict(changes)):
        return DefinitionEdit.objects.create(
            indicator=indicator,
            since=since,
            changes=dict(changes),
            reason=reason.strip(),
            by=by,
            at=at,
        )
