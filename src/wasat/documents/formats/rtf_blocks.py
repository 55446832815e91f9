"""From the text and controls of RTF to blocks."""

from collections.abc import Iterator
from dataclasses import replace

from wasat.documents.document import Block, BlockKind, Break, Line
from wasat.documents.formats.flow.grid import Field, make_tables
from wasat.documents.formats.flow.words import flowing

_BULLETS = {"\u00b7": "•", "\uf0b7": "•", "o": "◦", "\uf0a7": "▪"}  # Symbol and Wingdings as used
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
        self._texts: dict[str, list[str]] = {}
        self._notes: list[Block] = []
        self._rows: list[list[Field]] = []
        self._row: list[Field] = []
        self._is_header = False
        self._is_in_table = False
        self._outline = -1
        self._depth = 0
        self._paragraphs = 0

    def write(self, sink: str, text: str) -> None:
        """Add text to the body, a note, a list marker, or what is known of the document."""
        self._texts.setdefault(sink, []).append(text)

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
            self._row.append(Field(lines=_lines(self._take("body")), is_header=self._is_header))
        elif word in ("row", "nestrow"):
            self._end_row()
        elif word == "trhdr":
            self._is_header = True
        elif word == "trowd":
            self._is_header = False
        elif word in ("pard", "intbl", "outlinelevel", "ilvl"):
            self._format(word, number or 0)

    def release(self) -> list[Block]:
        """Hand over the blocks made so far."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def finish(self) -> None:
        """End the document."""
        self._end_paragraph()
        if self._row:
            self._end_row()
        self._end_table()

    def _format(self, word: str, number: int) -> None:
        if word == "pard":
            self._outline, self._depth, self._is_in_table = -1, 0, False
        elif word == "intbl":
            self._is_in_table = True
        elif word == "outlinelevel":
            self._outline = number
        else:
            self._depth = max(0, min(number, 8))

    def _end_paragraph(self) -> None:
        if self._is_in_table or self._row:
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
            return Block(kind=BlockKind.HEADING, lines=lines, level=level, place=self._place())
        if marker:
            return Block(
                kind=BlockKind.LIST_ITEM,
                lines=lines,
                level=self._depth + 1,
                marker=marker,
                place=self._place(),
            )
        return Block(kind=BlockKind.PARAGRAPH, lines=lines, place=self._place())

    def _end_row(self) -> None:
        if self._row:
            self._rows.append(self._row)
        self._row = []
        self._take("marker")

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if not any(row.lines for fields in rows for row in fields):
            return
        self._paragraphs += 1
        self._blocks += self._tables(rows)

    def _tables(self, rows: list[list[Field]]) -> Iterator[Block]:
        for table in make_tables(rows):
            yield Block(kind=BlockKind.TABLE, table=table, place=self._place())

    def _take(self, sink: str) -> list[str]:
        return self._texts.pop(sink, [])

    def _place(self) -> str:
        return f"paragraph {max(self._paragraphs, 1)}"


def _join(pieces: list[str]) -> str:
    """Join text whose characters beyond the basic plane came as two halves."""
    return "".join(pieces).encode("utf_16", "surrogatepass").decode("utf_16", "replace")


def _lines(pieces: list[str]) -> tuple[Line, ...]:
    texts = _join(pieces).split("\n")
    return flowing(texts, [Break.NEWLINE] * len(texts))


def _marker(text: str) -> str:
    marker = text.strip()[:20]
    return _BULLETS.get(marker, marker)
