"""Telling that a document does not hold what a question asks about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from rapidfuzz import fuzz, process

from wasat.evidence.find import cover
from wasat.evidence.inquiry import find_items, find_names, spell_years
from wasat.evidence.language import UNKNOWN, all_languages
from wasat.evidence.locator import all_kinds
from wasat.reader.lookup.finding import Search
from wasat.reader.lookup.follow import find_all_years
from wasat.reader.lookup.formula import find_formula_spans
from wasat.reader.lookup.wanted import find_want_spans

_FIRST_PAGES = 2  # where a document names who and what it is about
_EVIDENCE_PAGES = 3  # best ones, on which what is asked must be spoken of
_NAME_SHARE = 0.5  # least share of a name's weight that must be found
_SKIPPED_IN_INITIALS = frozenset({"of", "the", "and", "de", "der", "du"})
_LONG_NAME = 6  # letters; shorter ones differ by a letter from other words too often
_CLOSE = 88  # of 100; one letter in eight or so may differ
_WISH_LENGTH = 30  # characters
_WORD = re.compile(r"&|\w[\w'’.-]*")


def find_missing(search: Search) -> str:
    """Return which name or year of the question is missing, for the trace; empty if none.

    A name must stand on the first pages, which say what the document is about, or on those that
    bear on the question; a year must occur at all.
    """
    index = search.prepared.index
    is_known = index.language.code != UNKNOWN
    asked_in = index.language if is_known else all_languages().get(search.language, index.language)
    for name in find_names(_without_known(search), asked_in):
        if not _is_told(search, name):
            return f"the name {name!r} is not there"
    years = search.inquiry.years
    if years and not any(index.frequency(str(year)) for year in years):
        return f"the year {years[-1]} is not there"
    return ""


def find_lack(search: Search) -> str:
    """Return that the best pages hold too few of the question's words; empty if they do not.

    Names count only as far as that helps, since they have to be there anyway.
    """
    language = search.prepared.index.language
    unknown = _unknown_item(search)
    if unknown:
        return f"the line item {unknown} is not there"
    rest = _without_wishes(search, _without_known(search))
    nameless = _blank(rest, [m.span() for n in search.inquiry.names for m in _find_all(n, rest)])
    covered = max(_coverage(search, text) for text in (search.inquiry.topic, rest, nameless))
    if covered < language.coverage:
        return f"coverage {covered:.2f} is below {language.coverage}"
    return ""


def _unknown_item(search: Search) -> str:
    """Return the line item asked about if the document knows it by none of its names."""
    index, topic = search.prepared.index, search.inquiry.topic
    items = find_items(topic)
    if len(items) != 1:
        return ""
    start, end, item = items[0]
    names = (index.language.content(name) for name in (topic[start:end], *item.labels))
    is_known = any(all(map(index.frequency, terms)) for terms in names if terms)
    return "" if is_known else item.name


def _without_known(search: Search) -> str:
    """Blank out what the vocabulary knows, since documents may say it in other words."""
    topic = search.inquiry.topic
    spans = [(start, end) for start, end, _ in find_items(topic)]
    spans += find_formula_spans(topic)
    spans += [match.span() for kind in all_kinds().values() for match in kind.asked.finditer(topic)]
    return _blank(topic, spans)


def _without_wishes(search: Search, text: str) -> str:
    """Blank out what says what sort of answer is wanted, as far as that is said in few words.

    Of a short document the language may not be known, but that of the question is.
    """
    spans = find_want_spans(text, search.prepared.index.language.code)
    spans += find_all_years(text, search.language)
    spans += find_want_spans(text, search.language)
    return _blank(text, [(start, end) for start, end in spans if end - start <= _WISH_LENGTH])


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put commas in place of some words, so that all others keep their places."""
    for start, end in spans:
        text = text[:start] + "," * (end - start) + text[end:]
    return text


def _find_all(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(name), text)


def _coverage(search: Search, text: str) -> float:
    """Return the largest share of a text's words that one of the best pages holds."""
    terms = tuple(dict.fromkeys(search.prepared.index.language.content(spell_years(text))))
    if not search.ranked or not terms:
        return 0.0
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
    words = [word.lower() for word in _WORD.findall(text)]
    is_covered = cover(terms, search.prepared, text) >= _NAME_SHARE
    if _is_anothers(search, text, name):
        return False
    if (is_covered and _is_name_there(search, text, name)) or _has_initials(text, name):
        return True
    return _is_joined(words, name) or _is_misspelt(words, name)


def _is_name_there(search: Search, text: str, name: str) -> bool:
    """Whether a word of a name of several stands there with a capital letter, as names do.

    "Fernando Pessoa" does not stand in "530 pessoas", though its stem does.
    """
    language = search.prepared.index.language
    if " " not in name:
        return True
    capital = " ".join(word for word in _WORD.findall(text) if word[:1].isupper())
    return bool(set(language.content(name)) & set(language.terms(capital)))


def _is_anothers(search: Search, text: str, name: str) -> bool:
    """Whether the end of a name stands there only as the end of another name.

    Where "Larkhill Brewing" is told of, and no Dunmore at all, "Dunmore Brewing" is another.
    """
    language, index = search.prepared.index.language, search.prepared.index
    first, _, rest = name.partition(" ")
    if not rest or any(index.frequency(term) for term in language.terms(first)):
        return False
    before = re.findall(rf"(\S+)\s+{re.escape(rest)}(?!\w)", text)
    return bool(before) and all(
        word[:1].isupper() and not set(language.terms(word)) <= language.stop_terms
        for word in before
    )


def _is_joined(words: Sequence[str], name: str) -> bool:
    """Whether two words in a row make the name, as "Super Bowl" makes "Superbowl"."""
    return name.lower() in {left + right for left, right in pairwise(words)}


def _is_misspelt(words: Sequence[str], name: str) -> bool:
    """Whether a word comes close to a long name of one word."""
    if len(name) < _LONG_NAME or " " in name:
        return False
    return (
        process.extractOne(name.lower(), words, scorer=fuzz.ratio, score_cutoff=_CLOSE) is not None
    )


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
