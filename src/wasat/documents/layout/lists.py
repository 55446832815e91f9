"""Items of lists: their markers, and how deep they are nested."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wasat.documents.document import BlockKind, Word
from wasat.documents.layout.draft import Draft

_BULLET = re.compile(
    "^[\u2022\u2023\u25e6\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25b6\u25ba\u2013\u2014\u2012\u00b7\u27a2\u2713\u2714\uf0b7\uf0a7\uf0d8*-]$"
)
_NUMBER = re.compile(
    r"^(\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)]|\d{1,2}(\.\d{1,2})+\.?)$"
)
_DECIMAL = re.compile(r"^\(?(\d{1,3})[.)]$")
# a title, leaders, and the page it leads to, as in tables of contents
# each kind of them begins with its own sign: only there it is looked for
_ENTRY = re.compile(
    r"(?:\.\s?(?:\.\s?){3,}|\u2026\u2026+|\u00b7\s?(?:\u00b7\s?){3,}|____+)\s*[A-Za-z\d\-.]{1,8}$"
)
_FIRST_NUMBERS = 2  # a list begins at 0 or 1
_STEP = 0.5  # of the font size: items further in are nested


def find_marker(words: Sequence[Word]) -> str | None:
    """Return the bullet or number that a line begins with, if it is one and something follows."""
    if len(words) < 2:
        return None
    first = words[0].text
    if _BULLET.match(first) or _NUMBER.match(first):
        return first
    return None


def is_entry(text: str) -> bool:
    """Whether it ends like an entry of a table of contents: with leaders and a page."""
    return bool(_ENTRY.search(text))


def keep_numbers(drafts: Sequence[Draft], seen: set[tuple[str, int]]) -> list[Draft]:
    """Make paragraphs of items whose numbers count on from nowhere, with the number as their word.

    A list begins at its beginning. Exercises, clauses and paragraphs of laws that are numbered
    through a book are called by their numbers, which must not be counted anew.

    Args:
        drafts: Blocks of one page.
        seen: Numbers of the items so far, each with the signs around it; is added to.
    """
    kept: list[Draft] = []
    for draft in drafts:
        number = _DECIMAL.match(draft.marker) if draft.kind is BlockKind.LIST_ITEM else None
        if number is None:
            kept.append(draft)
            continue
        signs, count = draft.marker.replace(number[1], "#"), int(number[1])
        if count < _FIRST_NUMBERS or (signs, count - 1) in seen:
            seen.add((signs, count))
            kept.append(draft)
        else:
            kept.append(
                replace(
                    draft,
                    kind=BlockKind.PARAGRAPH,
                    level=0,
                    marker="",
                    first=None,
                    lines=draft.marked_lines,
                )
            )
    return kept


def nest_items(drafts: Sequence[Draft]) -> list[Draft]:
    """Give the items of each list their nesting, told by how far their markers are indented.

    What is no item ends the list, but for what stands further in than its items.
    """
    nested: list[Draft] = []
    indents: list[float] = []
    for draft in drafts:
        if draft.kind is not BlockKind.LIST_ITEM:
            if not indents or draft.box.x0 < indents[-1] + _STEP * draft.style.size:
                indents = []
            nested.append(draft)
            continue
        slack = _STEP * max(draft.style.size, 6.0)
        while indents and draft.box.x0 < indents[-1] - slack:
            indents.pop()
        if not indents or draft.box.x0 > indents[-1] + slack:
            indents.append(draft.box.x0)
        nested.append(replace(draft, level=len(indents)))
    return nested
