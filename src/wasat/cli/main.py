"""The `wasat` command: which commands there are, and how a failure is said."""

import logging
import sys

import typer
from httpx import HTTPError
from rich.console import Console

from wasat import __version__
from wasat.cli.ask import ask
from wasat.cli.doctor import doctor
from wasat.cli.files import files
from wasat.cli.keys import keys
from wasat.cli.logs import configure_logs
from wasat.cli.read import read
from wasat.cli.serve import serve
from wasat.status import StatusError

commands = typer.Typer(
    name="wasat",
    help="The Gemini Developer API for documents, on your own machine.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
commands.command()(serve)
commands.command()(ask)
commands.command()(read)
commands.command()(doctor)
commands.add_typer(files, name="files")
commands.add_typer(keys, name="keys")


@commands.command()
def version() -> None:
    """Print the version."""
    print(__version__)


def run() -> None:
    """Run the command; a failure the caller should hear of is one sentence and exit status 1."""
    configure_logs(logging.WARNING)
    try:
        commands()
    except (StatusError, HTTPError, OSError, ValueError) as error:
        Console(stderr=True, highlight=False).print(f"wasat: {error}", style="red")
        sys.exit(1)
