"""The part of each document that a task is about: chosen pages, unread ones, and their marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wasat.documents.document import Document, Page
from wasat.evidence.language import Language
from wasat.evidence.prepare import Prepared
from wasat.evidence.scope.asked_section import AskedSection
from wasat.evidence.scope.section import find_section
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
        lacks_section: Whether the question names a part that the document does not have.
    """

    source: Source
    document: Document
    numbers: Sequence[int]
    is_one_of_many: bool = False
    lacks_section: bool = False

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
        last = count if source.last_page is None else min(count, source.last_page)
        visible = range(source.first_page, last + 1)
        reading = Reading(
            source=source,
            document=prepared.document,
            numbers=_both(task.pages.resolve(count), visible),
            is_one_of_many=len(sources) > 1,
        )
        readings.append(_limit(reading, task.section, prepared.index.language))
    return readings


def _limit(reading: Reading, asked: AskedSection | None, language: Language) -> Reading:
    """Limit a document to the part asked for; a title that no heading bears is no part."""
    if asked is None:
        return reading
    section = find_section(asked, reading.document.pages, language)
    if section is None:
        return replace(reading, lacks_section=not asked.is_title)
    pages = section.pages(len(reading.document.pages))
    return replace(
        reading,
        document=section.limit(reading.document),
        numbers=_both(reading.numbers, pages),
    )


def _both(asked: Sequence[int], visible: range) -> Sequence[int]:
    """Return the pages asked for that are visible; a range of a range, since documents are long."""
    if isinstance(asked, range):
        return range(max(asked.start, visible.start), min(asked.stop, visible.stop))
    return tuple(number for number in asked if number in visible)


def tell_unread(readings: Sequence[Reading], language: str) -> Iterator[Chunk]:
    """Say in one sentence a document which chosen pages could not be read; nothing if all were."""
    for reading in readings:
        if reading.unread:
            first = reading.document.pages[reading.unread[0] - 1]
            name = reading.source.title if reading.is_one_of_many else ""
            yield Chunk(text="\n" + unread_pages(language, reading.unread, first.unread, name))
