"""Markers of list items, and the nesting that levels stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wasat.documents.document import Block

_NUMBER = re.compile(r"\(?([0-9]{1,9})[.)]?")
_BULLETS = frozenset("•◦▪▫●○■□‣⁃–—-*+·∙➢➤►▶✓✔❖◆◇\uf0b7\uf0a7\uf0d8")
DEEPEST = 20  # nesting that markup still shows; ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A list item as markup needs it.

    Attributes:
        depth: Lists around it, from 1; at most one more than that of the item before.
        number: Its number if it has one, else None.
        sign: A marker that markup cannot make, such as `[3]` or `1.2`; kept as text.
        block: The item itself.
    """

    depth: int
    number: int | None
    sign: str
    block: Block


def nest_items(blocks: Sequence[Block]) -> list[Item]:
    """Turn levels, which may begin anywhere and jump, into depths that never jump downwards."""
    levels: list[int] = []
    items: list[Item] = []
    for block in blocks:
        while levels and levels[-1] > block.level:
            levels.pop()
        if (not levels or levels[-1] < block.level) and len(levels) < DEEPEST:
            levels.append(block.level)
        number = _number(block.marker)
        is_sign = number is None and block.marker not in _BULLETS
        items.append(
            Item(
                depth=len(levels), number=number, sign=block.marker if is_sign else "", block=block
            )
        )
    return items


def _number(marker: str) -> int | None:
    found = _NUMBER.fullmatch(marker)
    return int(found[1]) if found else None
