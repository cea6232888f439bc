"""Whom the pages of governance are for."""

from rightplace.casework.models import Role

KEEPERS = (Role.ANALYST, Role.HEAD_OF_SERVICE)
"""They keep the register, enter any figure, freeze quarters and publish corrections."""
SIGNERS = (Role.HEAD_OF_SERVICE, Role.DIRECTOR)
"""They sign commentary and reports."""
DECIDERS = (*KEEPERS, Role.DIRECTOR)
"""They decide on dashboards that are asked for, and see their use."""
OWNERS = (*DECIDERS, Role.COMMISSIONER, Role.TEAM_MANAGER)
"""Those who may answer for indicators."""
WATCHERS = (*OWNERS, Role.AUDITOR)
"""They see a quarter while it is worked on."""
READERS = (*WATCHERS, Role.COUNCILLOR)
"""They read how figures are defined."""
EVERYONE = tuple(Role)
