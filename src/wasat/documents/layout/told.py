"""What tags and bookmarks say of headings, believed where the page shows the same.

Both may lie: programs tag by guess, and bookmarks name what stands elsewhere. They change what a
block is called, never which words it holds.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from wasat.documents.document import BlockKind, OutlineEntry
from wasat.documents.layout.draft import TEXT, Draft
from wasat.documents.layout.sheet import Integers, Sheet, Tag

_MOSTLY = 0.9  # share of a block's words
_MOST_HEADINGS = 0.6  # share of a page's words: more are a tree that lies, unless they are few
_FEW_WORDS = 40
_LEVEL = re.compile(r"^H([1-6])$")
_NUMBER = re.compile(r"^[\dIVX]{1,4}([.\-]\d{1,3})*[.):]?\s+")
_SIGNS = re.compile(r"[\W_]+")
_LEAST_TITLE = 2  # letters
_DEEPEST = 6

Titles = Mapping[int, Sequence[tuple[str, int]]]


class _Claims(NamedTuple):
    """What the tag of each word claims: the place of a heading's tag or -1, and its level."""

    owners: Integers
    levels: Integers


def tell_by_tags(drafts: Sequence[Draft], sheet: Sheet, *, is_telling: bool) -> list[Draft]:
    """Note on each block whether the page's tags make it a heading, and of which level.

    Args:
        drafts: Blocks of the page, in its coordinates.
        sheet: The page.
        is_telling: Whether headings are tagged in this document, so that what is tagged as text
            is none.
    """
    if sheet.words.tags is None or not is_telling:
        return list(drafts)
    owners, levels = (column[sheet.words.tags] for column in _claims(sheet.tags))
    if (owners >= 0).sum() > max(_MOST_HEADINGS * len(owners), _FEW_WORDS):
        return list(drafts)
    claims = _Claims(owners, levels)
    return [_told(draft, sheet, claims) for draft in drafts]


def has_headings(tags: Sequence[Tag]) -> bool:
    """Whether any tag is that of a heading with a level."""
    return any(_LEVEL.match(tag.kind) for tag in tags)


def list_titles(outline: Sequence[OutlineEntry]) -> dict[int, list[tuple[str, int]]]:
    """Return titles and levels of bookmarks by page."""
    titles: dict[int, list[tuple[str, int]]] = {}
    for entry in outline:
        key = _key(entry.title)
        if entry.page and len(key) >= _LEAST_TITLE:
            titles.setdefault(entry.page, []).append((key, min(entry.level, _DEEPEST)))
    return titles


def tell_by_titles(drafts: Sequence[Draft], titles: Sequence[tuple[str, int]]) -> list[Draft]:
    """Note on blocks that bookmarks name them; of several with one text, on the largest."""
    told = list(drafts)
    left = list(titles)
    ordered = sorted(range(len(told)), key=lambda index: -told[index].style.size)
    for index in ordered if left else ():
        draft = told[index]
        if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or draft.told:
            continue
        key = _key(draft.marked_text)
        found = next((title for title in left if title[0] == key), None)
        if found is not None:
            left.remove(found)
            told[index] = replace(draft, told=found[1], is_named=True)
    return told


def _told(draft: Draft, sheet: Sheet, claims: _Claims) -> Draft:
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return draft
    boxes, box = sheet.words.boxes, draft.box
    xs, ys = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside = (xs >= box.x0) & (xs <= box.x1) & (ys >= box.top) & (ys <= box.bottom)
    owners = claims.owners[inside]
    if not len(owners) or sheet.words.tags is None:
        return draft
    headings = owners[owners >= 0]
    if len(headings) >= _MOSTLY * len(owners):
        owner = np.bincount(headings).argmax()
        level = int(claims.levels[inside][owners == owner][0])
        return replace(draft, told=level) if (headings == owner).all() else draft
    is_tagged = (sheet.words.tags[inside] >= 0).mean() >= _MOSTLY
    return replace(draft, told=TEXT) if is_tagged and not len(headings) else draft


def _claims(tags: Sequence[Tag]) -> _Claims:
    """Tell for each tag which heading it lies in; a last entry stands for words without a tag."""
    owners, levels = [-1] * (len(tags) + 1), [0] * (len(tags) + 1)
    for place, tag in enumerate(tags):
        found = _LEVEL.match(tag.kind)
        if found:
            owners[place], levels[place] = place, int(found[1])
        elif tag.parent >= 0:
            owners[place], levels[place] = owners[tag.parent], levels[tag.parent]
    return _Claims(np.array(owners, np.int32), np.array(levels, np.int32))


def _key(text: str) -> str:
    """Letters and figures alone, without the number of a section before them."""
    return _SIGNS.sub("", _NUMBER.sub("", text.strip())).casefold()
