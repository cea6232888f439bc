"""How many ask, and what they are told."""

from ibis.expr.types import Table

from rightplace.indicators.labels import SOURCES
from rightplace.indicators.measure import Column, Grain, Measure, Picture, Unit
from rightplace.indicators.views import labelled, period, reported, requests

_PERIOD = Column("period", "Period", Unit.TEXT)
_SOURCE = "DfE, Education, health and care plans, 2025"


def _received(picture: Picture, by: Grain) -> Table:
    asked = reported(requests(picture), "received_date", picture)
    return asked.group_by(period=period(asked.received_date, by)).agg(received=asked.count())


def _by_source(picture: Picture, by: Grain) -> Table:
    asked = reported(requests(picture), "received_date", picture)
    keys = {
        "period": period(asked.received_date, by),
        "source": labelled(asked.request_source, SOURCES),
    }
    return asked.group_by(**keys).agg(received=asked.count())


def _outcomes(picture: Picture, by: Grain) -> Table:
    asked = reported(requests(picture), "received_date", picture)
    known = asked.request_outcome.isin(["Y", "N", "A", "W"]).fill_null(False)
    counted = asked.group_by(period=period(asked.received_date, by)).agg(
        received=asked.count(),
        assessed=asked.count(where=asked.request_outcome == "Y"),
        refused=asked.count(where=asked.request_outcome == "N"),
        undecided=asked.count(where=asked.request_outcome == "A"),
        withdrawn=asked.count(where=asked.request_outcome == "W"),
        unknown=asked.count(where=~known),
    )
    return counted.mutate(share=counted.refused / counted.received)


MEASURES = (
    Measure(
        key="requests.received",
        name="Requests received",
        question="How many requests for an assessment came in?",
        definition="Requests for an EHC needs assessment, by the day they were received.",
        numerator="requests received",
        denominator="none",
        source=_SOURCE,
        limits=("A second request for the same child counts again.",),
        columns=(_PERIOD, Column("received", "Received")),
        build=_received,
    ),
    Measure(
        key="requests.by_source",
        name="Requests received by who asked",
        question="Who asks for an assessment?",
        definition="Requests by the day they were received and by who made them.",
        numerator="requests received",
        denominator="none",
        source=_SOURCE,
        limits=("The return has carried the source since 2025.",),
        columns=(_PERIOD, Column("source", "Who asked", Unit.TEXT), Column("received", "Received")),
        build=_by_source,
    ),
    Measure(
        key="requests.outcomes",
        name="Requests and what was decided",
        question="How many requests are refused?",
        definition="Requests by the day they were received and by their outcome on the snapshot's"
        " day. Assessed, refused, undecided, withdrawn and not recorded add up to received.",
        numerator="decided not to assess",
        denominator="all requests received, decided or not",
        source=_SOURCE,
        limits=(
            "The share of a period with many undecided requests will rise as they are decided.",
            "A refusal that was later overturned stays a refusal, as in the return.",
            "A return knows decisions up to 31 December only; the record also knows later ones.",
        ),
        columns=(
            _PERIOD,
            Column("received", "Received"),
            Column("assessed", "Assessment agreed"),
            Column("refused", "Refused"),
            Column("undecided", "Undecided"),
            Column("withdrawn", "Withdrawn"),
            Column("unknown", "Outcome not recorded"),
            Column("share", "Refused (%)", Unit.SHARE),
        ),
        build=_outcomes,
    ),
)
