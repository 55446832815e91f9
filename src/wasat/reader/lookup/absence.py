"""Telling that a document does not hold what a question asks about."""

import re
from collections.abc import Sequence
from itertools import islice

from wasat.evidence.find import cover
from wasat.evidence.inquiry import all_topics, find_items, find_names, spell_years
from wasat.reader.lookup.finding import Search
from wasat.reader.lookup.formula import find_formula_spans

_FIRST_PAGES = 2  # where a document names who and what it is about
_EVIDENCE_PAGES = 3
_NAME_SHARE = 0.5  # least share of a name's weight that must be found
_SKIPPED_IN_INITIALS = frozenset({"of", "the", "and", "de", "der", "du"})
_WORD = re.compile(r"&|\w[\w'’.-]*")


def find_absence(search: Search) -> str:
    """Return why the document does not state what is asked, for the trace; empty if it may.

    A name must stand on the first pages, which say what the document is about, or on those that
    bear on the question; a year must occur at all; and the best page must hold enough of the words.
    """
    index = search.prepared.index
    rest = _unknown_words(search.inquiry.topic)
    for name in find_names(rest, index.language):
        if not _is_told(search, name):
            return f"the name {name!r} is not there"
    years = search.inquiry.years
    if years and not any(index.frequency(str(year)) for year in years):
        return f"the year {years[-1]} is not there"
    covered = _coverage(search, rest)
    if covered < index.language.coverage:
        return f"coverage {covered:.2f} is below {index.language.coverage}"
    return ""


def _unknown_words(topic: str) -> str:
    """Blank out what the vocabulary knows, since documents may say it in other words."""
    spans = [(start, end) for start, end, _ in find_items(topic)]
    spans += find_formula_spans(topic)
    spans += [match.span() for rule in all_topics() for match in rule.asked.finditer(topic)]
    for start, end in spans:
        topic = topic[:start] + "," * (end - start) + topic[end:]
    return topic


def _coverage(search: Search, rest: str) -> float:
    """Return the share of the words that the best pages hold, names and known words left out."""
    index = search.prepared.index
    terms = tuple(dict.fromkeys(index.language.content(spell_years(rest))))
    if not search.ranked:
        return 0.0
    if not terms:
        return 1.0
    texts = [_page_text(search, ranked.passage.page) for ranked in search.ranked[:_EVIDENCE_PAGES]]
    return max(cover(terms, search.prepared, text) for text in texts)


def _is_told(search: Search, name: str) -> bool:
    index = search.prepared.index
    terms = tuple(index.language.content(name))
    if not terms:
        return True
    pages = {ranked.passage.page for ranked in search.ranked[:_EVIDENCE_PAGES]}
    pages |= set(islice(search.reading.numbers, _FIRST_PAGES))
    texts = [_page_text(search, page) for page in sorted(pages)]
    title = f"{search.reading.source.title} {search.prepared.document.summary.title}"
    text = " ".join([title, *texts])
    return cover(terms, search.prepared, text) >= _NAME_SHARE or _has_initials(text, name)


def _page_text(search: Search, number: int) -> str:
    return " ".join(block.text for block in search.prepared.document.pages[number - 1].blocks)


def _has_initials(text: str, name: str) -> bool:
    """Whether words in a row begin with the letters of a short name, `&` counting as n."""
    wanted = "".join(letter for letter in name.lower() if letter.isalnum() or letter == "&")
    if not 2 <= len(wanted) <= 6:
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    initials = _initials(words)
    bare = _initials([word for word in words if word not in _SKIPPED_IN_INITIALS and word != "&"])
    return wanted.replace("&", "n") in initials or wanted in bare


def _initials(words: Sequence[str]) -> str:
    return "".join("n" if word == "&" else word[0] for word in words)
