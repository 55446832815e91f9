"""Statements with citations written as prose, bullets, a table or HTML."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from wasat.documents.export.escape import escape_html
from wasat.evidence.task import Form
from wasat.generation.chunk import Chunk, Citation
from wasat.reader.tables.tabular import TableCell, write_table

_NAME = re.compile("[ !]")  # ends the name of a place: `row 3`, `Sheet1!B4`
Statement = tuple[str, tuple[Citation, ...]]
Mark = Callable[[Citation], str]


def write_statements(
    statements: Sequence[Statement], form: Form, mark: Mark, title: str = ""
) -> Iterator[Chunk]:
    """Write statements in order, each one chunk, page marks where the page changes.

    Args:
        statements: Text and what it rests on.
        form: HTML gives a list without marks, TABLE a row each, BULLETS a line each, else prose.
        mark: Writes where a citation stands.
        title: Of the document, written above its statements where there are several.
    """
    if form is Form.HTML:
        yield from _write_html(statements, title)
        return
    if form is Form.TABLE:
        yield from _write_table(statements, mark, title)
        return
    if title:
        yield Chunk(text=f"{title}:\n")
    if form is Form.BULLETS:
        for text, citations in statements:
            yield Chunk(text="- ")
            yield Chunk(text=text, citations=citations, is_claim=True)
            yield Chunk(text=f"{_mark(citations, mark)}\n")
    else:
        yield from _write_prose(statements, mark)
    if title:
        yield Chunk(text="\n")


def _write_prose(statements: Sequence[Statement], mark: Mark) -> Iterator[Chunk]:
    """Join statements to a paragraph; one mark closes each run from one page."""
    for at, (text, citations) in enumerate(statements):
        yield Chunk(text=text, citations=citations, is_claim=True)
        here = _mark(citations, mark)
        is_last = at == len(statements) - 1
        there = "" if is_last else _mark(statements[at + 1][1], mark)
        after = here if here != there else ""
        yield Chunk(text=f"{after}\n" if is_last else f"{after} ")


def _write_html(statements: Sequence[Statement], title: str) -> Iterator[Chunk]:
    yield Chunk(text=f"<h2>{escape_html(title)}</h2>\n<ul>\n" if title else "<ul>\n")
    for text, citations in statements:
        yield Chunk(text="<li>")
        yield Chunk(text=escape_html(text), citations=citations, is_claim=True)
        yield Chunk(text="</li>\n")
    yield Chunk(text="</ul>\n")


def _write_table(statements: Sequence[Statement], mark: Mark, title: str) -> Iterator[Chunk]:
    """Number the rows: statement, then place."""
    rows = [
        (str(number), (TableCell(text=text, citations=cited), TableCell(text=_mark(cited, mark))))
        for number, (text, cited) in enumerate(statements, 1)
    ]
    yield from write_table(["#", title, ""], rows)
    if title:
        yield Chunk(text="\n")


def _mark(citations: Sequence[Citation], mark: Mark) -> str:
    """Write the place where a statement ends, that of its last citation.

    Without pages the place where it begins goes before, if both are named alike: `row 2 – row 9`.
    """
    if not citations:
        return ""
    first, last = citations[0], citations[-1]
    is_alike = _NAME.split(first.place)[0] == _NAME.split(last.place)[0]
    if last.page is None and is_alike and first.place != last.place:
        last = replace(last, place=f"{first.place} – {last.place}")
    return mark(last)
