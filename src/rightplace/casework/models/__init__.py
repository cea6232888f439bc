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
    "AgainstGround",
    "Arrangement",
    "ArrangementKind",
    "Assessment",
    "AuditEvent",
    "CaseEvent",
    "CaseLock",
    "Consultation",
    "Correction",
    "DecisionAgainst",
    "DeliveryGap",
    "Element",
    "ExceptionRecord",
    "GapNote",
    "GapOutcome",
    "Letter",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "PlacementCost",
    "Plan",
    "Preference",
    "ProvisionCheck",
    "Purpose",
    "RefusalGround",
    "Reply",
    "Request",
    "Review",
    "Role",
    "RowChange",
    "SchoolCount",
    "Setting",
    "SettingGroup",
    "SettingKind",
    "Severity",
    "Standing",
    "Team",
    "User",
    "Versioned",
    "WhyNotConsulted",
]
