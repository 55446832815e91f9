"""Lines of the model to HTML text: bold, italic, raised, lowered, links; everything escaped."""

from collections.abc import Iterator, Sequence

from wasat.documents.document import Line
from wasat.documents.export.escape import escape_html
from wasat.documents.export.inline import Look, iter_stretches
from wasat.documents.looks import Alignment, Style, is_right_to_left


def write_text(lines: Sequence[Line]) -> str:
    """Write running text; its own line ends become breaks."""
    return "".join(_iter_pieces(lines))


def write_alignment(alignment: Alignment) -> str:
    """Write the attribute of an element whose lines are not where they usually are."""
    return f' style="text-align:{alignment.value}"' if alignment else ""


def write_direction(text: str) -> str:
    """Write the attribute of an element that is read from the right."""
    return ' dir="rtl"' if is_right_to_left(text) else ""


def _iter_pieces(lines: Sequence[Line]) -> Iterator[str]:
    """Yield text and tags; an element stays open over as many stretches as it holds."""
    open_looks: list[Look] = []
    for stretch in iter_stretches(lines):
        kept = 0
        while kept < min(len(open_looks), len(stretch.looks)) and (
            open_looks[kept] == stretch.looks[kept]
        ):
            kept += 1
        while len(open_looks) > kept:
            yield f"</{open_looks.pop().style}>"
        for look in stretch.looks[kept:]:
            open_looks.append(look)
            yield _open(look)
        yield escape_html(stretch.text).replace("\n", "<br>")
    yield from (f"</{look.style}>" for look in reversed(open_looks))


def _open(look: Look) -> str:
    if look.style is Style.LINK:
        return f'<a href="{escape_html(look.target)}">'
    return f"<{look.style}>"
