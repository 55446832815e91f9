"""Statements of a model to citations: its words found together, its numbers found exactly."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wasat.documents.document import Page
from wasat.evidence.align.units import Unit, iter_units
from wasat.evidence.figures import parse_figure
from wasat.evidence.index import Index
from wasat.evidence.language import guess_language
from wasat.evidence.passage import PassageKind
from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import cite, locate
from wasat.generation.chunk import Citation
from wasat.generation.prompt import Source

# Source of these: set by hand on paraphrases and inventions of made pages; a statement that says
# half of its weight in other words is still borne out if all of its numbers stand there.
ENOUGH = 0.5  # share of a statement's weight that its evidence must hold
_WHOLE = 0.9  # share from which on no further unit is looked for
_MOST_UNITS = 3
_GAIN = 0.15  # share that a further unit must add
_PAGES = 6  # of each document that are looked at
_HITS = 20
_KINDS = (PassageKind.PROSE, PassageKind.ROW, PassageKind.FIELD, PassageKind.HEADING)
_NUMBER = re.compile(r"\d[\d.,'\u00a0\u202f]*\d|\d")
_SWAPPED = str.maketrans(",.", ".,")  # as most of Europe prints numbers
_QUOTED = re.compile(r"[\"“„«]([^\"”“»]{8,300})[\"”“»]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A document that statements are held to, and the pages of it that count, ascending."""

    source: Source
    prepared: Prepared
    pages: Sequence[int]


class Entry(NamedTuple):
    """A stretch of a page, its terms and its numbers."""

    unit: Unit
    terms: frozenset[str]
    numbers: frozenset[float]


class Sheet(NamedTuple):
    """A page that was read."""

    page: Page
    entries: list[Entry]


class Aligner:
    """Holds statements to documents.

    Args:
        shelves: The documents.
    """

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = shelves
        self._read: dict[tuple[int, int], Sheet] = {}

    def cite(self, statement: str, hints: Sequence[int] = ()) -> tuple[Citation, ...]:
        """Return what a statement rests on, best first; nothing if the documents do not bear it.

        Args:
            statement: One sentence.
            hints: Pages that it names itself; looked at first.
        """
        best: tuple[Citation, ...] = ()
        for shelf in self._shelves:
            for number in self._candidates(shelf, statement, hints):
                sheet = self._open(shelf, number)
                found = _cite_quotes(shelf.source, sheet.page, statement) or _cite_words(
                    shelf, sheet, statement
                )
                if found and (not best or found[0].score > best[0].score):
                    best = found
            if best and best[0].score >= _WHOLE:
                break
        return best

    def cite_value(self, value: str, label: str) -> tuple[Citation, ...]:
        """Return where a value stands as printed, nearest to what names it; nothing if nowhere.

        Args:
            value: A text or a number.
            label: The words that name it, such as the keys of a JSON answer.
        """
        best: tuple[float, Citation] | None = None
        for shelf in self._shelves:
            for number in self._candidates(shelf, f"{label} {value}", ()):
                sheet = self._open(shelf, number)
                for score, citation in _cite_value(shelf, sheet, value, label):
                    if best is None or score > best[0]:
                        best = score, citation
        if best is None:
            return self.cite(value) if len(value.split()) > _MOST_UNITS else ()
        return (best[1],)

    def _open(self, shelf: Shelf, number: int) -> "Sheet":
        """Read a page once, however many statements are held to it."""
        key = (id(shelf), number)
        if key not in self._read:
            self._read[key] = _read_sheet(shelf, number)
        return self._read[key]

    def _candidates(self, shelf: Shelf, statement: str, hints: Sequence[int]) -> list[int]:
        index = shelf.prepared.index
        few = shelf.pages if len(shelf.pages) <= _PAGES else ()
        scores: dict[int, float] = dict.fromkeys(few, 0.0)
        scores |= {number: math.inf for number in hints if number in shelf.pages}
        terms = dict.fromkeys(index.language.content(statement), 1.0)
        terms |= {term: 1.0 for number in _NUMBER.findall(statement) for term in _spell(number)}
        for kind in _KINDS:
            for hit in index.search(terms, kind, pages=shelf.pages, limit=_HITS):
                page = hit.page
                scores[page] = max(scores.get(page, 0.0), hit.score)
        return sorted(scores, key=lambda page: -scores[page])[:_PAGES]


