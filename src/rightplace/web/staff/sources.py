"""Changing what is the authority's own of a source of data; the map itself is among the dashboards."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.sources import change_source
from rightplace.casework.models import Role, User
from rightplace.casework.queries.sources import possible_owners, source_row
from rightplace.facts.sources import SOURCES
from rightplace.web.access import for_roles
from rightplace.web.design.presenters import Link
from rightplace.web.staff.acting import VersionForm, ask, how


class SourceForm(VersionForm):
    """What is the authority's own of a source."""

    system = forms.CharField(max_length=80)
    supplier = forms.CharField(max_length=80, required=False)
    owner_role = forms.ChoiceField(label="Role that answers for it", choices=Role.choices)
    owner = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, empty_label="Nobody named yet"
    )
    contact = forms.CharField(
        max_length=120, required=False, help_text="A desk, a mailbox or a meeting"
    )
    refresh_days = forms.IntegerField(
        label="Fresh data expected after, in days",
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = possible_owners()
        self.fields["owner"].label_from_instance = lambda user: (
            f"{user.name}, {Role(user.role).label}"
        )


@for_roles(Role.ANALYST, Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Say whose a source is, where it comes from and how often."""
    if key not in SOURCES:
        raise Http404
    reviewed = SOURCES[key]
    row, back = source_row(reviewed), reverse("insight:source", args=[key])
    return ask(
        request,
        SourceForm(request.POST or None, row=row),
        lambda given: change_source(
            reviewed, **given | {"owner_role": Role(given["owner_role"])}, **how(request)
        ),
        title="Change a source",
        said="The source is changed",
        back=back,
        caption=row.name,
        crumbs=(Link("Sources", reverse("insight:sources")), Link(row.name, back)),
    )
