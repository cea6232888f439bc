"""The rows of the record."""

from rightplace.casework.models.advice import (
    AdviceAsk,
    AdviceChase,
    AdviceDelay,
    AdviceExcuseRecord,
    AdviceService,
    AdviceText,
    AdviserAbsence,
    AdviserTime,
    EarlierAdvice,
)
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
from rightplace.casework.models.settings import SchoolCount, Setting, SettingGroup
from rightplace.casework.models.staff import Role, Team, User
from rightplace.casework.models.versions import Versioned

__all__ = [
    "AdviceAsk",
    "AdviceChase",
    "AdviceDelay",
    "AdviceExcuseRecord",
    "AdviceRequest",
    "AdviceService",
    "AdviceText",
    "AdviserAbsence",
    "AdviserTime",
    "Assessment",
    "AuditEvent",
    "CaseEvent",
    "CaseLock",
    "Correction",
    "EarlierAdvice",
    "ExceptionRecord",
    "Letter",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "Request",
    "Review",
    "Role",
    "RowChange",
    "SchoolCount",
    "Setting",
    "SettingGroup",
    "Team",
    "User",
    "Versioned",
]
