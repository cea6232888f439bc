"""Who helps families here: what every notice must name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A service as a letter names it: its name, and how to reach it in one line."""

    name: str
    contact: str

    def __str__(self) -> str:
        return f"{self.name}: {self.contact}" if self.contact else self.name


@dataclass(frozen=True, slots=True)
class Services:
    """The authority's services; a field without an entry is named by what it is."""

    advice: Service = Service("SEND Information, Advice and Support Service (SENDIASS)", "")
    mediation: Service = Service("the independent mediation adviser", "")
    disagreement: Service = Service("the disagreement resolution service", "")
    local_offer: Service = Service("our Local Offer", "")
