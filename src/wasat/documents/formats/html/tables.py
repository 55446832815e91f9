"""Tables that are open, and lists, while HTML is read."""

from dataclasses import replace

from selectolax.lexbor import LexborNode

from wasat.documents.document import Line
from wasat.documents.formats.flow.grid import MOST_COLUMNS, Field
from wasat.documents.formats.flow.markers import format_number
from wasat.documents.formats.html.inline import find_alignment
from wasat.documents.formats.html.tags import CELLS
from wasat.documents.looks import Alignment

BULLET = "•"


class OpenList:
    """A list that is open, and the number of its next item.

    Args:
        node: Its element.
    """

    def __init__(self, node: LexborNode) -> None:
        self._is_ordered = node.tag == "ol"
        self._form = node.attributes.get("type") or ""
        self._number = read_number(node, "start", 1)

    def mark(self, node: LexborNode) -> str:
        """Return the marker of the next item."""
        if not self._is_ordered:
            return BULLET
        number = read_number(node, "value", self._number)
        self._number = number + 1
        return f"{format_number(number, self._form)}."


class OpenTable:
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
                row_span=max(1, read_number(node, "rowspan", 1)),
                column_span=max(1, read_number(node, "colspan", 1)),
                is_header=tag == "th" or self._is_head,
                alignment=find_alignment(node) or Alignment.START,
            )
        else:
            self._is_head = tag == "thead"

    def add(self, lines: tuple[Line, ...]) -> None:
        """Fill the cell that is being closed; a row of too many goes on in the next."""
        if len(self.rows[-1]) >= MOST_COLUMNS:
            self.rows.append([])
        self.rows[-1].append(replace(self._field, lines=lines))


def read_number(node: LexborNode, name: str, default: int) -> int:
    """Return an attribute's number, at most nine digits, or the default."""
    text = (node.attributes.get(name) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else default
