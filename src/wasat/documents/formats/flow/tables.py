"""Tables of formats without pages, as blocks that say where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wasat.documents.document import Block, BlockKind
from wasat.documents.formats.flow.grid import Field, make_tables
from wasat.documents.formats.flow.places import Places


def place_table(rows: Sequence[Sequence[Field]], places: Places) -> Iterator[Block]:
    """Make the blocks of a table, several if it is long; one without words is nothing.

    What has one cell alone is a frame around a paragraph.
    """
    worded = [field for row in rows for field in row if field.lines]
    if not worded:
        return
    if sum(map(len, rows)) == 1:
        block = Block(kind=BlockKind.PARAGRAPH, lines=worded[0].lines)
        yield replace(block, place=places.next_place(block))
        return
    place = places.next_table()
    placed = [
        [replace(field, place=f"{place}, row {index}") for field in row]
        for index, row in enumerate(rows, 1)
    ]
    for table in make_tables(placed):
        yield Block(kind=BlockKind.TABLE, table=table, place=place)
