"""Django's settings."""

from csp.constants import NONE, SELF

from rightplace.ops.config import config, secret_key
from rightplace.ops.database import django_database

_config = config()

DEBUG = _config.debug
SECRET_KEY = secret_key(_config)
ALLOWED_HOSTS = _config.hosts
DATABASES = {"default": django_database(_config)}
TODAY = _config.day
SNAPSHOTS = _config.snapshots
COMPARATORS = _config.comparators
DOCUMENTS = _config.home / "documents"
UPLOAD_FILE_MB, UPLOAD_REQUEST_MB = _config.upload_file_mb, _config.upload_request_mb
UPLOAD_RETURN_MB, CHECKS_KEPT_DAYS = _config.upload_return_mb, _config.checks_kept_days
FILE_UPLOAD_HANDLERS = ["rightplace.web.design.uploads.ToDisk"]
FONTS = _config.home / "fonts"
AUTHORITY = _config.authority
COUNCIL = _config.council
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "rightplace.casework",
    "rightplace.governance",
    "rightplace.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "rightplace.web.urls"
WSGI_APPLICATION = "rightplace.ops.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "rightplace.web.design.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "rightplace.web.design.frame.frame",
            ],
        },
    },
]
FORM_RENDERER = "rightplace.web.design.forms.GovRenderer"
CSRF_FAILURE_VIEW = "rightplace.web.design.errors.stale_form"

AUTH_USER_MODEL = "casework.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_CALLABLE = "rightplace.web.accounts.views.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ACCESS_FAILURE_LOG = True

SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _config.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "static/"
STATIC_ROOT = _config.home / "static"
STATICFILES_DIRS = [_config.home / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rightplace.web.design.storage.Storage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
