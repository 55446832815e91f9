"""Summaries in the document's own words, each statement quoted and cited."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import cite
from wasat.evidence.task import Form, Length, Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader.extraction.pairs import find_pairs
from wasat.reader.leaves.pages import Leaves
from wasat.reader.opening import iter_lines
from wasat.reader.prose.budget import NO_LIMIT, NO_WORD_LIMIT, Budget
from wasat.reader.prose.parts import Part, divide
from wasat.reader.prose.select import USUAL_WORDS, select
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.spread import spread
from wasat.reader.prose.survey import Survey, survey
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.records.citing import cite_told
from wasat.reader.records.describe import describe
from wasat.reader.refusal import empty, not_stated
from wasat.reader.writer import Statement, write_statements

_FEWEST_FACTS = 3  # labels with values; a page with fewer is no form
_FEWEST_WORDS = 30  # for each of several documents
_PART_SENTENCES = 2  # of each chapter, where nothing is said of length


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Summarise every document on its own, each statement quoted and cited."""
    readings = open_readings(task, sources)
    if all(reading.lacks_section for reading in readings):
        yield Chunk(text=not_stated(task.language))
        return
    budget = _allow(task.length, len(readings))
    for reading in readings:
        yield from _summarise(task, reading, budget, trace)
    yield from tell_unread(readings, task.language)


def _summarise(task: Task, reading: Reading, budget: Budget, trace: Trace) -> Iterator[Chunk]:
    seen = survey(reading.iter_pages())
    outline = reading.document.summary.outline
    parts = divide(seen, outline) if task.length.is_by_part else []
    way, told = "by part", _by_part(task.length, parts, seen, budget)
    if not told:
        chosen, way = select(seen, budget, outline)
        told = [("", chosen)] if chosen else []
    count = sum(len(chosen) for _, chosen in told)
    trace.note("summarise", document=reading.source.title, way=way, sentences=count)
    title = reading.source.title if reading.is_one_of_many else ""
    if told:
        for name, chosen in told:
            cited = [(sentence.text, _cite(reading, sentence)) for sentence in chosen]
            heading = ": ".join(filter(None, (title, name)))
            yield from write_statements(cited, task.form, reading.mark, heading)
    elif lines := _describe(task, reading, budget):
        form = task.form if task.form in (Form.HTML, Form.TABLE) else Form.BULLETS
        yield from write_statements(lines, form, reading.mark, title)
    else:
        yield Chunk(text=empty(task.language))


def _by_part(
    length: Length, parts: Sequence[Part], seen: Survey, budget: Budget
) -> list[tuple[str, list[Sentence]]]:
    """Choose sentences of each part that says something, under its title."""
    share = _share(length, budget, max(1, len(parts)))
    starts = [candidate.start for candidate in seen.candidates]
    told: list[tuple[str, list[Sentence]]] = []
    for part in parts:
        here = seen.candidates[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
        chosen = spread(here, [part], share)
        if chosen:
            pages = sorted({page for sentence in chosen for page, _ in sentence.places})
            told.append((part.title or _name_pages(pages), chosen))
    return told


def _share(length: Length, budget: Budget, parts: int) -> Budget:
    """Return how much may be said of one part: the length asked for, or its share of that."""
    is_each = length.is_each or (budget.is_by_count and budget.sentences < parts)
    if not budget.is_fixed:
        return replace(budget, words=NO_WORD_LIMIT, sentences=_PART_SENTENCES)
    if is_each:
        return budget
    sentences = budget.sentences // parts if budget.is_by_count else NO_LIMIT
    return replace(budget, words=budget.words // parts, sentences=sentences)


def _name_pages(pages: Sequence[int]) -> str:
    return f"p. {pages[0]}" if pages[0] == pages[-1] else f"p. {pages[0]}–{pages[-1]}"


def _allow(length: Length, documents: int) -> Budget:
    words = length.words or (NO_WORD_LIMIT if length.sentences else USUAL_WORDS)
    return Budget(
        words=max(_FEWEST_WORDS, words // documents) if documents > 1 else words,
        sentences=max(1, (length.sentences or NO_LIMIT) // max(1, documents)),
        is_fixed=bool(length.words or length.sentences),
    )


def _describe(task: Task, reading: Reading, budget: Budget) -> list[Statement]:
    """Give what a document without prose holds: of a sheet, of a form, else its first lines."""
    facts = [*cite_told(reading, describe(reading, task.language))] or _facts(reading)
    return list(_within(facts, budget)) or list(iter_lines(reading, budget.words))


def _facts(reading: Reading) -> list[Statement]:
    """Give the labels and values of a form or an invoice; none if it prints only a few."""
    pairs = find_pairs(Leaves([reading]))
    if len(pairs) < _FEWEST_FACTS:
        return []
    return [(f"{label}: {found.printed}", found.citations) for label, found in pairs.items()]


def _within(facts: Sequence[Statement], budget: Budget) -> Iterator[Statement]:
    """Yield as many as the length allows, one at least."""
    words = 0
    for count, (text, citations) in enumerate(facts):
        words += len(text.split())
        if count and (words > budget.words or count >= budget.sentences):
            return
        yield text, citations


def _cite(reading: Reading, sentence: Sentence) -> tuple[Citation, ...]:
    return tuple(
        cite(reading.source, reading.document.pages[page - 1], place)
        for page, place in sentence.places
    )
