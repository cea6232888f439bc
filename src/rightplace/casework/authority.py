"""What the authority says of itself: the rows of the record, or words that read well without them."""

from django.conf import settings

from rightplace.casework.models import DesignatedOfficers, FamilyService, Letterhead

_Key = FamilyService.Key
# Where nothing was entered, a service is named by what it is.
_NAMES = {
    _Key.ADVICE: "SEND Information, Advice and Support Service (SENDIASS)",
    _Key.MEDIATION: "the independent mediation adviser",
    _Key.DISAGREEMENT: "the disagreement resolution service",
    _Key.LOCAL_OFFER: "our Local Offer",
    _Key.COMPLAINTS: "our complaints team",
}


def letterhead() -> Letterhead:
    """The letterhead; not in the database until someone first changes it."""
    return Letterhead.objects.filter(pk=1).first() or Letterhead(pk=1, council=settings.COUNCIL)


def designated_officers() -> DesignatedOfficers:
    """What the return says of them; not in the database until someone first says it."""
    return DesignatedOfficers.objects.filter(pk=1).first() or DesignatedOfficers(pk=1)


def family_services() -> dict[str, FamilyService]:
    """Key -> service, all of them, in the order in which letters name them."""
    rows = {row.key: row for row in FamilyService.objects.all()}
    return {
        key.value: rows.get(key.value) or FamilyService(key=key.value, name=_NAMES[key])
        for key in _Key
    }
