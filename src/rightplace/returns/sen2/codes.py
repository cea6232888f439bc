"""The code sets of the return, year by year. Labels are our own words."""

from dataclasses import dataclass

from rightplace.returns.sen2.fields import FIRST_YEAR, LAST_YEAR, YEARS


@dataclass(frozen=True, slots=True)
class Code:
    """One code. In the years in `unsure` no source settles whether it counts: it passes."""

    value: str
    label: str
    since: int = FIRST_YEAR
    until: int = LAST_YEAR
    unsure: tuple[int, ...] = ()

    def passes(self, layout: int) -> bool:
        """Whether the reader takes the code without a finding in the layout of that year."""
        return self.since <= layout <= self.until or layout in self.unsure


@dataclass(frozen=True, slots=True)
class CodeSet:
    """The codes of one item. Where `doubt` is set the letters are unknown and any value passes."""

    name: str
    codes: tuple[Code, ...]
    doubt: str = ""

    def allowed(self, layout: int) -> frozenset[str] | None:
        """The values that pass in that year's layout; None when any value does."""
        if self.doubt:
            return None
        return frozenset(code.value for code in self.codes if code.passes(layout))


UNKNOWN_LETTER = "?"
_NO_LETTERS = "the published statistics name the categories; no source shows the letters sent"


def _flag(name: str, yes: str, no: str) -> CodeSet:
    return CodeSet(name, (Code("1", yes), Code("0", no)))


def _ranks(name: str) -> CodeSet:
    return CodeSet(name, (Code("1", "Primary"), Code("2", "Secondary")))


def _letters_unknown(name: str, *labels: str) -> CodeSet:
    return CodeSet(name, tuple(Code(UNKNOWN_LETTER, label) for label in labels), _NO_LETTERS)


# Extended ethnicity codes turn up in real returns, but no source says that the return takes them.
_SUB_GROUPS = {
    "White British": "WCOR WENG WNIR WSCO WWEL WOWB",
    "Any other White background": (
        "WALB WBOS WCRO WGRE WGRK WGRC WITA WKOS WPOR WSER WTUR WTUK WTUC WEUR WEEU WWEU WOTW"
    ),
    "Gypsy/Roma": "WROG WROR WROO",
    "White and Asian": "MWAP MWAI MWAO",
    "Any other Mixed background": "MAOE MABL MACH MBOE MBCH MCOE MWOE MWCH MOTM",
    "Pakistani": "AMPK AKPA AOPK",
    "Any other Asian background": "AAFR AKAO ANEP ASNL ASLT ASRO AOTA",
    "Black African": "BANN BCON BGHA BNGN BSLN BSOM BSUD BAOF",
    "Any other Black background": "BEUR BNAM BOTB",
    "Chinese": "CHKC CMAL CSNG CTWN COCH",
    "Any other ethnic group": (
        "OAFG ORAB OARA OEGY OFIL OIRN OIRQ OJPN OKOR OKRD OLAM OLEB OLIB OMAL OMRC OPOL OTHA "
        "OVIE OYEM OOEG"
    ),
    "Asian British / Welsh (2 codes)": "ABRI AWEL",
    "Black British / Welsh (2 codes)": "BBRI BWEL",
}
_EXTENDED = tuple(
    Code(value, f"sub-group of {group}", since=LAST_YEAR + 1, unsure=YEARS)
    for group, values in _SUB_GROUPS.items()
    for value in values.split()
)

