"""How documents may print the words of a property: accented, apart or joined, "of" in between."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from wasat.reader.recognise.wordlists import plain

_BETWEEN_WORDS = r"[\s_-]*(?:(?:d[eiou]|del|d['’]|of)\s*)?"
_ALIKE = {"a": "[aáàâã]", "e": "[eéèê]", "i": "[iíìî]", "o": "[oóòôõ]", "u": "[uúùû]", "c": "[cç]"}
_VOWEL = re.compile(r"(?<!\\)[aeiou]|c(?=ao|oe|a)")


class SpeltLabel:
    """A label made of words; its pattern is made only for a text that holds all of them.

    A large schema has thousands of labels, a page holds the words of a few, and making a pattern
    takes a hundred times longer than looking for a word.

    Args:
        words: Of the property's name or description.
        tail: Pattern of what follows them.
    """

    def __init__(self, words: str, tail: str = "") -> None:
        self._words = words.lower().split()
        self._tail = tail
        self._parts = tuple(plain(word) for word in self._words)

    @property
    def pattern(self) -> str:
        """How the words are printed, as a regular expression without case."""
        spelt = (_VOWEL.sub(lambda at: _ALIKE[at[0]], re.escape(word)) for word in self._words)
        return _BETWEEN_WORDS.join(spelt) + self._tail

    def may_stand_in(self, folded: str) -> bool:
        """Whether a text in lower case without accents holds all of the words."""
        return all(part in folded for part in self._parts)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the first place of the label."""
        return next(self.finditer(text), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Match a text that is nothing but the label."""
        return self.compiled.fullmatch(text) if self.may_stand_in(fold(text)) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find every place of the label, in order."""
        return self.compiled.finditer(text) if self.may_stand_in(fold(text)) else iter(())

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself, for a text that is known to hold the words."""
        return re.compile(self.pattern, re.IGNORECASE)


Label = re.Pattern[str] | SpeltLabel
"""How documents say what a value is: as a data file has it, or by a property's own words."""


def find_patterns(
    labels: Sequence[Label], text: str, folded: str
) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Yield the labels that stand in a text, each with its rank; words are looked for first.

    Args:
        labels: Best first.
        text: As printed.
        folded: The same in lower case without accents.
    """
    for rank, label in enumerate(labels):
        if isinstance(label, re.Pattern) or label.may_stand_in(folded):
            pattern = label if isinstance(label, re.Pattern) else label.compiled
            if pattern.search(text):
                yield rank, pattern


def fold(text: str) -> str:
    """Return a text in lower case without accents."""
    return plain(text.lower())
