"""A stream of words cut into statements as they end, so that each can be held to the documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A sentence ends at its mark before white space, or with its line. A point after a lone letter, a
# number that begins a line or a common short form ends none.
_END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?:\s*\[[^\]\n]{1,80}\])*(?=\s)|[。！？]|\n")
_OPEN = re.compile(
    r"(?:(?:^|[\s(\[])(?:[^\W\d_]|e\.g|i\.e|z\.B|d\.h|cf|vs|approx|No|Nr|Dr|Mr|Mrs|Ms|Prof|St|Fig|p|pp"
    r"|S|bzw|ca|Abs|Art|vol|Inc|Ltd|Co|Corp)|^\s*\d{1,3})\.$",
)
_MARKS = re.compile(r"[\s#>*_+\-•·–—|`:]*(?:\d{1,3}[.)]\s+)?[\s*_`|\"'“„«]*")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words: a statement, or what stands around one."""

    text: str
    is_statement: bool


class Statements:
    """Cuts one answer."""

    def __init__(self) -> None:
        self._held = ""

    def push(self, text: str) -> Iterator[Stretch]:
        """Take further words and yield what they complete."""
        self._held += text
        start = 0
        for match in _END.finditer(self._held):
            whole = self._held[start : match.end()]
            if match[0].startswith(".") and _OPEN.search(self._held[start : match.start() + 1]):
                continue
            yield from part(whole)
            start = match.end()
        self._held = self._held[start:]

    def finish(self) -> Iterator[Stretch]:
        """Yield what is left: the answer has ended."""
        held, self._held = self._held, ""
        if held:
            yield from part(held)


def part(text: str) -> Iterator[Stretch]:
    """Set a statement apart from list marks before and white space after it."""
    start = match.end() if (match := _MARKS.match(text)) else 0
    end = len(text.rstrip())
    if start >= end or not _WORD.search(text, start):
        yield Stretch(text, is_statement=False)
        return
    if start:
        yield Stretch(text[:start], is_statement=False)
    is_heading = text[start:end].endswith(":") or text.lstrip().startswith("#")
    yield Stretch(text[start:end], is_statement=not is_heading)
    if end < len(text):
        yield Stretch(text[end:], is_statement=False)
