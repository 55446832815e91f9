"""ODT to blocks, in the order of the text."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from wasat.documents.document import Block, BlockKind, Page, Summary
from wasat.documents.formats.flow.grid import MOST_COLUMNS, Field
from wasat.documents.formats.flow.inline import Run, styled, texts_of
from wasat.documents.formats.flow.places import Places
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.flow.tables import place_table
from wasat.documents.formats.flow.words import running, verbatim
from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.markup import (
    Element,
    iter_elements,
    iter_local,
    local,
    number,
    text_of,
)
from wasat.documents.formats.office.open.lists import iter_items
from wasat.documents.formats.office.open.names import DRAW, OFFICE, SVG, TABLE, TEXT
from wasat.documents.formats.office.open.styles import Styles, TextStyle
from wasat.documents.formats.office.open.text import Paragraph, read_paragraph
from wasat.documents.formats.office.relations import read_part
from wasat.documents.formats.sniff import ODT
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

P, H, LIST, GRID = f"{TEXT}p", f"{TEXT}h", f"{TEXT}list", f"{TABLE}table"
_STYLES = f"{OFFICE}automatic-styles"
_WANTED = (P, H, LIST, GRID, _STYLES, f"{TEXT}tracked-changes")
_ROWS = frozenset(f"{TABLE}{name}" for name in ("table-rows", "table-row-group"))
_HEAD = f"{TABLE}table-header-rows"
_MOST_REPEATED = 100  # equal rows or cells in a table; more only fill a sheet to its edge


def read_odt(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read an OpenDocument text.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, empty, or made to be too much.
    """
    archive = Archive(file, limits)
    manifest = read_part(archive, "META-INF/manifest.xml")
    if manifest is not None and any(True for _ in iter_local(manifest, "encryption-data")):
        raise UnreadableDocumentError("The document is encrypted; a password is needed.")
    meta = read_part(archive, "meta.xml")
    known = {} if meta is None else {local(e): " ".join(text_of(e).split()) for e in meta.iter()}
    made = Made(
        mime_type=ODT,
        title=known.get("title", ""),
        author=known.get("creator", "") or known.get("initial-creator", ""),
        is_packed=True,
    )
    return paginate(_Reader(archive).iter_blocks(), made, limits)


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._styles = Styles()
        self._places = Places()

    def iter_blocks(self) -> Iterator[Block]:
        """Yield everything: running lines first, then the text."""
        root = read_part(self._archive, "styles.xml")
        for part in [] if root is None else root:
            self._styles.take(part)
        yield from self._iter_running(root)
        with self._archive.open("content.xml") as stream:
            for element in iter_elements(stream, _WANTED):
                if element.tag == _STYLES:
                    self._styles.take(element)
                else:
                    yield from self._read(element)

    def _iter_running(self, root: Element | None) -> Iterator[Block]:
        """Yield what stands above and below the text of pages, each text once."""
        seen: set[str] = set()
        for name, kind in (("header", BlockKind.HEADER), ("footer", BlockKind.FOOTER)):
            for element in [] if root is None else iter_local(root, name):
                runs = self._read_runs(element)
                if texts_of(runs).strip() not in ("", *seen):
                    seen.add(texts_of(runs).strip())
                    yield Block(kind=kind, lines=styled(runs), place=name)

    def _read(self, element: Element) -> Iterator[Block]:
        if element.tag in (P, H):
            yield from self._read_paragraph(element)
        elif element.tag == LIST:
            yield from self._read_list(element)
        elif element.tag == GRID:
            yield from self._read_table(element)

    def _read_paragraph(
        self, element: Element, marker: str = "", level: int = 0
    ) -> Iterator[Block]:
        style = self._styles.find(element.get(f"{TEXT}style-name", ""))
        looks = frozenset() if element.tag == H else style.looks
        found = read_paragraph(element, self._styles, looks)
        block = _make_block(element, found, style)
        if marker and block.kind is BlockKind.PARAGRAPH:
            block = replace(block, kind=BlockKind.LIST_ITEM, marker=marker, level=level)
        if block.lines:
            yield self._place(block)
        for frame in found.frames:
            yield from self._read_frame(frame)
        for note in found.notes:
            yield from self._read_note(note)

    def _place(self, block: Block) -> Block:
        return replace(block, place=self._places.next_place(block))

    def _read_list(self, element: Element) -> Iterator[Block]:
        for item in iter_items(element, self._styles):
            if item.element.tag == GRID:
                yield from self._read_table(item.element)
            else:
                yield from self._read_paragraph(item.element, item.marker, item.level)

    def _read_frame(self, frame: Element) -> Iterator[Block]:
        words = " ".join(
            text_of(e) for name in ("title", "desc") for e in frame.iter(f"{SVG}{name}")
        )
        boxes = list(frame.iter(f"{DRAW}text-box"))
        for box in boxes[:1]:
            for inner in box:
                yield from self._read(inner)
        if not boxes and any(True for _ in frame.iter(f"{DRAW}image")):
            yield self._place(Block(kind=BlockKind.FIGURE, lines=running(words)))

    def _read_note(self, note: Element) -> Iterator[Block]:
        if note.tag == f"{OFFICE}annotation":
            author = " ".join(text_of(next(iter_local(note, "creator"), None)).split())
            marker = f"Comment ({author}):" if author else "Comment:"
        else:
            marker = note.findtext(f"{TEXT}note-citation", "").strip()
        runs = self._read_runs(note)
        if texts_of(runs).strip():
            yield self._place(Block(kind=BlockKind.FOOTNOTE, lines=styled(runs), marker=marker))

    def _read_runs(self, element: Element) -> list[Run]:
        """Return all paragraphs inside, each a line of its own."""
        runs: list[Run] = []
        for paragraph in element.iter():
            if paragraph.tag in (P, H):
                looks = self._styles.find(paragraph.get(f"{TEXT}style-name", "")).looks
                runs += read_paragraph(paragraph, self._styles, looks).runs
                runs.append(Run("\n"))
        return runs

    def _read_table(self, element: Element) -> Iterator[Block]:
        rows = list(self._iter_rows(element, is_header=False))
        yield from place_table(rows, self._places)

    def _iter_rows(self, element: Element, *, is_header: bool) -> Iterator[list[Field]]:
        for inner in element:
            if inner.tag == _HEAD:
                yield from self._iter_rows(inner, is_header=True)
            elif inner.tag in _ROWS:
                yield from self._iter_rows(inner, is_header=is_header)
            elif inner.tag == f"{TABLE}table-row":
                times = number(inner.get(f"{TABLE}number-rows-repeated"), 1)
                fields = list(self._iter_fields(inner, is_header=is_header))[:MOST_COLUMNS]
                for _ in range(min(max(times, 1), _MOST_REPEATED)):
                    yield fields

    def _iter_fields(self, row: Element, *, is_header: bool) -> Iterator[Field]:
        for cell in row:
            if cell.tag != f"{TABLE}table-cell":
                continue
            runs = self._read_runs(cell)
            first = next((e for e in cell.iter(P)), None)
            name = "" if first is None else first.get(f"{TEXT}style-name", "")
            field = Field(
                lines=styled(runs),
                row_span=max(number(cell.get(f"{TABLE}number-rows-spanned"), 1), 1),
                column_span=max(number(cell.get(f"{TABLE}number-columns-spanned"), 1), 1),
                is_header=is_header,
                alignment=self._styles.find(name).alignment,
            )
            times = number(cell.get(f"{TABLE}number-columns-repeated"), 1)
            for _ in range(min(max(times, 1), _MOST_REPEATED)):
                yield field


def _make_block(element: Element, found: Paragraph, style: TextStyle) -> Block:
    """Make a block of the text of a paragraph, which may be none."""
    if element.tag == H:
        level = min(max(number(element.get(f"{TEXT}outline-level"), 1), 1), 6)
        return Block(
            kind=BlockKind.HEADING,
            lines=styled(found.runs),
            level=level,
            alignment=style.alignment,
        )
    if style.is_code:
        return Block(kind=BlockKind.CODE, lines=verbatim(texts_of(found.runs).split("\n")))
    kind = BlockKind.CAPTION if style.is_caption else BlockKind.PARAGRAPH
    return Block(kind=kind, lines=styled(found.runs), alignment=style.alignment)
