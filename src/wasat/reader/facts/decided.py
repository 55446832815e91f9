"""Statements that decide a yes or no, and those that say what something is."""

import re

from wasat.evidence.language import Language
from wasat.reader.facts.concepts import speech
from wasat.reader.facts.mention import Mention
from wasat.reader.recognise.found import Match

_NEAR = 4  # words between what is stated and the words that make it a statement
_LONGEST_PHRASE = 8  # words
_PHRASE_END = re.compile(r"[.,;:()–—]")


def decide(mention: Mention, language: Language) -> Match | None:
    """Tell whether a sentence states all that is asked, or its opposite; None if neither.

    Plans, conditions and questions decide nothing, nor do negations of something else, nor what
    asks no more than it says: the label of a box that is not ticked.
    """
    text = mention.text
    unsure = speech(language.code, "unsure")
    if mention.coverage < 1 or text.rstrip().endswith("?") or unsure.search(text):
        return None
    start = min(mention.tokens[hit.first].start for hit in mention.hits)
    end = max(mention.tokens[hit.last].end for hit in mention.hits)
    if not text[:start].strip() and not text[end:].strip(" .:"):
        return None  # a label, which states nothing by itself
    negations = list(speech(language.code, "negations").finditer(text))
    near = [found for found in negations if _is_near(text, found, start, end)]
    if len(near) < len(negations):
        return None
    has_verb = len({hit.idea for hit in mention.hits}) > 1 or any(
        _is_near(text, found, start, end)
        for found in speech(language.code, "copulas").finditer(text)
    )
    return Match(start, end, value=not near) if has_verb else None


def complement(mention: Mention, language: Language) -> Match | None:
    """Read what a sentence says that something is: the noun phrase after "is".

    The sentence must begin with what is asked for, and speak of all of it before the verb.
    """
    if mention.coverage < 1:
        return None
    end = max(mention.tokens[hit.last].end for hit in mention.hits)
    first = min(hit.first for hit in mention.hits)
    copula = speech(language.code, "copulas").search(mention.text, end)
    if copula is None or first > 2 or mention.text[end : copula.start()].strip():
        return None
    start = copula.end() + 1
    rest = mention.text[start:]
    stops = [
        found.start()
        for found in (_PHRASE_END.search(rest), speech(language.code, "relatives").search(rest))
        if found is not None
    ]
    phrase = rest[: min(stops, default=len(rest))].rstrip()
    begins = speech(language.code, "articles").match(phrase) or phrase[:1].isupper()
    if not begins or not 0 < len(phrase.split()) <= _LONGEST_PHRASE:
        return None
    return Match(start, start + len(phrase), " ".join(phrase.split()))


def _is_near(text: str, found: re.Match[str], start: int, end: int) -> bool:
    low, high = (found.end(), start) if found.end() <= start else (end, found.start())
    return "," not in text[low:high] and len(text[low:high].split()) <= _NEAR
