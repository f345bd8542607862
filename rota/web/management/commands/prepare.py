"""``python -m rota.web prepare``: the tables of this version."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from rota.web.serve import prepare


class Command(BaseCommand):
    """Makes the tables, or brings them up to this version."""

    help = "Makes the service's tables, or brings them up to this version. Give it after every update."

    def handle(self, *args: Any, **options: Any) -> None:
        """Does so."""
        prepare()
        self.stdout.write("The tables are those of this version.")
