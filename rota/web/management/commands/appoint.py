"""``python -m rota.web appoint``: the first administrator, and whoever else is appointed without a browser."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from rota.web.actions.log import Actor
from rota.web.actions.people import appoint
from rota.web.roles import Role


class Command(BaseCommand):
    """Appoints somebody from today on; the log has it."""

    help = "Appoints somebody from today on: the first administrator, who appoints the others in a browser."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and as what."""
        parser.add_argument("role", choices=[str(role) for role in Role])
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--scope", default="", help="the name or id of a member or a host in the register")

    def handle(self, *args: Any, **options: Any) -> None:
        """Does so. NotAppointed when they hold the role already."""
        role = Role(options["role"])
        day = timezone.localdate()
        appoint(Actor("command line: appoint"), options["email"], options["name"], role, day, options["scope"])
        self.stdout.write(f"{options['email']} is {role.words} from today on, and may sign in.")