_SETS = (
    CodeSet(
        "GENDER",
        (
            Code("0", "Not stated", until=2023),
            Code("1", "Male", until=2023),
            Code("2", "Female", until=2023),
            Code("9", "Neither male nor female", until=2023),
        ),
    ),
    CodeSet("SEX", (Code("M", "Male", since=2024), Code("F", "Female", since=2024))),
    CodeSet(
        "UPN_UNKNOWN",
        (
            Code("UN1", "Under 6 and no UPN assigned yet"),
            Code("UN2", "Never attended a state-funded school in England, no UPN"),
            Code("UN3", "Educated outside England, no UPN"),
            Code(
                "UN5",
                "Identity sources disagree on name or birth date so UPN cannot be matched safely",
            ),
            Code("UN8", "New to the authority, UPN or ULN not known yet"),
            Code(
                "UN9",
                "Young person never in a state-funded school or FE setting in England, "
                "no UPN or ULN",
            ),
            Code("UN10", "Request led to no further action before an identifier was known"),
        ),
    ),
    CodeSet(
        "REQUEST_SOURCE",
        (
            Code("1", "Young person or parent", since=2025),
            Code("2", "School or other education setting", since=2025),
            Code("3", "Health professional", since=2025),
            Code("4", "Social care professional", since=2025),
            Code("5", "Other", since=2025),
        ),
    ),
    CodeSet(
        "REQUEST_OUTCOME",
        (
            Code("Y", "Assessment went ahead"),
            Code("N", "Decided not to assess"),
            Code("A", "Decision still to be made"),
            Code(
                "W",
                "Withdrawn or ended before the decision "
                "(moved away, left education or training, died)",
            ),
            Code("H", "Historical: decision taken before the latest collection period"),
        ),
    ),
    CodeSet(
        "ASSESSMENT_OUTCOME",
        (
            Code("Y", "Plan to be issued"),
            Code("N", "Plan not to be issued"),
            Code("A", "Decision still to be made"),
            Code("W", "Withdrawn or ended before the decision whether to issue"),
            Code(
                "H",
                "Historical: decision taken before the latest collection period; "
                "also used for plans transferred in",
            ),
        ),
    ),
    _flag("RYA", "In relevant youth accommodation", "Not"),
    _flag("MEDIATION_FLAG", "Mediation took place", "No"),
    _flag("TRIBUNAL_FLAG", "Tribunal appeal", "No"),
    _flag("WEEK20", "20-week exceptions apply", "Do not apply"),
    _flag("PB", "Personal budget in place", "No"),
    _flag("OA", "Organised arrangements", "No"),
    _flag("SEN_UNIT", "Placed in a SEN unit", "No"),
    _flag("RESOURCED_PROVISION", "Placed in resourced provision", "No"),
    CodeSet("RESIDENTIAL", (Code("A", "38 to 51 weeks a year"), Code("B", "52 weeks a year"))),
    _letters_unknown("WORK_BASED", "Apprenticeship", "Traineeship", "Supported internship"),
    _letters_unknown(
        "DIRECT_PAYMENT",
        "Education only",
        "Health only",
        "Social care only",
        "Integrated (any combination)",
    ),
    CodeSet(
        "CEASE_REASON",
        (
            Code(
                "1",
                "Reached maximum age: end of the academic year in which the person turned 25, "
                "or 19 if entering the adult estate",
            ),
            Code("2", "Needs met without a plan while still in education or training"),
            Code("3", "Moved to higher education"),
            Code("4", "Moved to paid employment, not an apprenticeship"),
            Code("5", "Transferred to another English local authority"),
            Code("6", "No longer wishes to take part in education or training"),
            Code("7", "Moved outside England"),
            Code("8", "Died"),
            Code("9", "Other (large numbers bring a COLLECT prompt)"),
        ),
    ),
    CodeSet(
        "SEN_SETTING",
        (
            Code("OLA", "Arranged by the authority under s.61 CFA 2014 (EOTAS)"),
            Code(
                "OPA",
                "Parent or young person made other arrangements under s.42(5), not home education",
            ),
            Code("EHE", "Elective home education"),
            Code("EYP", "Early years provider with no URN"),
            Code(
                "OTH",
                "Other, including a type of setting named but no specific one (COLLECT prompts)",
                since=2024,
                unsure=(2023,),
            ),
            Code("NEET", "Not in education, employment or training, aged 16-25"),
            Code("NIEC", "Not in education or training, notice to cease issued"),
            Code(
                "NIEO",
                "Not in education or training, other (COLLECT prompts), "
                "e.g. moved in and awaiting placement",
            ),
        ),
    ),
    CodeSet(
        "SEN_TYPE",
        (
            Code("SPLD", "Specific learning difficulty"),
            Code("MLD", "Moderate learning difficulty"),
            Code("SLD", "Severe learning difficulty"),
            Code("PMLD", "Profound and multiple learning difficulty"),
            Code("SEMH", "Social, emotional and mental health"),
            Code("SLCN", "Speech, language and communication needs"),
            Code("HI", "Hearing impairment"),
            Code("VI", "Vision impairment"),
            Code("MSI", "Multi-sensory impairment"),
            Code("PD", "Physical disability"),
            Code("ASD", "Autistic spectrum disorder"),
            Code("DS", "Down syndrome", since=2025),
            Code("OTH", "Other difficulty"),
        ),
    ),
    CodeSet(
        "REVIEW_OUTCOME",
        (
            Code("M", "Maintain the plan", since=2024),
            Code("A", "Amend the plan", since=2024),
            Code("C", "Cease the plan", since=2024),
        ),
    ),
    _ranks("PLACEMENT_RANK"),
    _ranks("SEN_TYPE_RANK"),
    _letters_unknown("DMO_DCO_DSCO", "Yes", "No", "Recruiting"),
    _letters_unknown("ATTENDANCE"),
    CodeSet(
        "ETHNICITY",
        (
            Code("WBRI", "White British"),
            Code("WIRI", "White Irish"),
            Code("WOTH", "Any other White background"),
            Code("WIRT", "Traveller of Irish heritage"),
            Code("WROM", "Gypsy/Roma"),
            Code("MWBC", "White and Black Caribbean"),
            Code("MWBA", "White and Black African"),
            Code("MWAS", "White and Asian"),
            Code("MOTH", "Any other Mixed background"),
            Code("AIND", "Indian"),
            Code("APKN", "Pakistani"),
            Code("ABAN", "Bangladeshi"),
            Code("CHNE", "Chinese"),
            Code("AOTH", "Any other Asian background"),
            Code("BCRB", "Black Caribbean"),
            Code("BAFR", "Black African"),
            Code("BOTH", "Any other Black background"),
            Code("OOTH", "Any other ethnic group"),
            Code("REFU", "Refused"),
            Code("NOBT", "Not yet obtained"),
            *_EXTENDED,
        ),
    ),
)
CODE_SETS = {code_set.name: code_set for code_set in _SETS}
