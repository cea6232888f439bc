"""The rows of the record."""

from rightplace.casework.models.decisions import Answer, Decision, Evidence, Question, Route
from rightplace.casework.models.events import AuditEvent, CaseEvent, Correction, RowChange
from rightplace.casework.models.intake import Asker, Carer, Channel, Relationship, Requester
from rightplace.casework.models.letters import Letter
from rightplace.casework.models.locks import CaseLock
from rightplace.casework.models.panels import (
    Attendance,
    Interest,
    ItemQuestion,
    Panel,
    PanelItem,
    PanelKind,
    PanelMember,
    Sitting,
)
from rightplace.casework.models.people import Person
from rightplace.casework.models.plan_text import (
    FamilyViews,
    PlanNeed,
    PlanOutcome,
    PlanPassage,
    PlanProvision,
    PlanVersion,
)
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
    "Answer",
    "Asker",
    "Assessment",
    "Attendance",
    "AuditEvent",
    "Carer",
    "CaseEvent",
    "CaseLock",
    "Channel",
    "Circumstance",
    "Contact",
    "Correction",
    "Cover",
    "Decision",
    "Evidence",
    "ExceptionRecord",
    "FamilyViews",
    "Interest",
    "ItemQuestion",
    "Letter",
    "NamedSetting",
    "Need",
    "Panel",
    "PanelItem",
    "PanelKind",
    "PanelMember",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "PlanNeed",
    "PlanOutcome",
    "PlanPassage",
    "PlanProvision",
    "PlanVersion",
    "Question",
    "RankChange",
    "Relationship",
    "Request",
    "Requester",
    "Review",
    "Role",
    "Route",
    "RowChange",
    "SchoolCount",
    "Setting",
    "SettingGroup",
    "Sitting",
    "Task",
    "Team",
    "User",
    "Versioned",
]
