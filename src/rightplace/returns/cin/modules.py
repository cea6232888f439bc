"""The tables of the census and their items."""

from rightplace.returns.cin.fields import Field, Kind, Module

_DATE = Kind.DATE


def _day(element: str, column: str, cbds: str) -> Field:
    return Field(element, column, _DATE, cbds)


def _text(element: str, column: str, cbds: str = "", codes: str = "", inside: str = "") -> Field:
    return Field(element, column, Kind.TEXT, cbds, codes, inside=inside)


_HEADER = Module(
    "header",
    "Header",
    (
        _text("Collection", "collection", inside="CollectionDetails"),
        _text("Year", "year", inside="CollectionDetails"),
        Field("ReferenceDate", "reference_date", _DATE, "N00603", inside="CollectionDetails"),
        _text("SourceLevel", "source_level", inside="Source"),
        _text("LEA", "lea", inside="Source"),
        _text("SoftwareCode", "software_code", inside="Source"),
        _text("Release", "release", inside="Source"),
        _text("SerialNo", "serial_no", inside="Source"),
        _text("DateTime", "date_time", inside="Source"),
    ),
)
_CHILD = Module(
    "child",
    "Child",
    (
        _text("LAchildID", "la_child_id", "N00097", inside="ChildIdentifiers"),
        _text("UPN", "upn", "N00001", inside="ChildIdentifiers"),
        _text("FormerUPN", "former_upn", "N00002", inside="ChildIdentifiers"),
        _text("UPNunknown", "upn_unknown", "N00135", "upn_unknown", "ChildIdentifiers"),
        Field("PersonBirthDate", "birth_date", _DATE, "N00066", inside="ChildIdentifiers"),
        Field(
            "ExpectedPersonBirthDate",
            "expected_birth_date",
            _DATE,
            "N00098",
            inside="ChildIdentifiers",
        ),
        _text("Sex", "sex", "N00783", "sex", "ChildIdentifiers"),
        Field("PersonDeathDate", "death_date", _DATE, "N00108", inside="ChildIdentifiers"),
        _text("Ethnicity", "ethnicity", "N00177", "ethnicity", "ChildCharacteristics"),
    ),
    names=("ChildIdentifiers", "ChildCharacteristics", "Children"),
    own_id="LAchildID",
)
_DISABILITY = Module(
    "disability",
    "Disabilities",
    (_text("Disability", "disability", "N00099", "disability"),),
    ("child",),
    item=True,
    names=("Disability",),
)
_CIN = Module(
    "cin",
    "CINdetails",
    (
        _day("CINreferralDate", "referral_date", "N00100"),
        _text("ReferralSource", "referral_source", "N00152", "referral_source"),
        _text("PrimaryNeedCode", "primary_need", "N00101", "primary_need"),
        _day("CINclosureDate", "closure_date", "N00102"),
        _text("ReasonForClosure", "closure_reason", "N00103", "closure_reason"),
        _day("DateOfInitialCPC", "initial_cpc_date", "N00110"),
        _text("ReferralNFA", "referral_nfa", "N00112", "flag"),
    ),
    ("child",),
    names=("CIN",),
    own_id="CINdetailsID",
)
_ASSESSMENT = Module(
    "assessment",
    "Assessments",
    (
        _day("AssessmentActualStartDate", "start_date", "N00159"),
        _day("AssessmentInternalReviewDate", "internal_review_date", "N00161"),
        _day("AssessmentAuthorisationDate", "authorisation_date", "N00160"),
    ),
    ("child", "cin"),
    names=("Assessment",),
    own_id="AssessmentID",
)
_FACTOR = Module(
    "factor",
    "FactorsIdentifiedAtAssessment",
    (_text("AssessmentFactors", "factor", "N00181", "factor"),),
    ("child", "cin", "assessment"),
    item=True,
    names=("AssessmentFactors", "AssessmentFactorsList"),
)
_CIN_PLAN = Module(
    "cin_plan",
    "CINPlanDates",
    (
        _day("CINPlanStartDate", "start_date", "N00689"),
        _day("CINPlanEndDate", "end_date", "N00690"),
    ),
    ("child", "cin"),
    names=("CINPlans", "CINPlan"),
)
_SECTION47 = Module(
    "section47",
    "Section47",
    (
        _day("S47ActualStartDate", "start_date", "N00148"),
        _day("InitialCPCtarget", "initial_cpc_target", "N00109"),
        _day("DateOfInitialCPC", "initial_cpc_date", "N00110"),
        _text("ICPCnotRequired", "icpc_not_required", "N00111", "flag"),
    ),
    ("child", "cin"),
    names=("S47",),
)
_CP_PLAN = Module(
    "cp_plan",
    "ChildProtectionPlans",
    (
        _day("CPPstartDate", "start_date", "N00105"),
        _day("CPPendDate", "end_date", "N00115"),
        _text("InitialCategoryOfAbuse", "initial_category", "N00113", "abuse"),
        _text("LatestCategoryOfAbuse", "latest_category", "N00114", "abuse"),
        _text("NumberOfPreviousCPP", "previous_plans", "N00106"),
    ),
    ("child", "cin"),
    names=("ChildProtectionPlan", "CPP"),
    own_id="CPPID",
)
_REVIEW = Module(
    "review",
    "Reviews",
    (_day("CPPreviewDate", "review_date", "N00116"),),
    ("child", "cin", "cp_plan"),
    item=True,
    names=("Review", "CPPReviews"),
)
_PRE_PROCEEDINGS = Module(
    "pre_proceedings",
    "PreProceedingsandFGDM",
    (
        _day("PPStartDate", "start_date", "N00826"),
        _day("LBPSentDate", "letter_date", "N00827"),
        _text("FGDMMeetingOffer", "meeting_offered", "N00828", "flag"),
        _text("FGDMMeetingFac", "meeting_held", "N00829", "flag"),
        _day("InitialPPMeetingDate", "first_meeting_date", "N00830"),
        _text("ReviewMeetingsCount", "review_meetings", "N00831"),
        _day("StepDecisionDate", "decision_date", "N00832"),
        _text("PPOutcome", "outcome", "N00833", "pre_proceedings_outcome"),
        _day("CourtAppDate", "court_date", "N00834"),
        _day("LetterInitCPDate", "initiation_letter_date", "N00835"),
    ),
    ("child", "cin"),
    names=("PreProceedings",),
    since=2027,
)

MODULES = {
    module.name: module
    for module in (
        _HEADER,
        _CHILD,
        _DISABILITY,
        _CIN,
        _ASSESSMENT,
        _FACTOR,
        _CIN_PLAN,
        _SECTION47,
        _CP_PLAN,
        _REVIEW,
        _PRE_PROCEEDINGS,
    )
}
"""Every table by name, each after the tables that it hangs from."""

SCHEMAS = {name: module.schema for name, module in MODULES.items()}


def children(name: str) -> tuple[Module, ...]:
    """The modules that stand directly inside that one."""
    return tuple(m for m in MODULES.values() if m.parents and m.parents[-1] == name)
