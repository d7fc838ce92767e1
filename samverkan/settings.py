"""The one settings file, driven by environment variables; docs/settings.md explains each of them."""

import warnings
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from samverkan.environment import development_key, flag, number, refuse, text, words, writable
from samverkan.translations import compiled

BASE_DIR = Path(__file__).resolve().parent.parent
VARIABLES = (
    "PRODUCTION",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "DATA_DIR",
    "BUILD",
    "DEFAULT_AREA",
    "PROXY_COUNT",
    "REQUESTS_PER_MINUTE",
    "SITE_URL",
    "EMAIL_URL",
    "FROM_EMAIL",
    "RESPONSIBLE",
    "RESPONSIBLE_TYPE",
    "LOG_LEVEL",
)


PRODUCTION = flag("PRODUCTION")
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / "var")))
if PRODUCTION:
    for required in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
        if not text(required):
            refuse(f"{required} måste anges när PRODUCTION=1.")
    if len(text("SECRET_KEY")) < 50 or len(set(text("SECRET_KEY"))) < 5:
        refuse("SECRET_KEY ska vara minst 50 slumpade tecken.")

DEBUG = False  # Our own error pages everywhere; tracebacks go to the log.
SECRET_KEY = text("SECRET_KEY") or development_key(DATA_DIR)
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],.localhost")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
BUILD = text("BUILD", "dev")
DEFAULT_AREA = text("DEFAULT_AREA", "sjuharad")
FIXTURES = BASE_DIR / "fixtures"

INSTALLED_APPS = [
    "samverkan.desk.admin_config.EditorialAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    *(f"samverkan.{wing}" for wing in ("publishing", "pages", "desk", "proposals", "removal", "exchange", "api")),
    "federations",
    "financing",
    "activities",
]

MIDDLEWARE = [
    "samverkan.api.middleware.ApiMiddleware",
    "samverkan.translations.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samverkan.api.middleware.FairUseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

FORM_RENDERER = "samverkan.publishing.incoming.TidyForms"  # All forms read what is sent in the one way.
ROOT_URLCONF = "samverkan.urls"
WSGI_APPLICATION = "samverkan.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["samverkan.pages.templatetags.language"],
        },
    },
]


def database() -> dict[str, Any]:
    """The database of DATABASE_URL, or SQLite in DATA_DIR, whose transactions begin by taking the write lock."""
    url = text("DATABASE_URL") or f"sqlite:///{writable(DATA_DIR) / 'katalogen.sqlite3'}"
    try:
        with warnings.catch_warnings(action="ignore"):  # An unknown engine is refused below.
            config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    except (ValueError, KeyError, environ.ImproperlyConfigured):
        config = {}
    if config.get("ENGINE") not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
        refuse("DATABASE_URL ska börja med postgres:// eller sqlite:///.")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA recursive_triggers=ON",  # Else REPLACE would slip past the append-only triggers.
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        config.setdefault("OPTIONS", {})["connect_timeout"] = 3
    return config


def mail() -> dict[str, Any]:
    """Where mail goes, by EMAIL_URL: the console, a folder of files, or a server (SMTP)."""
    url = text("EMAIL_URL", "consolemail://")
    try:
        found: dict[str, Any] = environ.Env.email_url_config(url)
        if not found["EMAIL_BACKEND"].endswith(("console.EmailBackend", "filebased.EmailBackend", "smtp.EmailBackend")):
            raise ValueError
    except (ValueError, KeyError, environ.ImproperlyConfigured):
        refuse("EMAIL_URL ska börja med consolemail://, filemail:/// eller smtp+tls://.")
    return found


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]  # Each in its own words; the first has no prefix.
FORMAT_MODULE_PATH = ["samverkan.formats"]
LOCALE_PATHS = [compiled(BASE_DIR / "locale", writable(DATA_DIR / "locale"))]
TIME_ZONE = "Europe/Stockholm"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # Hours.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "samverkan.visitor.address_of"
PROXY_COUNT = number("PROXY_COUNT", 0)
REQUESTS_PER_MINUTE = number("REQUESTS_PER_MINUTE", 600)  # Of the API, from one address; 0 is no limit.

