"""The rows of the record."""

from rightplace.casework.models.events import AuditEvent, CaseEvent, Correction, RowChange
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
from rightplace.casework.models.reviews import (
    AskedBy,
    ChaseLevel,
    EarlyReview,
    Invited,
    ReviewChase,
    ReviewInvitee,
    ReviewKind,
    ReviewMeeting,
    ReviewRecord,
)
from rightplace.casework.models.settings import SchoolCount, Setting, SettingGroup
from rightplace.casework.models.staff import Role, Team, User
from rightplace.casework.models.versions import Versioned

__all__ = [
    "AdviceRequest",
    "AskedBy",
    "Assessment",
    "AuditEvent",
    "CaseEvent",
    "CaseLock",
    "ChaseLevel",
    "Correction",
    "EarlyReview",
    "ExceptionRecord",
    "Invited",
    "Letter",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "Request",
    "Review",
    "ReviewChase",
    "ReviewInvitee",
    "ReviewKind",
    "ReviewMeeting",
    "ReviewRecord",
    "Role",
    "RowChange",
    "SchoolCount",
    "Setting",
    "SettingGroup",
    "Team",
    "User",
    "Versioned",
]
