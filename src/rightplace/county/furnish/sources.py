"""Whose the sources of data are here, and what was loaded from those that come as files."""

from datetime import timedelta

from rightplace.casework.actions.sources import change_source, record_load
from rightplace.casework.models import Role, SchoolCount, Setting
from rightplace.county.furnish.desk import Desk
from rightplace.facts.sources import SOURCES

# Key -> the user who owns it, system, supplier, contact.
_OWN = {
    "intake": ("manager", "RightPlace", "", "Area team managers, Wednesday meeting"),
    "finance": ("finance", "RightPlace", "", "High needs finance desk"),
    "register": (
        "analyst",
        "Get Information about Schools",
        "Department for Education",
        "School data team",
    ),
    "social_care": ("social-care", "Marlshire case system", "Halden Systems", "Systems desk"),
}
_CHANGED_ON = timedelta(days=120)
_CENSUS_LOADED = timedelta(days=160)
_REGISTER_LOADED, _REGISTER_FAILED = timedelta(days=19), timedelta(days=26)
_SOCIAL_CARE_FAILED = timedelta(days=6)


def furnish(desk: Desk) -> None:
    """Owners for some sources; loads of the register, the census and social care, two of them failed."""
    analyst = desk.user("analyst")
    for key, (username, system, supplier, contact) in _OWN.items():
        owner = desk.user(username)
        change_source(
            SOURCES[key], version=1, system=system, supplier=supplier, owner=owner,
            owner_role=Role(owner.role), contact=contact, refresh_days=SOURCES[key].refresh_days,
            **desk.how(analyst, desk.day - _CHANGED_ON),
        )  # fmt: skip
    settings, counts = Setting.objects.count(), SchoolCount.objects.count()
    for key, name, rows, failure, before in (
        ("school_census", "census-counts-autumn.csv", counts, "", _CENSUS_LOADED),
        ("register", "establishments.csv", 0, "There is no column for setting_type.", _REGISTER_FAILED),
        ("register", "establishments-corrected.csv", settings, "", _REGISTER_LOADED),
        ("social_care", "cin-extract.xml", 0, "The file ends in the middle of a child.", _SOCIAL_CARE_FAILED),
    ):  # fmt: skip
        how = desk.how(analyst, desk.day - before)
        digest = desk.spec.stream(f"digest {name}").randbytes(32).hex()
        record_load(SOURCES[key], name=name, digest=digest, rows=rows, failure=failure, **how)
