"""The code sets of the return, each code with the years in which it may be used. Labels are our own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from rightplace.returns.ssda903.years import FIRST, LAST


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `doubt` says what is not certain of it."""

    code: str
    label: str
    since: int = FIRST
    until: int = LAST
    doubt: str = ""

    def in_force(self, year: int) -> bool:
        """Whether that year's return may use it."""
        return self.since <= year <= self.until


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of one or more items."""

    name: str
    codes: tuple[Code, ...]

    def values(self, year: int) -> tuple[str, ...]:
        """The codes of that year, in order."""
        return tuple(code.code for code in self.codes if code.in_force(year))


def _set(name: str, *codes: tuple[str, str] | Code) -> CodeSet:
    return CodeSet(name, tuple(c if isinstance(c, Code) else Code(*c) for c in codes))


_UNSURE = "the split of Z1 into four is certain, what each stands for was not checked"


def _other_placement(number: int) -> Code:
    return Code(f"Z1{number}", f"Other placement, kind {number}", since=2026, doubt=_UNSURE)


_HOMES = {
    "B": "With parents or relatives",
    "C": "Community home or other residential care",
    "D": "Semi-independent, transitional or self-contained with support",
    "E": "Supported lodgings",
    "G": "Gone abroad",
    "H": "Deported",
    "K": "Ordinary lodgings, without formal support",
    "R": "Residence not known",
    "T": "Foyer or similar",
    "U": "Independent living",
    "V": "Emergency accommodation",
    "W": "Bed and breakfast",
    "Y": "Other accommodation",
    "Z": "With former foster carers",
}
_HOMES_UNSUITABLE = {"S": "No fixed abode or homeless", "X": "In custody"}


def _accommodation() -> CodeSet:
    doubt = "codes are certain, labels were not checked"
    both = [
        Code(letter + number, f"{label}: {suits}", doubt=doubt)
        for letter, label in _HOMES.items()
        for number, suits in (("1", "suitable"), ("2", "unsuitable"))
    ]
    never = [Code(f"{x}2", label, doubt=doubt) for x, label in _HOMES_UNSUITABLE.items()]
    return _set("ACCOM", *both, *never, ("0", "Not applicable"))


_SETS = (
    _set("FLAG", ("0", "No"), ("1", "Yes")),
    _set("SEX", ("M", "Male"), ("F", "Female"), ("U", "Not known")),
    _set(
        "ETHNIC",
        ("WBRI", "White British"),
        ("WIRI", "White Irish"),
        ("WOTH", "Any other White background"),
        ("WIRT", "Traveller of Irish heritage"),
        ("WROM", "Gypsy/Roma"),
        ("MWBC", "White and Black Caribbean"),
        ("MWBA", "White and Black African"),
        ("MWAS", "White and Asian"),
        ("MOTH", "Any other Mixed background"),
        ("AIND", "Indian"),
        ("APKN", "Pakistani"),
        ("ABAN", "Bangladeshi"),
        ("AOTH", "Any other Asian background"),
        ("BCRB", "Black Caribbean"),
        ("BAFR", "Black African"),
        ("BOTH", "Any other Black background"),
        ("CHNE", "Chinese"),
        ("OOTH", "Any other ethnic group"),
        ("REFU", "Refused"),
        ("NOBT", "Not yet obtained"),
    ),
    _set(
        "RNE",
        ("S", "Started to be looked after"),
        ("L", "Legal status changed, placement did not"),
        ("P", "Placement and carers changed, legal status did not"),
        ("T", "Placement changed, carers and legal status did not"),
        ("B", "Legal status, placement and carers changed"),
        ("U", "Legal status and placement changed, carers did not"),
    ),
    _set(
        "LS",
        ("C1", "Interim care order"),
        ("C2", "Full care order"),
        ("D1", "Freeing order"),
        ("E1", "Placement order"),
        ("V2", "Single period of accommodation (section 20)"),
        ("V3", "Short breaks under one agreement, each counted"),
        ("V4", "Short breaks under one agreement"),
        ("L1", "Police protection"),
        ("L2", "Emergency protection order"),
        ("L3", "Child assessment order"),
        ("J1", "Remanded to local authority accommodation or youth detention"),
        ("J2", "Detained under the Police and Criminal Evidence Act 1984"),
        ("J3", "Sentenced, with residence required"),
    ),
    _set(
        "CIN",
        ("N1", "Abuse or neglect"),
        ("N2", "Child's disability"),
        ("N3", "Parental illness or disability"),
        ("N4", "Family in acute stress"),
        ("N5", "Family dysfunction"),
        ("N6", "Socially unacceptable behaviour"),
        ("N7", "Low income"),
        ("N8", "Absent parenting"),
    ),
    _set(
        "PLACE",
        ("U1", "Foster care with a relative or friend, long term"),
        ("U2", "Foster care with a relative or friend, also approved to adopt"),
        ("U3", "Foster care with a relative or friend, other"),
        ("U4", "Foster care, long term"),
        ("U5", "Foster care, also approved to adopt"),
        ("U6", "Foster care, other"),
        ("A3", "Placed for adoption with consent, with current foster carers"),
        ("A4", "Placed for adoption with consent, not with current foster carers"),
        ("A5", "Placed for adoption with an order, with current foster carers"),
        ("A6", "Placed for adoption with an order, not with current foster carers"),
        ("K1", "Secure children's home"),
        ("K2", "Children's home"),
        ("K3", "Supported accommodation registered with Ofsted"),
        Code("H5", "Semi-independent living not under children's homes rules", until=2025),
        ("P1", "With own parents or others with parental responsibility"),
        Code("P2", "Independent living", until=2025),
        ("P3", "Residential employment"),
        ("R1", "Residential care home"),
        ("R2", "NHS or other health trust"),
        ("R3", "Family centre or mother and baby unit"),
        ("R5", "Young offender institution or prison"),
        ("S1", "Residential school"),
        ("T0", "Temporary: any of the kinds below"),
        ("T1", "Temporary: in hospital"),
        ("T2", "Temporary: on holiday"),
        ("T3", "Temporary: while the carer is on holiday"),
        ("T4", "Temporary: other, seven days or less"),
        Code("Z1", "Other placement", until=2025),
        *(_other_placement(number) for number in (1, 2, 3, 4)),
    ),
    _set(
        "PLACE_PROVIDER",
        ("PR0", "Parent or person with parental responsibility"),
        ("PR1", "Own provision"),
        ("PR2", "Another local authority"),
        ("PR3", "Other public provision"),
        ("PR4", "Private provision"),
        ("PR5", "Voluntary or third sector"),
    ),
    _set(
        "REC",
        ("X1", "The episode ends and a new one begins on the same day"),
        ("E11", "Adopted, application unopposed"),
        ("E12", "Adopted, consent dispensed with"),
        ("E2", "Died"),
        ("E3", "Care taken over by another authority"),
        ("E4A", "Returned to parents, planned"),
        ("E4B", "Returned to parents, not planned"),
        ("E13", "Left care to live with relatives or friends, no order"),
        ("E41", "Child arrangements order"),
        ("E45", "Special guardianship to former foster carers, relatives or friends"),
        ("E46", "Special guardianship to former foster carers, others"),
        ("E47", "Special guardianship to carers other than foster carers, relatives or friends"),
        ("E48", "Special guardianship to carers other than foster carers, others"),
        ("E5", "Independent living with formal support"),
        ("E6", "Independent living without formal support"),
        ("E7", "Adult social care"),
        ("E8", "Any other reason"),
        ("E9", "Sentenced to custody"),
        ("E14", "Accommodation on remand ended"),
        ("E15", "Age assessment found that the child is 18 or over"),
        ("E16", "Moved abroad"),
        ("E17", "Aged 18 or over and stayed with current carers"),
    ),
    _set(
        "REASON_PLACE_CHANGE",
        ("CARPL", "Change to the care plan"),
        ("CLOSE", "The provision closed or resigned"),
        ("ALLEG", "Allegation"),
        ("STAND", "Standards of care"),
        ("APPRR", "Approval removed"),
        ("CREQB", "Carer asked: the child's behaviour"),
        ("CREQO", "Carer asked: other reason"),
        ("CHILD", "Child asked"),
        ("LAREQ", "Responsible authority asked"),
        ("PLACE", "Change of the placement's own status only"),
        ("CUSTOD", "Custody"),
        ("OTHER", "Other"),
    ),
    _set("PL_LOCATION", ("IN", "Inside the authority"), ("OUT", "Outside the authority")),
    _set(
        "REVIEW_CODE",
        ("PN0", "Aged under 4"),
        ("PN1", "Attended and spoke for themselves"),
        ("PN2", "Attended, an advocate spoke"),
        ("PN3", "Attended, made views known without speaking"),
        ("PN4", "Attended, no views given and no advocate"),
        ("PN5", "Did not attend, an advocate spoke"),
        ("PN6", "Did not attend, views sent"),
        ("PN7", "Did not attend and no views given"),
    ),
    _set(
        "SDQ_REASON",
        ("SDQ1", "Under 4 or over 17 when it was due"),
        ("SDQ2", "Carer refused"),
        ("SDQ3", "Severity of the child's disability"),
        ("SDQ4", "Other reason"),
        ("SDQ5", "Child or young person refused"),
    ),
    _set(
        "IN_TOUCH",
        ("YES", "In touch"),
        ("NO", "Not in touch"),
        ("DIED", "Died after leaving care"),
        ("REFU", "Refused contact"),
        ("NREQ", "No longer requires services"),
        ("RHOM", "Returned home for six months or more"),
    ),
    _set(
        "ACTIV",
        ("F1", "Higher education, full time"),
        ("P1", "Higher education, part time"),
        ("F2", "Other education, full time"),
        ("P2", "Other education, part time"),
        ("F4", "Apprenticeship, full time"),
        ("P4", "Apprenticeship, part time"),
        ("F5", "Training or employment, not an apprenticeship, full time"),
        ("P5", "Training or employment, not an apprenticeship, part time"),
        ("G4", "Not in education, employment or training: illness or disability"),
        ("G5", "Not in education, employment or training: other"),
        ("G6", "Not in education, employment or training: pregnancy or parenting"),
        ("0", "Not applicable"),
    ),
    _accommodation(),
    _set("NB_ADOPTR", ("1", "One adopter"), ("2", "Two adopters")),
    _set(
        "SEX_ADOPTR",
        ("M1", "One man"),
        ("F1", "One woman"),
        ("MM", "Two men"),
        ("FF", "Two women"),
        ("MF", "A man and a woman"),
    ),
    _set(
        "LS_ADOPTR",
        ("L0", "Single adopter"),
        ("L11", "Married couple, different sex"),
        ("L12", "Married couple, same sex"),
        ("L2", "Civil partners"),
        ("L3", "Unmarried couple, different sex"),
        ("L4", "Unmarried couple, same sex"),
    ),
    _set(
        "REASON_PLACED_CEASED",
        ("RD1", "The child's needs changed"),
        ("RD2", "The court did not make a placement order"),
        ("RD3", "Prospective adopters could not be found"),
        ("RD4", "Any other reason"),
    ),
    _set(
        "PREV_PERM",
        ("P1", "Adopted"),
        ("P2", "Special guardianship order"),
        ("P3", "Residence order or child arrangements order"),
        ("P4", "Not known"),
        ("Z1", "Never"),
    ),
    _set("MISSING", ("M", "Missing"), ("A", "Away from placement without authorisation")),
    _set(
        "SW_REASON",
        ("FCONTA", "First contact"),
        ("MANAGE", "Move to or from management"),
        ("LEFTRL", "Left the role"),
        ("ORGRST", "Teams restructured"),
        ("TSPROC", "Case transferred by process"),
        ("ABSENC", "Absence"),
        ("CHCHAN", "Child asked for a change"),
        ("PCCHAN", "Parent or carer asked for a change"),
        ("SWDIED", "The worker died"),
        ("OTHERS", "Other"),
    ),
)
CODE_SETS: Mapping[str, CodeSet] = {code_set.name: code_set for code_set in _SETS}


def codes(name: str, year: int) -> tuple[str, ...]:
    """The codes of a set in a year; KeyError where there is no such set."""
    return CODE_SETS[name].values(year)
