"""From the text and controls of RTF to blocks."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from wasat.documents.document import Block, BlockKind, Line
from wasat.documents.formats.flow.grid import Field, make_tables
from wasat.documents.formats.flow.inline import PLAIN, Run, styled, texts_of
from wasat.documents.formats.rtf_tables import Row, span_rows
from wasat.documents.looks import Alignment, Style

_BULLETS = {"\u00b7": "•", "\uf0b7": "•", "o": "◦", "\uf0a7": "▪"}  # Symbol and Wingdings as used
_ALIGNMENTS = {"qc": Alignment.CENTER, "qr": Alignment.END, "qj": Alignment.JUSTIFY}
PARAGRAPH_ENDS = frozenset(("par", "sect", "page", "column"))


class Assembler:
    """Gathers text by where it goes, and makes a block at the end of each paragraph.

    Attributes:
        title: As the document's own data say.
        author: As the document's own data say.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self.title = ""
        self.author = ""
        self._texts: dict[str, list[Run]] = {}
        self._notes: list[Block] = []
        self._rows: list[Row] = []
        self._row = Row()
        self._alignment = Alignment.START
        self._is_in_table = False
        self._outline = -1
        self._depth = 0
        self._paragraphs = 0

    def write(
        self, sink: str, text: str, looks: frozenset[Style] = PLAIN, target: str = ""
    ) -> None:
        """Add text to the body, a note, a list marker, or what is known of the document."""
        self._texts.setdefault(sink, []).append(Run(text, looks, target))

    def close(self, sink: str) -> None:
        """End the group that wrote to a sink of its own."""
        if sink == "note":
            lines = _lines(self._take("note"))
            if lines:
                self._notes.append(Block(kind=BlockKind.FOOTNOTE, lines=lines))
        elif sink == "title":
            self.title = " ".join(_join(self._take("title")).split())
        elif sink == "author":
            self.author = " ".join(_join(self._take("author")).split())

    def follow(self, word: str, number: int | None) -> None:
        """Follow a control word about paragraphs or tables."""
        if word in PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            lines = _lines(self._take("body"))
            self._row.fields.append(Field(lines=lines, alignment=self._alignment))
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word == "trhdr":
            self._row.is_header = True
        elif word == "trowd":
            self._row = Row(fields=self._row.fields)
        elif not self._row.define(word, number or 0):
            self._format(word, number or 0)

    def release(self) -> list[Block]:
        """Hand over the blocks made so far."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def finish(self) -> None:
        """End the document."""
        self._end_paragraph()
        if self._row.fields:
            self._end_row()
        self._end_table()

    def _format(self, word: str, number: int) -> None:
        if word == "pard":
            self._outline, self._depth, self._is_in_table = -1, 0, False
            self._alignment = Alignment.START
        elif word in _ALIGNMENTS:
            self._alignment = _ALIGNMENTS[word]
        elif word == "intbl":
            self._is_in_table = True
        elif word == "outlinelevel":
            self._outline = number
        elif word == "ilvl":
            self._depth = max(0, min(number, 8))

    def _end_paragraph(self) -> None:
        if self._is_in_table or self._row.fields:
            self.write("body", "\n")
            return
        marker = _marker(_join(self._take("marker")))
        lines = _lines(self._take("body"))
        if not lines and not self._notes:
            return
        self._end_table()
        self._paragraphs += 1
        if lines:
            self._blocks.append(self._make(lines, marker))
        self._blocks += [replace(note, place=self._place()) for note in self._notes]
        self._notes = []

    def _make(self, lines: tuple[Line, ...], marker: str) -> Block:
        if 0 <= self._outline < 9:
            level = min(self._outline + 1, 6)
            return self._align(Block(kind=BlockKind.HEADING, lines=lines, level=level))
        if marker:
            return Block(
                kind=BlockKind.LIST_ITEM,
                lines=lines,
                level=self._depth + 1,
                marker=marker,
                place=self._place(),
            )
        return self._align(Block(kind=BlockKind.PARAGRAPH, lines=lines))

    def _align(self, block: Block) -> Block:
        return replace(block, place=self._place(), alignment=self._alignment)

    def _end_row(self) -> None:
        if self._row.fields:
            self._rows.append(self._row)
        before = self._row  # whose cells also the next row has, if it does not say others
        self._row = Row(edges=before.edges, joins=before.joins)
        self._take("marker")

    def _end_table(self) -> None:
        rows, self._rows = span_rows(self._rows), []
        if not any(field.lines for fields in rows for field in fields):
            return
        self._paragraphs += 1
        self._blocks += self._tables(rows)

    def _tables(self, rows: list[list[Field]]) -> Iterator[Block]:
        for table in make_tables(rows):
            yield Block(kind=BlockKind.TABLE, table=table, place=self._place())

    def _take(self, sink: str) -> list[Run]:
        return self._texts.pop(sink, [])

    def _place(self) -> str:
        return f"paragraph {max(self._paragraphs, 1)}"


def _join(runs: list[Run]) -> str:
    return _whole(texts_of(runs))


def _whole(text: str) -> str:
    """Make one of characters beyond the basic plane, which come as two halves."""
    return text.encode("utf_16", "surrogatepass").decode("utf_16", "replace")


def _lines(runs: list[Run]) -> tuple[Line, ...]:
    alike = groupby(runs, key=lambda run: run[1:])
    return styled([Run(_join(list(same)), *looks) for looks, same in alike])


def _marker(text: str) -> str:
    marker = text.strip()[:20]
    return _BULLETS.get(marker, marker)
