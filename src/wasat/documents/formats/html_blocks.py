"""From the opening and closing of HTML elements to blocks."""

from dataclasses import replace

from selectolax.lexbor import LexborNode

from wasat.documents.document import Block, BlockKind, Break, Line
from wasat.documents.formats.flow.grid import MOST_COLUMNS, Field, make_tables
from wasat.documents.formats.flow.words import flowing, verbatim
from wasat.documents.formats.html_tags import BLOCKS, CAPTIONS, CELLS, HEADINGS, LISTS, TABLES
from wasat.documents.formats.text import split_lines

_BREAK = "\x00"  # a line break on purpose; no text holds it
_BULLET = "•"
_PLACE_CHARACTERS = 80


class Gatherer:
    """Takes elements and text in the order of the source and makes blocks.

    Args:
        layout: Memory ids of tables that only arrange the page; all that hold another are.
    """

    def __init__(self, layout: set[int]) -> None:
        self._layout = layout
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._lists: list[_List] = []
        self._marker = ""
        self._is_verbatim = 0
        self._figures = 0
        self._table: _Table | None = None
        self._places = _Places()

    def take(self, text: str) -> None:
        """Add text where we are."""
        self._text.append(text)

    def enter(self, tag: str, node: LexborNode) -> None:
        """Open an element."""
        if tag in BLOCKS or tag in HEADINGS:
            self._flush()
        if tag == "br":
            self._text.append("\n" if self._is_verbatim else _BREAK)
        elif tag == "img":
            self._enter_image(" ".join((node.attributes.get("alt") or "").split()))
        elif tag == "pre":
            self._is_verbatim += 1
        elif tag == "figure":
            self._figures += 1
        elif tag in LISTS or tag == "li":
            self._enter_list(tag, node)
        elif tag in TABLES:
            self._enter_table(tag, node)

    def leave(self, tag: str) -> None:
        """Close an element."""
        self._end_text(tag)
        if tag in LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "figure":
            self._figures -= 1
        elif tag in TABLES:
            self._leave_table(tag)

    def release(self) -> list[Block]:
        """Hand over the blocks made so far."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def finish(self) -> list[Block]:
        """Hand over the last blocks."""
        self._flush()
        return self.release()

    def _end_text(self, tag: str) -> None:
        if tag in HEADINGS:
            self._flush(BlockKind.HEADING, level=HEADINGS[tag])
        elif tag in CAPTIONS:
            self._flush(BlockKind.CAPTION)
        elif tag == "pre":
            self._leave_verbatim()
        elif tag in BLOCKS:
            self._flush()

    def _enter_image(self, words: str) -> None:
        if self._figures and self._table is None:
            self._flush()
            self._emit(Block(kind=BlockKind.FIGURE, lines=flowing([words], [Break.SPACE])))
        elif words:
            self._text.append(f" {words} ")

    def _enter_list(self, tag: str, node: LexborNode) -> None:
        if tag != "li":
            self._lists.append(_List(is_ordered=tag == "ol", number=_number(node, "start", 1)))
        elif self._lists:
            self._marker = self._lists[-1].mark(node)
        else:
            self._marker = _BULLET

    def _enter_table(self, tag: str, node: LexborNode) -> None:
        if tag == "table" and node.mem_id not in self._layout:
            self._table = _Table()
        elif self._table is not None:
            self._table.enter(tag, node)

    def _leave_table(self, tag: str) -> None:
        if self._table is None:
            return
        if tag in CELLS:
            self._table.add(self._take_lines())
        elif tag == "table":
            table, self._table = self._table, None
            self._emit_table(table.rows)
            self._flush()

    def _emit_table(self, rows: list[list[Field]]) -> None:
        if sum(map(len, rows)) == 1:
            self._emit(Block(kind=BlockKind.PARAGRAPH, lines=max(rows, key=len)[0].lines))
            return
        place = self._places.next_table()
        placed = [
            [replace(field, place=f"{place}, row {index}") for field in row]
            for index, row in enumerate(rows, 1)
        ]
        for table in make_tables(placed):
            if table.cells:
                self._blocks.append(Block(kind=BlockKind.TABLE, table=table, place=place))

    def _leave_verbatim(self) -> None:
        self._is_verbatim -= 1
        if self._is_verbatim or self._table is not None:
            self._flush()
            return
        lines = split_lines("".join(self._text).strip("\r\n"))
        self._text.clear()
        if any(line.strip() for line in lines):
            self._emit(Block(kind=BlockKind.CODE, lines=verbatim(lines)))

    def _flush(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        """End the text so far; inside a cell that is a new line, elsewhere a block."""
        if self._is_verbatim and kind is BlockKind.PARAGRAPH:
            self._text.append("\n")
            return
        if self._table is not None and kind is not BlockKind.CAPTION:
            self._text.append(_BREAK)
            return
        lines = self._take_lines()
        if not lines:
            return
        if kind is BlockKind.PARAGRAPH and self._marker:
            marker, self._marker = self._marker, ""
            item = Block(kind=BlockKind.LIST_ITEM, lines=lines, marker=marker)
            self._emit(replace(item, level=max(len(self._lists), 1)))
        else:
            self._emit(Block(kind=kind, lines=lines, level=level))

    def _take_lines(self) -> tuple[Line, ...]:
        texts = "".join(self._text).split(_BREAK)
        self._text.clear()
        return flowing(texts, [Break.NEWLINE] * len(texts))

    def _emit(self, block: Block) -> None:
        if block.lines or block.kind is BlockKind.FIGURE:
            self._blocks.append(replace(block, place=self._places.next_place(block)))


class _List:
    """A list that is open, and the number of its next item."""

    def __init__(self, *, is_ordered: bool, number: int) -> None:
        self._is_ordered = is_ordered
        self._number = number

    def mark(self, node: LexborNode) -> str:
        """Return the marker of the next item."""
        if not self._is_ordered:
            return _BULLET
        number = _number(node, "value", self._number)
        self._number = number + 1
        return f"{number}."


class _Table:
    """A table that is open. Fields of a row may come before any row was opened."""

    def __init__(self) -> None:
        self.rows: list[list[Field]] = []
        self._is_head = False
        self._field = Field(lines=())

    def enter(self, tag: str, node: LexborNode) -> None:
        """Open a part of the table."""
        if tag == "tr":
            self.rows.append([])
        elif tag in CELLS:
            self._field = Field(
                lines=(),
                row_span=max(1, _number(node, "rowspan", 1)),
                column_span=max(1, _number(node, "colspan", 1)),
                is_header=tag == "th" or self._is_head,
            )
        else:
            self._is_head = tag == "thead"

    def add(self, lines: tuple[Line, ...]) -> None:
        """Fill the cell that is being closed; a row of too many goes on in the next."""
        if len(self.rows[-1]) >= MOST_COLUMNS:
            self.rows.append([])
        self.rows[-1].append(replace(self._field, lines=lines))


class _Places:
    """Names places by the heading above and a count from there."""

    def __init__(self) -> None:
        self._heading = ""
        self._paragraphs = 0
        self._tables = 0

    def next_place(self, block: Block) -> str:
        """Name the place of the next block that is no table."""
        if block.kind is BlockKind.HEADING:
            self._heading = " ".join(block.text.split())[:_PLACE_CHARACTERS].strip()
            self._paragraphs = self._tables = 0
            return self._heading
        self._paragraphs += 1
        return self._under(f"paragraph {self._paragraphs}")

    def next_table(self) -> str:
        """Name the place of the next table."""
        self._tables += 1
        return self._under(f"table {self._tables}")

    def _under(self, name: str) -> str:
        return f"{self._heading}, {name}" if self._heading else name


def _number(node: LexborNode, name: str, default: int) -> int:
    """Return an attribute's number, at most nine digits, or the default."""
    text = (node.attributes.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else default
