"""Regular expressions turned round: the smallest text that a simple one allows."""

import re
from collections.abc import Callable, Mapping
from string import printable

from wasat.generation.checking import compile_pattern

_CLASSES: Mapping[str, str] = {"d": "0", "w": "a", "s": " ", "D": "a", "W": "-", "S": "a"}
_NOTHING = frozenset("bB")
_QUANTIFIER = re.compile(r"(?:(?P<any>[*?])|\+|\{(?P<least>\d+)(?:,\d*)?\})\??")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_MOST = 10_000  # letters


class UnsupportedPatternError(Exception):
    """The pattern looks around, refers back, or is none."""


def smallest_match(pattern: str) -> str | None:
    """Return the smallest text that a pattern allows; None if it is too intricate or has none.

    Literals, classes, groups, alternatives and repetitions are understood.
    """
    try:
        text = _Reader(pattern).read()
    except (UnsupportedPatternError, RecursionError):
        return None
    compiled = compile_pattern(pattern)
    return text if compiled is not None and compiled.search(text) else None


class _Reader:
    """Reads a pattern once, left to right.

    Args:
        pattern: As a schema gives it.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def read(self) -> str:
        """Return the smallest text of the whole pattern."""
        text = self._alternatives()
        if self._at < len(self._pattern):
            raise UnsupportedPatternError
        return text

    def _alternatives(self) -> str:
        texts = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            texts.append(self._sequence())
        return min(texts, key=len)

    def _sequence(self) -> str:
        text = ""
        while self._next() not in ("", "|", ")"):
            atom = self._atom()
            count = self._least()
            if len(text) + len(atom) * count > _MOST:
                raise UnsupportedPatternError
            text += atom * count
        return text

    def _next(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _least(self) -> int:
        """Read how often something stands at least; once if nothing says so."""
        match = _QUANTIFIER.match(self._pattern, self._at)
        if match is None:
            return 1
        self._at = match.end()
        if match["any"]:
            return 0
        return 1 if match["least"] is None else min(_MOST + 1, int(match["least"][:9]))

    def _atom(self) -> str:
        sign = self._next()
        readers: Mapping[str, Callable[[], str]] = {
            "(": self._group,
            "[": self._set,
            "\\": self._escape,
        }
        if sign in readers:
            return readers[sign]()
        self._at += 1
        return {"^": "", "$": "", ".": "a"}.get(sign, sign)

    def _group(self) -> str:
        self._at += 1
        if self._pattern.startswith("?", self._at):
            if not self._pattern.startswith("?:", self._at):
                raise UnsupportedPatternError
            self._at += 2
        text = self._alternatives()
        if self._next() != ")":
            raise UnsupportedPatternError
        self._at += 1
        return text

    def _set(self) -> str:
        match = _CLASS.match(self._pattern, self._at)
        if match is None:
            raise UnsupportedPatternError
        self._at = match.end()
        allowed_set = compile_pattern(match[0])
        allowed = (sign for sign in printable if allowed_set and allowed_set.search(sign))
        found = next(allowed, None)
        if found is None:
            raise UnsupportedPatternError
        return found

    def _escape(self) -> str:
        sign = self._pattern[self._at + 1 : self._at + 2]
        if not sign or sign in "0123456789kpPuxAZz":
            raise UnsupportedPatternError
        self._at += 2
        return "" if sign in _NOTHING else _CLASSES.get(sign, sign)
