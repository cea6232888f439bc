"""Where the invented county stands among the invented authorities, indicator by indicator.

The values, quartiles and neighbours' averages of the county are those of the committee's dashboard that it
is calibrated to. The spread, the change in a year and every figure of another authority are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """The county's value in the comparator period, its quartile there and its neighbours' average.

    `spread` is the standard deviation among authorities, and `a_year` how much all of them change in one.
    """

    value: float
    quartile: int
    neighbours: float
    spread: float
    a_year: float


# By the indicator's key.
STANDINGS: Mapping[str, Standing] = {
    "cp-second-plan": Standing(22.74, 3, 22.3, 5.0, 0.5),
    "cp-two-years": Standing(1.82, 2, 1.3, 1.0, -0.05),
    "leavers-accommodation": Standing(94.0, 1, 87.8, 4.5, 0.8),
    "leavers-eet": Standing(64.5, 1, 54.0, 7.5, 0.7),
    "schools-primary-good": Standing(90.7, 3, 90.1, 4.0, 0.4),
    "schools-secondary-good": Standing(75.6, 3, 84.7, 11.0, 0.6),
    "eyfs-gld": Standing(67.6, 1, 67.3, 3.0, -0.6),
    "eyfs-gld-fsm": Standing(47.1, 3, 46.7, 5.0, -0.5),
    "eyfs-gld-ehcp": Standing(4.4, 2, 3.7, 1.6, -0.1),
    "ks4-p8": Standing(0.01, 2, -0.07, 0.22, 0.0),
    "ks4-p8-fsm": Standing(-0.64, 2, -0.81, 0.25, -0.02),
    "ks4-p8-ehcp": Standing(-1.19, 2, -1.36, 0.22, 0.01),
    "ks4-p8-support": Standing(-0.43, 2, -0.45, 0.19, 0.01),
    "ks2-rwm": Standing(62.1, 1, 58.4, 4.5, -1.2),
    "ks2-rwm-fsm": Standing(40.2, 3, 36.1, 6.0, -1.0),
    "ks2-rwm-ehcp": Standing(8.3, 2, 6.6, 2.4, -0.2),
    "ks2-rwm-support": Standing(21.1, 2, 19.5, 4.0, -0.4),
    "schools-pupils-good": Standing(85.2, 3, 90.0, 7.0, 0.5),
}
