"""Headings as tags have them, believed where the page shows the same.

Tags may lie: programs set them by guess. They change what a block is called, never which words it
holds.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import TEXT, Draft
from wasat.documents.layout.sheet import Flags, Integers, Sheet, Tag

_MOSTLY = 0.9  # share of a block's words
_MOST_HEADINGS = 0.6  # share of a page's words: more are a tree that lies, unless they are few
_FEW_WORDS = 40
_LEVEL = re.compile(r"^H([1-6])$")


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


def words_inside(draft: Draft, sheet: Sheet) -> Flags:
    """Tell which words of a page stand in the box of a block."""
    boxes, box = sheet.words.boxes, draft.box
    xs, ys = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    inside: Flags = (xs >= box.x0) & (xs <= box.x1) & (ys >= box.top) & (ys <= box.bottom)
    return inside


def _told(draft: Draft, sheet: Sheet, claims: _Claims) -> Draft:
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return draft
    inside = words_inside(draft, sheet)
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
