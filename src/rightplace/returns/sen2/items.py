"""The items of each module, in the order the specification prints them."""

from rightplace.returns.sen2.fields import Field, Need

# One item to a block reads as the table it is; the formatter would give each value its own line.
# fmt: off
_M, _C, _E = Need.MANDATORY, Need.CONDITIONAL, Need.EXPECTED
_LETTERS = "the code letters are unknown"
_FLAG = "0|1"

HEADER = (
    Field(
        "H1", "Collection", "collection", "Collection Name", "text", _M,
        inside="CollectionDetails", doubt="the value SEN2 is inferred from the collection's name",
    ),
    Field("H2", "Year", "year", "Year", "integer ccyy", _M, inside="CollectionDetails"),
    Field(
        "H3", "ReferenceDate", "reference_date", "Reference Date", "date", _M,
        inside="CollectionDetails", cbds="N00603",
    ),
    Field(
        "H4", "SourceLevel", "source_level", "Source Level", "1 char", _M,
        inside="Source", doubt="the value L is taken from the children in need return",
    ),
    Field("H5", "LEA", "lea", "LA Number", "3 digits", _M, inside="Source"),
    Field("H6", "SoftwareCode", "software_code", "Software Code", "text", _E, inside="Source"),
    Field("H7", "Release", "release", "Release", "text", Need.VOLUNTARY, inside="Source"),
    Field(
        "H8", "SerialNo", "serial_no", "Serial Number", "integer (e.g. 001)", _E, inside="Source"
    ),
    Field(
        "H9", "DateTime", "date_time", "Date & Time (ccyy-mm-ddThh:mm:ss)",
        "datetime ccyy-mm-ddThh:mm:ss", _M, inside="Source",
    ),
    Field(
        "L1", "DMO", "dmo", "Designated Medical Officer", "code", _M, codes="DMO_DCO_DSCO",
        doubt=f"{_LETTERS}, and so is the element's place in the XML",
    ),
    Field(
        "L2", "DCO", "dco", "Designated Clinical Officer", "code", _M, codes="DMO_DCO_DSCO",
        doubt=f"{_LETTERS}, and so is the element's place in the XML",
    ),
    Field(
        "L3", "DSCO", "dsco", "Designated Social Care Officer", "code", _M, codes="DMO_DCO_DSCO",
        since=2025, voluntary=(2025,),
        doubt=f"{_LETTERS}, and so is the element's place in the XML",
    ),
)

PERSON = (
    Field("1.1", "Surname", "surname", "Surname", "text", _M),
    Field("1.2", "Forename", "forename", "Forename", "text", _M),
    Field(
        "1.3", "PersonBirthDate", "person_birth_date", "Date of Birth (ccyy-mm-dd)", "date", _M,
        cbds="N00066",
    ),
    Field(
        "1.4a", "GenderCurrent", "gender_current", "Gender", "1 digit", _M, codes="GENDER",
        until=2023, cbds="N00065", doubt="the labels come from a third party's tool",
    ),
    Field("1.4b", "Sex", "sex", "Sex", "1 char", _M, codes="SEX", since=2024, cbds="N00783"),
    Field(
        "1.5", "Ethnicity", "ethnicity", "Ethnicity", "4 chars", _M, codes="ETHNICITY",
        cbds="N00177", doubt="whether sub-group codes are accepted",
    ),
    Field("1.6", "PostCode", "post_code", "Post Code", "text", _E),
    Field(
        "1.7", "UPN", "upn", "UPN - Unique Pupil Number", "13 chars", _C,
        when="where known", cbds="N00001",
    ),
    Field(
        "1.8", "UniqueLearnerNumber", "unique_learner_number",
        "ULN - Young Persons Unique Learner Number", "10 digits", _C,
        when="young people, where known", doubt="ten digits is another collection's convention",
    ),
    Field(
        "1.9", "UPNunknown", "upn_unknown", "UPN and ULN unavailable - Reason", "up to 4 chars", _C,
        when="where there is neither UPN nor ULN", codes="UPN_UNKNOWN", cbds="N00135",
    ),
)

