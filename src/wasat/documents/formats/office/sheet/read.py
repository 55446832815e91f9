"""XLSX to blocks: every sheet a part of its own, hidden ones marked so."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from wasat.documents.document import Block, BlockKind, Page, Summary
from wasat.documents.formats.flow.inline import Run
from wasat.documents.formats.flow.runs import Opening, paginate
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.drawing import read_drawings
from wasat.documents.formats.office.markup import (
    Element,
    Stream,
    iter_elements,
    number,
    parse,
    text_of,
)
from wasat.documents.formats.office.package import open_package
from wasat.documents.formats.office.relations import (
    RELATION,
    Relation,
    find_kind,
    read_part,
    read_relations,
)
from wasat.documents.formats.office.sheet.cells import CellReader, Shown, read_runs
from wasat.documents.formats.office.sheet.merges import read_merges
from wasat.documents.formats.office.sheet.names import S
from wasat.documents.formats.office.sheet.regions import iter_regions
from wasat.documents.formats.office.sheet.styles import read_styles
from wasat.documents.formats.sniff import XLSX
from wasat.documents.limits import Limits

_TRUE = ("1", "true")


def read_xlsx(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read a workbook; nothing is computed, cells show what was computed when it was saved.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, empty, or made to be too much.
    """
    package = open_package(file, limits, XLSX)
    return paginate(_iter_blocks(package.archive, package.main), package.made, limits)


def _iter_blocks(archive: Archive, main: str) -> Iterator[Block | Opening]:
    workbook = parse(archive.read(main))
    relations = read_relations(archive, main)
    properties = workbook.find(f"{S}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in _TRUE
    styles = read_styles(read_part(archive, find_kind(relations, "styles")))
    texts = _read_texts(archive, relations)
    for sheet in workbook.iter(f"{S}sheet"):
        name = sheet.get("name", "")
        is_hidden = sheet.get("state", "visible") != "visible"
        label = f"{name} (hidden)" if is_hidden else name
        yield Opening(label=label, title=label)
        relation = relations.get(sheet.get(f"{RELATION}id", ""))
        if relation is not None and relation.target in archive:
            cells = CellReader(texts, styles, is_1904=is_1904)
            yield from _read_sheet(archive, relation.target, name, label, cells)


def _read_texts(archive: Archive, relations: dict[str, Relation]) -> list[tuple[Run, ...]]:
    name = find_kind(relations, "sharedStrings")
    if name not in archive:
        return []
    with archive.open(name) as stream:
        return [read_runs(item) for item in iter_elements(stream, (f"{S}si",))]


def _read_sheet(
    archive: Archive, part: str, name: str, label: str, cells: CellReader
) -> Iterator[Block]:
    """Yield the sheet's name as a heading if it holds anything, then all it holds."""
    with archive.open(part) as stream:
        merges = read_merges(stream)
    heading = Block(kind=BlockKind.HEADING, level=1, lines=running(label), place=name)
    relations = read_relations(archive, part)
    is_first = True
    with archive.open(part) as stream:
        for block in iter_regions(_iter_rows(stream, cells), name, merges):
            if is_first:
                yield heading
            is_first = False
            yield block
    for block in _iter_attached(archive, relations, name):
        if is_first:
            yield heading
        is_first = False
        yield block


def _iter_rows(stream: Stream, cells: CellReader) -> Iterator[list[Shown]]:
    row = -1
    for element in iter_elements(stream, (f"{S}row",)):
        row = number(element.get("r"), row + 2) - 1
        shown = sorted(cells.read_row(element, row), key=lambda cell: cell.column)
        if shown:
            yield shown


def _iter_attached(archive: Archive, relations: dict[str, Relation], name: str) -> Iterator[Block]:
    """Yield what lies over the cells: charts and pictures, then comments."""
    drawing = find_kind(relations, "drawing")
    root = read_part(archive, drawing)
    if root is not None:
        yield from read_drawings(root, archive, read_relations(archive, drawing), name)
    comments = read_part(archive, find_kind(relations, "comments"))
    for comment in [] if comments is None else comments.iter(f"{S}comment"):
        yield from _read_comment(comment, name)


def _read_comment(comment: Element, name: str) -> Sequence[Block]:
    place = comment.get("ref", "")[:20]
    lines = running(text_of(comment.find(f"{S}text")))
    if not lines:
        return ()
    return [
        Block(
            kind=BlockKind.FOOTNOTE,
            lines=lines,
            marker=f"Comment {place}:",
            place=f"{name}!{place}",
        )
    ]
