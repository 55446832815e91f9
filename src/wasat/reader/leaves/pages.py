"""The pages a search looks at: laid out once, their citations made here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from wasat.documents.document import Block, BlockKind, Page
from wasat.evidence.passage import PassageKind
from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import Located, cite
from wasat.generation.chunk import Citation
from wasat.reader.leaves.layout import Run, Unit, iter_units, lay_out
from wasat.reader.prose.sentences import split_sentences
from wasat.reader.reading import Reading
from wasat.reader.recognise.dates import find_dates, is_day_first
from wasat.reader.recognise.found import Found, Habits, Where
from wasat.reader.recognise.wordlists import plain

_FIRST_PAGES = 250  # of such a tome
_LAST_PAGES = 50  # of a tome searched without words: forms and contracts end with what matters
_FEW_PAGES = 40  # so many are searched whole
_OPENING, _ENDING = 12, 6  # pages of a longer document that are searched for any words
_BEST = 30  # pages for each kind of passage
_HABITS_PAGES = 20  # that tell whether days or months come first
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.CAPTION)


class Span(NamedTuple):
    """Characters start..end of a running text: one sentence of it."""

    unit: Unit
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.unit.text[self.start : self.end]


class Leaf:
    """One page with its layout, loaded and made when first asked for."""

    def __init__(self, reading: Reading, number: int) -> None:
        self.reading = reading
        self.number = number

    @cached_property
    def page(self) -> Page:
        """What stands on it."""
        return self.reading.document.pages[self.number - 1]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Running texts of blocks and cells."""
        return tuple(iter_units(self.page))

    @cached_property
    def rows(self) -> list[list[Run]]:
        """Visual lines."""
        return lay_out(self.page)

    @cached_property
    def text(self) -> str:
        """All running texts, one a line."""
        return "\n".join(unit.text for unit in self.units)

    @cached_property
    def folded(self) -> str:
        """The same in lower case without accents; words are found in it faster than by patterns."""
        return plain(self.text.lower())

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of its prose; one that runs over two blocks is cut there."""
        return tuple(
            Span(unit, *span)
            for unit in self.units
            if self.page.blocks[unit.block].kind in _PROSE
            for span in _sentences(unit.text)
        )

    def cite(self, places: Sequence[Located], score: float) -> tuple[Citation, ...]:
        """Quote places of this page."""
        return tuple(
            cite(self.reading.source, self.page, place, score=round(min(1.0, score), 2))
            for place in places
        )

    def locate(self, places: Sequence[Located]) -> tuple[Where, ...]:
        """Tell places of this page from those of all others."""
        return tuple(Where(self.reading.source.uri, self.number, place) for place in places)

    def found(self, value: str, places: Sequence[Located], score: float) -> Found:
        """Make a finding of a text that stands at places of this page."""
        return Found(
            value=value,
            printed=value,
            citations=self.cite(places, score),
            score=score,
            where=self.locate(places),
        )


class Part(Leaf):
    """A run of blocks of a page; all others are empty, so that each keeps its place.

    Args:
        leaf: The page.
        start: Index of the first block.
        stop: Index after the last one; None is the end of the page.
    """

    def __init__(self, leaf: Leaf, start: int, stop: int | None = None) -> None:
        super().__init__(leaf.reading, leaf.number)
        self._whole = leaf
        self._seen = range(start, len(leaf.page.blocks) if stop is None else stop)

    @cached_property
    def page(self) -> Page:
        """What stands on this part of it."""
        whole = self._whole.page
        nothing = Block(kind=BlockKind.PARAGRAPH)
        return replace(
            whole,
            blocks=tuple(
                block if index in self._seen else nothing
                for index, block in enumerate(whole.blocks)
            ),
        )


class Leaves:
    """The pages of all documents of the prompt, as far as a search goes.

    Args:
        readings: The documents.
        prepared: The same documents with their indexes, by which long ones are narrowed; without
            them every search looks at the same pages.
    """

    def __init__(self, readings: Sequence[Reading], prepared: Sequence[Prepared] = ()) -> None:
        self.readings = tuple(readings)
        self.prepared = tuple(prepared)
        self._kept: dict[tuple[int, int], Leaf] = {}

    def __iter__(self) -> Iterator[Leaf]:
        return iter(self.all)

    @cached_property
    def all(self) -> tuple[Leaf, ...]:
        """Every page that is searched, in order."""
        return tuple(
            self.open(at, number)
            for at, reading in enumerate(self.readings)
            for number in _searched(reading.numbers)
        )

    @cached_property
    def habits(self) -> Habits:
        """How these documents write dates and numbers."""
        text = "\n".join(leaf.text for leaf in self.all[:_HABITS_PAGES])
        is_first = is_day_first(text)
        is_american = "$" in text or "USD" in text
        return Habits(
            is_day_first=not is_american if is_first is None else is_first,
            decimal="," if _uses_comma(text) else ".",
        )

    def open(self, document: int, number: int) -> Leaf:
        """Return a page of the document with this index; the same one each time."""
        return self._kept.setdefault((document, number), Leaf(self.readings[document], number))

    def only(self, leaves: Sequence[Leaf]) -> "Leaves":
        """Leave out all pages but these, of one document; every search looks at all of them."""
        readings = {id(leaf.reading): leaf.reading for leaf in leaves}
        chosen = Leaves(tuple(readings.values()))
        chosen.habits = self.habits
        chosen.all = tuple(leaves)
        return chosen

    def narrow(self, words: str) -> "Leaves":
        """Leave out the pages of long documents that hold none of the words.

        What remains is the beginning, the end, and the pages whose passages fit best, wherever
        they are. A few milliseconds, however long the documents.
        """
        count = sum(len(reading.numbers) for reading in self.readings)
        if count <= _FEW_PAGES or not self.prepared:
            return self
        narrowed = Leaves(self.readings, self.prepared)
        narrowed._kept = self._kept
        narrowed.habits = self.habits
        narrowed.all = tuple(
            self.open(at, number)
            for at, prepared in enumerate(self.prepared)
            for number in _best_pages(self.readings[at].numbers, prepared, words)
        )
        return narrowed


def _sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences, dates whole: the point of "17. April" ends none."""
    dates = list(find_dates(text, Habits()))
    spans: list[tuple[int, int]] = []
    for start, end in split_sentences(text):
        if spans and any(date.start < start < date.end for date in dates):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _best_pages(numbers: Sequence[int], prepared: Prepared, words: str) -> list[int]:
    index = prepared.index
    terms: Mapping[str, float] = dict.fromkeys(index.language.content(words), 1.0)
    best = {
        hit.page
        for kind in PassageKind
        for hit in index.search(terms, kind, pages=numbers, limit=_BEST)
    }
    return sorted({*numbers[:_OPENING], *numbers[-_ENDING:], *best})


def _searched(numbers: Sequence[int]) -> list[int]:
    if len(numbers) <= _FIRST_PAGES + _LAST_PAGES:
        return list(numbers)
    return [*numbers[:_FIRST_PAGES], *numbers[-_LAST_PAGES:]]


def _uses_comma(text: str) -> bool:
    """Tell whether two figures follow a comma more often than a point."""
    commas = len(re.findall(r"\d,\d{2}(?!\d)", text))
    return commas > len(re.findall(r"\d\.\d{2}(?!\d)", text))
