"""Django forms as GOV.UK fields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import pretty_name
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html

Parameters = dict[str, Any]


class GovRenderer(TemplatesSetting):
    """For `FORM_RENDERER`: `{{ form }}` and `{{ form.name.as_field_group() }}` in the house design."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DateParts(NamedTuple):
    """A date as typed into three boxes."""

    day: str
    month: str
    year: str


class GovDateWidget(forms.Widget):
    """Three boxes: day, month and year."""

    use_fieldset = True

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> DateParts:
        return DateParts(*(data.get(f"{name}-{part}", "").strip() for part in DateParts._fields))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return all(f"{name}-{part}" not in data for part in DateParts._fields)


class GovDateField(forms.DateField):
    """A date in three boxes, with errors that say which part is wrong."""

    widget = GovDateWidget

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, DateParts):
            return super().to_python(value)
        if not any(value):
            return None
        missing = [part for part in DateParts._fields if not getattr(value, part)]
        if missing:
            raise self._invalid(f"must include a {' and '.join(missing)}")
        return self._real(value)

    def _real(self, parts: DateParts) -> date:
        try:
            found = date(int(parts.year), int(parts.month), int(parts.day))
        except ValueError as error:
            raise self._invalid("must be a real date") from error
        if found.year < 1000:
            raise self._invalid("must include a year of 4 numbers")
        return found

    def _invalid(self, what: str) -> ValidationError:
        return ValidationError(f"{self.label or 'The date'} {what}", code="invalid")

    def prepare_value(self, value: object) -> object:
        if isinstance(value, date):
            return DateParts(str(value.day), str(value.month), str(value.year))
        return value


class FindInput(forms.TextInput):
    """A box for part of a name, with a button beside it that looks it up: sends `button` as well."""

    def __init__(self, button: str = "find", attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.button = button


class SeveralFilesInput(forms.FileInput):
    """Picks several files, or takes those that are dragged onto it."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files; cleans to a list of them. An empty file is for the action to refuse."""

    widget = SeveralFilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(SeveralFilesField, self).clean(each, initial) for each in data or [None]]


class GovForm(forms.BaseForm):
    """Mix in before `forms.Form` or `forms.ModelForm`: asks for a missing answer by its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = field.label or pretty_name(name)
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _request(field)


def _request(field: forms.Field) -> str:
    label = str(field.label)
    named = label if label[1:2].isupper() else label[0].lower() + label[1:]
    if isinstance(field, forms.BooleanField):
        return f"Confirm that {named}"
    chosen = isinstance(field, forms.ChoiceField | forms.FileField)
    return f"{'Select' if chosen else 'Enter'} {named}"


@dataclass(frozen=True)
class Control:
    """The GOV.UK component for a field, and the component's parameters."""

    component: str
    parameters: Parameters


def control_of(field: BoundField) -> Control:
    """The control that a field is shown as. Raises KeyError for a widget that has none."""
    component, specific = _COMPONENTS[type(field.field.widget)]
    parameters: Parameters = {"name": field.html_name, **specific(field)}
    if field.help_text:
        parameters["hint"] = {"text": field.help_text}
    if field.errors:
        parameters["errorMessage"] = {"text": " ".join(map(str, field.errors))}
    return Control(component, parameters)


@dataclass(frozen=True)
class FormError:
    """A line of the error summary; errors of the form as a whole lead nowhere."""

    text: str
    href: str | None


def errors_of(form: forms.BaseForm) -> list[FormError]:
    """What the error summary lists, in the order of the page."""
    whole = [FormError(str(text), None) for text in form.non_field_errors()]
    return whole + [
        FormError(str(text), f"#{_first_id(field)}") for field in form for text in field.errors
    ]


def _first_id(field: BoundField) -> str:
    is_date = isinstance(field.field.widget, GovDateWidget)
    return f"{field.auto_id}-day" if is_date else field.auto_id


def _label(field: BoundField) -> Parameters:
    return {
        "id": field.auto_id,
        "label": {"text": field.label, "classes": "govuk-label--s"},
    }


def _legend(field: BoundField) -> Parameters:
    legend = {"text": field.label, "classes": "govuk-fieldset__legend--s"}
    return {"idPrefix": field.auto_id, "fieldset": {"legend": legend}}


def _text(field: BoundField) -> Parameters:
    given = dict(field.field.widget.attrs)
    parameters: Parameters = {
        **_label(field),
        "type": getattr(field.field.widget, "input_type", "text"),
        "value": field.field.widget.format_value(field.value()) or "",
        "classes": given.pop("class", ""),
    }
    for name in ("autocomplete", "inputmode", "rows"):
        if name in given:
            parameters[name] = given.pop(name)
    return parameters | {"attributes": {name: str(value) for name, value in given.items()}}


def _find(field: BoundField) -> Parameters:
    button = format_html(
        '<button type="submit" class="govuk-button govuk-button--secondary rp-find" name="{}" '
        'value="yes" data-module="govuk-button">Find</button>',
        field.field.widget.button,
    )
    return _text(field) | {"formGroup": {"afterInput": {"html": button}}}


def _password(field: BoundField) -> Parameters:
    return _text(field) | {"value": ""}  # never sent back to the page


def _options(field: BoundField, chosen: str) -> list[Parameters]:
    return [
        {
            "value": str(option.data["value"]),
            "text": option.data["label"],
            chosen: option.data["selected"],
        }
        for option in field.subwidgets
    ]


def _files(field: BoundField) -> Parameters:
    """The browser's own control, onto which files can be dragged too."""
    return {**_label(field), "multiple": True}


def _select(field: BoundField) -> Parameters:
    return {**_label(field), "items": _options(field, "selected")}


def _choices(field: BoundField) -> Parameters:
    return {**_legend(field), "classes": "govuk-radios--small", "items": _options(field, "checked")}


def _several(field: BoundField) -> Parameters:
    return _choices(field) | {"classes": "govuk-checkboxes--small"}


def _tick(field: BoundField) -> Parameters:
    only = {"value": "on", "text": field.label, "checked": bool(field.value())}
    return {"idPrefix": field.auto_id, "classes": "govuk-checkboxes--small", "items": [only]}


def _date(field: BoundField) -> Parameters:
    parts = field.value() or DateParts("", "", "")
    wrong = " govuk-input--error" if field.errors else ""
    widths = zip(DateParts._fields, parts, (2, 2, 4), strict=True)
    return {
        "id": field.auto_id,
        "namePrefix": field.html_name,
        "fieldset": _legend(field)["fieldset"] | {"role": "group"},
        "items": [
            {"name": name, "value": value, "classes": f"govuk-input--width-{width}{wrong}"}
            for name, value, width in widths
        ],
    }


_COMPONENTS: dict[type[forms.Widget], tuple[str, Callable[[BoundField], Parameters]]] = {
    forms.TextInput: ("input", _text),
    FindInput: ("input", _find),
    forms.EmailInput: ("input", _text),
    forms.NumberInput: ("input", _text),
    forms.PasswordInput: ("password", _password),
    forms.Textarea: ("textarea", _text),
    forms.FileInput: ("file", _label),
    SeveralFilesInput: ("file", _files),
    forms.Select: ("select", _select),
    forms.NullBooleanSelect: ("select", _select),
    forms.RadioSelect: ("radios", _choices),
    forms.CheckboxSelectMultiple: ("checkboxes", _several),
    forms.CheckboxInput: ("checkboxes", _tick),
    GovDateWidget: ("date", _date),
}
