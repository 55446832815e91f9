"""`wasat files`: the Files API of a running server from the shell."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.filesize import decimal
from rich.table import Table

from wasat.cli.client import Client
from wasat.cli.options import Key, Server

_PIPE_COLUMNS = 240  # no terminal whose width counts: names stay whole

files = typer.Typer(
    name="files",
    help="List, show, remove and upload files of a server.",
    no_args_is_help=True,
    add_completion=False,
)


@files.command("ls")
def list_files(*, server: Server = "http://127.0.0.1:8080", key: Key = "wasat") -> None:
    """List all files, newest first."""
    table = Table("name", "title", "type", "size", "state", "expires", box=None)
    for file in Client(server, key).list("files", "files"):
        table.add_row(
            file["name"],
            file.get("displayName", ""),
            file["mimeType"],
            decimal(int(file.get("sizeBytes", 0))),
            file["state"],
            file["expirationTime"],
        )
    Console(width=None if sys.stdout.isatty() else _PIPE_COLUMNS).print(table)


@files.command("get")
def get_file(name: str, *, server: Server = "http://127.0.0.1:8080", key: Key = "wasat") -> None:
    """Show one file as JSON."""
    Console(soft_wrap=True).print_json(data=Client(server, key).get(_resource(name)))


@files.command("rm")
def remove_files(
    names: Annotated[list[str], typer.Argument(help="With or without files/.")],
    *,
    server: Server = "http://127.0.0.1:8080",
    key: Key = "wasat",
) -> None:
    """Remove files."""
    client = Client(server, key)
    for name in names:
        client.delete(_resource(name))


@files.command("upload")
def upload_files(
    paths: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False)],
    *,
    server: Server = "http://127.0.0.1:8080",
    key: Key = "wasat",
) -> None:
    """Upload files and print their names."""
    client = Client(server, key)
    for path in paths:
        print(client.upload(path)["name"])


def _resource(name: str) -> str:
    return f"files/{name.removeprefix('files/')}"
