"""Plain text to lines of words, for formats without pages: no boxes, nothing unbounded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from wasat.box import NOWHERE
from wasat.documents.document import Break, Line, Word

LONGEST_WORD = 1_000  # characters; a longer run goes on in the next line without a space; ours
TAB_WIDTH = 4  # spaces a tab stands for in verbatim text

_SHORT = 24  # characters of a text that is likely to come again
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")


def clean(text: str) -> str:
    """Leave out controls, byte order marks and surrogates: nothing prints them."""
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


def running(text: str) -> tuple[Line, ...]:
    """Split running text at white space into one line, or several if words are overlong."""
    return _short(text) if len(text) <= _SHORT else _lines(clean(text).split(), Break.SPACE)


@lru_cache(maxsize=4_096)  # values of a table come again and again: a third of the time
def _short(text: str) -> tuple[Line, ...]:
    return _lines(clean(text).split(), Break.SPACE)


def count_lines(lines: Iterable[Line]) -> int:
    """Count characters, a space after each word."""
    return sum([len(word.text) + 1 for line in lines for word in line.words])  # faster as a list


def flowing(lines: Sequence[str], breaks: Sequence[Break]) -> tuple[Line, ...]:
    """Split each line at white space; `breaks` say how each goes on in the next."""
    made: list[Line] = []
    for text, ends_with in zip(lines, breaks, strict=True):
        made.extend(_lines(clean(text).split(), ends_with))
    return tuple(made)


def verbatim(lines: Sequence[str]) -> tuple[Line, ...]:
    """Keep every space of code: a run of spaces becomes words without letters between them.

    The running text of the lines is then exactly what stands in the file, tabs apart.
    """
    made: list[Line] = []
    for text in lines:
        kept = " ".join(clean(text.expandtabs(TAB_WIDTH).rstrip()).splitlines())
        made.extend(_lines(kept.split(" "), Break.NEWLINE))
    return tuple(made)


def _lines(words: Sequence[str], ends_with: Break) -> tuple[Line, ...]:
    if not words:
        return ()
    if len(max(words, key=len)) <= LONGEST_WORD:
        return (Line(words=tuple(Word(word, NOWHERE) for word in words), ends_with=ends_with),)
    return tuple(_cut(words, ends_with))


def _cut(words: Sequence[str], ends_with: Break) -> Iterator[Line]:
    """Give each piece of an overlong word a line of its own."""
    for index, word in enumerate(words):
        last = ends_with if index == len(words) - 1 else Break.SPACE
        for start in range(0, max(len(word), 1), LONGEST_WORD):
            piece = word[start : start + LONGEST_WORD]
            is_end = start + LONGEST_WORD >= len(word)
            yield Line(words=(Word(piece, NOWHERE),), ends_with=last if is_end else Break.NONE)
