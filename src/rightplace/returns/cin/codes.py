"""The code sets of the census. Labels are our own words; values are the data standard's."""

from collections.abc import Mapping


def _set(text: str) -> Mapping[str, str]:
    """One code a line: the value, then its label."""
    lines = (line.strip() for line in text.strip().splitlines())
    return {value: label for value, _, label in (line.partition(" ") for line in lines)}


SEX = _set("F Female\nM Male\nU Not known, or not born yet")
FLAG = _set("1 Yes\n0 No\ntrue Yes\nfalse No")
ABUSE = _set(
    """
    NEG Neglect
    PHY Physical abuse
    SAB Sexual abuse
    EMO Emotional abuse
    MUL More than one category
    """
)
DISABILITY = _set(
    """
    NONE No disability
    MOB Mobility
    HAND Hand function
    PC Personal care
    INC Incontinence
    COMM Communication
    LD Learning
    HEAR Hearing
    VIS Vision
    BEH Behaviour
    CON Consciousness
    AUT Autism or Asperger syndrome
    DDA Another disability within the Equality Act
    """
)
PRIMARY_NEED = _set(
    """
    N0 Not stated
    N1 Abuse or neglect
    N2 Child's disability or illness
    N3 Parent's disability or illness
    N4 Family in acute stress
    N5 Family dysfunction
    N6 Socially unacceptable behaviour
    N7 Low income
    N8 Absent parenting
    N9 Cases other than children in need
    """
)
CLOSURE_REASON = _set(
    """
    RC1 Adopted
    RC2 Died
    RC3 Child arrangements order
    RC4 Special guardianship order
    RC5 Moved to another authority's services
    RC6 Moved to adult social services
    RC7 Services ended for another reason
    RC8 Closed after assessment, no further action
    RC9 Closed after assessment, referred to early help
    """
)
REFERRAL_SOURCE = _set(
    """
    1A Family member, relative or carer
    1B Acquaintance
    1C The child
    1D Another individual
    2A Schools
    2B Education services
    3A General practitioner
    3B Health visitor
    3C School nurse
    3D Other primary health services
    3E Accident and emergency
    3F Other health services
    4 Housing
    5A The authority's social care
    5B The authority's other services
    5C Another authority's services
    5D Adult social care
    6 Police
    7 Other legal agency
    8 Other
    9 Anonymous
    10 Not known
    """
)
ETHNICITY = _set(
    """
    WBRI White British
    WIRI White Irish
    WIRT Traveller of Irish heritage
    WOTH Any other White background
    WROM Gypsy or Roma
    MWBC White and Black Caribbean
    MWBA White and Black African
    MWAS White and Asian
    MOTH Any other mixed background
    AIND Indian
    APKN Pakistani
    ABAN Bangladeshi
    AOTH Any other Asian background
    BCRB Black Caribbean
    BAFR Black African
    BOTH Any other Black background
    CHNE Chinese
    OOTH Any other ethnic group
    REFU Refused
    NOBT Not obtained
    """
)
FACTOR = _set(
    """
    1A Alcohol misuse: child
    1B Alcohol misuse: parent
    1C Alcohol misuse: another person
    2A Drug misuse: child
    2B Drug misuse: parent
    2C Drug misuse: another person
    3A Domestic abuse: child
    3B Domestic abuse: parent
    3C Domestic abuse: another person
    4A Mental health: child
    4B Mental health: parent
    4C Mental health: another person
    5A Learning disability: child
    5B Learning disability: parent
    5C Learning disability: another person
    6A Physical disability or illness: child
    6B Physical disability or illness: parent
    6C Physical disability or illness: another person
    7A Young carer
    8B Privately fostered: overseas child
    8C Privately fostered: overseas parents
    8D Privately fostered: stays with a host family
    8E Privately fostered: parents away
    8F Privately fostered: other
    9A Unaccompanied asylum-seeking child
    10A Going or being missing
    11A Child sexual exploitation
    12A Trafficking
    13A Gangs
    14A Socially unacceptable behaviour
    15A Self-harm
    16A Neglect
    17A Emotional abuse
    18A Physical abuse
    18B Physical abuse by another child
    18C Physical abuse by an adult
    19A Sexual abuse
    19B Sexual abuse by another child
    19C Sexual abuse by an adult
    20 Other
    21 No factors identified
    22A Female genital mutilation
    23A Faith or belief
    24A Child criminal exploitation
    """
)
UPN_UNKNOWN = _set("UN1 Not of school age\nUN7 Referral with no further action")
"""Only the reasons that rules ask for; a school-age child may have others, all of which pass."""

PRE_PROCEEDINGS_OUTCOME = _set("A (not found)\nB (not found)\nC (not found)")

CODES: Mapping[str, Mapping[str, str]] = {
    "abuse": ABUSE,
    "closure_reason": CLOSURE_REASON,
    "disability": DISABILITY,
    "ethnicity": ETHNICITY,
    "factor": FACTOR,
    "flag": FLAG,
    "pre_proceedings_outcome": PRE_PROCEEDINGS_OUTCOME,
    "primary_need": PRIMARY_NEED,
    "referral_source": REFERRAL_SOURCE,
    "sex": SEX,
    "upn_unknown": UPN_UNKNOWN,
}
