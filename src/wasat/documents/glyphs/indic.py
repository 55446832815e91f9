"""Scripts of India: the vowel sign that is written before its consonant and spoken after it.

Some programs give the text of a whole syllable to the glyph of its consonant, and none to the glyph
of the sign. Where the syllable was the first one with that consonant, every later consonant then
seems to have the sign; where it was not, its own sign is lost.
"""

from collections.abc import Sequence

from wasat.documents.layout.sheet import Integers

NOTHING = 0xFFFF  # no character by definition; stands where one takes two places

# Source: The Unicode Standard, chapter 12: these blocks are laid out alike
_BLOCKS = (0x0900, 0x0980, 0x0A00, 0x0A80)  # Devanagari, Bengali, Gurmukhi, Gujarati
_FIRST_CONSONANT, _LAST_CONSONANT = 0x15, 0x39
_NUKTA, _SIGN, _VIRAMA = 0x3C, 0x3F, 0x4D
_SIZE = 0x80


def has_signs(codes: Integers) -> bool:
    """Whether there are characters of a script with such a sign."""
    # the blocks follow one another
    return bool(((codes >= _BLOCKS[0]) & (codes < _BLOCKS[-1] + _SIZE)).any())


def mend_signs(
    codes: Sequence[int], unmapped: Sequence[bool], fonts: Sequence[int | None]
) -> list[int]:
    """Put signs where they are spoken.

    Args:
        codes: Characters in stored order.
        unmapped: For each, whether its glyph says nothing.
        fonts: For each, by which font it is drawn; only told apart.

    Returns:
        As many characters; NOTHING where one was too many.
    """
    mended = list(codes)
    spoken: set[int] = set()
    for index in range(len(codes) - 1):
        if not unmapped[index] or not _is_consonant(codes[index + 1]):
            continue
        end = _end_of_cluster(codes, index + 1)
        if _is(codes, end, _SIGN):
            mended[index] = NOTHING
            spoken.add(end)
        else:
            sign = (codes[index + 1] & ~(_SIZE - 1)) + _SIGN
            mended[index:end] = [*codes[index + 1 : end], sign]
            spoken.add(end - 1)
    return _without_needless(codes, mended, spoken, fonts) if spoken else mended


def _without_needless(
    codes: Sequence[int], mended: list[int], spoken: set[int], fonts: Sequence[int | None]
) -> list[int]:
    """Drop the sign after consonants that have one wherever their font draws them."""
    bare = {
        (fonts[index], code)
        for index, code in enumerate(codes)
        if _is_consonant(code) and not _is(codes, index + 1, _SIGN)
    }
    return [
        NOTHING
        if index
        and index not in spoken
        and _is(codes, index, _SIGN)
        and code == codes[index]
        and (fonts[index - 1], codes[index - 1]) not in bare
        else code
        for index, code in enumerate(mended)
    ]


def _end_of_cluster(codes: Sequence[int], start: int) -> int:
    """Return where consonants joined by viramas end."""
    end = start + 1
    while True:
        if _is(codes, end, _NUKTA):
            end += 1
        if not _is(codes, end, _VIRAMA) or end + 1 >= len(codes):
            return end
        if not _is_consonant(codes[end + 1]):
            return end
        end += 2


def _is(codes: Sequence[int], index: int, place: int) -> bool:
    if index >= len(codes):
        return False
    block = codes[index] & ~(_SIZE - 1)
    return block in _BLOCKS and codes[index] - block == place


def _is_consonant(code: int) -> bool:
    block = code & ~(_SIZE - 1)
    return block in _BLOCKS and _FIRST_CONSONANT <= code - block <= _LAST_CONSONANT
