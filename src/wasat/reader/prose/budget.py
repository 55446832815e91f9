"""How much may be said."""

from collections.abc import Sequence
from dataclasses import dataclass

from wasat.reader.prose.sentences import Sentence

NO_LIMIT = 1_000  # sentences; more than any summary has
NO_WORD_LIMIT = 10_000  # where sentences are counted
_ABOUT = 1.35  # an abstract is kept whole up to this much over the length asked for
_OFTEN = 2.0  # and up to this much over what is only our habit


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be said; `is_fixed` if the caller asked for it, else it is our habit."""

    words: int
    sentences: int
    is_fixed: bool

    @property
    def is_by_count(self) -> bool:
        """Whether sentences are counted, not words."""
        return self.sentences < NO_LIMIT

    def fits(self, chosen: Sequence[Sentence]) -> bool:
        """Tell whether so much may be said."""
        slack = _ABOUT if self.is_fixed else _OFTEN
        return len(chosen) <= self.sentences and count_words(chosen) <= self.words * slack


def count_words(sentences: Sequence[Sentence]) -> int:
    """Count the words of sentences together."""
    return sum(len(sentence.text.split()) for sentence in sentences)
