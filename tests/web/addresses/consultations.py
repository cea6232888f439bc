"""Consultations of settings, and what families prefer."""

from rightplace.casework.models import Consultation, Preference
from tests.web.addresses.base import CASEWORK, WHOLE, About, Page, of_child

_ASKED = Consultation.objects.filter(accepted_on=None)
PAGES = {
    "staff:consultations": Page(WHOLE, about="person"),
    "staff:consult": Page(CASEWORK, about="plan"),
    "staff:preference-add": Page(CASEWORK, about="plan"),
    "staff:consultation-list": Page(WHOLE),
    "staff:consultation-settings": Page(WHOLE),
    "staff:request-consultations": Page(CASEWORK, about="undecided", answer=302),
    "staff:consultation": Page(WHOLE, about="consultation"),
    "staff:consultation-reply": Page(CASEWORK, about="consultation"),
    "staff:consultation-chase": Page(CASEWORK, about="awaited consultation"),
    "staff:consultation-accept": Page(CASEWORK, about="offer"),
    "staff:preference-why": Page(CASEWORK, about="preference"),
    "staff:preference-against": Page(CASEWORK, about="preference"),
}
ABOUT: dict[str, About] = {
    "consultation": of_child(_ASKED),
    "awaited consultation": of_child(Consultation.objects.filter(reply="")),
    "offer": of_child(_ASKED.filter(reply__in=["yes", "conditions"])),
    "preference": of_child(Preference.objects.filter(not_consulted="", against=None)),
}
