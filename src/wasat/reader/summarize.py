"""Summaries in the document's own words, each statement quoted and cited."""

from collections.abc import Iterator, Sequence

from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import cite
from wasat.evidence.task import Form, Length, Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader.extraction.pairs import find_pairs
from wasat.reader.leaves.pages import Leaves
from wasat.reader.opening import iter_lines
from wasat.reader.prose.select import USUAL_WORDS, Budget, select
from wasat.reader.prose.sentences import Sentence, iter_sentences
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.refusal import empty
from wasat.reader.writer import Statement, write_statements

_FEWEST_FACTS = 3  # labels with values; a page with fewer is no form
_FEWEST_WORDS = 30  # for each of several documents


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Summarise every document on its own, each statement quoted and cited."""
    readings = open_readings(task, sources)
    budget = _allow(task.length, len(readings))
    for reading in readings:
        chosen, way = select(list(iter_sentences(reading.iter_pages())), budget)
        trace.note("summarise", document=reading.source.title, way=way, sentences=len(chosen))
        title = reading.source.title if reading.is_one_of_many else ""
        if chosen:
            cited = [(sentence.text, _cite(reading, sentence)) for sentence in chosen]
            yield from write_statements(cited, task.form, reading.mark, title)
        elif lines := _facts(reading, budget) or list(iter_lines(reading, budget.words)):
            form = task.form if task.form in (Form.HTML, Form.TABLE) else Form.BULLETS
            yield from write_statements(lines, form, reading.mark, title)
        else:
            yield Chunk(text=empty(task.language))
    yield from tell_unread(readings, task.language)


def _allow(length: Length, documents: int) -> Budget:
    words = length.words or (10_000 if length.sentences else USUAL_WORDS)
    return Budget(
        words=max(_FEWEST_WORDS, words // documents) if documents > 1 else words,
        sentences=max(1, (length.sentences or 1_000) // max(1, documents)),
        is_fixed=length != Length(),
    )


def _facts(reading: Reading, budget: Budget) -> list[Statement]:
    """Give the labels and values of a form or an invoice; none if it prints only a few."""
    pairs = find_pairs(Leaves([reading]))
    if len(pairs) < _FEWEST_FACTS:
        return []
    facts: list[Statement] = []
    words = 0
    for label, found in pairs.items():
        text = f"{label}: {found.printed}"
        words += len(text.split())
        if facts and (words > budget.words or len(facts) >= budget.sentences):
            break
        facts.append((text, found.citations))
    return facts


def _cite(reading: Reading, sentence: Sentence) -> tuple[Citation, ...]:
    return tuple(
        cite(reading.source, reading.document.pages[page - 1], place)
        for page, place in sentence.places
    )
