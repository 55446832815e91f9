"""Documents side by side: their results, else tables by row names, else sections by headings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wasat.evidence.language import Language
from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import cite
from wasat.evidence.task import Form, Task, TaskKind
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader import answer as answering
from wasat.reader.comparison.better import write_better
from wasat.reader.comparison.own import read_about
from wasat.reader.comparison.results import Results, find_results
from wasat.reader.comparison.side import MISSING, SideBySide, add_difference, set_cell, set_results
from wasat.reader.prose.passages import Passage, match_passages, read_passages
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.refusal import difference_header, nothing_to_compare
from wasat.reader.tables.alignment import Aligned, View, align, normalise, view_both_ways
from wasat.reader.tables.grid import iter_grids
from wasat.reader.tables.tabular import TableCell, write_table

_CELL_WORDS = 60  # of a statement in a cell of the answer
_MOST_ROWS = 200  # of the answer's table


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Compare documents in one table, every value cited where it stands.

    Where it is asked which of them is better at something, say which.
    """
    readings = open_readings(task, sources)
    results = find_results(task.question, readings)
    if task.asks_better:
        better = [] if results is None else list(_tell_better(task, readings, results))
        yield from better or answering.answer(replace(task, kind=TaskKind.ANSWER), sources, trace)
        return
    rows = compare(task, readings, results, sources[0][1].index.language)
    trace.note("compare", documents=len(readings), rows=len(rows))
    header = ["", *(reading.source.title for reading in readings)]
    if rows and len(rows[0].cells) > len(readings):
        header.append(difference_header(task.language))
    if rows:
        table = [(row.title, row.cells) for row in rows[:_MOST_ROWS]]
        yield from write_table(header, table, is_html=task.form is Form.HTML)
    else:
        yield Chunk(text=nothing_to_compare(task.language))
    yield from tell_unread(readings, task.language)


def compare(
    task: Task, readings: Sequence[Reading], results: Results | None, language: Language
) -> list[SideBySide]:
    """Set side by side what is asked for, else what the documents have in common."""
    if results is not None and (results.is_asked or task.asks_results):
        return _with_difference(task, set_results(readings, results))
    views = [_views(reading) for reading in readings]
    every = align(views, [read_about(reading).opening for reading in readings])
    aligned = _narrow(every, task)
    rows = _with_difference(task, _value_rows(readings, aligned))
    if rows and aligned is not every:
        return rows
    if results is not None:
        rows = _with_difference(task, set_results(readings, results))
    sections, named = _section_rows(task, readings, language)
    tabled = {normalise(view.grid.heading) for found in views for view in found}
    named = [row for row in named if normalise(row.title) not in tabled]
    return named or rows or sections


def _tell_better(task: Task, readings: Sequence[Reading], results: Results) -> Iterator[Chunk]:
    if results.is_asked:
        rows = list(set_results(readings, results))
        yield from write_better(rows, readings, task.language, wants_low=task.asks_lowest)


def _views(reading: Reading) -> list[View]:
    return [view for grid in iter_grids(reading.iter_pages()) for view in view_both_ways(grid)]


def _narrow(rows: Sequence[Aligned], task: Task) -> Sequence[Aligned]:
    """Keep the rows the question names, if it names any."""
    question = normalise(task.question)
    named = [
        row for row in rows if len(normalise(row.title)) > 3 and normalise(row.title) in question
    ]
    return named or rows


def _value_rows(readings: Sequence[Reading], aligned: Sequence[Aligned]) -> Iterator[SideBySide]:
    for row in aligned:
        pairs = zip(readings, row.cells, strict=True)
        cells = tuple(set_cell(reading, cell) for reading, cell in pairs)
        yield SideBySide(title=row.title, cells=cells, scales=(0,) * len(cells))


def _with_difference(task: Task, rows: Iterable[SideBySide]) -> list[SideBySide]:
    if not task.asks_difference:
        return list(rows)
    return [add_difference(row) if len(row.cells) == 2 else row for row in rows]


def _section_rows(
    task: Task, readings: Sequence[Reading], language: Language
) -> tuple[list[SideBySide], list[SideBySide]]:
    """Set what stands under equal headings side by side.

    Returns:
        All rows, and those of them whose headings the question names.
    """
    asked = set(language.terms(task.question))
    rows: list[SideBySide] = []
    named: list[SideBySide] = []
    for found in match_passages([read_passages(reading) for reading in readings]):
        title = next(passage.title for passage in found if passage is not None)
        cells = tuple(
            MISSING if passage is None else _quote(reading, passage)
            for reading, passage in zip(readings, found, strict=True)
        )
        rows.append(SideBySide(title=title, cells=cells, scales=(0,) * len(cells)))
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
