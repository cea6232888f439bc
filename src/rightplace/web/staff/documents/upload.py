"""Adding documents: several at once, the good ones kept and the others told, each with why."""

from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rightplace.casework.actions.documents import add_document
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.filetypes import ACCEPTED
from rightplace.casework.models import Person
from rightplace.web.access import for_roles
from rightplace.web.design.formats import plural
from rightplace.web.design.forms import SeveralFilesField
from rightplace.web.design.presenters import Link
from rightplace.web.design.uploads import too_much
from rightplace.web.staff.acting import how
from rightplace.web.staff.child import WRITERS, child_or_404, crumbs
from rightplace.web.staff.documents.documents import PART
from rightplace.web.staff.documents.fields import AboutForm


class UploadForm(AboutForm):
    """Files that came together."""

    files = SeveralFilesField(label="Files")
    field_order = ("files", *AboutForm.base_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = (
            f"{ACCEPTED}. Up to {settings.UPLOAD_FILE_MB} MB each and {settings.UPLOAD_REQUEST_MB} MB "
            "at once. Each is titled by its file name; you can correct that afterwards."
        )


@for_roles(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person_id: int) -> HttpResponse:
    """Add documents to a child's record."""
    person = child_or_404(request, person_id, what="document.add")
    form = UploadForm(request.POST or None, request.FILES or None)
    back = reverse(PART, args=[person.pk])
    if form.is_valid() and _add_each(request, person, form):
        return redirect(back)
    context = {
        "form": form,
        "title": "Add documents",
        "button": "Add",
        "back": back,
        "caption": str(person),
        "preview_button": None,
        "crumbs": crumbs(person, Link("Documents", back)),
    }
    return render(request, "staff/ask.html", context)


def _add_each(request: HttpRequest, person: Person, form: UploadForm) -> bool:
    """Whether every file was added; each that was not is told on the form, with why."""
    kept, before = 0, 0
    for file in form.cleaned_data["files"]:
        try:
            _add(request, person, form, file, before)
        except ActionRefused as refusal:
            form.add_error("files", f"{file.name}: {refusal}")
        else:
            kept += 1
        before += file.size
    if kept:
        messages.success(request, f"{plural(kept, 'document')} added")
    return not form.errors


def _add(
    request: HttpRequest, person: Person, form: UploadForm, file: TemporaryUploadedFile, before: int
) -> None:
    reason = too_much(file, before=before)
    if reason:
        raise ActionRefused(reason)
    title = PurePosixPath(file.name or "").stem.replace("_", " ").strip()[:150] or "Document"
    add_document(
        Path(file.temporary_file_path()),
        form.about(form.cleaned_data, title),
        person=person,
        file_name=file.name or "",
        **how(request),
    )
