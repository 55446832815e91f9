"""One pass through a document: where its parts begin, and the sentences worth a second look.

Of a long document only some sentences a page are kept, so that memory follows the number of pages
and not of words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

from wasat.documents.document import Page
from wasat.reader.prose.rank import weigh
from wasat.reader.prose.sentences import Heading, Sentence, SentenceReader

_WHOLE = 2_000  # sentences that are kept all: about a hundred pages, and any abstract
_A_PAGE = 4  # sentences kept of each page after those


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be said.

    Attributes:
        sentence: With its places.
        start: How many words of prose stand before it.
        weight: As `weigh` tells.
    """

    sentence: Sentence
    start: int
    weight: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading, and how many words of prose stand before it."""

    heading: Heading
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a document has to say.

    Attributes:
        candidates: In order.
        count: How many sentences there are, kept or not.
        words: Of all sentences.
        marks: The headings, in order.
        pages: How many words of prose stand before each page, by its number, in order.
    """

    candidates: Sequence[Candidate]
    count: int
    words: int
    marks: Sequence[Mark]
    pages: dict[int, int]

    @property
    def sentences(self) -> list[Sentence]:
        """Those that were kept."""
        return [candidate.sentence for candidate in self.candidates]


def survey(pages: Iterable[Page]) -> Survey:
    """Go through pages once, one at a time."""
    surveyor = _Surveyor()
    kept: list[Candidate] = []
    count = 0
    for page in pages:
        found = surveyor.look(page)
        count += len(found)
        if len(kept) + len(found) > _WHOLE:
            best = nlargest(_A_PAGE, found, key=lambda candidate: candidate.weight)
            found = sorted(best, key=lambda candidate: candidate.start)
        kept += found
    last = surveyor.finish()
    return Survey(
        candidates=[*kept, *last],
        count=count + len(last),
        words=surveyor.words,
        marks=surveyor.marks,
        pages=surveyor.pages,
    )


class _Surveyor:
    """Counts words while it reads."""

    def __init__(self) -> None:
        self.words = 0
        self.marks: list[Mark] = []
        self.pages: dict[int, int] = {}
        self._reader = SentenceReader()

    def look(self, page: Page) -> list[Candidate]:
        """Return the sentences that end on a page, and note its headings."""
        self.pages[page.number] = self.words
        found: list[Candidate] = []
        for index in range(len(page.blocks)):
            found += self._take(self._reader.read(page, index))
            headings = self._reader.headings[len(self.marks) :]
            self.marks += (Mark(heading, self.words) for heading in headings)
        return found

    def finish(self) -> list[Candidate]:
        """Return the sentence that is open, though its end was not seen."""
        return list(self._take(self._reader.finish()))

    def _take(self, sentences: Iterable[Sentence]) -> Iterator[Candidate]:
        for sentence in sentences:
            start = self.words
            self.words += len(sentence.text.split())
            yield Candidate(sentence, start, weigh(sentence))
