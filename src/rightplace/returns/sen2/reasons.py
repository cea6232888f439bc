"""Why a person, request, assessment or plan of the record is in a year's return, or is not."""

from enum import Enum, StrEnum


class About(StrEnum):
    """What is counted."""

    PERSON = "person"
    REQUEST = "request"
    ASSESSMENT = "assessment"
    PLAN = "plan"


_PERIOD = "the 2023 guide: the calendar year before the survey"
_SURVEY = "the 2023 guide: active plans are those on the survey day"
_HISTORICAL = "the 2023 guide: outcome H carries what an earlier year decided"
_INFERRED = "inferred: no item of the return asks for it"


class Why(Enum):
    """A reason: in words, where it comes from, and whether it is one for being in."""

    HAS_CASE = ("A request or a plan of theirs is in the return", _PERIOD, True)
    OF_PERIOD = ("Decided in the period, or still open at its end", _PERIOD, True)
    CARRIES_PLAN = (
        "Decided earlier; stands to carry a plan that is in the return",
        _HISTORICAL,
        True,
    )
    LIVE = ("Maintained on the survey day", _SURVEY, True)
    ENDED = (
        "Ended in the period",
        "a title in the 2023 specification: recently ceased plans",
        True,
    )
    NEW = ("Issued in the period, and ended by the survey day", _PERIOD, True)

    NO_CASE = (
        "No request and no plan is recorded",
        "the 2023 guide: a person has a request",
        False,
    )
    ENTERED_TWICE = (
        "Entered twice: counted as the person beside it",
        "a reviewer's decision that two records are one child",
        False,
    )
    RECEIVED_AFTER = ("The request was received after the last day of the period", _PERIOD, False)
    WITHDRAWN_BEFORE = ("Withdrawn before the period", _PERIOD, False)
    REFUSED_BEFORE = ("Refused before the period", _PERIOD, False)
    NOT_ISSUED_BEFORE = ("Decided before the period that there will be no plan", _PERIOD, False)
    ENDED_BEFORE = ("The plan ended before the period", _PERIOD, False)
    MOVED_AWAY_BEFORE = ("The plan moved to another authority before the period", _PERIOD, False)
    ENDED_SINCE = (
        "An older plan that ended between the last day of the period and the survey day: next year's",
        _PERIOD,
        False,
    )
    BEGINS_AFTER = ("The plan began, or moved in, after the survey day", _SURVEY, False)
    NOT_BEGUN = (
        "At the end of the period the request or assessment before it read undecided or withdrawn",
        _INFERRED,
        False,
    )
    HISTORICAL = ("Decided before the period, and no plan hangs from it", _HISTORICAL, False)

    def __init__(self, words: str, source: str, is_in: bool) -> None:
        self.words, self.source, self.is_in = words, source, is_in


class Step(Enum):
    """A step of the walk from last year's stock of plans to this year's, and its sign."""

    BEFORE = ("Maintained on the survey day before", 1)
    ISSUED = ("Issued here", 1)
    MOVED_IN = ("Moved in from another authority", 1)
    OTHERWISE_IN = ("Came in otherwise: the record does not say how", 1)
    ENDED = ("Ended", -1)
    MOVED_AWAY = ("Moved to another authority", -1)
    OTHERWISE_OUT = ("Left otherwise: the record does not say how", -1)
    NOW = ("Maintained on this survey day", 1)

    def __init__(self, words: str, sign: int) -> None:
        self.words, self.sign = words, sign