SITE_URL = text("SITE_URL", "http://localhost:8000").rstrip("/")
if not SITE_URL.startswith(("http://", "https://")):
    refuse("SITE_URL ska börja med https:// eller http://.")
if PRODUCTION and text("EMAIL_URL") and not text("SITE_URL"):
    refuse("SITE_URL måste anges när EMAIL_URL är angiven, annars leder länkarna i breven fel.")
FEEDBACK_TO = text("FROM_EMAIL")  # Told only where it is an address that somebody reads.
DEFAULT_FROM_EMAIL = text("FROM_EMAIL", "katalogen@katalogen.localhost")  # Nobody, in the form of an address.
RESPONSIBLE = text("RESPONSIBLE")
RESPONSIBLE_TYPE = text("RESPONSIBLE_TYPE", "LocalAuthority")  # In the vocabulary that DCAT-AP-SE prescribes.
if RESPONSIBLE_TYPE not in {"LocalAuthority", "RegionalAuthority", "NationalAuthority"}:
    refuse("RESPONSIBLE_TYPE ska vara LocalAuthority, RegionalAuthority eller NationalAuthority.")
vars().update(mail())  # EMAIL_BACKEND, EMAIL_HOST and so on.
EMAIL_TIMEOUT = 20  # Seconds.

STATIC_URL = "static/"
STATIC_ROOT = writable(DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "samverkan" / "static"]
WHITENOISE_USE_FINDERS = not PRODUCTION
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Strict everywhere, the admin included: nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
FILE_UPLOAD_HANDLERS = [
    "samverkan.exchange.uploads.Limited",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # An entry with many rows is one form.

# Endpoints are read-only, public and say what they answer in; see samverkan/api/resources.py.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "samverkan.api.document.schema.OperationSchema",
    "EXCEPTION_HANDLER": "samverkan.api.problem.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Samverkanskatalogens API",
    "VERSION": "1.2.0",
    "DESCRIPTION": (
        "Läs hela katalogen över samverkan, när som helst och så som den var då: verksamheter, var de finns, för vem"
        " de är och vem som betalar. Okända parametrar avvisas, okända fält i svaren kan tillkomma.\n\n"
        "Read the whole catalogue of cooperation, now or as it was at any moment: activities, where they are, whom"
        " they are for and who pays. Unknown parameters are refused; answers may gain fields."
    ),
    "OAS_VERSION": "3.1.1",
    "CONTACT": {
        "name": RESPONSIBLE or "Samverkanskatalogens redaktion",
        "url": "/api/v1/docs#kontakt",
        "email": parseaddr(DEFAULT_FROM_EMAIL)[1],
    },
    "LICENSE": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/deed.sv"},
    "TOS": "/api/v1/docs#villkor",
    "EXTERNAL_DOCS": {"url": "/api/v1/docs", "description": "Dokumentationen att läsa. The documentation to read."},
    "EXTENSIONS_INFO": {
        "x-limits": {
            "limit_default": 20,
            "limit_max": 100,
            "parameter_length_max": 200,
            "parameters_max": 200,
        },
        "x-limitations": (
            "Kända begränsningar: bara läsning; så färskt som verified säger; det som källorna inte säger är null."
            " Known limitations: read only; as fresh as verified says; what the sources do not say is null."
        ),
        "x-sla": "Utan garanti; vid avbrott 503 med Retry-After. Best effort; 503 with Retry-After in an outage.",
    },
    "SERVERS": [{"url": "/api/v1"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,
    "PREPROCESSING_HOOKS": ["samverkan.api.document.schema.only_version_one"],
    "POSTPROCESSING_HOOKS": ["samverkan.api.document.schema.add_document_schemas"],
}

LOG_LEVEL = text("LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
    refuse("LOG_LEVEL ska vara DEBUG, INFO, WARNING eller ERROR.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets": {"()": "samverkan.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        "samverkan": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
    },
}
