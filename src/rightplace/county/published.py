"""The published figures that the invented county follows.

Contains public sector information licensed under the Open Government Licence v3.0: Department for
Education, "Education, health and care plans" (releases of 2022 and 2025), and HM Courts and
Tribunals Service, SEND appeal rates; all for one county council. Figures that nobody has published
are invented and marked as such.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Year:
    """What happened in one calendar year.

    `counted` plans are those in the 20-week figure: issued with no mediation or tribunal.
    `over_a_year` is how many of them took more than 52 weeks, where that is published.
    """

    requests: int
    refused: int
    withdrawn: int
    new_plans: int
    counted: int
    in_time: int
    not_issued: int
    ceased: int
    appeals: int
    over_a_year: int | None = None


# Invented: `withdrawn` before 2023, `not_issued` and `ceased` before 2022, all but the timeliness
# of 2024, and all of 2025.
YEARS = {
    2017: Year(664, 226, 4, 388, 375, 371, 20, 180, 95),
    2018: Year(951, 176, 5, 635, 635, 623, 30, 220, 90),
    2019: Year(1019, 163, 5, 760, 760, 699, 38, 310, 109),
    2020: Year(994, 151, 6, 765, 765, 612, 40, 350, 103),
    2021: Year(1109, 368, 6, 620, 620, 167, 50, 210, 143),
    2022: Year(1199, 480, 5, 640, 605, 23, 65, 446, 235),
    2023: Year(1412, 250, 3, 679, 537, 32, 113, 652, 199, over_a_year=67),
    2024: Year(1460, 380, 6, 820, 680, 29, 120, 640, 175, over_a_year=303),
    2025: Year(1490, 420, 6, 930, 790, 95, 130, 690, 170, over_a_year=260),
}
INVENTED_GROWTH = 1.03
"""How fast a flow grows each year after the last one of its table."""
INVENTED_STOCK_GROWTH = 1.04

# Plans maintained on the survey day in January; those after 2024 are invented.
STOCK = {
    2018: 3703,
    2019: 4222,
    2020: 4751,
    2021: 5288,
    2022: 5813,
    2023: 6201,
    2024: 6377,
    2025: 6660,
    2026: 6990,
}

# Main placements in mainstream schools on a day: January as published, and two terms of a
# committee's dashboard, which disagrees with the return of January 2023 (2,352).
MAINSTREAM = {
    (2018, 1): 1555,
    (2019, 1): 1715,
    (2020, 1): 1862,
    (2021, 1): 2071,
    (2022, 1): 2165,
    (2022, 7): 2363,
    (2022, 12): 2252,
    (2024, 1): 2435,
}

# Pupils on SEN support in mainstream schools at a term's census. Only 2022 is published.
SEN_SUPPORT = {
    2018: (10890, 10970, 11010),
    2019: (11060, 11140, 11200),
    2020: (11230, 11310, 11350),
    2021: (11380, 11520, 11640),
    2022: (11850, 12204, 12077),
}

BANDS = ((0, 4), (5, 10), (11, 15), (16, 19), (20, 25))
# Plans in January by age on the 31 August before, in `BANDS`.
BY_BAND = {
    2018: (134, 1175, 1349, 856, 189),
    2019: (165, 1325, 1481, 992, 259),
    2020: (178, 1545, 1689, 1004, 335),
    2021: (259, 1683, 1842, 1103, 401),
    2022: (177, 1774, 2051, 1276, 535),
    2023: (207, 1825, 2205, 1428, 536),
    2024: (226, 1920, 2329, 1397, 505),
}

GROUPS = ("mainstream", "special", "further_education", "elsewhere", "nm_early_years", "ap_pru")
# Plans in January 2024 by age and `GROUPS`; those not recorded are left out.
BY_AGE_AND_GROUP = {
    2: (1, 0, 0, 0, 0, 0),
    3: (4, 0, 0, 0, 20, 0),
    4: (134, 51, 0, 3, 5, 0),
    5: (135, 89, 0, 5, 0, 0),
    6: (144, 90, 0, 7, 0, 0),
    7: (197, 119, 0, 10, 0, 1),
    8: (216, 122, 0, 9, 0, 0),
    9: (221, 104, 0, 9, 0, 1),
    10: (281, 134, 0, 13, 0, 1),
    11: (224, 205, 0, 12, 0, 0),
    12: (222, 253, 0, 11, 0, 0),
    13: (211, 267, 0, 20, 0, 0),
    14: (184, 236, 0, 29, 0, 0),
    15: (204, 209, 1, 34, 0, 0),
    16: (33, 144, 189, 39, 0, 0),
    17: (18, 123, 207, 70, 0, 0),
    18: (4, 100, 185, 76, 0, 0),
    19: (1, 6, 142, 51, 0, 0),
    20: (0, 3, 118, 60, 0, 0),
    21: (0, 0, 80, 49, 0, 0),
    22: (1, 0, 69, 36, 0, 0),
    23: (0, 0, 32, 32, 0, 0),
    24: (0, 0, 16, 3, 0, 0),
    25: (0, 0, 0, 1, 0, 0),
}

# Requests of 2023 by age in years on the day of the request.
REQUESTS_BY_AGE = {
    2: 22,
    3: 265,
    4: 90,
    5: 99,
    6: 85,
    7: 87,
    8: 102,
    9: 111,
    10: 116,
    11: 83,
    12: 93,
    13: 89,
    14: 73,
    15: 58,
    16: 24,
    17: 6,
    18: 4,
    19: 3,
    20: 2,
}

# Plans ceased by the return's reason code; years not listed share as 2022 does.
CEASED_BY_REASON = {
    2022: {"1": 40, "2": 20, "3": 2, "4": 1, "5": 88, "6": 288, "7": 4, "8": 3},
    2023: {"1": 33, "2": 57, "3": 32, "4": 37, "5": 167, "6": 320, "7": 1, "8": 5},
}

# Per cent of plans by primary need: all plans of January 2025, and new plans of 2024.
NEEDS = {
    "ASD": (27.7, 25.9),
    "HI": (0.9, 0.2),
    "MLD": (13.3, 8.9),
    "MSI": (0.5, 0.0),
    "OTH": (0.2, 0.0),
    "PD": (3.1, 1.4),
    "PMLD": (1.6, 0.8),
    "SEMH": (19.4, 28.8),
    "SLCN": (19.1, 29.8),
    "SLD": (8.8, 0.5),
    "SPLD": (4.3, 3.1),
    "VI": (1.1, 0.4),
}

# Plans of January 2024 by sex and by ethnicity; REFU and NOBT share the 427 unclassified.
BY_SEX = {"F": 1832, "M": 4545}
BY_ETHNICITY = {
    "WBRI": 5008,
    "WIRI": 9,
    "WOTH": 152,
    "WIRT": 9,
    "WROM": 11,
    "MWBC": 110,
    "MWBA": 32,
    "MWAS": 64,
    "MOTH": 101,
    "AIND": 180,
    "APKN": 52,
    "ABAN": 47,
    "CHNE": 8,
    "AOTH": 51,
    "BCRB": 14,
    "BAFR": 60,
    "BOTH": 11,
    "OOTH": 31,
    "REFU": 140,
    "NOBT": 287,
}

# Share of mainstream placements in a SEN unit and in resourced provision, January 2023.
IN_SEN_UNIT = 123 / 2352
IN_RESOURCED_PROVISION = 273 / 2352
# Plans of January 2023 that were educated elsewhere, by the return's code and whether 16 or over.
ELSEWHERE = {
    False: {"EHE": 62, "OLA": 95, "NIEO": 28, "OPA": 4, "OTH": 5},
    True: {"NEET": 374, "NIEC": 7, "OLA": 48, "EHE": 5, "OTH": 4},
}
