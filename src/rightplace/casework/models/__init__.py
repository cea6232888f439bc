"""The rows of the record."""

from rightplace.casework.models.authority import FamilyService, Letterhead
from rightplace.casework.models.documents import (
    Bundle,
    BundlePurpose,
    Confidentiality,
    Document,
    DocumentKind,
    RedactedCopy,
    RedactionMark,
    RedactionReason,
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
    "Assessment",
    "AuditEvent",
    "Bundle",
    "BundlePurpose",
    "CaseEvent",
    "CaseLock",
    "Confidentiality",
    "Correction",
    "Document",
    "DocumentKind",
    "ExceptionRecord",
    "FamilyService",
    "Letter",
    "Letterhead",
    "NamedSetting",
    "Need",
    "Person",
    "PhaseTransferReview",
    "Placement",
    "Plan",
    "RedactedCopy",
    "RedactionMark",
    "RedactionReason",
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
