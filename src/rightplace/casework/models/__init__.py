"""The rows of the record."""

from rightplace.casework.models.events import AuditEvent, CaseEvent, Correction, RowChange
from rightplace.casework.models.intake import Asker, Carer, Channel, Relationship, Requester
from rightplace.casework.models.letters import Letter
from rightplace.casework.models.locks import CaseLock
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
from rightplace.casework.models.versions import Versioned
from rightplace.casework.models.work import (
    Circumstance,
    Contact,
    Cover,
    RankChange,
    Task,
)

__all__ = [
    "AdviceRequest",
    "Asker",
    "Assessment",
    "AuditEvent",
    "Carer",
    "CaseEvent",
    "CaseLock",
    "Channel",
    "Circumstance",
    "Contact",
    "Correction",
    "Cover",
    "ExceptionRecord",
    "Letter",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "RankChange",
    "Relationship",
    "Request",
    "Requester",
    "Review",
    "Role",
    "RowChange",
    "SchoolCount",
    "Setting",
    "SettingGroup",
    "Task",
    "Team",
    "User",
    "Versioned",
]
