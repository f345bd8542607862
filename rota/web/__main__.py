"""``python -m rota.web``: Django's commands, such as ``check --deploy``, and the service's own."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from rota.errors import RotaError


def main() -> None:
    """Runs the command; what is wrong with the settings is said in sentences."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rota.web.settings")
    try:
        execute_from_command_line(sys.argv)
    except RotaError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
