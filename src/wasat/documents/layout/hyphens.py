"""How a line goes on in the next: a space, nothing, or a word cut in two."""

import re
from collections.abc import Container, Sequence

from wasat.documents.document import Break, Line, Word
from wasat.documents.layout.marks import mark_line
from wasat.documents.layout.sheet import Strip

_HYPHENS = "-\u00ad\u2010"
_CUT = re.compile(rf"[^\W\d_][{_HYPHENS}]$")
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_AT_END = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_ADDRESS = re.compile(r"://|^www\.")
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u0e00-\u0eff]")


def end_lines(strips: Sequence[Strip], vocabulary: Container[str]) -> tuple[Line, ...]:
    """Make lines of a block, each with the way it goes on.

    Args:
        strips: The lines of one block.
        vocabulary: Words of the document in lower case, those with inner hyphens among them.
    """
    last = len(strips) - 1
    return tuple(
        Line(
            words=strip.words,
            marks=mark_line(strip.words, strip.marks),
            ends_with=Break.SPACE
            if index == last
            else find_break(strip.words[-1], strips[index + 1].words[0], vocabulary),
        )
        for index, strip in enumerate(strips)
    )


def find_break(word: Word, following: Word, vocabulary: Container[str]) -> Break:
    """Tell how the last word of a line goes on with the first word of the next.

    A hyphen is dropped when the next line goes on in lower case, unless the document has the word
    with a hyphen elsewhere, and not the joined word.
    """
    text, after = word.text, following.text
    if _CUT.search(text):
        return _break_at_hyphen(text, after, vocabulary)
    if text[-1] in _HYPHENS and text[:-1]:
        return Break.NONE  # a range or a code: its hyphen stays
    if _ADDRESS.search(text) and _goes_on(text, after):
        return Break.NONE
    if _UNSPACED.match(text[-1]) and _UNSPACED.match(after[0]):
        return Break.NONE
    return Break.SPACE


def _goes_on(address: str, after: str) -> bool:
    """Whether an address is cut: after a full stop that ends a sentence no small letter comes."""
    is_cut_at_sign = address[-1] in "/_-=&?" and after[0].isalnum()
    return is_cut_at_sign or (address[-1] == "." and after[0].islower())


def _break_at_hyphen(text: str, after: str, vocabulary: Container[str]) -> Break:
    head, tail = _last_part(text[:-1]).lower(), _first_part(after).lower()
    is_joined, is_compound = head + tail in vocabulary, f"{head}-{tail}" in vocabulary
    if is_joined != is_compound:
        return Break.HYPHEN if is_joined else Break.NONE
    return Break.HYPHEN if after[0].islower() and "://" not in text else Break.NONE


def _last_part(text: str) -> str:
    found = _LETTERS_AT_END.search(text)
    return found[0] if found else text


def _first_part(text: str) -> str:
    found = _LETTERS.match(text)
    return found[0] if found else text
