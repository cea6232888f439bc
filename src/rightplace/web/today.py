"""The one place that asks what day it is."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day to work on: the demonstration's where one is set, else the real one."""
    return settings.TODAY or timezone.localdate()


def now() -> datetime:
    """This moment's time of day, on the day that `today` gives."""
    day = today()
    return timezone.localtime().replace(year=day.year, month=day.month, day=day.day)
