"""Facts that running text and tables state without a label, for properties of any name."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from wasat.evidence.figures import years_in
from wasat.evidence.find import find
from wasat.evidence.language import Language
from wasat.evidence.prepare import Prepared
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.arrays.columns import is_sum
from wasat.reader.extraction.families import Family, Field
from wasat.reader.facts.decided import complement, decide
from wasat.reader.facts.items import find_item
from wasat.reader.facts.mention import Mention, read_mention
from wasat.reader.facts.nearest import NAMED, Near, Search, find_nearest
from wasat.reader.facts.query import Query, make_queries
from wasat.reader.facts.tabled import find_cell
from wasat.reader.facts.words import PageWords
from wasat.reader.leaves.pages import Leaf, Leaves, Span
from wasat.reader.recognise.found import Found, Habits, Match
from wasat.reader.recognise.guess import is_ratio
from wasat.reader.recognise.kinds import NUMERIC, Kind

_PAGES = 10  # passages, each the best of its page
_COMMON_PAGES = 20  # whose words in lower case are no names
_LEAST_COVERAGE = 0.65  # of what is asked that a sentence must speak of
_LEAST = 0.5  # worth below which no value is better than a wrong one
_SURE = 0.85  # a value in prose is never as sure as one beside its label
_SAID = 0.7  # what something is said to be
_DISPUTED = 0.15  # lost where another value is nearly as sure
_NEARLY = 0.08  # worth by which a value may fall behind the best and still dispute it
_MOST_VALUES = 2  # more of them are a history or a list
_LOWER = re.compile(r"(?<!\w)[^\W\d_A-ZÀ-Þ][^\W\d_]+")
MOST_READ = 50_000  # sentences and rows in which words of fields stand, in one answer: two seconds
_MOST_PAGES = 500  # whose words are kept
_KINDS = frozenset({
    Kind.TEXT, Kind.DATE, Kind.AMOUNT, Kind.WHOLE, Kind.SHARE, Kind.YEAR, Kind.DURATION,
    Kind.EMAIL, Kind.LINK, Kind.PHONE, Kind.COMPANY, Kind.PERSON, Kind.PARTY, Kind.PLACE,
    Kind.YES_NO,
})  # fmt: skip
_TABLED = frozenset({Kind.AMOUNT, Kind.WHOLE, Kind.SHARE})


class Stated(NamedTuple):
    """A value, how sure it is, and how to make it a finding."""

    worth: float
    value: JsonValue
    found: Callable[[], Found]


class Facts:
    """Finds facts in the documents of a prompt; every page is cut into words once.

    Args:
        leaves: The pages, with the indexes of their documents.
        most_read: Sentences and rows with words of a field that are read for one answer.

    Attributes:
        left: Sentences and rows that may still be read; with none left nothing more is found.
    """

    def __init__(self, leaves: Leaves, most_read: int = MOST_READ) -> None:
        self._leaves = leaves
        self._words: dict[tuple[Leaf, str], PageWords] = {}
        self.left = most_read

    def find(self, field: Field) -> Found | None:
        """Find the value that the documents state most surely; None rather than a doubtful one."""
        if field.kind not in _KINDS or not _is_open(field.family) or self.left <= 0:
            return None
        stated = [
            entry
            for at, prepared in enumerate(self._leaves.prepared)
            for entry in self._find_in(at, prepared, field)
        ]
        return _choose(stated)

    def _find_in(self, at: int, prepared: Prepared, field: Field) -> Iterator[Stated]:
        language = prepared.index.language
        numbers = self._leaves.readings[at].numbers
        item = None if field.kind not in _TABLED else self._find_item(at, field)
        if item is not None:
            yield item
            return
        for query in make_queries(field, language):
            ranked = find(query.inquire(language), prepared, pages=numbers, limit=_PAGES)
            leaves = [self._leaves.open(at, entry.passage.page) for entry in ranked]
            searches = _searches(
                field,
                query,
                language,
                self._leaves.habits,
                (*self._leaves.all[:_COMMON_PAGES], *leaves),
            )
            found = [
                stated
                for leaf in leaves
                for stated in self._on_page(leaf, query, field.kind, searches)
                if stated.worth >= _LEAST
            ]
            if found:
                yield from found
                return

    def _find_item(self, at: int, field: Field) -> Stated | None:
        cell = find_item(field.name, years_in(field.name), self._leaves, at)
        return None if cell is None else Stated(cell.worth, cell.number, cell.found)

    def _on_page(
        self, leaf: Leaf, query: Query, kind: Kind, searches: Sequence[Search]
    ) -> Iterator[Stated]:
        language = searches[0].language
        words, first = self._read(leaf, language), query.openings.keys()
        if kind in _TABLED:
            rows = [row for row in words.rows if is_sum(row.row.label) or row.terms & first]
            self.left -= len(rows)
            cell = find_cell(leaf, rows, query, kind, language)
            if cell is not None:
                yield Stated(cell.worth, cell.number, cell.found)
        for sentence in words.sentences:
            if sentence.terms.isdisjoint(first):
                continue
            self.left -= 1
            mention = read_mention(sentence.span.text, sentence.tokens, query)
            if mention.coverage < _LEAST_COVERAGE:
                continue
            values = (_value_of(mention, search) for search in searches)
            near = next((value for value in values if value is not None), None)
            if near is not None:
                yield _state(leaf, sentence.span, near)

    def _read(self, leaf: Leaf, language: Language) -> PageWords:
        """Return the words of a page, the same ones each time; forget all when they are many."""
        key = (leaf, language.code)
        if key not in self._words:
            if len(self._words) >= _MOST_PAGES:
                self._words.clear()
            self._words[key] = PageWords(leaf, language)
        return self._words[key]


def _is_open(family: Family) -> bool:
    """Tell whether a family's own labels and turns of phrase leave running text to be searched."""
    if not family.is_known or family.kind is Kind.PERSON:
        return True
    return not (family.contexts or family.is_row or family.kind in NUMERIC)


