"""Which columns of a sheet a question names, and where."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from wasat.evidence.language import Language
from wasat.reader.lookup.wanted import find_want_spans
from wasat.reader.records.sheet import Column, ColumnKind, Sheet
from wasat.reader.records.text import Question
from wasat.reader.records.words import Words, identifying_words

_ALIKE = 4  # letters that two words of one root begin with, at least
_ALIKE_SHARE = 0.6  # of the shorter one
_NOUN_FIRST = frozenset({"fr", "es", "it", "pt"})  # the noun of a name of several words leads it


class Mention(NamedTuple):
    """A column, and the characters of the question that name it.

    Attributes:
        start: The first.
        end: After the last.
        column: What they name.
        is_split: Whether figures are asked for by what it holds: "by region".
    """

    start: int
    end: int
    column: Column
    is_split: bool = False


def find_mentions(question: Question, sheet: Sheet, words: Words) -> list[Mention]:
    """Find the columns that a question names, in its order; longer names go before shorter ones."""
    found: list[Mention] = []
    named = sorted(_name_all(sheet, question.language), key=lambda it: -len(it[0]))
    for find in (_places, _akin):
        for terms, column in named:
            for start, end in find(question, terms):
                by = words.ends["by"].search(question.left[:start])
                question.take(start if by is None else by.start(), end)
                found.append(Mention(start, end, column, is_split=by is not None))
    return sorted(found, key=lambda it: it.start)


def _name_all(sheet: Sheet, language: Language) -> Iterator[tuple[Sequence[str], Column]]:
    """Yield the ways a column is named: by its header, by its noun; records by what keys are of."""
    headers = [(_terms(column.name, language), column) for column in sheet.columns]
    nouns = Counter(_noun(terms, language) for terms, _ in headers if terms)
    wholes = {tuple(terms) for terms, _ in headers}
    identifying = set(language.terms(identifying_words()))
    for terms, column in headers:
        if terms:
            yield terms, column
        rest = [term for term in terms if term not in identifying]
        if column.kind is ColumnKind.KEY and rest and tuple(rest) not in wholes:
            yield rest, sheet.label
        noun = _noun(terms, language) if len(terms) > 1 else ""
        is_known = noun in identifying or (noun,) in wholes
        if column.kind is not ColumnKind.KEY and noun and nouns[noun] == 1 and not is_known:
            yield [noun], column


def _terms(name: str, language: Language) -> list[str]:
    return language.terms(name.replace("_", " "))


def _noun(terms: Sequence[str], language: Language) -> str:
    return terms[0 if language.code in _NOUN_FIRST else -1]


def _places(question: Question, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Return where these terms follow one another."""
    words = list(question.iter_terms())
    size = len(terms)
    return [
        (words[at][1], words[at + size - 1][2])
        for at in range(len(words) - size + 1)
        if [term for term, _, _ in words[at : at + size]] == list(terms)
    ]


def _akin(question: Question, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Return words that begin like a name of one word: "leitet" like "Leitung".

    Words that ask, such as "quanti", are like no name, though there be a "quantity".
    """
    if len(terms) > 1:
        return []
    asking = {start for start, _ in find_want_spans(question.text, question.language.code)}
    return [
        (start, end)
        for term, start, end in question.iter_terms()
        if start not in asking
        and _share(term, terms[0]) >= max(_ALIKE, _ALIKE_SHARE * min(len(term), len(terms[0])))
    ]


def _share(first: str, second: str) -> int:
    """Count the letters that two words begin with in common."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    )
