"""Tables of a text document: spans by columns of the grid, header rows as marked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from wasat.documents.document import Line
from wasat.documents.formats.flow.grid import MOST_COLUMNS, Field
from wasat.documents.formats.office.markup import Element, find_path, number
from wasat.documents.formats.office.word.names import TBL, TC, TR, WRAPPERS, P, W, is_on, value
from wasat.documents.looks import Alignment

ReadCell = Callable[[Element], tuple[tuple[Line, ...], Alignment, bool]]
_PLAIN_STYLES = ("", "table grid", "normal table", "grid table light", "table normal")


@dataclass(slots=True)
class _Placed:
    """A cell at its column of the grid; `below` is set on one that only continues another."""

    column: int
    width: int
    field: Field
    is_bold: bool
    continues: bool


def read_rows(table: Element, read_cell: ReadCell, style_name: str) -> list[list[Field]]:
    """Return the rows of a table.

    Args:
        table: Its element.
        read_cell: Returns lines, alignment, and whether all of its words are bold.
        style_name: Of its style, lower case.

    Returns:
        Fields as `make_tables` takes them: what a span covers has none.
    """
    rows = [_read_row(row, read_cell) for row in iter_inner(table, TR)]
    columns = [{cell.column: cell for cell in row} for row in rows]
    for index, row in enumerate(rows):
        for cell in row:
            if not cell.continues:
                span = _reach(islice(columns, index + 1, None), cell.column)
                cell.field = replace(cell.field, row_span=span)
    _mark_head(table, rows, style_name)
    return [[cell.field for cell in row if not cell.continues] for row in rows]


def iter_inner(element: Element, *tags: str) -> Iterator[Element]:
    """Yield children of these tags, wrappers looked into."""
    for inner in element:
        if inner.tag in tags:
            yield inner
        elif inner.tag in WRAPPERS:
            yield from iter_inner(inner, *tags)


def iter_paragraphs(cell: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell, those of tables inside it too."""
    for inner in iter_inner(cell, P, TBL):
        if inner.tag == P:
            yield inner
        else:
            for row in iter_inner(inner, TR):
                for deeper in iter_inner(row, TC):
                    yield from iter_paragraphs(deeper)


def _read_row(row: Element, read_cell: ReadCell) -> list[_Placed]:
    is_header = bool(is_on(row.find(f"{W}trPr"), "tblHeader"))
    before = min(max(number(value(row, "trPr", "gridBefore")), 0), MOST_COLUMNS)
    placed = [_empty(0, before)] if before else []
    column = before
    for cell in iter_inner(row, TC):
        width = min(max(number(value(cell, "tcPr", "gridSpan"), 1), 1), MOST_COLUMNS)
        merge = find_path(cell, f"{W}tcPr", f"{W}vMerge")
        continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        lines, alignment, is_bold = read_cell(cell)
        field = Field(lines=lines, column_span=width, is_header=is_header, alignment=alignment)
        placed.append(_Placed(column, width, field, is_bold, continues))
        column += width
    return placed


def _empty(column: int, width: int) -> _Placed:
    field = Field(lines=(), column_span=width)
    return _Placed(column, width, field, is_bold=False, continues=False)


def _reach(below: Iterable[Mapping[int, _Placed]], column: int) -> int:
    """Count the rows that a cell covers: its own and those below that continue it."""
    continued = takewhile(lambda row: column in row and row[column].continues, below)
    return 1 + sum(1 for _ in continued)


def _mark_head(table: Element, rows: Sequence[Sequence[_Placed]], style_name: str) -> None:
    """Make the first row the head where a style shows it so, or all of its words are bold.

    A file seldom marks its header rows; the look is what a person goes by.
    """
    if len(rows) < 2 or any(cell.field.is_header for row in rows for cell in row):
        return
    look = find_path(table, f"{W}tblPr", f"{W}tblLook")
    has_look = look is not None and (
        look.get(f"{W}firstRow") in ("1", "true")
        or look.get(f"{W}val", "")[-2:-1] in tuple("2367abefABEF")  # 0x20; ISO/IEC 29500-4, 14.4.7
    )
    filled = [cell for cell in rows[0] if cell.field.lines]
    is_bold = bool(filled) and all(cell.is_bold for cell in filled)
    if is_bold or (has_look and style_name not in _PLAIN_STYLES):
        for cell in rows[0]:
            cell.field = replace(cell.field, is_header=True)