def _searches(
    field: Field, query: Query, language: Language, habits: Habits, leaves: Sequence[Leaf]
) -> list[Search]:
    """Say what is looked for in sentences, the likeliest kind first."""
    is_ratio_too = field.kind is Kind.AMOUNT and is_ratio(field.name)
    kinds = (Kind.SHARE, field.kind) if is_ratio_too else (field.kind,)
    is_named = field.kind in NAMED
    text = " ".join(leaf.text for leaf in leaves) if is_named else ""
    common = frozenset(_LOWER.findall(text))
    return [Search(kind, query.is_count, query.years, language, habits, common) for kind in kinds]


def _value_of(mention: Mention, search: Search) -> Near | None:
    """Read the value in the way of its kind."""
    if search.kind in (Kind.YES_NO, Kind.TEXT):
        read = decide if search.kind is Kind.YES_NO else complement
        match = read(mention, search.language)
        return None if match is None else Near(match, _SAID)
    near = find_nearest(mention, search)
    return None if near is None else near._replace(worth=_SURE * mention.coverage * near.worth)


def _state(leaf: Leaf, span: Span, near: Near) -> Stated:
    match: Match = near.match

    def found() -> Found:
        """Quote the sentence that states it."""
        places = span.unit.locate(span.start, span.end)
        own = span.unit.locate(span.start + match.start, span.start + match.end)
        return Found(
            value=match.value,
            printed=span.text[match.start : match.end],
            citations=leaf.cite(places, near.worth),
            score=near.worth,
            where=leaf.locate(own),
        )

    return Stated(near.worth, match.value, found)


def _digits(value: JsonValue) -> str:
    """Write a value so that 48.3 in a table of millions is the same as 48.3 million."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:f}".replace(".", "").strip("0") if is_number else str(value)


def _choose(stated: Sequence[Stated]) -> Found | None:
    """Take the surest, the first of equals, unless others that are nearly as sure say otherwise."""
    if not stated:
        return None
    best = max(stated, key=lambda entry: entry.worth)
    others = {_digits(entry.value) for entry in stated if entry.worth > best.worth - _NEARLY}
    if len(others) > _MOST_VALUES or best.worth - _DISPUTED * (len(others) - 1) < _LEAST:
        return None
    return best.found()
