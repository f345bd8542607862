"""The service as the one app that Django knows."""

from __future__ import annotations

from django.apps import AppConfig


class Service(AppConfig):
    """The app ``web``: its tables begin with that name."""

    name = "rota.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hears who signs in, for the log."""
        from rota.web import signing_in  # noqa: F401 - models are there only now
