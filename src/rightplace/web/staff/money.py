"""Pounds, as they are asked for and shown."""

from decimal import Decimal
from typing import Any

from django import forms


class MoneyField(forms.DecimalField):
    """Pounds a year, typed with or without the sign and the commas."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_digits=10, decimal_places=2, **kwargs)
        self.widget.attrs["inputmode"] = "decimal"
        self.error_messages["invalid"] = f"{self.label} must be a number of pounds, such as 12,500"

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").replace(" ", "")
        return super().to_python(value)


def pounds(amount: Decimal | None) -> str:
    """£12,500, or £12,500.50 where there are pence; nothing for what is not known."""
    if amount is None:
        return ""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"
