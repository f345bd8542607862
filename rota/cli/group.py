"""A group of commands, each in a module of its own that is imported when the command is asked for."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from rota.cli.console import Refusal
from rota.errors import CouldNotRunError, RotaError
from rota.text.english import did_you_mean
from rota.text.system_refusals import refused


class Commands(click.Group):
    """Commands by name, each the ``command`` of its module. A name there is not is told the nearest."""

    def __init__(self, *args: Any, modules: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are given."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        if cmd_name not in self.modules:
            return None
        command: click.Command = import_module(self.modules[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name. CouldNotRunError when there is none of that name."""
        if args and not args[0].startswith("-") and args[0] not in self.modules:
            remedy = did_you_mean(args[0], self.modules, f"'{ctx.command_path} -h' lists those there are.")
            raise CouldNotRunError(f"There is no command '{args[0]}'. {remedy}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; Ctrl-C is an end of its own, and so are a rule that goes wrong and a disk that refuses."""
        try:
            _must_stand_somewhere()
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            where = f", {stopped}" if str(stopped) else ""
            raise Refusal(f"Stopped before the end{where}.") from None
        except RotaError as error:
            refusal = _refusal(error)
            if refusal is None:
                raise
            raise refusal from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever reads has read enough
                raise
            raise Refusal(_disk_refused(error)) from error
        except MemoryError as error:
            raise Refusal("There was not enough memory. Close other programs, and give the command again.") from error


def _must_stand_somewhere() -> None:
    """CouldNotRunError when the folder in which the command is given has vanished: no path means anything then."""
    try:
        Path.cwd()
    except FileNotFoundError as error:
        raise CouldNotRunError("The folder that you are in is not there any more. Go to another with cd.") from error


def _disk_refused(error: OSError) -> str:
    """What the system refused that no command has better words for, in a sentence."""
    if error.filename:
        return refused(error, error.filename, "used")
    return refused(error, "What the command writes", "written")


def _refusal(error: RotaError) -> Refusal | None:
    """What is said of an exception raised on purpose; None for a rule of ours that contradicts itself, a bug."""
    from rota.auditing import DisagreementError  # here, so that help is soon there
    from rota.rules.validate import RuleError

    if isinstance(error, DisagreementError):
        return None
    return Refusal(f"{error} Nothing was written." if isinstance(error, RuleError) else str(error))
