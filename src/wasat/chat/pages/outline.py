"""The outline of a long document: what stands where, for a model that sees some of its pages."""

import math
from collections.abc import Sequence

from wasat.chat.pages.shelf import Leaf, Opened

_LONGEST_TITLE = 80  # characters
_FEWEST = 3  # entries; fewer say nothing that the pages do not


def write_outline(opened: Opened, leaves: Sequence[Leaf], most_bytes: int) -> str:
    """Return the outline of a document, its bookmarks or else its pages' headings; perhaps nothing.

    The same for every question, so that a server reads it once. Of one too long, deep entries are
    left out first, and then one of so many.

    Args:
        opened: The document.
        leaves: Its pages.
        most_bytes: In UTF-8.
    """
    entries = _bookmarks(opened) or _headings(leaves)
    lines: list[str] = []
    for depth in sorted({depth for depth, _ in entries}, reverse=True):
        lines = [line for at, line in entries if at <= depth]
        if _size(lines) <= most_bytes:
            break
    lines = _thin(lines, most_bytes)
    if len(lines) < _FEWEST:
        return ""
    return f"[{opened.name}, outline of all {len(leaves)} pages]\n" + "\n".join(lines) + "\n\n"


def _bookmarks(opened: Opened) -> list[tuple[int, str]]:
    return [
        (entry.level, _line(entry.level, entry.title, entry.page))
        for entry in opened.prepared.document.summary.outline
        if entry.title.strip() and (not entry.page or entry.page in opened.numbers)
    ]


def _headings(leaves: Sequence[Leaf]) -> list[tuple[int, str]]:
    return [(1, _line(1, leaf.heading, leaf.number)) for leaf in leaves if leaf.heading]


def _line(level: int, title: str, page: int) -> str:
    short = " ".join(title.split())[:_LONGEST_TITLE]
    return "  " * (level - 1) + (f"{short} (p. {page})" if page else short)


def _thin(lines: Sequence[str], most_bytes: int) -> list[str]:
    """Take every second, or third ... line, so that what is left tells of all parts alike."""
    step = max(1, math.ceil(_size(lines) / max(1, most_bytes)))
    while _size(thinned := list(lines[::step])) > most_bytes:
        step += 1
        if step > len(lines):
            return []
    return thinned


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)
