"""The stage of a request in the record."""

from django.db.models import Q

from rightplace.casework.models import Request
from rightplace.law.stages import Stage

ROWS = {
    Stage.DECIDING: Q(assessment__isnull=True),
    Stage.ASSESSING: Q(assessment__isnull=False, assessment__agreed_on__isnull=True),
    Stage.ISSUING: Q(assessment__agreed_on__isnull=False),
}


def stage_of(request: Request) -> Stage:
    """The stage of an open request."""
    if not hasattr(request, "assessment"):
        return Stage.DECIDING
    return Stage.ISSUING if request.assessment.agreed_on else Stage.ASSESSING
