"""PPTX to blocks: a slide a page, its title first, then shapes in their order, notes last."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from wasat.documents.document import Block, BlockKind, Page, Summary
from wasat.documents.formats.flow.grid import Field, make_tables
from wasat.documents.formats.flow.inline import Run, styled
from wasat.documents.formats.flow.runs import Opening, paginate
from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.drawing import read_drawing
from wasat.documents.formats.office.markup import Element, iter_local, number, parse, text_of
from wasat.documents.formats.office.package import open_package
from wasat.documents.formats.office.relations import (
    RELATION,
    Relation,
    find_kind,
    read_part,
    read_relations,
)
from wasat.documents.formats.office.slide.layout import Layouts, find_placeholder, is_title
from wasat.documents.formats.office.slide.names import A, P
from wasat.documents.formats.office.slide.text import read_items
from wasat.documents.formats.sniff import PPTX
from wasat.documents.limits import Limits

_RUNNING = ("sldNum", "dt", "ftr", "hdr")
_FALSE = ("0", "false")


def read_pptx(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read a presentation.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, empty, or made to be too much.
    """
    package = open_package(file, limits, PPTX)
    return paginate(_iter_blocks(package.archive, package.main), package.made, limits)


def _iter_blocks(archive: Archive, main: str) -> Iterator[Block | Opening]:
    relations = read_relations(archive, main)
    layouts = Layouts(archive)
    slides = parse(archive.read(main)).iter(f"{P}sldId")
    for index, slide in enumerate(slides, 1):
        relation = relations.get(slide.get(f"{RELATION}id", ""))
        root = read_part(archive, relation.target) if relation else None
        if relation is None or root is None:
            yield Opening(is_page=True)
            continue
        reader = _Slide(archive, layouts, read_relations(archive, relation.target), index)
        blocks = list(reader.iter_blocks(root))
        title = next((b.text for b in blocks if b.kind is BlockKind.HEADING), "")
        is_hidden = root.get("show") in _FALSE
        label = f"slide {index} (hidden)" if is_hidden else ""
        yield Opening(label=label, title=" ".join(title.split()), is_page=True)
        yield from blocks


class _Slide:
    """Reads one slide.

    Args:
        archive: The package.
        layouts: Its layouts.
        relations: Of the slide.
        number: Of the slide, from 1.
    """

    def __init__(
        self, archive: Archive, layouts: Layouts, relations: dict[str, Relation], number: int
    ) -> None:
        self._archive = archive
        self._layouts = layouts
        self._relations = relations
        self._place = f"slide {number}"

    def iter_blocks(self, root: Element) -> Iterator[Block]:
        """Yield everything on the slide and its notes."""
        tree = root.find(f"{P}cSld/{P}spTree")
        blocks = list(self._read_shapes(tree)) if tree is not None else []
        yield from (block for block in blocks if block.kind is BlockKind.HEADING)
        yield from (block for block in blocks if block.kind is not BlockKind.HEADING)
        yield from self._read_notes()

    def _read_shapes(self, tree: Element) -> Iterator[Block]:
        for shape in tree:
            if shape.tag == f"{P}sp":
                yield from self._read_shape(shape)
            elif shape.tag == f"{P}grpSp":
                yield from self._read_shapes(shape)
            elif shape.tag == f"{P}pic":
                yield from read_drawing(shape, self._archive, self._relations, self._place)
            elif shape.tag == f"{P}graphicFrame":
                yield from self._read_frame(shape)
            elif shape.tag.endswith("}AlternateContent") and len(shape):
                yield from self._read_shapes(shape[0])

    def _read_shape(self, shape: Element) -> Iterator[Block]:
        placeholder = find_placeholder(shape)
        inherited = self._layouts.inherit(self._relations, placeholder)
        items = list(read_items(shape.find(f"{P}txBody"), self._relations, inherited))
        if is_title(placeholder) and items:
            runs = [run for item in items for run in (*item.runs, Run("\n"))]
            yield self._make(BlockKind.HEADING, runs, level=1)
            return
        is_running = placeholder is not None and placeholder.get("type") in _RUNNING
        for item in items:
            if is_running:
                yield self._make(BlockKind.FOOTER, item.runs)
            elif item.marker:
                made = self._make(BlockKind.LIST_ITEM, item.runs, level=item.level + 1)
                yield replace(made, marker=item.marker)
            else:
                made = self._make(BlockKind.PARAGRAPH, item.runs)
                yield replace(made, alignment=item.alignment)

    def _make(self, kind: BlockKind, runs: list[Run] | tuple[Run, ...], level: int = 0) -> Block:
        return Block(kind=kind, lines=styled(runs), level=level, place=self._place)

    def _read_frame(self, frame: Element) -> Iterator[Block]:
        for table in frame.iter(f"{A}tbl"):
            for made in make_tables(self._read_rows(table)):
                yield Block(kind=BlockKind.TABLE, table=made, place=self._place)
            return
        for diagram in iter_local(frame, "relIds"):
            yield from self._read_diagram(diagram)
        yield from read_drawing(frame, self._archive, self._relations, self._place)

    def _read_diagram(self, diagram: Element) -> Iterator[Block]:
        """Yield the texts of a diagram, in the order in which they are kept."""
        relation = self._relations.get(diagram.get(f"{RELATION}dm", ""))
        root = read_part(self._archive, relation.target) if relation else None
        for point in [] if root is None else iter_local(root, "pt"):
            text = "\n".join(text_of(p) for p in point.iter(f"{A}p"))
            if text.strip():
                yield self._make(BlockKind.PARAGRAPH, [Run(text)])

    def _read_rows(self, table: Element) -> Iterator[list[Field]]:
        properties = table.find(f"{A}tblPr")
        has_head = properties is not None and properties.get("firstRow") in ("1", "true")
        for index, row in enumerate(table.iter(f"{A}tr")):
            yield [
                self._read_cell(cell, is_header=has_head and not index)
                for cell in row.findall(f"{A}tc")
                if not ({cell.get("hMerge"), cell.get("vMerge")} & {"1", "true"})
            ]

    def _read_cell(self, cell: Element, *, is_header: bool) -> Field:
        items = list(read_items(cell.find(f"{A}txBody"), self._relations))
        runs = [run for item in items for run in (*item.runs, Run("\n"))]
        return Field(
            lines=styled(runs),
            row_span=max(number(cell.get("rowSpan"), 1), 1),
            column_span=max(number(cell.get("gridSpan"), 1), 1),
            is_header=is_header,
            **({"alignment": items[0].alignment} if items else {}),
        )

    def _read_notes(self) -> Iterator[Block]:
        name = find_kind(self._relations, "notesSlide")
        root = read_part(self._archive, name)
        for shape in [] if root is None else root.iter(f"{P}sp"):
            placeholder = find_placeholder(shape)
            if placeholder is None or placeholder.get("type") != "body":
                continue
            for item in read_items(shape.find(f"{P}txBody"), read_relations(self._archive, name)):
                made = self._make(BlockKind.FOOTNOTE, item.runs)
                yield replace(made, marker="Notes:", place=f"{self._place}, notes")