REQUEST = (
    Field(
        "2.1", "ReceivedDate", "received_date", "Date request was received", "date", _M,
        when="unless the outcome is H",
    ),
    Field(
        "2.2", "RequestSource", "request_source",
        "Source of request for an EHC needs assessment", "1 digit", _M,
        when="unless the outcome is H", codes="REQUEST_SOURCE", since=2025, voluntary=(2025,),
        other_names=("rquestsource",),
    ),
    Field("2.3", "RYA", "rya", "Initial Request Whilst In RYA", _FLAG, _M, codes="RYA"),
    Field(
        "2.4", "RequestOutcomeDate", "request_outcome_date", "Request Outcome Date", "date", _C,
        when="outcome Y or N",
    ),
    Field(
        "2.5", "RequestOutcome", "request_outcome", "Request Outcome", "1 char", _M,
        codes="REQUEST_OUTCOME",
    ),
    Field(
        "2.6", "RequestMediation", "request_mediation", "Request Mediation", _FLAG, _C,
        when="outcome Y or N", codes="MEDIATION_FLAG",
    ),
    Field(
        "2.7", "RequestTribunal", "request_tribunal", "Request Tribunal", _FLAG, _C,
        when="outcome Y or N", codes="TRIBUNAL_FLAG",
    ),
    Field(
        "2.8", "Exported", "exported",
        "Exported - Child or young person moves out of LA before assessment is completed",
        "text (LA number expected)", _C, when="left the area before the assessment ended",
        doubt="whether the value is the new authority's number",
    ),
)

ASSESSMENT = (
    Field(
        "3.1", "AssessmentOutcome", "assessment_outcome",
        "Assessment Outcome - Decision to issue EHC plan", "1 char", _M,
        codes="ASSESSMENT_OUTCOME",
    ),
    Field(
        "3.2", "AssessmentOutcomeDate", "assessment_outcome_date", "Assessment Outcome Date",
        "date", _C, when="plan issued, or outcome N",
    ),
    Field(
        "3.3", "AssessmentMediation", "assessment_mediation", "Assessment Mediation", _FLAG, _C,
        when="outcome Y or N", codes="MEDIATION_FLAG",
    ),
    Field(
        "3.4", "AssessmentTribunal", "assessment_tribunal", "Assessment Tribunal", _FLAG, _C,
        when="outcome Y or N", codes="TRIBUNAL_FLAG",
    ),
    Field(
        "3.5", "OtherMediation", "other_mediation", "Other Mediation", _FLAG, _C,
        when="outcome Y or N", codes="MEDIATION_FLAG",
    ),
    Field(
        "3.6", "OtherTribunal", "other_tribunal", "Other Tribunal", _FLAG, _C,
        when="outcome Y or N", codes="TRIBUNAL_FLAG",
    ),
    Field(
        "3.7", "Week20", "week20", "Twenty week time limit exceptions apply", _FLAG, _C,
        when="a plan was issued", codes="WEEK20",
    ),
)

NAMED_PLAN = (
    Field("4.1", "StartDate", "start_date", "EHC Plan Start Date", "date", _M),
    Field(
        "4.2", "PlanRes", "plan_res", "Residential Settings", "1 char", _C,
        when="residential", codes="RESIDENTIAL",
    ),
    Field(
        "4.3", "PlanWBP", "plan_wbp", "Work Based Learning Activity", "code", _C,
        when="work-based", codes="WORK_BASED", other_names=("planwpb",), doubt=_LETTERS,
    ),
    Field("4.4a", "PB", "pb", "Personal Budget taken up", _FLAG, _M, codes="PB"),
    Field(
        "4.4b", "OA", "oa", "Personal Budget - Organised Arrangements", _FLAG, _C,
        when="PB is 1", codes="OA",
    ),
    Field(
        "4.4c", "DP", "dp", "Personal Budget - Direct Payments", "code", _C,
        when="PB is 1", codes="DIRECT_PAYMENT", doubt=_LETTERS,
    ),
    Field(
        "4.5", "CeaseDate", "cease_date", "Date EHC plan ceased", "date", _C, when="the plan ended"
    ),
    Field(
        "4.6", "CeaseReason", "cease_reason", "Reason EHC plan ceased", "1 digit", _C,
        when="the plan ended", codes="CEASE_REASON",
    ),
)


