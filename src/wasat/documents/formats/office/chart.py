"""Charts to tables of the numbers they were drawn from, as kept beside the drawing."""

from collections.abc import Iterator

from wasat.documents.document import Block, BlockKind, Origin
from wasat.documents.formats.flow.grid import Field, make_tables
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.office.markup import Element, iter_local, number, text_of

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MOST_POINTS = 10_000  # of a series; more are left out
_MOST_SERIES = 200


def read_chart(root: Element, place: str) -> Iterator[Block]:
    """Yield a chart's title and its numbers, one row a category and one column a series."""
    title = root.find(f"{_C}chart/{_C}title")
    lines = running(" ".join(text_of(e) for e in iter_local(title, "t")) if title else "")
    if lines:
        yield Block(kind=BlockKind.CAPTION, lines=lines, place=place)
    series = list(iter_local(root, "ser"))[:_MOST_SERIES]
    columns = [_read_points(one, "val", "yVal") for one in series]
    names = {at: text for one in series for at, text in _read_points(one, "cat", "xVal").items()}
    if not any(columns):
        return
    head = ["", *(_name(one) for one in series)]
    places = sorted({at for column in columns for at in column})
    rows = [[names.get(at, str(at + 1)), *(c.get(at, "") for c in columns)] for at in places]
    fields = [[_field(text, is_header=True) for text in head]]
    fields += [[_field(text, is_header=not column) for column, text in enumerate(row)]
               for row in rows]  # fmt: skip
    for table in make_tables(fields):
        yield Block(kind=BlockKind.TABLE, table=table, origin=Origin.DERIVED, place=place)


def _field(text: str, *, is_header: bool) -> Field:
    return Field(lines=running(text), is_header=is_header)


def _name(series: Element) -> str:
    name = series.find(f"{_C}tx")
    return "" if name is None else " ".join(text_of(e) for e in iter_local(name, "v"))


def _read_points(series: Element, *names: str) -> dict[int, str]:
    """Return the cached values of a series by their index."""
    found: dict[int, str] = {}
    for name in names:
        axis = series.find(f"{_C}{name}")
        for point in [] if axis is None else iter_local(axis, "pt"):
            at = number(point.get("idx"), -1)
            if 0 <= at < _MOST_POINTS:
                found.setdefault(at, text_of(point.find(f"{_C}v")))
    return found
