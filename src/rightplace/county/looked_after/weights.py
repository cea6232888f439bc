"""How often things happen.

Where children live is as a published committee paper counts them (December 2022); the rest is invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Home:
    """A kind of placement: code, providers, from what age, and how many of 699 children live there."""

    place: str
    providers: tuple[str, ...]
    children: int
    youngest: int = 0
    urns: int = 1

    @property
    def weight(self) -> float:
        """How often it is chosen: more where only some children are old enough for it."""
        return self.children * (1 + self.youngest / 8)


HOMES = (
    Home("U6", ("PR1",), 155),  # fostering: internal mainstream
    Home("U4", ("PR1",), 9),  # fostering: internal specialist, pathway, parent and child
    Home("U6", ("PR4", "PR5"), 150, urns=12),  # fostering: external mainstream
    Home("U4", ("PR4",), 34, urns=6),  # fostering: other
    Home("U3", ("PR1",), 150),  # connected foster carers
    Home("K2", ("PR4", "PR1"), 70, 8, urns=20),  # residential care
    Home("K3", ("PR1",), 31, 16, urns=2),  # semi-independent, internal
    Home("K3", ("PR4",), 70, 16, urns=10),  # semi-independent, external
)
UASC_HOMES = (Home("U6", ("PR4",), 30, urns=6), Home("K3", ("PR4",), 40, 16, urns=10))

KINDS = {"ordinary": 0.74, "adoption": 0.06, "uasc": 0.07, "short break": 0.03, "leaver": 0.10}
ETHNICITIES = {
    "WBRI": 60,
    "WOTH": 6,
    "MWBC": 5,
    "MOTH": 4,
    "APKN": 4,
    "AIND": 5,
    "BAFR": 6,
    "BCRB": 3,
    "OOTH": 5,
    "WROM": 2,
}
NEEDS = {"N1": 66, "N2": 3, "N3": 3, "N4": 8, "N5": 14, "N6": 1, "N8": 5}
MOVES_A_YEAR = 0.45
MISSING_A_YEAR = 0.5
HOSPITAL_A_YEAR = 0.02
