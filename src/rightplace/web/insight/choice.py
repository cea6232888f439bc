"""Which snapshot the dashboards are shown on."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from rightplace.facts.snapshot import Snapshot, list_snapshots
from rightplace.web.design.formats import day
from rightplace.web.design.forms import GovForm


@dataclass(frozen=True)
class Choice:
    """Every snapshot, the newest first, and the one that is shown; None when there is none yet."""

    all: tuple[Snapshot, ...]
    snapshot: Snapshot | None
    asked: bool

    def link(self, name: str, *args: str, **query: str) -> str:
        """The address of a page about the same snapshot."""
        chosen = {"snapshot": self.snapshot.name} if self.asked and self.snapshot else {}
        pairs = urlencode(chosen | query)
        return reverse(name, args=args) + (f"?{pairs}" if pairs else "")


def whole_snapshots() -> tuple[Snapshot, ...]:
    """Those that dashboards and checks can use, the newest first: not what was cut for a quarter's report."""
    found = list_snapshots(store=settings.SNAPSHOTS)
    return tuple(each for each in found if each.about.origin != "quarter")


def choose(request: HttpRequest) -> Choice:
    """The snapshot that the address names, else the newest of the record, else the newest of all.

    404 for a name that no snapshot has.
    """
    found = whole_snapshots()
    name = request.GET.get("snapshot")
    if not name:
        of_record = (each for each in found if each.about.origin == "record")
        return Choice(found, next(of_record, next(iter(found), None)), asked=False)
    named = next((each for each in found if each.name == name), None)
    if named is None:
        raise Http404
    return Choice(found, named, asked=True)


def standing(snapshot: Snapshot) -> str:
    """In a sentence, what a snapshot is of."""
    about = snapshot.about
    if about.origin == "return":
        return f"SEN2 return of {about.year}, census day {day(about.as_of)}, from {about.source}"
    return f"the record as it stood on {day(about.as_of)}"


class SnapshotForm(GovForm, forms.Form):
    """Asks which snapshot to show."""

    snapshot = forms.ChoiceField(label="Snapshot")

    def __init__(self, choice: Choice) -> None:
        super().__init__(initial={"snapshot": choice.snapshot and choice.snapshot.name})
        self.fields["snapshot"].choices = [
            (each.name, f"{each.name}: {standing(each)}") for each in choice.all
        ]
