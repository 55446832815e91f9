"""Characters to words: where they end, their boxes and styles, and which are printed twice."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from wasat.documents.glyphs.indic import NOTHING
from wasat.documents.glyphs.initials import join_initials
from wasat.documents.glyphs.vertical import (
    downward_baselines,
    find_downward,
    follows_downward,
    may_be_downward,
)
from wasat.documents.layout.sheet import NO_WORDS, Flags, Floats, Words
from wasat.documents.pdf.binding import Pointer, address
from wasat.documents.pdf.characters import Characters, read_characters, read_origins
from wasat.documents.pdf.frame import Frame
from wasat.documents.pdf.styles import StyleBook, mend_sizes, read_styles
from wasat.documents.pdf.tags import NO_TREE, Tree, find_tags

_GAP = 0.3  # of a glyph's height; spaces are a fifth of it and more, kerning is far less
_OTHER_SIZE = 0.92  # of the taller: another size or another font, as of a bold letter
_SAME_PLACE = 0.2  # of a word's height: how far a word printed twice to look bold is moved
_COLUMN = 4.0  # points: wider than any such move
_SPELT = str.maketrans(
    {
        chr(NOTHING): "",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)

_Starts = npt.NDArray[np.int64]


def read_words(
    textpage: pdfium.PdfTextPage, frame: Frame, book: StyleBook, most: int, tree: Tree = NO_TREE
) -> Words:
    """Read the words of a page in stored order, at most `most` characters of it."""
    characters = read_characters(textpage, most)
    starts, ends, glued = find_words(characters)
    if not len(starts):
        return NO_WORDS
    text = characters.codes.astype("<u4").tobytes().decode("utf-32-le")
    texts = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    if characters.codes.max() >= min(_SPELT):  # hardly any page has such a character
        texts = [it.translate(_SPELT) for it in texts]
    boxes = frame.show(_enclose(characters.boxes, starts, ends))
    handle = address(textpage.raw)
    words = _describe(handle, starts, boxes, frame, book)
    tags = find_tags(handle, starts.tolist(), tree) if tree.leaves else None
    words = replace(words, text=" ".join(texts), glued=glued, tags=tags)
    sizes = np.array([style.size for style in book.styles], np.float32)[words.styles]
    words = join_initials(_write_downwards(words, texts), texts, sizes)
    return drop_repeated(words, texts)


def _write_downwards(words: Words, texts: list[str]) -> Words:
    """Turn words that are written downwards, so that their columns are read like lines."""
    if not may_be_downward(words.text):
        return words
    is_downward = find_downward(texts, words.boxes, words.turns)
    if not is_downward.any():
        return words
    glued = follows_downward(words.boxes, is_downward)
    return replace(
        words,
        turns=np.where(is_downward, 1, words.turns),
        baselines=np.where(is_downward, downward_baselines(words.boxes), words.baselines),
        glued=glued if words.glued is None else glued | words.glued,
    )


def find_words(characters: Characters) -> tuple[_Starts, _Starts, Flags]:
    """Tell where words start and end: at white space, at gaps that look like it, at other sizes.

    Returns:
        Two columns of character indices, the end exclusive; and which begin for their size alone.
    """
    boxes = characters.boxes
    is_ink = (characters.codes != 32) & (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 1] > boxes[:, 3])
    if not is_ink.any():
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, bool)
    before, after = boxes[:-1], boxes[1:]
    across = np.maximum(after[:, 0] - before[:, 2], before[:, 0] - after[:, 2])
    down = np.maximum(after[:, 3] - before[:, 1], before[:, 3] - after[:, 1])
    # of the taller one: the box of a hyphen may be as thin as its stroke
    heights = boxes[:, 1] - boxes[:, 3]
    height = np.maximum(heights[:-1], heights[1:])
    is_apart = np.maximum(across, down) > _GAP * height
    # of level text only: how high letters are that stand on end says nothing of their size
    is_other = (np.minimum(heights[:-1], heights[1:]) < _OTHER_SIZE * height) & (
        after[:, 0] > before[:, 2] - _GAP * height
    )
    starts_here = is_ink.copy()
    starts_here[1:] &= ~is_ink[:-1] | is_apart | is_other
    ends_here = is_ink.copy()
    ends_here[:-1] &= ~is_ink[1:] | is_apart | is_other
    starts = np.flatnonzero(starts_here)
    is_glued = np.concatenate([[False], is_ink[:-1] & is_other & ~is_apart])
    return starts, np.flatnonzero(ends_here) + 1, is_glued[starts]


def drop_repeated(words: Words, texts: list[str]) -> Words:
    """Keep one of each word that is printed again in the same place."""
    kept = np.ones(len(texts), bool)
    for first, again in _near_pairs(words.boxes):
        if texts[first] == texts[again]:
            kept[max(first, again)] = False
    return words if kept.all() else words.choose(np.flatnonzero(kept))


def _near_pairs(boxes: Floats) -> list[tuple[int, int]]:
    """Find pairs of words that begin in the same place, or nearly.

    Words are ordered twice by column and height, the columns shifted by half their width the second
    time, so that any two near words are neighbours in one of the orders.
    """
    near = _SAME_PLACE * (boxes[:, 3] - boxes[:, 1])
    pairs: list[tuple[int, int]] = []
    for shift in (0.0, 0.5):
        column = np.floor(boxes[:, 0] / _COLUMN + shift)
        order = np.lexsort((boxes[:, 1], column))
        before, after = order[:-1], order[1:]
        apart = np.abs(boxes[after, :2] - boxes[before, :2]).max(axis=1)
        found = apart < np.maximum(near[before], near[after])
        pairs.extend(zip(before[found].tolist(), after[found].tolist(), strict=True))
    return pairs


def _enclose(boxes: Floats, starts: _Starts, ends: _Starts) -> Floats:
    edges = np.stack([starts, ends], axis=1).ravel()
    edges = edges[:-1] if edges[-1] == len(boxes) else edges
    low = np.minimum.reduceat(boxes, edges, axis=0)[::2]
    high = np.maximum.reduceat(boxes, edges, axis=0)[::2]
    return np.stack([low[:, 0], low[:, 3], high[:, 2], high[:, 1]], axis=1)


def _describe(
    handle: Pointer, starts: _Starts, boxes: Floats, frame: Frame, book: StyleBook
) -> Words:
    """Ask for styles, directions and baselines, once a word; the text comes later."""
    indices = starts.tolist()
    styles, turns, fonts = read_styles(handle, indices, book)
    turns = (turns + frame.quarter_turns) % 4
    shown = frame.show(np.tile(read_origins(handle, indices), 2))
    baselines = np.where(turns % 2, shown[:, 0], shown[:, 1])
    tops = np.choose(turns, [boxes[:, 1], boxes[:, 2], boxes[:, 3], boxes[:, 0]])
    return Words(
        text="",
        boxes=boxes,
        baselines=baselines,
        styles=mend_sizes(styles, fonts, np.abs(tops - baselines), book),
        turns=turns,
    )
