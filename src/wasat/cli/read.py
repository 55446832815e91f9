"""`wasat read`: a document as HTML, Markdown, text or JSON, or what was understood of a page."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from wasat.blob import Blob
from wasat.cli.local import open_blob, open_rooms
from wasat.cli.pages import choose_pages, find_spans, gather_pages
from wasat.cli.progress import Advance, pages_bar
from wasat.documents.document import Block, Document, Page
from wasat.documents.export import debug
from wasat.documents.export import html as html_export
from wasat.documents.export import json as json_export
from wasat.documents.export import markdown as markdown_export
from wasat.documents.export import text as text_export
from wasat.documents.export.options import ExportOptions
from wasat.documents.formats.sniff import PDF
from wasat.documents.render import Pixels, decode_png
from wasat.rooms import Rooms

Export = Callable[[Document, ExportOptions], Iterator[str]]


def read(  # noqa: PLR0913 - one argument an option
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    *,
    html: Annotated[bool, typer.Option("--html", help="HTML, the default.")] = False,
    markdown: Annotated[bool, typer.Option("--md", help="Markdown.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Plain text.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The document model, with boxes.")] = False,
    pages: Annotated[str, typer.Option(help="Which pages: 7, 2-5, 3-, or 1,4-6.")] = "",
    images: Annotated[bool, typer.Option("--images", help="Figures of a PDF in the HTML.")] = False,
    debug_path: Annotated[
        Path | None,
        typer.Option(
            "--debug", metavar="PNG", help="Draw blocks and order of one page of a PDF instead."
        ),
    ] = None,
) -> None:
    """Read a document in a sealed process and print what it holds; no server is needed."""
    forms = {"html": html, "md": markdown, "text": text, "json": json}
    chosen = [form for form, is_chosen in forms.items() if is_chosen]
    if len(chosen) > 1:
        raise typer.BadParameter("expected one of --html, --md, --text and --json, not several")
    form = chosen[0] if chosen else "html"
    if images and form != "html":
        raise typer.BadParameter("expected --images with --html alone")
    asyncio.run(_read(path, form, pages, draws=images, debug_path=debug_path))


async def _read(path: Path, form: str, pages: str, *, draws: bool, debug_path: Path | None) -> None:
    async with open_rooms() as rooms:
        blob = open_blob(path)
        with pages_bar(f"Reading {path.name}") as advance:
            document = await _load(rooms, blob, pages, advance)
        if debug_path is not None:
            page = document.pages[0]
            png = await rooms.page_view.draw(blob, page.number, [])
            await asyncio.to_thread(_write_debug, debug_path, png, page)
            return
        pictures = _Pictures(rooms, blob)
        options = ExportOptions(draw=pictures.draw if draws else None)
        await asyncio.to_thread(_print, _EXPORTS[form](document, options))
        unread = document.summary.unread
    if unread:
        numbers = ", ".join(map(str, unread))
        Console(stderr=True).print(f"not read: page {numbers}", style="yellow")


async def _load(rooms: Rooms, blob: Blob, pages: str, advance: Advance) -> Document:
    """Read a document, of a PDF no other pages than those asked for."""
    if not pages or blob.mime_type != PDF:
        return choose_pages(await rooms.library.load(blob, advance), pages)
    parts = [await rooms.library.load(blob, advance, span) for span in find_spans(pages)]
    return gather_pages(pages, parts)


def _print(pieces: Iterator[str]) -> None:
    for piece in pieces:
        sys.stdout.write(piece)


def _write_debug(path: Path, png: bytes, page: Page) -> None:
    """Write the picture of a page with its blocks, and tell what stands where."""
    path.write_bytes(debug.draw_blocks(decode_png(png), page))
    for index, block in enumerate(page.blocks, 1):
        print(f"{index:4} {block.kind.value:10} {' '.join(block.text.split())[:80]}")


class _Pictures:
    """Pictures of figures, cut from pages drawn in sealed processes; the last page is kept."""

    def __init__(self, rooms: Rooms, blob: Blob) -> None:
        self._rooms = rooms
        self._blob = blob
        self._loop = asyncio.get_running_loop()
        self._number = 0
        self._pixels: Pixels | None = None

    def draw(self, page: Page, block: Block) -> bytes:
        """Return the picture of a figure; called from another thread than the loop's."""
        if not page.width or block.box.is_empty:
            return b""
        if self._pixels is None or self._number != page.number:
            drawing = self._rooms.page_view.draw(self._blob, page.number, [])
            png = asyncio.run_coroutine_threadsafe(drawing, self._loop).result()
            self._pixels, self._number = decode_png(png), page.number
        return debug.crop(self._pixels, page, block.box)


def _export_json(document: Document, options: ExportOptions) -> Iterator[str]:
    del options
    return json_export.export_document(document)


_EXPORTS: Mapping[str, Export] = {
    "html": html_export.export_document,
    "md": markdown_export.export_document,
    "text": text_export.export_document,
    "json": _export_json,
}
