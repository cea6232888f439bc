"""The rows of the record."""

from rightplace.casework.models.events import AuditEvent, CaseEvent
from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import (
    NamedSetting,
    Need,
    PhaseTransferReview,
    Placement,
    Plan,
    Review,
)
from rightplace.casework.models.requests import (
    AdviceRequest,
    Assessment,
    ExceptionRecord,
    Request,
)
from rightplace.casework.models.settings import SchoolCount, Setting, SettingGroup
from rightplace.casework.models.staff import Role, Team, User

__all__ = [
    "AdviceRequest",
    "Assessment",
    "AuditEvent",
    "CaseEvent",
    "ExceptionRecord",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "Request",
    "Review",
    "Role",
    "SchoolCount",
    "Setting",
    "SettingGroup",
    "Team",
    "User",
]
