"""From the opening and closing of HTML elements to blocks."""

from dataclasses import replace

from selectolax.lexbor import LexborNode

from wasat.documents.document import Block, BlockKind, Line
from wasat.documents.formats.flow.inline import Run, styled, texts_of
from wasat.documents.formats.flow.places import Places
from wasat.documents.formats.flow.tables import place_table
from wasat.documents.formats.flow.words import running, verbatim
from wasat.documents.formats.html.forms import find_field
from wasat.documents.formats.html.inline import Inline
from wasat.documents.formats.html.tables import BULLET, OpenList, OpenTable
from wasat.documents.formats.html.tags import BLOCKS, CAPTIONS, CELLS, HEADINGS, LISTS, TABLES
from wasat.documents.formats.text import split_lines

_BREAK = Run("\n")
_LONGEST_TERM = 200  # characters of a term that names what is said of it
_FORMULA = "formula"  # the class of paragraphs in our own exports


class Gatherer:
    """Takes elements and text in the order of the source and makes blocks.

    Args:
        layout: Memory ids of tables that only arrange the page; all that hold another are.
        place: Name of the part that is read, for places before its first heading.
    """

    def __init__(self, layout: set[int], place: str = "") -> None:
        self._layout = layout
        self._blocks: list[Block] = []
        self._inline = Inline()
        self._text: list[Run] = []
        self._lists: list[OpenList] = []
        self._marker = ""
        self._term: str | None = None  # of which something is to be said
        self._is_verbatim = 0
        self._is_formula = False
        self._pictures = 0  # that the text so far consists of
        self._figures: list[bool] = []  # of each that is open, whether anything was in it
        self._table: OpenTable | None = None
        self._places = Places(place)

    def take(self, text: str) -> None:
        """Add text where we are."""
        if self._is_verbatim:
            self._text.append(Run(text))
            return
        if text and not text.isspace():
            self._pictures = 0
        self._text.append(self._inline.run(text.replace("\n", " ")))

    def enter(self, tag: str, node: LexborNode) -> None:
        """Open an element."""
        is_block = tag in BLOCKS or tag in HEADINGS
        if is_block:
            self._flush()
        self._inline.enter(tag, node, is_block=is_block)
        if tag in LISTS or tag == "li":
            self._enter_list(tag, node)
        elif tag in TABLES:
            self._enter_table(tag, node)
        else:
            self._enter_other(tag, node)

    def _enter_other(self, tag: str, node: LexborNode) -> None:
        match tag:
            case "br":
                self._text.append(_BREAK)
            case "img":
                self._enter_image(" ".join((node.attributes.get("alt") or "").split()))
            case "pre":
                self._is_verbatim += 1
            case "figure":
                self._figures.append(False)
            case "p":
                self._is_formula = node.attributes.get("class") == _FORMULA
            case "input":
                self._enter_field(node)
            case _:
                pass

    def leave(self, tag: str) -> None:
        """Close an element."""
        self._end_text(tag)
        self._inline.leave(tag, is_block=tag in BLOCKS or tag in HEADINGS)
        if tag in LISTS and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif tag == "figure":
            self._leave_figure()
        elif tag in TABLES:
            self._leave_table(tag)

    def release(self) -> list[Block]:
        """Hand over the blocks made so far."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def finish(self) -> list[Block]:
        """Hand over the last blocks."""
        self._flush()
        self._give_up_term()
        return self.release()

    def _end_text(self, tag: str) -> None:
        if tag in HEADINGS:
            self._flush(BlockKind.HEADING, level=HEADINGS[tag])
        elif tag in CAPTIONS:
            self._flush(BlockKind.CAPTION)
        elif tag == "pre":
            self._leave_verbatim()
        elif tag == "dt" and self._table is None:
            self._leave_term()
        elif tag in BLOCKS:
            self._flush()
        if tag == "dl":
            self._give_up_term()

    def _enter_image(self, words: str) -> None:
        if self._figures and self._table is None:
            self._flush()
            self._emit(Block(kind=BlockKind.FIGURE, lines=running(words)))
        elif words:
            is_alone = self._pictures or not any(run.text.strip() for run in self._text)
            self._text.append(self._inline.run(f" {words} "))
            self._pictures += bool(is_alone)

    def _leave_figure(self) -> None:
        """A figure that shows nothing we know is one all the same."""
        if not self._figures.pop():
            self._emit(Block(kind=BlockKind.FIGURE))

    def _enter_field(self, node: LexborNode) -> None:
        field = find_field(node)
        if field is None:
            return
        if self._table is not None:
            self.take(f" {field.text} ")
        elif field.lines:
            self._flush()
            self._emit(field)

    def _leave_term(self) -> None:
        self._give_up_term()
        if len(texts_of(self._text)) > _LONGEST_TERM or self._is_verbatim:
            self._flush()
            return
        self._term = " ".join(texts_of(self._text).split())
        self._text.clear()

    def _give_up_term(self) -> None:
        """Make a paragraph of a term of which nothing is said."""
        term, self._term = self._term, None
        if term:
            self._emit(Block(kind=BlockKind.PARAGRAPH, lines=running(term)))

    def _enter_list(self, tag: str, node: LexborNode) -> None:
        if tag != "li":
            self._lists.append(OpenList(node))
        elif self._lists:
            self._marker = self._lists[-1].mark(node)
        else:
            self._marker = BULLET

    def _enter_table(self, tag: str, node: LexborNode) -> None:
        if tag == "table" and node.mem_id not in self._layout:
            self._table = OpenTable()
        elif self._table is not None:
            self._table.enter(tag, node)

    def _leave_table(self, tag: str) -> None:
        if self._table is None:
            return
        if tag in CELLS:
            self._table.add(self._take_lines())
        elif tag == "table":
            table, self._table = self._table, None
            for block in place_table(table.rows, self._places):
                self._note_figure(block.kind)
                self._blocks.append(block)
            self._flush()

    def _leave_verbatim(self) -> None:
        self._is_verbatim -= 1
        if self._is_verbatim or self._table is not None:
            self._flush()
            return
        lines = split_lines(texts_of(self._text).strip("\r\n"))
        self._text.clear()
        if any(line.strip() for line in lines):
            self._emit(Block(kind=BlockKind.CODE, lines=verbatim(lines)))

    def _flush(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0) -> None:
        """End the text so far; inside a cell that is a new line, elsewhere a block."""
        if self._is_verbatim and kind is BlockKind.PARAGRAPH:
            self._text.append(_BREAK)
            return
        if self._table is not None and kind is not BlockKind.CAPTION:
            self._text.append(_BREAK)
            return
        is_picture = self._pictures > 0
        lines = self._take_lines()
        if not lines:
            return
        if kind is BlockKind.PARAGRAPH:
            self._emit(self._make(lines, is_picture=is_picture))
        else:
            alignment = self._inline.around.alignment
            is_heading = kind is BlockKind.HEADING
            block = Block(kind=kind, lines=lines, level=level)
            self._emit(replace(block, alignment=alignment) if is_heading else block)

    def _make(self, lines: tuple[Line, ...], *, is_picture: bool) -> Block:
        """Make a block of text that is neither heading nor caption, by what is around it."""
        around = self._inline.around
        block = Block(kind=BlockKind.PARAGRAPH, lines=lines, alignment=around.alignment)
        if around.is_note:
            block = Block(kind=BlockKind.FOOTNOTE, lines=lines)
        elif self._marker:
            level = max(len(self._lists), 1)
            block = Block(kind=BlockKind.LIST_ITEM, lines=lines, marker=self._marker, level=level)
            self._marker = ""
        elif self._term is not None:
            block = Block(kind=BlockKind.FIELD, lines=lines, marker=self._term)
            self._term = None
        elif self._is_formula:
            block = Block(kind=BlockKind.FORMULA, lines=lines)
        elif is_picture or self._figures:
            block = Block(kind=BlockKind.FIGURE, lines=lines)
        self._is_formula = False
        return block

    def _take_lines(self) -> tuple[Line, ...]:
        lines = styled(self._text)
        self._text.clear()
        self._pictures = 0
        return lines

    def _emit(self, block: Block) -> None:
        if block.lines or block.kind is BlockKind.FIGURE:
            self._note_figure(block.kind)
            self._blocks.append(replace(block, place=self._places.next_place(block)))

    def _note_figure(self, kind: BlockKind) -> None:
        if self._figures and kind is not BlockKind.CAPTION:
            self._figures[-1] = True
