"""Headings that bookmarks name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wasat.documents.document import BlockKind, OutlineEntry
from wasat.documents.layout.draft import Draft

_NUMBER = re.compile(r"^[\dIVX]{1,4}([.\-]\d{1,3})*[.):]?\s+")
_SIGNS = re.compile(r"[\W_]+")
_LEAST_TITLE = 2  # letters
_DEEPEST = 6


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


def _key(text: str) -> str:
    """Letters and figures alone, without the number of a section before them."""
    return _SIGNS.sub("", _NUMBER.sub("", text.strip())).casefold()
