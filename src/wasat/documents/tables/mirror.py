"""Tables of scripts that are read from the right: their first column is the rightmost one."""

from dataclasses import replace

from wasat.documents.document import Table
from wasat.documents.looks import is_right_to_left


def read_from_right(table: Table) -> Table:
    """Number the columns of a table from the right if it is written so; else return it as it is."""
    words = (word.text for cell in table.cells for line in cell.lines for word in line.words)
    if not is_right_to_left("".join(words)):
        return table
    cells = [
        replace(it, column=table.column_count - it.column - it.column_span) for it in table.cells
    ]
    return replace(table, cells=tuple(sorted(cells, key=lambda it: (it.row, it.column))))
