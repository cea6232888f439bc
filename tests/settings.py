"""Django's settings for the tests: a data folder of their own, on the day of the demonstration."""

import os
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
os.environ["RIGHTPLACE_HOME"] = os.environ.get("RIGHTPLACE_TEST_HOME", str(ROOT / "var" / "test"))
os.environ.pop("RIGHTPLACE_TODAY", None)
# Playwright keeps an event loop on the main thread, where Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from rightplace.ops.settings import *  # noqa: E402, F403

TODAY = date(2023, 1, 31)
SNAPSHOTS = Path(tempfile.mkdtemp(prefix="rightplace-snapshots-"))
COMPARATORS = Path(tempfile.mkdtemp(prefix="rightplace-comparators-"))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
