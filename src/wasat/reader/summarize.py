"""Summaries in the document's own words, each statement quoted and cited."""

from collections.abc import Iterator, Sequence

from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import cite
from wasat.evidence.task import Length, Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader.opening import iter_lines
from wasat.reader.prose.select import USUAL_WORDS, Budget, select
from wasat.reader.prose.sentences import Sentence, iter_sentences
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.refusal import empty
from wasat.reader.writer import write_statements

_FEWEST_WORDS = 30  # for each of several documents


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Summarise every document on its own, each statement quoted and cited."""
    readings = open_readings(task, sources)
    budget = _allow(task.length, len(readings))
    for reading in readings:
        statements = list(iter_sentences(reading.iter_pages()))
        chosen, way = select(statements, budget)
        trace.note("summarise", document=reading.source.title, way=way, sentences=len(chosen))
        title = reading.source.title if reading.is_one_of_many else ""
        cited = [(sentence.text, _cite(reading, sentence)) for sentence in chosen]
        lines = cited or list(iter_lines(reading, budget.words))
        if lines:
            yield from write_statements(lines, task.form, reading.mark, title)
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


def _cite(reading: Reading, sentence: Sentence) -> tuple[Citation, ...]:
    return tuple(
        cite(reading.source, reading.document.pages[page - 1], place)
        for page, place in sentence.places
    )
