"""``python -m rota.web forget_second_factor``: for whoever has lost their telephone and their codes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from rota.web.actions.log import Actor
from rota.web.actions.people import forget_second_factor


class Command(BaseCommand):
    """Takes away a second factor; the log has it."""

    help = "Takes a lost second factor away. Make sure first who asks. They make another when they sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does so. NotAppointed when there is none."""
        forget_second_factor(Actor("command line: forget_second_factor"), options["email"])
        self.stdout.write(f"{options['email']} has no second factor now, and is signed out everywhere.")
