"""Texts of long pages in parts: where a format has no pages, a run may outgrow a model's window."""

from collections.abc import Iterator

LONGEST = 6_000  # characters of a part: two printed pages, and a third of a window of 8,192 tokens
_CUTS = ("\n\n", "\n", " ")  # between blocks, else between lines or rows, else between words
_ROW = "|"


def cut(text: str) -> Iterator[range]:
    """Yield the parts of a text in order, each as the places of its characters; none is empty.

    Args:
        text: Markdown.
    """
    start = 0
    while len(text) - start > LONGEST:
        end = start + LONGEST
        ends = (text.rfind(mark, start + LONGEST // 2, end) + len(mark) for mark in _CUTS)
        stop = next((place for place in ends if place > start + LONGEST // 2), end)
        yield range(start, stop)
        start = stop
    if start < len(text):
        yield range(start, len(text))


def take(text: str, part: range) -> str:
    """Return a part; one that begins within a table has the table's head before it."""
    taken = text[part.start : part.stop].strip("\n")
    before = text[: part.start].rpartition("\n\n")[2]
    if not (taken.startswith(_ROW) and before.startswith(_ROW)):
        return taken
    return "\n".join([*before.splitlines()[:2], taken])
