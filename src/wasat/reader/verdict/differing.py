"""Statements that say no by naming another number, year, place or doer than a question does."""

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from babel import Locale

from wasat.evidence.figures import is_year
from wasat.evidence.language import UNKNOWN, Language
from wasat.reader.lookup.wanted import Want, holds_wanted, read_wants
from wasat.reader.recognise.wordlists import number_words
from wasat.reader.verdict.decide import Words, cut_clauses, words_of

_TOKEN = re.compile(r"[€$£]?\s?\d[\d.,]*\d|[€$£]?\s?\d|[^\W\d_][\w'’-]*|[%€$£]")
_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽČĆ"
_PLACED = re.compile(
    rf"(?<!\w)(?:in|at|à|en|a|em|te|near|nach)\s+(?P<name>[{_UPPER}][\w'’-]+)(?!\w)"
)
_DONE = (
    r"\s+(?:(?:the|an?|der|die|das|dem|den|ein\w*|l[ae]s?|une?|el|los|il|lo|gli|i|os?|as|de|het)\s+)?"
    r"(?P<name>[^\W\d_][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*)"
)
_SIGN = re.compile(r"[%€$£]")


class _Number(NamedTuple):
    """A number and what it counts: a term, a sign, or "year"."""

    value: str
    unit: str


def differs(question: str, sentence: str, language: Language) -> bool:
    """Whether a clause says all that a question asks, but of another number, place or doer.

    Nothing that is negated, that names a bound, or that may happen at more than one place and
    time says so; nor is one country another's town.

    Args:
        question: One that asks for yes or no.
        sentence: Of the document.
        language: Of both.
    """
    words = words_of(language)
    if words.negations.search(question) or _is_bound(question, language):
        return False
    return any(
        not words.negations.search(clause)
        and not _is_bound(clause, language)
        and _is_another(question, clause, language, words)
        for clause in cut_clauses(sentence, words)
    )


def _is_another(question: str, clause: str, language: Language, words: Words) -> bool:
    """Whether what a clause lacks of a question is one slot, which it fills otherwise."""
    terms, held = set(language.content(question)), set(language.terms(clause))
    missing = terms - held
    if not missing or len(missing) == len(terms):
        return False
    is_once = words.once.search(question) is not None
    return _counts_otherwise(question, clause, missing, language, is_once=is_once) or (
        is_once
        and (
            _fills_otherwise(_PLACED, question, clause, missing, language)
            or _fills_otherwise(_done_by(words), question, clause, missing, language)
        )
    )


def _counts_otherwise(
    question: str, clause: str, missing: Set[str], language: Language, *, is_once: bool
) -> bool:
    """Whether the one number asked about is another one in the clause, of the same things."""
    asked = [*_numbers(question, language)]
    if len(asked) != 1:
        return False
    (number,) = asked
    told = [other for other in _numbers(clause, language) if other.unit == number.unit]
    is_all = missing <= set(language.terms(_bare(number.value))) | _spelt_terms(question, language)
    may_say = number.unit != "year" or is_once
    return may_say and is_all and bool(told) and all(o.value != number.value for o in told)


def _fills_otherwise(
    slot: re.Pattern[str], question: str, clause: str, missing: Set[str], language: Language
) -> bool:
    asked = slot.search(question)
    if asked is None or not missing <= set(language.terms(asked["name"])):
        return False
    told = [match["name"] for match in slot.finditer(clause)]
    others = [name for name in told if _is_like(name, asked["name"], language)]
    return bool(others) and not _is_within(asked["name"], others, language)


def _is_like(name: str, other: str, language: Language) -> bool:
    """Whether both are written as names, or both are not, and neither is a time."""
    is_time = holds_wanted(name, frozenset({Want.TIME}), language.code)
    return not is_time and name[:1].isupper() == other[:1].isupper()


def _is_within(name: str, others: Sequence[str], language: Language) -> bool:
    """Whether a country is asked about and a town told, or the other way round."""
    countries = _territories(language.code)
    return any((name in countries) != (other in countries) for other in others)


def _numbers(text: str, language: Language) -> Iterator[_Number]:
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    for at, token in enumerate(tokens):
        spelt = number_words().get(token.lower(), 0)
        bare = str(spelt) if spelt > 1 else _bare(token)
        if not bare[:1].isdigit():
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if is_year(bare) and spelt == 0 and not _SIGN.search(token):
            yield _Number(bare, "year")
        else:
            sign = _SIGN.search(token) or _SIGN.fullmatch(after)
            unit = sign[0] if sign else next(iter(language.terms(after)), "")
            yield _Number(bare, unit)


def _bare(token: str) -> str:
    """Write a number without signs and marks."""
    return re.sub(r"[^\w]", "", token)


def _spelt_terms(text: str, language: Language) -> set[str]:
    words = [word for word in text.split() if number_words().get(word.lower().strip("?.,"), 0) > 1]
    signed = [token for token in text.split() if any(map(str.isdigit, token))]
    return set(language.terms(" ".join([*words, *signed])))


def _is_bound(text: str, language: Language) -> bool:
    return bool(read_wants(text, language.code) & {Want.ABOVE, Want.BELOW})


@cache
def _territories(code: str) -> frozenset[str]:
    """Return the names of countries; the English ones where the language is not known."""
    return frozenset(Locale("en" if code == UNKNOWN else code).territories.values())


@cache
def _pattern(agents: str) -> re.Pattern[str]:
    return re.compile(rf"{agents}{_DONE}")


def _done_by(words: Words) -> re.Pattern[str]:
    """Match who or what did something."""
    return _pattern(words.agents.pattern)
