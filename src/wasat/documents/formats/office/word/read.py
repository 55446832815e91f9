"""DOCX to blocks, in the order of the body: headings by style, lists as counted, notes below."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from wasat.documents.document import Block, BlockKind, Line, Page, Summary
from wasat.documents.formats.flow.inline import Run, styled, texts_of
from wasat.documents.formats.flow.places import Places
from wasat.documents.formats.flow.runs import paginate
from wasat.documents.formats.flow.tables import place_table
from wasat.documents.formats.flow.words import verbatim
from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.drawing import read_drawing
from wasat.documents.formats.office.markup import Element, iter_elements, iter_local
from wasat.documents.formats.office.package import open_package
from wasat.documents.formats.office.relations import (
    find_kind,
    read_part,
    read_relations,
)
from wasat.documents.formats.office.word.names import TBL, P, W, value
from wasat.documents.formats.office.word.notes import Notes
from wasat.documents.formats.office.word.numbering import Numbering
from wasat.documents.formats.office.word.styles import ParagraphStyle, Styles
from wasat.documents.formats.office.word.tables import iter_inner, iter_paragraphs, read_rows
from wasat.documents.formats.office.word.text import Paragraph, Part, read_paragraph
from wasat.documents.formats.sniff import DOCX
from wasat.documents.limits import Limits
from wasat.documents.looks import Alignment, Style

_BOLD = frozenset((Style.BOLD,))
_NOTES = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_RUNNING = {"header": BlockKind.HEADER, "footer": BlockKind.FOOTER}


def read_docx(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read a text document of Office Open XML.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, empty, or made to be too much.
    """
    package = open_package(file, limits, DOCX)
    return paginate(_Reader(package.archive, package.main).iter_blocks(), package.made, limits)


