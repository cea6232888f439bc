"""The rows of the record."""

from rightplace.casework.models.consultations import (
    AgainstGround,
    Consultation,
    DecisionAgainst,
    Preference,
    Purpose,
    RefusalGround,
    Reply,
    SettingKind,
    WhyNotConsulted,
)
from rightplace.casework.models.costs import Element, PlacementCost
from rightplace.casework.models.decisions import Answer, Decision, Evidence, Question, Route
from rightplace.casework.models.delivery import (
    Arrangement,
    ArrangementKind,
    DeliveryGap,
    GapNote,
    GapOutcome,
    ProvisionCheck,
    Severity,
    Standing,
)
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
    "AgainstGround",
    "Answer",
    "Arrangement",
    "ArrangementKind",
    "Asker",
    "Assessment",
    "Attendance",
    "AuditEvent",
    "Carer",
    "CaseEvent",
    "CaseLock",
    "Channel",
    "Circumstance",
    "Consultation",
    "Contact",
    "Correction",
    "Cover",
    "Decision",
    "DecisionAgainst",
    "DeliveryGap",
    "Element",
    "Evidence",
    "ExceptionRecord",
    "FamilyViews",
    "GapNote",
    "GapOutcome",
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
    "PlacementCost",
    "Plan",
    "PlanNeed",
    "PlanOutcome",
    "PlanPassage",
    "PlanProvision",
    "PlanVersion",
    "Preference",
    "ProvisionCheck",
    "Purpose",
    "Question",
    "RankChange",
    "RefusalGround",
    "Relationship",
    "Reply",
    "Request",
    "Requester",
    "Review",
    "Role",
    "Route",
    "RowChange",
    "SchoolCount",
    "Setting",
    "SettingGroup",
    "SettingKind",
    "Severity",
    "Sitting",
    "Standing",
    "Task",
    "Team",
    "User",
    "Versioned",
    "WhyNotConsulted",
]
