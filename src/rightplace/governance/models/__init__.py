"""The rows of governance."""

from rightplace.governance.models.acts import Act
from rightplace.governance.models.figures import EnteredFigure, ListLoad
from rightplace.governance.models.owners import OwnerPerson
from rightplace.governance.models.quarters import (
    Commentary,
    CommentaryRequest,
    FigureCorrection,
    FrozenFigure,
    FrozenQuarter,
)
from rightplace.governance.models.register import DefinitionEdit
from rightplace.governance.models.wishes import DashboardRequest, PageUse

__all__ = [
    "Act",
    "Commentary",
    "CommentaryRequest",
    "DashboardRequest",
    "DefinitionEdit",
    "EnteredFigure",
    "FigureCorrection",
    "FrozenFigure",
    "FrozenQuarter",
    "ListLoad",
    "OwnerPerson",
    "PageUse",
]