class _Reader:
    """Reads the body part by part.

    Args:
        archive: The package.
        main: Name of the part that holds the body.
    """

    def __init__(self, archive: Archive, main: str) -> None:
        self._archive = archive
        self._main = main
        self._relations = read_relations(archive, main)
        self._numbering = Numbering(self._read("numbering"))
        self._notes = Notes({kind: self._read(part) for kind, part in _NOTES.items()})
        self._part = Part(
            styles=Styles(self._read("styles")),
            relations=self._relations,
            mark=self._notes.mark,
        )
        self._places = Places()

    def iter_blocks(self) -> Iterator[Block]:
        """Yield everything: running lines first and last, the body between them."""
        yield from self._iter_running("header")
        with self._archive.open(self._main) as stream:
            for element in iter_elements(stream, (P, TBL)):
                if element.tag == P:
                    yield from self._read_paragraph(element)
                else:
                    yield from self._read_table(element)
        yield from self._iter_running("footer")

    def _read(self, kind: str) -> Element | None:
        return read_part(self._archive, find_kind(self._relations, kind))

    def _iter_running(self, kind: str) -> Iterator[Block]:
        """Yield what stands above or below the text of pages, each text once."""
        seen: set[str] = set()
        for relation in self._relations.values():
            root = read_part(self._archive, relation.target) if relation.kind == kind else None
            if root is None:
                continue
            runs = [run for p in iter_local(root, "p") for run in _end(self._look(p).runs)]
            if texts_of(runs).strip() not in ("", *seen):
                seen.add(texts_of(runs).strip())
                yield Block(kind=_RUNNING[kind], lines=styled(runs), place=kind)

    def _look(self, element: Element, style: ParagraphStyle | None = None) -> Paragraph:
        return read_paragraph(element, self._part, style.styles if style else frozenset())

    def _read_paragraph(self, element: Element) -> Iterator[Block]:
        style = self._part.styles.paragraph(element.find(f"{W}pPr"))
        is_heading = style.kind is BlockKind.HEADING
        found = self._look(element, replace(style, styles=frozenset()) if is_heading else style)
        marker = self._numbering.mark(style.list_id, style.list_level) if style.list_id else ""
        block = _make_block(found, style, marker)
        if block.lines:
            yield self._place(block)
        yield from self._read_drawn(found)
        yield from self._read_notes(found)

    def _place(self, block: Block) -> Block:
        return replace(block, place=self._places.next_place(block))

    def _read_drawn(self, found: Paragraph) -> Iterator[Block]:
        for drawing in found.drawn:
            boxes = list(iter_local(drawing, "txbxContent"))
            for box in boxes[:1]:
                for inner in iter_inner(box, P, TBL):
                    yield from (
                        self._read_paragraph(inner) if inner.tag == P else self._read_table(inner)
                    )
            for block in read_drawing(drawing, self._archive, self._relations, ""):
                yield self._place(block)

    def _read_notes(self, found: Paragraph) -> Iterator[Block]:
        for kind, note_id in found.notes:
            note = self._notes.take(kind, note_id)
            if note is not None:
                yield from self._make_note(note, self._notes.mark(kind, note_id))
        for comment_id in found.comments:
            comment = self._notes.take("comment", comment_id)
            if comment is not None:
                author = " ".join(comment.get(f"{W}author", "").split())
                yield from self._make_note(
                    comment, f"Comment ({author}):" if author else "Comment:"
                )

    def _make_note(self, note: Element, marker: str) -> Iterator[Block]:
        runs = [run for p in iter_local(note, "p") for run in _end(self._look(p).runs)]
        if texts_of(runs).strip():
            yield self._place(Block(kind=BlockKind.FOOTNOTE, lines=styled(runs), marker=marker))

    def _read_table(self, element: Element) -> Iterator[Block]:
        self._notes_of_cells: list[Paragraph] = []
        name = self._part.styles.table_name(value(element, "tblPr", "tblStyle"))
        yield from place_table(read_rows(element, self._read_cell, name), self._places)
        for found in self._notes_of_cells:
            yield from self._read_drawn(found)
            yield from self._read_notes(found)

    def _read_cell(self, cell: Element) -> tuple[tuple[Line, ...], Alignment, bool]:
        runs: list[Run] = []
        alignments: list[Alignment] = []
        for element in iter_paragraphs(cell):
            style = self._part.styles.paragraph(element.find(f"{W}pPr"))
            found = self._look(element, style)
            marker = self._numbering.mark(style.list_id, style.list_level) if style.list_id else ""
            if found.has_words and marker:
                runs.append(Run(f"{marker} "))
            runs += _end(found.runs)
            alignments.append(style.alignment)
            self._notes_of_cells.append(found)
        words = [run for run in runs if run.text.strip()]
        is_bold = bool(words) and all(run.styles >= _BOLD for run in words)
        return styled(runs), alignments[0] if alignments else Alignment.START, is_bold


def _end(runs: Sequence[Run]) -> list[Run]:
    return [*runs, Run("\n")]


def _make_block(found: Paragraph, style: ParagraphStyle, marker: str) -> Block:
    """Make a block of the text of a paragraph, which may be none."""
    if style.kind is BlockKind.CODE:
        return Block(kind=BlockKind.CODE, lines=verbatim(texts_of(found.runs).split("\n")))
    if found.has_formula and not found.has_words:
        return Block(kind=BlockKind.FORMULA, lines=styled(found.runs))
    runs = found.runs
    if style.kind is BlockKind.HEADING:
        runs = [Run(f"{marker} "), *runs] if marker and found.has_words else runs
        return Block(
            kind=style.kind,
            lines=styled(runs),
            level=max(style.level, 1),
            alignment=style.alignment,
        )
    if marker and style.kind is BlockKind.PARAGRAPH:
        return Block(
            kind=BlockKind.LIST_ITEM, lines=styled(runs), level=style.list_level + 1, marker=marker
        )
    return Block(kind=style.kind, lines=styled(runs), alignment=style.alignment)
