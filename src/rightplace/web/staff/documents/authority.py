"""The letterhead and the services for families, kept by the administrator with their history."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from rightplace.casework.actions.authority import (
    change_designated_officers,
    change_letterhead,
    change_service,
)
from rightplace.casework.authority import designated_officers, family_services, letterhead
from rightplace.casework.models import (
    DesignatedOfficers,
    FamilyService,
    Letterhead,
    Role,
    RowChange,
)
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Cell, Link, SummaryRow, TableView
from rightplace.web.staff.acting import VersionForm, ask, how

_TITLE = "Letterhead and services"
_WORDS = {
    "council": "Council",
    "address": "Address",
    "telephone": "Telephone",
    "signature": "Lines after the signature",
    "keep_years_from_birth": "Years from birth that documents are kept",
    "keep_years_from_end": "Years from the end of the case that documents are kept",
    "name": "Name",
    "contact": "How to reach it",
    "hours": "Opening hours",
    "medical": "Designated medical officer (DMO)",
    "clinical": "Designated clinical officer (DCO)",
    "social_care": "Designated social care officer (DSCO)",
}
_TABLES = {
    Letterhead._meta.db_table: "Letterhead",
    FamilyService._meta.db_table: "Service",
    DesignatedOfficers._meta.db_table: "Designated officers",
}


@for_roles(Role.ADMINISTRATOR)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What letters say of the authority today, and every change of it."""
    head = letterhead()
    context = {
        "facts": _facts(head),
        "officers": _facts(designated_officers()),
        "officers_href": reverse("staff:designated-officers"),
        "services": _services(),
        "history": _history(),
        "change_href": reverse("staff:letterhead-change"),
    }
    return render(request, "staff/documents/authority.html", context)


def _facts(row: Letterhead | DesignatedOfficers) -> list[SummaryRow]:
    return [
        SummaryRow.of(words, "; ".join(str(getattr(row, name)).splitlines()) or "Not given")
        for name, words in _WORDS.items()
        if hasattr(row, name)
    ]


def _services() -> TableView:
    rows = [
        (
            Cell(row.get_key_display(), href=reverse("staff:service-change", args=[key])),
            row.name,
            row.contact or "Not given",
            row.hours or "Not given",
        )
        for key, row in family_services().items()
    ]
    columns = ("Service", "Name in letters", "How to reach it", "Opening hours")
    return TableView.of("Services for families", columns, rows)


def _history() -> TableView:
    keys = dict(FamilyService.objects.values_list("pk", "key"))
    changes = RowChange.objects.filter(table__in=_TABLES, before__isnull=False)
    rows = [
        (
            f"{timezone.localtime(change.audit.at):%-d %b %Y, %H:%M}",
            change.audit.by.name,
            _changed_row(change, keys),
            Cell("; ".join(_differences(change)) or "Nothing"),
        )
        for change in changes.select_related("audit__by").order_by("-pk")[:100]
    ]
    columns = ("When", "Who", "What", "From and to")
    return TableView.of("Changes", columns, rows, empty="Nothing has been changed yet.")


def _changed_row(change: RowChange, keys: dict[int, str]) -> str:
    if change.table != FamilyService._meta.db_table:
        return _TABLES[change.table]
    return str(FamilyService.Key(keys[change.row]).label)


def _differences(change: RowChange) -> list[str]:
    assert change.before is not None
    return [
        f"{_WORDS[name]}: {_quoted(change.before[name])} to {_quoted(after)}"
        for name, after in change.after.items()
        if name in _WORDS and change.before[name] != after
    ]


def _quoted(value: object) -> str:
    return f"“{'; '.join(str(value).splitlines())}”" if value != "" else "nothing"


class LetterheadForm(VersionForm, forms.Form):
    """Who writes."""

    council = forms.CharField(max_length=100)
    address = forms.CharField(
        required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 4})
    )
    telephone = forms.CharField(required=False, max_length=40)
    signature = forms.CharField(
        label=_WORDS["signature"],
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Below the name of whoever signs, a line each",
    )
    keep_years_from_birth = forms.IntegerField(
        label=_WORDS["keep_years_from_birth"], min_value=25, max_value=100
    )
    keep_years_from_end = forms.IntegerField(
        label=_WORDS["keep_years_from_end"], min_value=1, max_value=100
    )


class OfficersForm(VersionForm, forms.Form):
    """What the header of the SEN2 return says of the designated officers."""

    medical = forms.CharField(
        label=_WORDS["medical"],
        required=False,
        max_length=2,
        help_text="The code that the guide to the SEN2 return gives for yes, no or recruiting",
    )
    clinical = forms.CharField(label=_WORDS["clinical"], required=False, max_length=2)
    social_care = forms.CharField(
        label=_WORDS["social_care"], required=False, max_length=2, help_text="Asked from 2025"
    )


class ServiceForm(VersionForm, forms.Form):
    """A service as letters name it."""

    name = forms.CharField(label="Name in letters", max_length=150)
    contact = forms.CharField(
        label=_WORDS["contact"],
        required=False,
        max_length=250,
        help_text="In one line: telephone, email, web address",
    )
    hours = forms.CharField(
        label=_WORDS["hours"],
        required=False,
        max_length=150,
        help_text="Such as: Monday to Friday, 9am to 5pm",
    )


def _ask(
    request: HttpRequest,
    form: Any,
    act: Any,
    title: str,
    said: str = "Changed. The next letter says so.",
) -> HttpResponse:
    back = reverse("staff:authority")
    return ask(
        request,
        form,
        act,
        title=title,
        said=said,
        back=back,
        crumbs=(Link(_TITLE, back),),
    )


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change_head(request: HttpRequest) -> HttpResponse:
    """Change who writes."""
    form = LetterheadForm(request.POST or None, row=letterhead())
    return _ask(
        request, form, lambda given: change_letterhead(**given, **how(request)), "Letterhead"
    )


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change_officers(request: HttpRequest) -> HttpResponse:
    """Change what the SEN2 return says of the designated officers."""
    row = designated_officers()
    return _ask(
        request,
        OfficersForm(request.POST or None, row=row),
        lambda given: change_designated_officers(row, **given, **how(request)),
        "Designated officers",
        "Changed. The next snapshot, and a return built from it, says so.",
    )


@for_roles(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change_one(request: HttpRequest, key: str) -> HttpResponse:
    """Change how letters name a service."""
    row = family_services().get(key)
    if row is None:
        raise Http404
    form = ServiceForm(request.POST or None, row=row)
    return _ask(
        request,
        form,
        lambda given: change_service(key, **given, **how(request)),
        row.get_key_display(),
    )
