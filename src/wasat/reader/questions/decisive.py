"""The noun on which a question turns: a document that never says it does not answer it."""

import re
from collections.abc import Iterator

from wasat.evidence.language import Language, all_languages
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.wanted import Want
from wasat.reader.verdict.decide import Words, words_of

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")
_MOST_WORDS = 3  # of a noun with its adjectives
_LEAST_LETTERS = 3
_LEAST_HELD = 0.4  # share of the question; a finding with less must know every word of a role


def find_unnamed(search: Search, finding: Finding) -> str:
    """Return the noun that a finding without a verdict leaves out; empty if there is none.

    "The club owns three boats" does not tell whether it owns a canoe, nor does "Mozilla" tell who
    its president is, where neither canoes nor presidents are spoken of anywhere.
    """
    index, topic = search.prepared.index, search.inquiry.topic.strip(" ?.!¿¡")
    language = all_languages().get(search.language, index.language)
    words = words_of(language)
    if Want.STANCE in search.wants and finding.verdict is None:
        nouns = _had(topic, language, words)
    elif Want.PERSON in search.wants:
        nouns = _role(topic, language, words, is_whole=finding.coverage < _LEAST_HELD)
    else:
        return ""
    return next((noun for noun in nouns if _is_unknown(search, noun)), "")


def _had(topic: str, language: Language, words: Words) -> Iterator[str]:
    """Yield the nouns after indefinite articles, else the last word of what is had."""
    found = [*words.indefinite.finditer(topic)]
    yield from (_noun(topic[match.end() :], language, words) for match in found)
    had = words.having.search(topic)
    if had is not None and not found:
        yield from _WORD.findall(topic[had.end() :])[-1:]


def _role(topic: str, language: Language, words: Words, *, is_whole: bool) -> Iterator[str]:
    """Yield the noun of a role, or all of its words."""
    match = words.roles.fullmatch(topic)
    if match is not None:
        held = words.within.search(match["role"])
        role = match["role"][: held.start()] if held else match["role"]
        yield _noun(role, language, words)
        yield from _WORD.findall(role) if is_whole else ()


def _noun(text: str, language: Language, words: Words) -> str:
    """Return the noun with which a text begins, or its last word before a word of grammar."""
    taken: list[str] = []
    for match in _WORD.finditer(text):
        if words.within.fullmatch(match[0]) or not language.content(match[0]):
            break
        taken.append(match[0])
    taken = taken[:_MOST_WORDS]
    if not taken:
        return ""
    return taken[0] if words.is_noun_first else taken[-1]


def _is_unknown(search: Search, noun: str) -> bool:
    """Whether a document knows no form of a word, nor a longer one that it is a part of."""
    index = search.prepared.index
    terms = index.language.content(noun)
    return (
        len(noun) >= _LEAST_LETTERS
        and bool(terms)
        and not any(index.frequency(term) for term in terms)
    )
