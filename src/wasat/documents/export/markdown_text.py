"""Lines of the model to Markdown text: bold, italic, code, links; raised and lowered as HTML."""

from collections.abc import Iterator, Sequence

from wasat.documents.document import Line
from wasat.documents.export.escape import escape_html, escape_line_start, escape_marks
from wasat.documents.export.inline import Look, Stretch, iter_stretches
from wasat.documents.looks import Style

_SIGNS = {Style.BOLD: "**", Style.ITALIC: "*"}


def write_lines(lines: Sequence[Line], indent: str = "", before: str = "") -> str:
    """Write running text; its own line ends become hard breaks.

    Args:
        lines: Of one block or cell.
        indent: Before every line but the first.
        before: Plain text that the first line begins with.
    """
    written = [line for line in _write_each(lines, before) if line]
    return f"\\\n{indent}".join(written)


def write_line(lines: Sequence[Line]) -> str:
    """Write running text in one line, as headings and fields need it."""
    return " ".join(line for line in _write_each(lines, "") if line)


def write_cell(lines: Sequence[Line]) -> str:
    """Write running text in one line where no line begins: between the bars of a table."""
    return " ".join(" ".join(map(_write_bare, _split(lines, ""))).split())


def _write_each(lines: Sequence[Line], before: str) -> Iterator[str]:
    return (escape_line_start(_write_bare(line)) for line in _split(lines, before))


def _split(lines: Sequence[Line], before: str) -> Iterator[list[Stretch]]:
    """Yield each line that the text itself ends; what looks alike may not go on in the next."""
    stretches = [Stretch(f"{before} ", ())] if before else []
    for stretch in iter_stretches(lines):
        first, *rest = stretch.text.split("\n")
        stretches.append(Stretch(first, stretch.looks))
        for part in rest:
            yield stretches
            stretches = [Stretch(part, stretch.looks)]
    yield stretches


def _write_bare(stretches: Sequence[Stretch]) -> str:
    """Write one line, its spaces made single."""
    text = "".join(stretch.text for stretch in stretches)
    pieces: list[str] = []
    at = 0
    for stretch in stretches:
        end = at + len(stretch.text)
        pieces.append(_write_stretch(stretch, text[at - 1 : at], text[end : end + 1]))
        at = end
    return " ".join("".join(pieces).split())


def _write_stretch(stretch: Stretch, before: str, after: str) -> str:
    """Write one stretch; its outer spaces stay outside of its signs, which else were none."""
    bare = stretch.text.strip()
    if not stretch.looks or not bare:
        return escape_marks(stretch.text)
    at = stretch.text.index(bare)
    lead, trail = stretch.text[:at], stretch.text[at + len(bare) :]
    is_free = _is_free(lead or before, bare[0]) and _is_free(trail or after, bare[-1])
    written = escape_marks(bare)
    for look in reversed(stretch.looks):
        opening, closing = _signs(look, is_free=is_free)
        written = f"{opening}{written}{closing}"
    return f"{lead}{written}{trail}"


def _is_free(outer: str, inner: str) -> bool:
    """Whether a run of stars between the two reads as emphasis. Source: CommonMark 0.31, 6.2."""
    return inner.isalnum() or not outer or outer.isspace()


def _signs(look: Look, *, is_free: bool) -> tuple[str, str]:
    if look.style is Style.LINK:
        return "[", f"](<{escape_html(look.target)}>)"
    if is_free and look.style in _SIGNS:
        return _SIGNS[look.style], _SIGNS[look.style]
    return f"<{look.style}>", f"</{look.style}>"
