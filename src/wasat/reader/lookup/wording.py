"""A question in the words of the document: what it calls otherwise, or in another form."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from wasat.evidence.index import Index
from wasat.evidence.language import JOINED_LANGUAGES, is_part
from wasat.evidence.locator import whole_words

_FALLBACK = "en"
_WORD = re.compile(r"[^\W\d_]{4,}")
# Two forms of one word begin alike: "reconstruction" and "reconstruite", not "popular" and
# "population". Source: set by hand on words of seven languages.
_LEAST_ALIKE = 6  # letters
_LEAST_JOINED = 1.0  # divided by letters: another form goes first, then the shortest
_NOUNS_ARE_CAPITAL = frozenset({"de"})
_SHARE_ALIKE = 0.72  # of the longer term


def reword(question: str, index: Index, texts: Iterable[str]) -> str:
    """Return the question in words that the document has.

    Words that it has stay; capital words, which may be names, do too.

    Args:
        question: As asked.
        index: Of the document.
        texts: Of the pages that bear on the question, where other forms of a word are looked for.
    """
    told = _exchange(question, index)
    is_name_capital = index.language.code not in _NOUNS_ARE_CAPITAL
    unknown = [
        match[0]
        for match in _WORD.finditer(told)
        if (match[0].islower() or not is_name_capital) and _is_unknown(match[0], index)
    ]
    if not unknown:
        return told
    words = {word for text in texts for word in _WORD.findall(text)}
    for word in unknown:
        other = _find_form(word, words, index)
        if other:
            told = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", other.lower(), told)
    return told


def _exchange(question: str, index: Index) -> str:
    """Put a phrase of the same meaning in place of one that the document does not have."""
    for pattern, phrases in _groups().get(index.language.code, _groups()[_FALLBACK]):
        match = pattern.search(question)
        if match is None or not _is_unknown(match[0], index):
            continue
        known = next((phrase for phrase in phrases if _is_known(phrase, index)), "")
        if known:
            question = f"{question[: match.start()]}{known}{question[match.end() :]}"
    return question


def _is_unknown(phrase: str, index: Index) -> bool:
    terms = index.language.content(phrase)
    return bool(terms) and not all(index.frequency(term) for term in terms)


def _is_known(phrase: str, index: Index) -> bool:
    terms = index.language.content(phrase)
    return bool(terms) and all(index.frequency(term) for term in terms)


def _find_form(word: str, words: Iterable[str], index: Index) -> str:
    """Return the word that begins most like one that is unknown; nothing if none is near."""
    (term, *_) = index.language.terms(word)
    found = max(_alike(term, words, index, is_noun=not word.islower()), default=(0.0, ""))
    return found[1]


def _alike(
    term: str, words: Iterable[str], index: Index, *, is_noun: bool
) -> Iterator[tuple[float, str]]:
    """Yield words that a term is a part of, and, of no noun with a capital, other forms of it."""
    for word in words:
        is_joined = index.language.code in JOINED_LANGUAGES and is_part(term, word.lower())
        if is_joined:
            yield _LEAST_JOINED / len(word), word
        if is_joined or is_noun or word[:4].lower() != term[:4]:
            continue
        other = next(iter(index.language.terms(word)), "")
        same = _count_same(term, other)
        share = same / max(len(term), len(other), 1)
        if same >= _LEAST_ALIKE and share >= _SHARE_ALIKE:
            yield share, word


def _count_same(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                min(len(one), len(other)))  # fmt: skip


@cache
def _groups() -> Mapping[str, Sequence[tuple[re.Pattern[str], Sequence[str]]]]:
    text = files("wasat.reader").joinpath("vocabulary/synonyms.toml").read_text(encoding="utf-8")
    return {
        code: [(_compile(group), group) for group in groups]
        for code, groups in tomllib.loads(text).items()
    }


def _compile(phrases: Sequence[str]) -> re.Pattern[str]:
    """Match any of the phrases, the longest first, since one may hold another."""
    return whole_words([re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)])
