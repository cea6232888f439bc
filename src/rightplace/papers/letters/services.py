"""Who helps families here: what every notice must name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A service as a letter names it: its name, how to reach it in one line, and when."""

    name: str
    contact: str
    hours: str = ""

    def __str__(self) -> str:
        reached = f"{self.name}: {self.contact}" if self.contact else self.name
        return f"{reached} ({self.hours})" if self.hours else reached


@dataclass(frozen=True, slots=True)
class Services:
    """The authority's services; a field without an entry is named by what it is."""

    advice: Service = Service("SEND Information, Advice and Support Service (SENDIASS)", "")
    mediation: Service = Service("the independent mediation adviser", "")
    disagreement: Service = Service("the disagreement resolution service", "")
    local_offer: Service = Service("our Local Offer", "")
    complaints: Service = Service("our complaints team", "")
