"""The long form of a short one, by the letters that the two have in common."""

import re
from typing import NamedTuple

_MOST_WORDS = 12  # of a long form
_WORDS = re.compile(r"\S+")
_INNER = r"(?P<long>[^()\[\]]{4,120}?)"


class LongForm(NamedTuple):
    """Characters start..end of a text that spell out a short form."""

    start: int
    end: int


def find_long_form(text: str, short: str) -> LongForm | None:
    """Find where a text spells out a short form: `Long Form (LF)`, `LF (Long Form)`, `LF: ...`.

    Args:
        text: Running text.
        short: As it is written, without its plural.
    """
    named = rf"(?<!\w){re.escape(short)}s?(?!\w)"
    for match in re.finditer(rf"[(\[][\"'“„«]?{named}[^()\[\]]{{0,40}}[)\]]", text):
        start = _reach_back(text[: match.start()].rstrip(" \"'”’»"), short)
        if start is not None:
            return LongForm(start, len(text[: match.start()].rstrip()))
    after = rf"{named}\s*(?:[(\[]{_INNER}[)\],;]|(?::|=|–|—|\s-\s|stands? for|steht für)\s*{_RUN})"
    for match in re.finditer(after, text):
        name = "long" if match["long"] else "run"
        if match[name] and _spells(match[name], short):
            return LongForm(*match.span(name))
    return None


_RUN = r"(?P<run>[^.;:()]{4,120}?)(?=[.;,()]|$)"


def _reach_back(text: str, short: str) -> int | None:
    """Return where the long form before a short one begins; None if none does.

    Source:
        Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions, 2003.
    """
    words = [*_WORDS.finditer(text)][-min(_MOST_WORDS, len(short) * 2 + 2) :]
    if not words:
        return None
    at = len(text)
    letters = [letter.lower() for letter in short if letter.isalnum()]
    for count, letter in enumerate(reversed(letters), 1):
        is_first = count == len(letters)
        at -= 1
        while at >= words[0].start() and (
            text[at].lower() != letter or (is_first and at > 0 and text[at - 1].isalnum())
        ):
            at -= 1
        if at < words[0].start():
            return None
    begun = text[at:]
    return None if short in begun.split() or len(begun) <= len(short) else at


def _spells(text: str, short: str) -> bool:
    """Whether a text spells out a short form from its first letter on."""
    return _reach_back(text.rstrip(), short) == len(text) - len(text.lstrip())
