"""Starting a check: which return, which files, and a job that does it."""

from typing import Any

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.jobs import ask_job
from rightplace.casework.models import Job
from rightplace.returns.packs import PACKS
from rightplace.web.access import for_roles
from rightplace.web.design.forms import GovForm, SeveralFilesField
from rightplace.web.design.presenters import Link
from rightplace.web.design.uploads import ReturnToDisk
from rightplace.web.insight.checks.home import CHECKERS
from rightplace.web.insight.checks.lists import ListsForm
from rightplace.web.insight.checks.uploaded import faults, given
from rightplace.web.insight.choice import standing, whole_snapshots
from rightplace.web.today import now, today

_FIRST_YEAR = 2015


class StartForm(GovForm, ListsForm):
    """Which return of which year, and the files or the snapshot."""

    collection = forms.ChoiceField(label="Return", widget=forms.RadioSelect)
    year = forms.IntegerField(
        label="Year in which the return ends",
        help_text="For example, 2025 for 2024 to 2025.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    files = SeveralFilesField(label="Files of the return", required=False)
    snapshot = forms.ChoiceField(label="Or a snapshot", required=False)
    previous = SeveralFilesField(
        label="Files of last year's return (optional)",
        help_text="Some rules compare with the year before, and are not asked without it.",
        required=False,
    )
    rules = forms.FileField(
        label="Rules of your own (optional)",
        help_text="A .toml file that switches rules off, re-words them or adds to them.",
        widget=forms.FileInput,
        required=False,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["collection"].choices = [
            (name, pack.title[:1].upper() + pack.title[1:]) for name, pack in PACKS.items()
        ]
        self.fields["files"].help_text = (
            f"XML, CSV files, a workbook or a .zip of them. Up to {settings.UPLOAD_RETURN_MB} MB. What you"
            f" upload is seen by you alone, and deleted after {settings.CHECKS_KEPT_DAYS} days."
        )
        found = whole_snapshots()
        self.fields["snapshot"].choices = [
            ("", "None: check the files"),
            *((each.name, f"{each.name}: {standing(each)}") for each in found),
        ]

    def clean_files(self) -> list[Any]:
        """The files that came; an optional field without one gives none."""
        return self._whole("files")

    def clean_previous(self) -> list[Any]:
        """Last year's files."""
        return self._whole("previous")

    def clean_rules(self) -> Any:
        """The rules' file, or nothing."""
        file = self.cleaned_data["rules"]
        for fault in faults([file] if file else []):
            self.add_error("rules", fault)
        return file

    def _whole(self, name: str) -> list[Any]:
        files = [each for each in self.cleaned_data[name] if each]
        for fault in faults(files):
            self.add_error(name, fault)
        return files

    def clean(self) -> dict[str, Any]:
        """One thing to check, of a year that there are rules for."""
        answers: dict[str, Any] = super().clean()
        files, snapshot = answers.get("files"), answers.get("snapshot")
        if not files and not snapshot and "files" not in self.errors:
            self.add_error("files", "Choose the files of the return, or a snapshot.")
        if files and snapshot:
            self.add_error("snapshot", "Choose either files or a snapshot, not both.")
        if snapshot and answers.get("collection") not in (None, "sen2"):
            self.add_error("snapshot", "A snapshot can be checked as the SEN2 return only.")
        self._refuse_lists(answers.get("collection"))
        self._refuse_other_years(answers.get("collection"), answers.get("year"))
        return answers

    def _refuse_lists(self, collection: str | None) -> None:
        if collection is not None and not PACKS[collection].look_ups and self.lists_given:
            title = PACKS[collection].title
            self.add_error(
                None, f"No rule of the {title} looks values up in a list. Leave the lists out."
            )

    @property
    def main_fields(self) -> list[BoundField]:
        """All but the lists, which most checks do without."""
        listed = {field.name for field in self.list_fields}
        return [field for field in self if field.name not in listed]

    def _refuse_other_years(self, collection: str | None, year: int | None) -> None:
        if collection is None or year is None:
            return
        first, last = PACKS[collection].years
        first, last = max(first, _FIRST_YEAR), min(last, today().year + 10)
        if not first <= year <= last:
            self.add_error(
                "year", f"There are rules for {first} to {last}. Give one of those years."
            )


@csrf_exempt  # the limits of a return are set before the form is read, and it is checked then
def show(request: HttpRequest) -> HttpResponse:
    """Ask what is to be checked, and queue it."""
    request.upload_handlers = [ReturnToDisk(request)]
    return _show(request)


@csrf_protect
@for_roles(*CHECKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def _show(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST or None, request.FILES or None, initial={"collection": "sen2"})
    if form.is_valid():
        return redirect("checks:check", _ask(request, form).pk)
    context = {
        "form": form,
        "crumbs": [Link("Check a return", reverse("checks:home"))],
    }
    return render(request, "checks/start.html", context)


def _ask(request: HttpRequest, form: StartForm) -> Job:
    answers = form.cleaned_data
    about = {name: answers[name] for name in ("collection", "year", "snapshot")}
    about |= form.lists_about()
    rules = [answers["rules"]] if answers["rules"] else []
    files = [
        *given(answers["files"], "source"),
        *given(answers["previous"], "previous"),
        *given(rules, "rules"),
        *form.lists_files(),
    ]
    return ask_job("check", about, files=files, by=request.user, at=now())
