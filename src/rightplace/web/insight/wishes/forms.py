"""What is asked of whoever wants, decides on or builds a dashboard."""

from django import forms

from rightplace.web.design.forms import GovDateField, GovForm


def _area() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 3})


class WishForm(GovForm, forms.Form):
    """What it should show, for whom, and what would be decided with it."""

    title = forms.CharField(label="What you would call it", max_length=120)
    wanted = forms.CharField(label="What it should show", widget=_area())
    why = forms.CharField(
        label="What you would decide with it",
        widget=_area(),
        help_text="A dashboard that decides nothing is not built.",
    )
    audience = forms.CharField(label="For whom it is", max_length=120)
    by_when = GovDateField(label="By when you need it", required=False)


class DecisionForm(GovForm, forms.Form):
    """Whether it is built, and why."""

    agreed = forms.TypedChoiceField(
        label="What is decided",
        choices=[("yes", "It is agreed"), ("no", "It is declined")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label="Why", widget=_area(), help_text="Whoever asked reads this.")


class BuiltForm(GovForm, forms.Form):
    """Where it is found, and from when."""

    address = forms.CharField(
        label="Its address", max_length=200, help_text="As the product has it, such as /dashboards/"
    )
    on = GovDateField(label="From which day it can be used")
