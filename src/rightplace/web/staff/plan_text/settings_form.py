"""Finding a setting among many, with a box and a button: type part of its name, then pick."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest

from rightplace.casework.models import Request, Setting
from rightplace.law.events import EventKind
from rightplace.web.design.forms import FindInput

_SHOWN = 20
LOOK_UP = "look-up"


class SettingField(forms.ModelChoiceField):
    """One of the settings that were found; its type tells two of one name apart."""

    def label_from_instance(self, setting: Setting) -> str:
        return f"{setting.name} ({setting.setting_type})"


def finder(label: str) -> forms.CharField:
    """The box for part of a name."""
    return forms.CharField(
        label=label,
        required=False,
        help_text="Type part of the name, press Find, then choose below.",
        widget=FindInput(LOOK_UP),
    )


def offer(form: forms.Form, names: tuple[str, ...], near: Iterable[int]) -> None:
    """Give the fields `names` what was found, what was chosen and what lies near; else take them out."""
    searched = str(form["find"].value() or "").strip()
    chosen = {int(v) for name in names if (v := str(form[name].value() or "")).isdigit()}
    wanted = Q(pk__in={*near, *chosen})
    found = Setting.objects.filter(name__icontains=searched).order_by("name") if searched else []
    keys = [setting.pk for setting in found[:_SHOWN]]
    rows = Setting.objects.filter(wanted | Q(pk__in=keys)).order_by("name")
    for name in names:
        form.fields[name].queryset = rows
        if not rows:
            del form.fields[name]
    if searched and not keys:
        words = f"No setting has “{searched}” in its name. Try a shorter part."
        form["find"].help_text = words


def near(case: Request) -> set[int]:
    """The settings that were consulted, or that the family asked for."""
    consulted = case.events.filter(kind=EventKind.SETTING_CONSULTED.value).values("ref")
    keys = set(Setting.objects.filter(name__in=consulted).values_list("pk", flat=True))
    return keys | set(case.family_views.exclude(preferred=None).values_list("preferred", flat=True))


def looked_up(request: HttpRequest, form: forms.Form) -> dict[str, Any] | None:
    """What was filled in so far, if only a setting is to be looked up; None if the form was sent."""
    if LOOK_UP not in request.POST:
        return None
    return {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form.fields.items()
    }