def _place(item: str) -> tuple[Field, ...]:
    """The items that say which setting; the plan and the placement ask for the same ones."""
    return (
        Field(
            f"{item}a", "URN", "urn", "URN - Unique Reference Number", "6 digits", _C,
            when="first choice of identifier",
        ),
        Field(
            f"{item}b", "UKPRN", "ukprn", "UKPRN - UK Provider Reference Number", "8 digits", _C,
            when="there is no URN",
        ),
        Field(
            f"{item}c", "SENsetting", "sen_setting", "SEN Setting - Establishment type",
            "2-4 chars", _C, when="there is neither URN nor UKPRN", codes="SEN_SETTING",
            doubt="capital letters of the element",
        ),
        Field(
            f"{item}d", "SENsettingOther", "sen_setting_other", "SEN Setting - Other", "text", _C,
            when="the setting is an other code", doubt="capital letters of the element",
        ),
        Field(
            f"{item}e", "PlacementRank", "placement_rank",
            "Placement Rank (1=Primary, 2=Secondary)", "1 digit", _M, codes="PLACEMENT_RANK",
        ),
    )


def _provision(item: str) -> tuple[Field, ...]:
    return (
        Field(
            f"{item}h", "SENunitIndicator", "sen_unit_indicator", "SEN Unit Indicator", _FLAG, _C,
            when="there is a URN", codes="SEN_UNIT",
        ),
        Field(
            f"{item}i", "ResourcedProvisionIndicator", "resourced_provision_indicator",
            "Resourced Provision Indicator", _FLAG, _C,
            when="there is a URN", codes="RESOURCED_PROVISION",
        ),
    )


PLAN_DETAIL = _place("4.7") + _provision("4.7")

ACTIVE_PLAN = (
    Field(
        "5.1", "TransferLA", "transfer_la",
        "EHC Plan transferred in from another LA during calendar year", "3 digits", _C,
        when="the plan moved in during the year",
    ),
    Field(
        "5.4a", "ReviewMeeting", "review_meeting", "Annual Review Meeting Date", "date", _E,
        since=2024, voluntary=(2024,), doubt="the heading in the Excel template",
    ),
    Field(
        "5.4b", "ReviewOutcome", "review_outcome", "Annual Review Decision", "1 char", _E,
        codes="REVIEW_OUTCOME", since=2024, voluntary=(2024,),
    ),
    Field(
        "5.4c", "LastReview", "last_review", "Annual review decision date", "date", _M,
        voluntary=(2023,), other_names=("EHC Plan Review Decisions Date",),
    ),
    Field(
        "5.4d", "ReviewDraft", "review_draft",
        "Annual review - date draft amended EHC plan issued", "date", _M,
        when="the decision was to amend", since=2025, voluntary=(2025,),
    ),
    Field(
        "5.6a", "PhaseTransferDueDate", "phase_transfer_due_date",
        "Phase transfer review - due date for any amended plan", "date", _M,
        when="in a phase transfer year", since=2025, voluntary=(2025,),
    ),
    Field(
        "5.6b", "PhaseTransferFinalDate", "phase_transfer_final_date",
        "Phase transfer review - final plan date", "date", _M,
        when="in a phase transfer year", since=2025, voluntary=(2025,),
    ),
)

PLACEMENT_DETAIL = (
    *_place("5.7"),
    Field("5.7f", "EntryDate", "entry_date", "Placement Start Date", "date", _M),
    Field(
        "5.7g", "LeavingDate", "leaving_date", "Placement Leaving Date", "date", _C,
        when="the placement ended",
    ),
    Field(
        "5.5g", "AttendancePattern", "attendance_pattern", "Attendance Pattern", "code", _M,
        codes="ATTENDANCE", until=2023, doubt=_LETTERS,
    ),
    *_provision("5.7"),
    Field(
        "5.2", "RES", "res", "Residential Settings", "1 char", _C, when="residential",
        codes="RESIDENTIAL", early_home="active_plan",
        doubt="that the codes are those of PlanRes, and its place in the XML of 2023",
    ),
    Field(
        "5.3", "WBP", "wbp", "Work Based Learning Activity", "code", _C, when="work-based",
        codes="WORK_BASED", early_home="active_plan",
        doubt=f"{_LETTERS}, and so is its place in the XML of 2023",
    ),
)

SEN_NEED = (
    Field("5.8a", "SENtype", "sen_type", "SEN Type of Need", "2-4 chars", _M, codes="SEN_TYPE"),
    Field(
        "5.8b", "SENtypeRank", "sen_type_rank",
        "SEN Type of Need rank (1=Primary, 2=Secondary)", "1 digit", _M, codes="SEN_TYPE_RANK",
    ),
)