def _cite_quotes(source: Source, page: Page, statement: str) -> tuple[Citation, ...]:
    """Find the words that a statement itself puts in quotation marks."""
    located = [locate(page, match[1]) for match in _QUOTED.finditer(statement)]
    if not located or None in located:
        return ()
    return tuple(cite(source, page, each) for each in located if each is not None)


def _read_sheet(shelf: Shelf, number: int) -> Sheet:
    page = shelf.prepared.document.pages[number - 1]
    language = shelf.prepared.index.language
    entries = [
        Entry(unit, frozenset(language.terms(unit.text)), frozenset(_numbers(unit.text)))
        for unit in iter_units(page)
    ]
    return Sheet(page, entries)


def _cite_words(shelf: Shelf, sheet: Sheet, statement: str) -> tuple[Citation, ...]:
    """Gather the units of a page that together hold a statement's words and all its numbers."""
    weights = _weigh(shelf.prepared.index, statement)
    numbers = frozenset(_numbers(statement))
    whole = sum(weights.values())
    if not weights and not numbers:
        return ()
    chosen = _choose(sheet.entries, weights, numbers)
    held = {term for entry in chosen for term in entry.terms & weights.keys()}
    share = sum(weights[term] for term in held) / whole if whole else 1.0
    found = {number for entry in chosen for number in entry.numbers}
    if share < ENOUGH or not numbers <= found:
        return ()
    return tuple(entry.unit.cite(shelf.source, sheet.page, min(1.0, share)) for entry in chosen)


def _choose(
    entries: Sequence[Entry], weights: Mapping[str, float], numbers: frozenset[float]
) -> list[Entry]:
    """Take the best unit, then those that add most, until all is held or none adds enough."""
    chosen: list[Entry] = []
    missing = set(weights)
    sought = set(numbers)
    whole = sum(weights.values()) or 1.0

    def gain(entry: Entry) -> float:
        added = sum(weights[term] for term in entry.terms & missing) / whole
        return added + len(entry.numbers & sought)

    while entries and len(chosen) < _MOST_UNITS:
        best = max(entries, key=gain)
        if gain(best) < _GAIN:
            break
        chosen.append(best)
        missing -= best.terms
        sought -= best.numbers
        if not sought and sum(weights[term] for term in missing) <= (1 - _WHOLE) * whole:
            break
    return chosen


def _weigh(index: Index, statement: str) -> dict[str, float]:
    """Weigh the terms of a statement; its numbers are looked for on their own.

    A document without prose has no language, and so no stop words: then the statement's count.
    """
    empty = guess_language([statement]).stop_words
    terms = [
        term for term in index.language.content(_NUMBER.sub(" ", statement)) if term not in empty
    ]
    most = math.log(1 + math.sqrt(index.count(PassageKind.PROSE)))
    return {term: min(most, index.weigh(term)) or 1.0 for term in terms}


def _cite_value(
    shelf: Shelf, sheet: Sheet, value: str, label: str
) -> Iterator[tuple[float, Citation]]:
    """Yield the units of a page that hold a value exactly, each with how well the label fits."""
    holds = _holder(value)
    weights = _weigh(shelf.prepared.index, label)
    whole = sum(weights.values()) or 1.0
    for entry in sheet.entries:
        if holds(entry):
            held = entry.terms & weights.keys()
            citation = entry.unit.cite(shelf.source, sheet.page, 1.0)
            yield sum(weights[term] for term in held) / whole, citation


def _holder(value: str) -> Callable[[Entry], bool]:
    """Return what tells whether a unit holds a value: a number by its worth, words in order."""
    number = parse_figure(value) if _NUMBER.search(value) else None
    if number is not None:
        return lambda entry: abs(number) in entry.numbers
    tokens = re.findall(r"\d[\d.,]*\d|\d|[^\W\d_]+", value) or [value]
    pattern = re.compile(
        r"(?<!\w)" + r"[\W_]*".join(map(re.escape, tokens)) + r"(?!\w)", re.IGNORECASE
    )
    return lambda entry: pattern.search(entry.unit.text) is not None


def _numbers(text: str) -> Iterator[float]:
    for match in _NUMBER.finditer(text):
        number = parse_figure(match[0])
        if number is not None:
            yield number


def _spell(number: str) -> Iterable[str]:
    """Return the ways in which a document may print a number, as the index holds them."""
    value = parse_figure(number)
    if value is None:
        return (number,)
    places = 0 if value == int(value) else len(f"{value}".partition(".")[2])
    grouped = f"{value:,.{places}f}"
    swapped = grouped.translate(_SWAPPED)
    return {number, f"{value:.{places}f}", grouped, swapped, swapped.replace(".", "")}
