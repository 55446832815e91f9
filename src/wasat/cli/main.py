"""The `wasat` command: which commands there are, and how a failure is said."""

import logging
import sys
from importlib import import_module
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from wasat import __version__
from wasat.cli.logs import configure_logs
from wasat.status import StatusError

_COMMANDS = ("serve", "ask", "read", "doctor", "files", "keys")  # each in a module of its name


class _Commands(TyperGroup):
    """Imports a command when it is called: a server loads nothing that reads documents itself."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 typer keeps the type to itself
        """Return all names, in the order of the help."""
        return [*_COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 likewise
        """Return a command, None if there is none of the name."""
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(f"wasat.cli.{cmd_name}"), cmd_name)
        if not isinstance(command, typer.Typer):
            function, command = command, typer.Typer(add_completion=False)
            command.command()(function)
        return typer.main.get_command(command)


commands = typer.Typer(
    name="wasat",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@commands.callback()
def wasat() -> None:
    """The Gemini Developer API for documents, on your own machine."""


@commands.command()
def version() -> None:
    """Print the version."""
    print(__version__)


def run() -> None:
    """Run the command; a failure the caller should hear of is one sentence and exit status 1."""
    configure_logs(logging.WARNING)
    try:
        commands()
    except (StatusError, OSError, ValueError) as error:
        Console(stderr=True, highlight=False).print(f"wasat: {error}", style="red")
        sys.exit(1)
