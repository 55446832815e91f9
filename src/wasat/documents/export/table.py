"""A table of the model to an HTML table."""

from collections.abc import Iterator, Sequence

from wasat.documents.document import Cell, Table
from wasat.documents.export.html_text import write_alignment, write_direction, write_text


def export_table(table: Table, *, is_derived: bool = False) -> str:
    """Write a table; leading rows of header cells become its head.

    One whose numbers were read off a drawing is marked by its class; if it has one series without
    a name, it is a list of names and values.

    Places that neither a cell nor a span covers get an empty cell, so that columns stay in line.
    Cost grows with the cells, not with the grid.
    """
    if is_derived and is_nameless(table):
        return _export_pairs(table)
    rows = _rows(table)
    head = _count_head_rows(table, rows)
    written = list(_write_rows(rows))
    words = "".join(word.text for it in table.cells for line in it.lines for word in line.words)
    mark = ' class="derived"' if is_derived else ""
    pieces = [f"<table{mark}{write_direction(words)}>\n"]
    if head:
        pieces += ["<thead>\n", *written[:head], "</thead>\n"]
    if written[head:]:
        pieces += ["<tbody>\n", *written[head:], "</tbody>\n"]
    return "".join([*pieces, "</table>\n"])


def is_nameless(table: Table) -> bool:
    """Whether it has one column of values whose head says nothing: a list of pairs, no table."""
    return table.column_count == 2 and not any(cell.lines for cell in table.cells if not cell.row)


def iter_pairs(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Yield name and value of each row below the head."""
    yield from (tuple(row) for row in _rows(table)[1:] if row)


def _export_pairs(table: Table) -> str:
    entries = (
        f"<dt>{write_text(name.lines)}</dt>"
        + "".join(f"<dd>{write_text(value.lines)}</dd>" for value in values)
        for name, *values in iter_pairs(table)
    )
    return '<dl class="derived">\n' + "".join(f"{entry}\n" for entry in entries) + "</dl>\n"


def _rows(table: Table) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(max((c.row + 1 for c in table.cells), default=0))]
    for cell in table.cells:
        rows[cell.row].append(cell)
    for row in rows:
        row.sort(key=lambda cell: cell.column)
    return rows


def _count_head_rows(table: Table, rows: Sequence[Sequence[Cell]]) -> int:
    """Count leading rows of header cells that no cell spans out of; a head would cut its span."""
    count = 0
    end = 0
    for index, row in enumerate(rows):
        if not row or not all(cell.is_header for cell in row):
            break
        end = max(end, *(cell.row + cell.row_span for cell in row))
        if end <= index + 1:
            count = index + 1
    return min(count, table.row_count)


def _write_rows(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    hanging: list[Cell] = []
    for index, row in enumerate(rows):
        hanging = [cell for cell in hanging if cell.row + cell.row_span > index]
        yield f"<tr>{''.join(_write_cells(row, hanging))}</tr>\n"
        hanging += [cell for cell in row if cell.row_span > 1]


def _write_cells(row: Sequence[Cell], hanging: Sequence[Cell]) -> Iterator[str]:
    """Write cells and the gaps between them; `hanging` are cells that reach down into this row."""
    covered = sorted([*row, *hanging], key=lambda cell: cell.column)
    here = set(map(id, row))
    column = 0
    for cell in covered:
        if cell.column > column:
            yield f"<td{_span('colspan', cell.column - column)}></td>"
        if id(cell) in here:
            yield _write_cell(cell)
        column = max(column, cell.column + cell.column_span)


def _write_cell(cell: Cell) -> str:
    tag = "th" if cell.is_header else "td"
    spans = _span("colspan", cell.column_span) + _span("rowspan", cell.row_span)
    place = write_alignment(cell.alignment)
    return f"<{tag}{spans}{place}>{write_text(cell.lines)}</{tag}>"


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""
