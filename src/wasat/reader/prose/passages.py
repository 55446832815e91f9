"""What stands under each heading of a document, and the headings that documents have in common."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from wasat.documents.document import BlockKind
from wasat.reader.prose.sentences import Sentence, iter_sentences
from wasat.reader.reading import Reading
from wasat.reader.tables.alignment import normalise

_WORDS = 60  # of a passage, in whole sentences; its first sentence is told whatever its length
_NEAR = 88  # percent of letters in order, as for the names of rows
_SHORT = 4  # letters; so short a name is compared as it is
_NUMBERING = re.compile(r"^[\dIVX.\s]+(?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The first sentences under a heading.

    Attributes:
        title: The heading.
        sentences: In order, at least one.
    """

    title: str
    sentences: tuple[Sentence, ...]


def read_passages(reading: Reading) -> dict[str, Passage]:
    """Read the beginning of what stands under each heading, by the heading's normalised name."""
    titles = [
        " ".join(block.text.split())
        for page in reading.iter_pages()
        for block in page.blocks
        if block.kind is BlockKind.HEADING
    ]
    under: dict[int, list[Sentence]] = {}
    for sentence in iter_sentences(reading.iter_pages()):
        if 0 < sentence.heading <= len(titles):
            begun = under.setdefault(sentence.heading, [])
            words = sum(len(each.text.split()) for each in (*begun, sentence))
            if not begun or (words <= _WORDS and sentence.position == len(begun)):
                begun.append(sentence)
    passages: dict[str, Passage] = {}
    for number, sentences in under.items():
        title = titles[number - 1]
        name = normalise(_NUMBERING.sub("", title))
        if name:
            passages.setdefault(name, Passage(title=title, sentences=tuple(sentences)))
    return passages


def match_passages(
    documents: Sequence[Mapping[str, Passage]],
) -> Iterator[tuple[Passage | None, ...]]:
    """Set passages under equal or nearly equal headings side by side, one a document.

    Yields:
        In the order of the first document; only what at least two documents have.
    """
    for name in documents[0]:
        found = tuple(_find(passages, name) for passages in documents)
        if sum(passage is not None for passage in found) > 1:
            yield found


def _find(passages: Mapping[str, Passage], name: str) -> Passage | None:
    if name in passages or len(name) <= _SHORT:
        return passages.get(name)
    best = max(passages, key=lambda other: fuzz.ratio(name, other), default="")
    return passages[best] if best and fuzz.ratio(name, best) >= _NEAR else None
