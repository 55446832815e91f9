"""Tables of cited cells, written as Markdown or HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasat.documents.export.escape import escape_html
from wasat.generation.chunk import Chunk, Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A value and what it rests on; a cell without citations states nothing."""

    text: str
    citations: tuple[Citation, ...] = ()


def write_table(
    header: Sequence[str],
    rows: Sequence[tuple[str, Sequence[TableCell]]],
    *,
    is_html: bool = False,
) -> Iterator[Chunk]:
    """Write a table, every cell with citations one chunk of exactly its text.

    Args:
        header: Names of the columns, that of the row names first.
        rows: Name and cells of each row; cells one fewer than the header has names.
        is_html: Whether to write HTML instead of a Markdown pipe table.
    """
    write = _write_html if is_html else _write_markdown
    yield from write(header, rows)


def _write_markdown(
    header: Sequence[str], rows: Sequence[tuple[str, Sequence[TableCell]]]
) -> Iterator[Chunk]:
    names = " | ".join(_escape_pipe(name) for name in header)
    yield Chunk(text=f"| {names} |\n|{' --- |' * len(header)}\n")
    for title, cells in rows:
        yield Chunk(text=f"| {_escape_pipe(title)} | ")
        for at, cell in enumerate(cells):
            yield _cell(cell, _escape_pipe(cell.text))
            yield Chunk(text=" |\n" if at == len(cells) - 1 else " | ")


def _write_html(
    header: Sequence[str], rows: Sequence[tuple[str, Sequence[TableCell]]]
) -> Iterator[Chunk]:
    names = "".join(f"<th>{escape_html(name)}</th>" for name in header)
    yield Chunk(text=f"<table>\n<thead>\n<tr>{names}</tr>\n</thead>\n<tbody>\n")
    for title, cells in rows:
        yield Chunk(text=f"<tr><th>{escape_html(title)}</th>")
        for cell in cells:
            yield Chunk(text="<td>")
            yield _cell(cell, escape_html(cell.text))
            yield Chunk(text="</td>")
        yield Chunk(text="</tr>\n")
    yield Chunk(text="</tbody>\n</table>\n")


def _cell(cell: TableCell, text: str) -> Chunk:
    return Chunk(text=text, citations=cell.citations, is_claim=bool(cell.citations))


def _escape_pipe(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
