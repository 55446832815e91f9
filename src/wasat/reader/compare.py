"""Documents side by side: their tables by row names, else their sections by headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from wasat.documents.document import BlockKind
from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import cite
from wasat.evidence.task import Form, Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader.prose.sentences import Sentence, iter_sentences
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
    aligned = _narrow(align([_views(r) for r in readings], [_about(r) for r in readings]), task)
    trace.note("compare", documents=len(readings), rows=len(aligned))
    rows = list(_value_rows(task, readings, aligned)) or list(_section_rows(readings))
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


def _section_rows(readings: Sequence[Reading]) -> Iterator[_Row]:
    """Set the first sentences under equal headings side by side."""
    openings = [_openings(reading) for reading in readings]
    for name, (title, _) in openings[0].items():
        found = [opening.get(name) for opening in openings]
        if sum(entry is not None for entry in found) > 1:
            cells = tuple(
                _MISSING if entry is None else _quote(reading, entry[1])
                for reading, entry in zip(readings, found, strict=True)
            )
            yield _Row(title, cells)


def _openings(reading: Reading) -> dict[str, tuple[str, Sentence]]:
    """Find the first sentence under every heading, by the heading's normalised name."""
    titles = [
        " ".join(block.text.split())
        for page in reading.iter_pages()
        for block in page.blocks
        if block.kind is BlockKind.HEADING
    ]
    openings: dict[str, tuple[str, Sentence]] = {}
    for sentence in iter_sentences(reading.iter_pages()):
        if sentence.position == 0 and 0 < sentence.heading <= len(titles):
            title = titles[sentence.heading - 1]
            name = normalise(re.sub(r"^[\dIVX.\s]+(?=\s)", "", title))
            if name:
                openings.setdefault(name, (title, sentence))
    return openings


def _quote(reading: Reading, sentence: Sentence) -> TableCell:
    words = sentence.text.split()
    citations = tuple(
        cite(reading.source, reading.document.pages[page - 1], located)
        for page, located in sentence.places
    )
    text = " ".join(words[:_CELL_WORDS]) + (" …" if len(words) > _CELL_WORDS else "")
    return TableCell(text=text, citations=citations)
