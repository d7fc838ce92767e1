"""The one settings file, driven by environment variables; docs/settings.md explains each of them."""

import secrets
from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF

from samverkan.environment import BASE_DIR, database, env, read, refuse, writable
from samverkan.translations import compiled


def development_key(folder: Path) -> str:
    """A random key kept beside the development database, so that logins survive a restart."""
    path = folder / "secret-key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii").strip()


PRODUCTION: bool = read("PRODUCTION")
DATA_DIR: Path = read("DATA_DIR")
if PRODUCTION:
    for required in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
        if required not in env:
            refuse(f"{required} must be given when PRODUCTION=1.")
    if len(read("SECRET_KEY")) < 50 or len(set(read("SECRET_KEY"))) < 5:
        refuse("SECRET_KEY must be at least 50 random characters.")

DEBUG = False  # Our own error pages everywhere; tracebacks go to the log.
SECRET_KEY: str = read("SECRET_KEY") or development_key(DATA_DIR)
ALLOWED_HOSTS = read("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = read("CSRF_TRUSTED_ORIGINS")
LEDGER: Path = read("LEDGER") or DATA_DIR / "borttaget.ndjson"  # Of what was removed; see samverkan/removal.
BUILD: str = read("BUILD")
DEFAULT_AREA: str = read("DEFAULT_AREA")
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
    *(
        f"samverkan.{wing}"
        for wing in ("publishing", "jobs", "pages", "desk", "proposals", "removal", "exchange", "api")
    ),
    "federations",
    "financing",
    "activities",
]

MIDDLEWARE = [
    "samverkan.addresses.AddressMiddleware",
    "samverkan.api.middleware.ApiMiddleware",
    "samverkan.translations.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samverkan.api.middleware.FairUseMiddleware",
    "samverkan.desk.middleware.DeskSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "samverkan.desk.middleware.DeskCsrfMiddleware",
    "samverkan.desk.middleware.DeskAuthenticationMiddleware",
    "samverkan.desk.middleware.DeskMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samverkan.desk.middleware.DeskAxesMiddleware",
]

# Their middleware is ours, and stands where anybody is logged in: see samverkan/desk/middleware.py.
SILENCED_SYSTEM_CHECKS = ["security.W003", "axes.W002"]
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


DATABASES = {"default": read("DATABASE_URL") or database(f"sqlite:///{DATA_DIR / 'katalogen.sqlite3'}")}
KEPT_MB: int = read("KEPT_MB")  # Of finished answers, in each process that serves.
STALE_HOURS: int = read("STALE_HOURS")
CACHES = {"default": read("CACHE_URL")}
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
PROXY_COUNT: int = read("PROXY_COUNT")
REQUESTS_PER_MINUTE: int = read("REQUESTS_PER_MINUTE")  # Of the API, from one address; 0 is no limit.

SITE_URL: str = read("SITE_URL")
if PRODUCTION and "EMAIL_URL" in env and "SITE_URL" not in env:
    refuse("SITE_URL must be given when EMAIL_URL is, else the links in mails lead nowhere.")
DEFAULT_FROM_EMAIL: str = read("FROM_EMAIL")  # By default nobody, in the form of an address.
FEEDBACK_TO = DEFAULT_FROM_EMAIL if "FROM_EMAIL" in env else ""  # Told only where somebody reads it.
RESPONSIBLE: str = read("RESPONSIBLE")
RESPONSIBLE_TYPE: str = read("RESPONSIBLE_TYPE")  # In the vocabulary that DCAT-AP-SE prescribes.
mail = read("EMAIL_URL")
EMAIL_BACKEND, EMAIL_FILE_PATH = mail["EMAIL_BACKEND"], mail["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"] or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.get("EMAIL_USE_TLS", False), mail.get("EMAIL_USE_SSL", False)
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

LOG_LEVEL: str = read("LOG_LEVEL")
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
