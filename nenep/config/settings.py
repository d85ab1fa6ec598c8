"""The one settings module. What differs between installations comes from the environment or
from files in the data directory; nothing secret stands here."""

from nenep.config.database import data_dir, django_databases, secret_key
from nenep.config.environment import flag, listed, number, one_of, text

DEMO = flag("NENEP_DEMO")
DEBUG = flag("NENEP_DEBUG")
SECRET_KEY = secret_key()
ALLOWED_HOSTS = listed("NENEP_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = listed("NENEP_ORIGINS", "")
# Printed on sealed papers: where a seal can be asked. Changing it changes later prints, not seals.
SITE_ADDRESS = text("NENEP_ADDRESS", next(iter(CSRF_TRUSTED_ORIGINS), "")).rstrip("/")
DATA_DIR = data_dir()

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "nenep.identity",
    "nenep.ui",
    "nenep.access",
    "nenep.journal",
    "nenep.rulebook",
    "nenep.structure",
    "nenep.people",
    "nenep.documents",
    "nenep.imports",
    "nenep.privacy",
    "nenep.meetings",
    "nenep.accounts",
    "nenep.petitions",
    "nenep.box",
    "nenep.resolutions",
    "nenep.scoring",
    "nenep.minutes",
    "nenep.dashboards",
    "nenep.support",
    "nenep.preparation",
    "nenep.reorganisation",
    "nenep.room",
    "nenep.oversight",
    "nenep.desk",
    "nenep.demo",
]

# The order is the wall: the session names the account, the scope opens one transaction in which
# the database itself derives the reach, and only then does any view run.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "nenep.config.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nenep.config.errors.ErrorPages",
    "nenep.config.scope.Scope",
]

ROOT_URLCONF = "nenep.config.urls"
WSGI_APPLICATION = "nenep.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "nenep.config.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = django_databases()
DATABASE_ROUTERS: list[str] = []
# The scope middleware opens the transaction itself: it must hold the reach and the view together.
ATOMIC_REQUESTS = False

SESSION_ENGINE = "nenep.identity.sessions"
SESSION_COOKIE_NAME = "nenep_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A device signs in anew after so many days, and after so many hours of rest.
SESSION_COOKIE_AGE = 60 * 60 * 24 * number("NENEP_SESSION_DAYS", 14)
SESSION_IDLE_SECONDS = 60 * 60 * number("NENEP_SESSION_IDLE_HOURS", 72)
# Failures at the door before the first pause, which doubles from so many seconds up to so many.
SIGN_IN_FREE_TRIES = number("NENEP_SIGN_IN_FREE_TRIES", 5)
SIGN_IN_TRIES_PER_SOURCE = number("NENEP_SIGN_IN_TRIES_PER_SOURCE", 50)
SIGN_IN_FIRST_PAUSE = number("NENEP_SIGN_IN_FIRST_PAUSE", 30)
SIGN_IN_LONGEST_PAUSE = number("NENEP_SIGN_IN_LONGEST_PAUSE", 3600)
# Letters of the room a minute from one network that prove no mandate. Behind one address may stand
# a hall full of telephones that ask how the queue stands.
LETTERS_A_MINUTE = number("NENEP_LETTERS_A_MINUTE", 600)
# What one computation of a password costs: passes, KiB of memory, lanes.
PASSWORD_COST = (2, 102_400, 8)
# Who must have a second factor: offices above the cell, all accounts, or nobody.
SECOND_FACTOR = one_of("NENEP_SECOND_FACTOR", ("above-cell", "all", "off"))
# A one-time link that names no meeting is good for so many days.
LINK_DAYS = number("NENEP_LINK_DAYS", 7)
ACTIVATION_DAYS = number("NENEP_ACTIVATION_DAYS", 7)
HTTPS = flag("NENEP_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "nenep.config.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# With NENEP_HTTPS=1 a proxy of ours ends TLS and must set this header itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# The source language of the interface is Vietnamese; catalogues for others come later.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "d/m/Y"

# The longest that a unit's records may be opened in an emergency (nenep.oversight); 72 at most.
EMERGENCY_HOURS = min(72, int(text("NENEP_EMERGENCY_HOURS", "8")))

# Lists of people that one person may take out in a day.
EXPORTS_A_DAY = number("NENEP_EXPORTS_A_DAY", 30)

# Copies of this folder belong on another machine: they prove what the journal said.
JOURNAL_ROOTS = DATA_DIR / "journal-roots"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# The server gathers and compresses them at its start; commands and tests find them in the apps.
WHITENOISE_USE_FINDERS = not flag("NENEP_PACKED")
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

# Files that people bring along (docs/adr/0030-brought-files.md).
UPLOAD_MEGABYTES = number("NENEP_UPLOAD_MB", 10)
UPLOADS_A_SUBJECT = number("NENEP_UPLOADS_A_SUBJECT", 10)
UPLOAD_UNIT_MEGABYTES = number("NENEP_UPLOAD_UNIT_MB", 2_000)
UPLOAD_IMAGE_SIDE = number("NENEP_UPLOAD_IMAGE_SIDE", 2_560)
# Never on disk: what is refused leaves no temporary file behind.
FILE_UPLOAD_HANDLERS = ["nenep.config.receiving.InMemoryUpTo"]
RECEIVED_AT_MOST = max(30, UPLOAD_MEGABYTES) * 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_IMPORT_PATHS = ["nenep.config.jobs"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "nenep.config.discretion.DiscreetFormatter"}},
    "filters": {"no_query": {"()": "nenep.config.discretion.NoQuery"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "discreet",
            "filters": ["no_query"],
        }
    },
    # Django's own handler for its records would print messages of exceptions in full.
    "loggers": {"django": {"handlers": [], "propagate": True}},
    "root": {"handlers": ["console"], "level": text("NENEP_LOG_LEVEL", "WARNING")},
}
