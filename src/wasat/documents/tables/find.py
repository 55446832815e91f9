"""All tables of a page that can be told by their rules, before columns are looked for."""

from collections.abc import Container, Sequence

from wasat.box import Box
from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.bands import find_banded
from wasat.documents.tables.edges import Edge, Edges
from wasat.documents.tables.lattice import find_lattices
from wasat.documents.tables.ruled import Found, read_lattice

_ON = 2.0  # points: how far the rules of a table lie beyond its words


def find_ruled_tables(
    strips: Sequence[Strip], edges: Edges, vocabulary: Container[str]
) -> list[Found]:
    """Find the ruled and half-ruled tables of a page.

    Args:
        strips: All strips of the page that are not running headers or footers.
        edges: Its edges.
        vocabulary: Words of the document, to undo hyphenation.

    Returns:
        Tables in no order; no strip is in two of them.
    """
    found: list[Found] = []
    used: set[int] = set()
    for lattice in sorted(find_lattices(edges), key=lambda it: -it.box.width * it.box.height):
        table = read_lattice(lattice, strips, vocabulary)
        if table is not None and used.isdisjoint(table.used):
            found.append(table)
            used |= table.used
    left = [index for index in range(len(strips)) if index not in used]
    free = [edge for edge in edges.level if not any(_is_of(edge, it.box) for it in found)]
    banded = find_banded([strips[index] for index in left], free, vocabulary)
    found += [
        Found(table.box, table.table, frozenset(left[i] for i in table.used)) for table in banded
    ]
    return found


def _is_of(edge: Edge, box: Box) -> bool:
    """Whether a level rule is one of a table's own, which ends no other table."""
    is_beside = box.top - _ON <= edge.at <= box.bottom + _ON
    return is_beside and edge.start < box.x1 and edge.end > box.x0
