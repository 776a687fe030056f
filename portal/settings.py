"""Settings of the portal: one prefix, `PORTAL_…`; safe for production, the demo only loosens.

`.env.example` lists every variable. Nothing here is read from another place.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal import environment, postgres

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("DATA", str(BASE_DIR / ".data"))).resolve()

DEMO = environment.flag("DEMO")
DEBUG = environment.debug(demo=DEMO)
SECRET_KEY = environment.secret(DATA_DIR, demo=DEMO)
ALLOWED_HOSTS = environment.hosts(demo=DEMO)
CSRF_TRUSTED_ORIGINS = environment.names("ORIGINS")
SITE_URL = environment.site("SITE_URL", "http://localhost:8000")
HTTPS = environment.flag("HTTPS", default=not DEMO)

# the simulation clock: a date set by staff goes before this one (portal/models/clock.py)
PORTAL_TODAY = environment.day("TODAY")
# outgoing mail is kept in the database, where staff can read it, instead of being deleted once sent
PORTAL_KEEP_MAIL = environment.flag("KEEP_MAIL", default=DEMO)
INVITATION_DAYS = environment.number("INVITATION_DAYS", 14, least=1, most=365)
# issued files are made again on demand; this keeps their bytes in the storage too
KEEP_FILES = environment.flag("KEEP_FILES")
# where the proxy in front serves the storage from, « /proteges/ »; it then sends what is kept
ACCEL_REDIRECT = environment.text("ACCEL_REDIRECT")
LIST_MAX_MEGABYTES = environment.number("LIST_MAX_MEGABYTES", 20, least=1, most=100)
# an Entente runs from 1 January: whether a project may still be accepted after that day
JOIN_AFTER_JANUARY = environment.flag("JOIN_AFTER_JANUARY")
# the largest body of a request: a list as UTF-16 may have it, a file of 20 MB to verify, and a bit
REQUEST_MAX_BYTES = (max(2 * LIST_MAX_MEGABYTES, 20) + 1) * 1024 * 1024
# where the private key of the seal is; the machines that issue documents have the same file
SEAL_KEYS = Path(environment.text("SEAL_KEYS", str(DATA_DIR / "keys"))).resolve()
# an authority of RFC 3161 that dates the seals; without one they are not dated
TIMESTAMP_URL = environment.address("TIMESTAMP_URL")

INSTALLED_APPS = [
    "documents",
    "mutuelles",
    "portal",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "procrastinate.contrib.django",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # the widgets that our renderer draws
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.no_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.language",
    "portal.middleware.bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.simulated_day",
    "portal.middleware.acting_for",
    "portal.middleware.business_errors",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

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
                "documents.context.shell",
            ],
            "builtins": ["portal.templatetags.portal"],
        },
    },
]
FORM_RENDERER = "portal.forms.PortalRenderer"

DATABASES = {
    "default": {
        **environment.database(postgres.url(DATA_DIR)),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# shared by all processes: limits of sign-in must not be counted per process
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        # past this many, entries go at random, counts of failed sign-ins among them
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "documents:start"
ACCOUNT_ADAPTER = "portal.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# limits of sign-in go by the address that the outermost of our proxies has seen
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("PROXIES", 0, least=0, most=9)

EMAIL_BACKEND = (
    "django.core.mail.backends.dummy.EmailBackend"
    if DEMO
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = environment.text("MAIL_HOST", "localhost")
EMAIL_PORT = environment.number("MAIL_PORT", 25, least=1, most=65_535)
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "ne-pas-repondre@guichet-sst.example")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "America/Toronto"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # issued papers are not for every account of the machine; a proxy is of our group
        "OPTIONS": {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# the page of many papers takes fewer at once, and says so
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# the portal speaks for its own host name, not for its neighbours nor to the preload list
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "portal.discretion.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": environment.level("LOG_LEVEL", "WARNING")},
}
