"""What is asked of whoever gives a figure."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile

from rightplace.casework import vault
from rightplace.casework.filetypes import ACCEPTED, NotTaken, recognise, safe_name
from rightplace.indicators.performance.definition import Indicator, Unit
from rightplace.web.design.forms import GovDateField, GovForm
from rightplace.web.design.uploads import too_much


class FigureForm(GovForm, forms.Form):
    """A count, or a count and what it is of; with what shows it."""

    numerator = forms.FloatField()
    denominator = forms.FloatField()
    evidence = forms.CharField(
        label="What shows it",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A report, a list, who counted it and when.",
    )
    file = forms.FileField(label="The list or the report", required=False, widget=forms.FileInput)

    def __init__(self, indicator: Indicator, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numerator"].label = _capital(indicator.numerator)
        self.fields["denominator"].label = f"Of how many: {indicator.denominator}"
        if indicator.unit is Unit.COUNT or not indicator.denominator:
            del self.fields["denominator"]
        self.fields["file"].help_text = f"If there is one: {ACCEPTED}."

    def clean_file(self) -> TemporaryUploadedFile | None:
        file = self.cleaned_data["file"]
        if not file:
            return None
        if reason := too_much(file, before=0):
            raise ValidationError(reason)
        try:
            self.type = recognise(Path(file.temporary_file_path()), file.name or "").type
        except NotTaken as error:
            raise ValidationError(str(error)) from error
        return file

    def kept(self) -> dict[str, Any]:
        """The answers as the action takes them, once the file is kept."""
        given = {"denominator": None, **self.cleaned_data}
        file = given.pop("file")
        if file:
            given["evidence_file"] = vault.keep_chunks(file.chunks())
            given["evidence_name"] = safe_name(file.name or "", self.type)
        return given


class NotAvailableForm(GovForm, forms.Form):
    """Why there is no figure, and until when."""

    why = forms.CharField(
        label="Why there is no figure",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The report prints this in the place of the figure.",
    )
    until = GovDateField(
        label="When there will be one", required=False, help_text="If that is known."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
