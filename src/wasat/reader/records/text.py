"""A question from which, part by part, is taken what was understood."""

import re
from collections.abc import Iterator

from wasat.evidence.language import Language

_WORD = re.compile(r"[^\W_]+")


class Question:
    """The words of a question, in lower case, and what of them is not yet understood.

    Args:
        text: As asked.
        language: Of the question.
    """

    def __init__(self, text: str, language: Language) -> None:
        self.text = text.lower()
        self.printed = text if len(text) == len(self.text) else self.text
        self.left = self.text
        self.language = language

    def take(self, start: int, end: int) -> None:
        """Note that these characters are understood."""
        self.left = self.left[:start] + " " * (end - start) + self.left[end:]

    def iter_terms(self) -> Iterator[tuple[str, int, int]]:
        """Yield the terms of what is left and where they stand."""
        for match in _WORD.finditer(self.left):
            for term in self.language.terms(match[0]):
                yield term, match.start(), match.end()

    def unexplained(self, fillers: frozenset[str], about: str) -> list[str]:
        """Return the words left that tell something: no fillers, nor words of what it is about."""
        known = set(self.language.terms(f"{about.replace('_', ' ')} {' '.join(fillers)}"))
        known |= self.language.stop_terms
        return [
            match[0]
            for match in _WORD.finditer(self.left)
            if not known.issuperset(self.language.terms(match[0]))
        ]
