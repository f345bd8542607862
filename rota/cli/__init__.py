"""The command line: a command in each file, imported when it is asked for."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

import click

from rota import __version__
from rota.cli.talk import CouldNotRunError, bear_with_any_letter

COMMANDS = ("new", "check", "solve", "audit", "rules", "export")
"""In the order in which a council meets them; each is a module of this package with a ``command``."""


class _Commands(click.Group):
    """Imports a command when it is asked for, and names the nearest when there is none of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"rota.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = get_close_matches(args[0], COMMANDS, 1)
            remedy = f"Did you mean '{near[0]}'?" if near else "'rota -h' lists those there are."
            raise CouldNotRunError(f"There is no command '{args[0]}'. {remedy}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            where = f", {stopped}" if str(stopped) else ""
            raise CouldNotRunError(f"Stopped before the end{where}.") from None
        except Exception as error:
            from rota.answers import RuleError  # here, so that help is soon there

            if isinstance(error, RuleError):
                raise CouldNotRunError(f"{error} Nothing was written.") from error
            raise


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rota")
def main() -> None:
    """Draws a council's yearly rota of members' visits to children's services.

    \b
    Example:
      rota new visits

    Exit codes: 0 all is well; 1 the answer is no; 2 the command could not run.
    """
    bear_with_any_letter()
