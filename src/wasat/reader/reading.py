"""The part of each document that a task is about: chosen pages, unread ones, and their marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasat.documents.document import Document, Page
from wasat.evidence.prepare import Prepared
from wasat.evidence.task import Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.reader.refusal import unread_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document of the prompt, limited to the pages that count.

    Attributes:
        source: The document as the prompt names it.
        document: All of it.
        numbers: Page numbers that count, ascending, from 1.
        is_one_of_many: Whether marks must name the document.
    """

    source: Source
    document: Document
    numbers: range
    is_one_of_many: bool = False

    @property
    def unread(self) -> tuple[int, ...]:
        """Numbers of the chosen pages that could not be read."""
        return tuple(n for n in self.document.summary.unread if n in self.numbers)

    def iter_pages(self) -> Iterator[Page]:
        """Load the chosen pages one by one, in order."""
        for number in self.numbers:
            yield self.document.pages[number - 1]

    def mark(self, citation: Citation) -> str:
        """Write where a statement stands, as prose carries it: ` [p. 60]`, ` [name p. 60]`."""
        place = f"p. {citation.page}" if citation.page is not None else citation.place
        named = f"{self.source.title} {place}".strip() if self.is_one_of_many else place
        return f" [{named}]" if named else ""


def open_readings(task: Task, sources: Sequence[tuple[Source, Prepared]]) -> list[Reading]:
    """Choose the pages of every document that both the prompt and its parts ask for."""
    readings: list[Reading] = []
    for source, prepared in sources:
        count = len(prepared.document.pages)
        asked = task.pages.resolve(count)
        last = count if source.last_page is None else min(count, source.last_page)
        readings.append(
            Reading(
                source=source,
                document=prepared.document,
                numbers=range(max(asked.start, source.first_page), min(asked.stop, last + 1)),
                is_one_of_many=len(sources) > 1,
            )
        )
    return readings


def tell_unread(readings: Sequence[Reading], language: str) -> Iterator[Chunk]:
    """Say in one sentence a document which chosen pages could not be read; nothing if all were."""
    for reading in readings:
        if reading.unread:
            first = reading.document.pages[reading.unread[0] - 1]
            name = reading.source.title if reading.is_one_of_many else ""
            yield Chunk(text="\n" + unread_pages(language, reading.unread, first.unread, name))
