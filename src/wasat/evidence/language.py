"""Languages as searching needs them: stems, stop words, and which one a text is written in."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

_WORD = re.compile(r"[^\W\d_]+")
# A number with its separators is one term; scripts written without spaces give one a character.
_IDEOGRAPHS = r"\p{Han}\p{Hiragana}\p{Katakana}"
_TERM = rf"\d+(?:[.,]\d+)*|[{_IDEOGRAPHS}]|[\p{{L}}\p{{M}}\p{{N}}&&[^{_IDEOGRAPHS}]]+"
_LONGEST_TERM = 40
_REMEMBERED = 20_000  # words: more than a report of 300 pages has, 3 MB
# Texts whose terms are remembered, and their letters: labels and sentences, 4 MB; pages, 2 MB.
_SHORT_TEXTS, _SHORT_LETTERS = 4_096, 300
_LONG_TEXTS, _LONG_LETTERS = 24, 20_000
_GUESS_WORDS = 5_000
_FEW_WORDS = 120  # of which the letters are looked at as well
_NOTHING = re.compile(r"(?!)")
_LOOKS = 0.15  # weight of a word that looks like one of a language, beside one of its stop words
_FALLBACK_COVERAGE = 0.3
UNKNOWN = "und"  # a text of too few words to tell. Source: ISO 639-2
JOINED_LANGUAGES = frozenset({"de", "nl"})
_PART, _JOINED = 4, 8  # letters of a word that is a part, and of one that may have parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """How texts of one language are cut into terms.

    Attributes:
        code: ISO 639-1; `und` for one that we do not know.
        stop_words: Lower case.
        coverage: Least share of a question's weight that good evidence holds.
        analyzer: Text to stemmed terms, accents folded.
        stop_terms: The stop words as terms.
        short: Terms of short texts that were asked for before.
        long: The same of longer ones, fewer of them.
        looks: Letters that words of it have more often than words of its neighbours.
    """

    code: str
    stop_words: frozenset[str]
    coverage: float
    analyzer: TextAnalyzer = field(repr=False, compare=False)
    stop_terms: frozenset[str] = field(repr=False, compare=False)
    short: "Remembered" = field(repr=False, compare=False)
    long: "Remembered" = field(repr=False, compare=False)
    looks: re.Pattern[str] = field(default=_NOTHING, repr=False, compare=False)

    def looks_like(self, word: str) -> bool:
        """Whether a word in lower case has the looks of this language."""
        return self.looks.search(word) is not None

    def terms(self, text: str) -> list[str]:
        """Return all terms in order."""
        if len(text) > _LONG_LETTERS:
            return self.analyzer.analyze(text)
        return list((self.short if len(text) <= _SHORT_LETTERS else self.long)[text])

    def content(self, text: str) -> list[str]:
        """Return the terms that say what a text is about, in order."""
        return [term for term in self.terms(text) if term not in self.stop_terms]

    def held(self, terms: Iterable[str], within: Set[str]) -> set[str]:
        """Return the terms that are among others.

        Where words are joined to longer ones, a term that begins or ends one of the others is too,
        as "material" is in "materialaufwand", and one that begins as one of the others.
        """
        wanted = set(terms)
        found = wanted & within
        if self.code in JOINED_LANGUAGES:
            longer = [term for term in within if len(term) >= _JOINED]
            found |= {term for term in wanted if any(is_part(term, other) for other in longer)}
            parts = tuple(term for term in within if len(term) >= _PART)
            found |= {term for term in wanted if len(term) >= _JOINED and term.startswith(parts)}
        return found


class Remembered(dict[str, tuple[str, ...]]):
    """The terms of texts: a question looks at the same labels, sentences and pages many times.

    Args:
        analyzer: Takes texts apart.
        most: Texts that are remembered.
    """

    def __init__(self, analyzer: TextAnalyzer, most: int) -> None:
        super().__init__()
        self._analyzer = analyzer
        self._most = most

    def __missing__(self, text: str) -> tuple[str, ...]:
        """Take a text apart and remember it; forget all when there are too many."""
        if len(self) >= self._most:
            self.clear()
        self[text] = found = tuple(self._analyzer.analyze(text))
        return found


class Terms(dict[str, str]):
    """The terms of a word, joined by spaces: each word is taken apart once, as texts repeat theirs.

    Args:
        language: Whose terms they are.
    """

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        """Take a word apart and remember it; forget all when there are too many."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = found = " ".join(self._language.terms(word))
        return found

    def read(self, text: str) -> list[str]:
        """Return the terms of each word of a text, in order; some words have none."""
        return [self[word] for word in text.split()]


@cache
def all_languages() -> Mapping[str, Language]:
    """Return every language of `vocabulary/languages.toml` by its code, and `und`."""
    text = files("wasat.evidence").joinpath("vocabulary/languages.toml").read_text(encoding="utf-8")
    languages = {
        code: replace(
            _language(code, table.get("stemmer"), table["coverage"], table["stop_words"].split()),
            looks=re.compile(table["looks"]) if "looks" in table else _NOTHING,
        )
        for code, table in tomllib.loads(text).items()
    }
    return {**languages, UNKNOWN: _language(UNKNOWN, None, _FALLBACK_COVERAGE, [])}


def guess_language(texts: Iterable[str]) -> Language:
    """Tell the language by the share of its stop words among the first few thousand words.

    Of a few words the letters tell too: "Factuur" looks Dutch.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(word.lower() for word in _WORD.findall(text))
        if counts.total() >= _GUESS_WORDS:
            break
    languages = all_languages()
    scores: dict[str, float] = {
        code: sum(counts[word] for word in language.stop_words)
        for code, language in languages.items()
    }
    if counts.total() <= _FEW_WORDS:
        scores = {
            code: score + _LOOKS * sum(languages[code].looks_like(word) for word in counts)
            for code, score in scores.items()
        }
    best = max(scores, key=lambda code: scores[code])
    return languages[best] if scores[best] else languages[UNKNOWN]


def is_part(term: str, other: str) -> bool:
    """Whether a term of four letters and more begins or ends another one."""
    return len(term) >= _PART and (other.startswith(term) or other.endswith(term))


def _language(code: str, stemmer: str | None, coverage: float, words: list[str]) -> Language:
    builder = TextAnalyzerBuilder(Tokenizer.regex(_TERM))
    builder = builder.filter(Filter.remove_long(_LONGEST_TERM)).filter(Filter.lowercase())
    if stemmer is not None:
        builder = builder.filter(Filter.stemmer(stemmer))
    analyzer = builder.filter(Filter.ascii_fold()).build()
    return Language(
        code=code,
        stop_words=frozenset(words),
        coverage=coverage,
        analyzer=analyzer,
        stop_terms=frozenset(analyzer.analyze(" ".join(words))),
        short=Remembered(analyzer, _SHORT_TEXTS),
        long=Remembered(analyzer, _LONG_TEXTS),
    )
