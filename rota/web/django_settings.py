"""Django's settings for a service of this configuration."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF

from rota import __version__
from rota.web.config import Config, Database, MailServer

HOUR = 3600
DAY = 24 * HOUR

APPS = (
    "rota.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
)
MIDDLEWARE = (
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
    "allauth.account.middleware.AccountMiddleware",
    "rota.web.sessions.SessionRules",
)


def settings_of(config: Config) -> dict[str, Any]:
    """The settings by name."""
    return {
        "SECRET_KEY": config.secret,
        "DEBUG": False,
        "INSTALLED_APPS": APPS,
        "MIDDLEWARE": MIDDLEWARE,
        "ROOT_URLCONF": "rota.web.urls",
        "WSGI_APPLICATION": "rota.web.wsgi.application",
        "DATABASES": {"default": database(config.database)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "CACHES": {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}},
        "TEMPLATES": [_templates()],
        "FORM_RENDERER": "rota.web.forms.renderer.OwnTemplates",
        "LANGUAGE_CODE": "en-gb",
        "TIME_ZONE": "Europe/London",
        "USE_TZ": True,
        "STATIC_URL": f"/static/{__version__}/",
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_ALLOW_ALL_ORIGINS": False,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_MAX_AGE": HOUR,
        "COUNCIL": config.council,
        "COUNCIL_COLOUR": config.colour,
        "EXPORTS": config.exports,
        "ADDRESS": config.address.geturl().rstrip("/"),
        "LOGGING": _logging(),
        **_mail(config.mail, config.mail_from),
        **_security(config),
        **_signing_in(),
    }


def database(where: Database) -> dict[str, Any]:
    """The tables' place. Each action opens a transaction of its own: one for each request would make readers wait."""
    shared = {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": where.engine == "postgresql"}
    if where.engine == "sqlite3":
        # Measured: of 480 writes at a time Django's usual settings lost 301, these none.
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": where.name, "OPTIONS": options, **shared}
    server = {"USER": where.user, "PASSWORD": where.password, "HOST": where.host, "PORT": where.port}
    return {"ENGINE": "django.db.backends.postgresql", "NAME": where.name, **server, **shared}


def _templates() -> dict[str, Any]:
    processors = (
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
        "rota.web.pages.context.of_every_page",
    )
    options = {"context_processors": processors}
    return {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": options}


def _mail(server: MailServer, sender: str) -> dict[str, Any]:
    kinds = {"console": "console", "folder": "filebased", "smtp": "smtp"}
    return {
        "DEFAULT_FROM_EMAIL": sender,
        "SERVER_EMAIL": sender,
        "EMAIL_BACKEND": f"django.core.mail.backends.{kinds[server.kind]}.EmailBackend",
        "EMAIL_FILE_PATH": server.place if server.kind == "folder" else None,
        "EMAIL_HOST": server.place if server.kind == "smtp" else "",
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.tls == "starttls",
        "EMAIL_USE_SSL": server.tls == "tls",
        "EMAIL_TIMEOUT": 20,
    }


def _security(config: Config) -> dict[str, Any]:
    """No script and no style but our own files. Not ``no-referrer``: browsers then send a form with Origin: null."""
    address = config.address
    policy = {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
    return {
        "ALLOWED_HOSTS": [address.hostname],
        "CSRF_TRUSTED_ORIGINS": [f"{address.scheme}://{address.netloc}"],
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": policy},
        "SECURE_REFERRER_POLICY": "strict-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "X_FRAME_OPTIONS": "DENY",
        "SECURE_SSL_REDIRECT": config.is_https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if config.is_https else None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1 if config.is_https else 0,
        "SECURE_HSTS_SECONDS": 365 * DAY if config.is_https else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": config.is_https,
        "SECURE_HSTS_PRELOAD": config.is_https,
        "SESSION_COOKIE_SECURE": config.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_AGE": 30 * DAY,
        "CSRF_COOKIE_SECURE": config.is_https,
        "CSRF_COOKIE_HTTPONLY": True,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * 2**20,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 1000,
    }


def _signing_in() -> dict[str, Any]:
    """By a code in an e-mail, bound to the browser that asked; three tries; nobody signs up by themselves."""
    return {
        "AUTH_USER_MODEL": "web.User",
        "AUTHENTICATION_BACKENDS": ("allauth.account.auth_backends.AuthenticationBackend",),
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "ACCOUNT_ADAPTER": "rota.web.signing_in.NobodySignsUp",
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ("email*",),
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_EMAIL_NOTIFICATIONS": True,
        "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
        "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
        "ACCOUNT_PREVENT_ENUMERATION": True,
        "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
        "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 3,
        "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": HOUR // 4,
        "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/sign-in/",
        "ACCOUNT_FORMS": {
            "request_login_code": "rota.web.forms.signing_in.SignInForm",
            "confirm_login_code": "rota.web.forms.signing_in.CodeForm",
        },
        "MFA_SUPPORTED_TYPES": ("totp", "recovery_codes"),
        "MFA_FORMS": {
            "authenticate": "rota.web.forms.signing_in.SecondFactorForm",
            "activate_totp": "rota.web.forms.signing_in.ActivateForm",
        },
        "MFA_TOTP_ISSUER": "Rota",
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_REAUTHENTICATION_REQUIRED": False,
    }


def _logging() -> dict[str, Any]:
    """Everything to stderr, where systemd keeps it; addresses of pages, never what was sent to them."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
    }
