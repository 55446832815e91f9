"""Documents side by side: their tables by row names, else their sections by headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wasat.evidence.language import Language
from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import cite
from wasat.evidence.task import Form, Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader.prose.passages import Passage, match_passages, read_passages
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.refusal import difference_header, nothing_to_compare
from wasat.reader.tables.alignment import Aligned, View, align, normalise, view_both_ways
from wasat.reader.tables.grid import GridCell, iter_grids
from wasat.reader.tables.tabular import TableCell, write_table

_NUMBER = re.compile(r"[-−–+]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MISSING = TableCell(text="–")
_ABOUT_BLOCKS = 8  # title, abstract and what stands between them
_CELL_WORDS = 60  # of a statement in a cell of the answer
_MOST_ROWS = 200  # of the answer's table


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    cells: tuple[TableCell, ...]


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Compare documents in one table, every value cited where it stands."""
    readings = open_readings(task, sources)
    views = [_views(reading) for reading in readings]
    every = align(views, [_about(reading) for reading in readings])
    aligned = _narrow(every, task)
    trace.note("compare", documents=len(readings), rows=len(aligned))
    rows = list(_value_rows(task, readings, aligned))
    if not rows or aligned is every:
        sections, named = _section_rows(task, readings, sources[0][1].index.language)
        tabled = {normalise(view.grid.heading) for found in views for view in found}
        named = [row for row in named if normalise(row.title) not in tabled]
        rows = named or rows or sections
    header = ["", *(reading.source.title for reading in readings)]
    if rows and len(rows[0].cells) > len(readings):
        header.append(difference_header(task.language))
    if rows:
        table = [(row.title, row.cells) for row in rows[:_MOST_ROWS]]
        yield from write_table(header, table, is_html=task.form is Form.HTML)
    else:
        yield Chunk(text=nothing_to_compare(task.language))
    yield from tell_unread(readings, task.language)


def subtract(first: str, second: str) -> str:
    """Compute second minus first with their decimals, sign and per cent; nothing if not numbers."""
    found = [_NUMBER.findall(text) for text in (first, second)]
    if any(len(numbers) != 1 for numbers in found):
        return ""
    left, right = (_decimal(numbers[0]) for numbers in found)
    unit = "%" if first.rstrip().endswith("%") and second.rstrip().endswith("%") else ""
    return f"{right - left:+}{unit}"


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(r"[−–]", "-", text).replace(",", "").replace(" ", ""))


def _views(reading: Reading) -> list[View]:
    return [view for grid in iter_grids(reading.iter_pages()) for view in view_both_ways(grid)]


def _about(reading: Reading) -> str:
    """Return what a document says it is about: its title and the first blocks."""
    pages = reading.iter_pages()
    first = next(pages, None)
    blocks = [] if first is None else first.blocks[:_ABOUT_BLOCKS]
    return " ".join([reading.document.summary.title, *(block.text for block in blocks)])


def _narrow(rows: Sequence[Aligned], task: Task) -> Sequence[Aligned]:
    """Keep the rows the question names, if it names any."""
    question = normalise(task.question)
    named = [
        row for row in rows if len(normalise(row.title)) > 3 and normalise(row.title) in question
    ]
    return named or rows


def _value_rows(
    task: Task, readings: Sequence[Reading], aligned: Sequence[Aligned]
) -> Iterator[_Row]:
    has_difference = task.asks_difference and len(readings) == 2
    for row in aligned:
        cells = tuple(
            _MISSING if cell is None or not cell.text else _cell(reading, cell)
            for reading, cell in zip(readings, row.cells, strict=True)
        )
        yield _Row(row.title, (*cells, _difference(cells)) if has_difference else cells)


def _cell(reading: Reading, cell: GridCell) -> TableCell:
    if cell.located is None:
        return TableCell(text=cell.text)
    page = reading.document.pages[cell.page - 1]
    return TableCell(text=cell.text, citations=(cite(reading.source, page, cell.located),))


def _difference(cells: Sequence[TableCell]) -> TableCell:
    text = subtract(cells[0].text, cells[1].text)
    if not text:
        return _MISSING
    bases: tuple[Citation, ...] = tuple(c for cell in cells for c in cell.citations)
    return TableCell(
        text=text, citations=tuple(replace(citation, origin="derived") for citation in bases)
    )


def _section_rows(
    task: Task, readings: Sequence[Reading], language: Language
) -> tuple[list[_Row], list[_Row]]:
    """Set what stands under equal headings side by side.

    Returns:
        All rows, and those of them whose headings the question names.
    """
    asked = set(language.terms(task.question))
    rows: list[_Row] = []
    named: list[_Row] = []
    for found in match_passages([read_passages(reading) for reading in readings]):
        title = next(passage.title for passage in found if passage is not None)
        cells = tuple(
            _MISSING if passage is None else _quote(reading, passage)
            for reading, passage in zip(readings, found, strict=True)
        )
        rows.append(_Row(title, cells))
        terms = {term for term in language.content(title) if not term.isdigit()}
        named += rows[-1:] if terms and terms <= asked else []
    return rows, named


def _quote(reading: Reading, passage: Passage) -> TableCell:
    citations = tuple(
        cite(reading.source, reading.document.pages[page - 1], located)
        for sentence in passage.sentences
        for page, located in sentence.places
    )
    words = " ".join(sentence.text for sentence in passage.sentences).split()
    text = " ".join(words[:_CELL_WORDS]) + (" …" if len(words) > _CELL_WORDS else "")
    return TableCell(text=text, citations=citations)
