"""The rows of the record."""

from rightplace.casework.models.changes import (
    Amendment,
    Answer,
    AskedBy,
    Budget,
    BudgetPart,
    BudgetWay,
    Ceasing,
    CeasingDecision,
    CeasingGround,
    Death,
    Detention,
    Elsewhere,
    ElsewhereKind,
    MoveIn,
    MoveOut,
    Reassessment,
    ReassessmentAdvice,
)
from rightplace.casework.models.disputes import (
    ComplaintStage,
    Dispute,
    DisputeAnswer,
    DisputeDuty,
    DisputeKind,
    DisputeOutcome,
    DisputeState,
    DutyKind,
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
    "AdviceRequest",
    "Amendment",
    "Answer",
    "AskedBy",
    "Assessment",
    "AuditEvent",
    "Budget",
    "BudgetPart",
    "BudgetWay",
    "CaseEvent",
    "CaseLock",
    "Ceasing",
    "CeasingDecision",
    "CeasingGround",
    "ComplaintStage",
    "Correction",
    "Death",
    "Detention",
    "Dispute",
    "DisputeAnswer",
    "DisputeDuty",
    "DisputeKind",
    "DisputeOutcome",
    "DisputeState",
    "DutyKind",
    "Elsewhere",
    "ElsewhereKind",
    "ExceptionRecord",
    "Letter",
    "MoveIn",
    "MoveOut",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "Reassessment",
    "ReassessmentAdvice",
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
