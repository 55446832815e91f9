"""`wasat read`: a document as HTML, Markdown or JSON on standard output."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from wasat.cli.local import open_blob, open_rooms
from wasat.cli.progress import pages_bar
from wasat.documents.document import Document
from wasat.documents.export import html as html_export
from wasat.documents.export import json as json_export
from wasat.documents.export import markdown as markdown_export


def read(
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    *,
    html: Annotated[bool, typer.Option("--html", help="HTML, the default.")] = False,
    markdown: Annotated[bool, typer.Option("--md", help="Markdown.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The document model, with boxes.")] = False,
) -> None:
    """Read a document in a sealed process and print what it holds; no server is needed."""
    if html + markdown + json > 1:
        raise typer.BadParameter("expected one of --html, --md and --json, not several")
    asyncio.run(_read(path, "md" if markdown else "json" if json else "html"))


async def _read(path: Path, form: str) -> None:
    async with open_rooms() as rooms:
        with pages_bar(f"Reading {path.name}") as advance:
            document = await rooms.library.load(open_blob(path), advance)
        for piece in _EXPORTS[form](document):
            sys.stdout.write(piece)
        unread = document.summary.unread
    if unread:
        pages = ", ".join(map(str, unread))
        Console(stderr=True).print(f"not read: page {pages}", style="yellow")


_EXPORTS: Mapping[str, Callable[[Document], Iterator[str]]] = {
    "html": html_export.export_document,
    "md": markdown_export.export_document,
    "json": json_export.export_document,
}
