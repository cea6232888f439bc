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
from rightplace.casework.models.quality import (
    Audit,
    Criterion,
    Moderation,
    QualityTool,
    Sample,
    Score,
    Training,
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
    "Audit",
    "AuditEvent",
    "CaseEvent",
    "CaseLock",
    "Correction",
    "Criterion",
    "EarlierAdvice",
    "ExceptionRecord",
    "Letter",
    "Moderation",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "QualityTool",
    "Request",
    "Review",
    "Role",
    "RowChange",
    "Sample",
    "SchoolCount",
    "Score",
    "Setting",
    "SettingGroup",
    "Team",
    "Training",
    "User",
    "Versioned",
]
