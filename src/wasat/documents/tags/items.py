"""Items of lists, as tags have them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import TEXT, Draft
from wasat.documents.layout.sheet import Integers, Sheet, Tag
from wasat.documents.tags.headings import words_inside

_ITEM, _NO_ITEMS = "LI", ("Table", "Figure", "Caption")


def mark_items(drafts: Sequence[Draft], sheet: Sheet) -> list[Draft]:
    """Make items of paragraphs that tags put into a list; their signs may be drawn, not written.

    Of an item of several paragraphs the first is the item.
    """
    items = _item_of(sheet.tags)
    if sheet.words.tags is None or not (items >= 0).any():
        return list(drafts)
    owners = items[sheet.words.tags]
    marked: list[Draft] = []
    seen: set[int] = set()
    for draft in drafts:
        inside = owners[words_inside(draft, sheet)]
        item = int(inside[0]) if len(inside) and (inside == inside[0]).all() else -1
        is_first = item >= 0 and item not in seen
        seen.update(inside.tolist())
        if is_first and draft.kind is BlockKind.PARAGRAPH and draft.told <= 0:
            marked.append(replace(draft, kind=BlockKind.LIST_ITEM, level=1, told=TEXT))
        else:
            marked.append(draft)
    return marked


def _item_of(tags: Sequence[Tag]) -> Integers:
    """Tell for each tag which item of a list of several it lies in; the last is for no tag."""
    counts = Counter(tag.parent for tag in tags if tag.kind == _ITEM)
    items = [-1] * (len(tags) + 1)
    for place, tag in enumerate(tags):
        if tag.kind == _ITEM:
            items[place] = place if counts[tag.parent] > 1 else -1
        elif tag.parent >= 0 and tag.kind not in _NO_ITEMS:
            items[place] = items[tag.parent]
    return np.array(items, np.int32)
