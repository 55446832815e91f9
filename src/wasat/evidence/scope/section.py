"""A part of a document, from its heading to the next one of its level."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from wasat.documents.document import Block, BlockKind, Document, Page
from wasat.evidence.language import Language
from wasat.evidence.scope.asked_section import AskedSection, all_units
from wasat.evidence.scope.layers import ChangedPages

_EMPTY = Block(kind=BlockKind.PARAGRAPH)


class Heading(NamedTuple):
    """A heading and where it stands."""

    page: int
    block: int
    level: int
    text: str

    @property
    def number(self) -> str:
        """What it is numbered by, such as `1.4`; empty without."""
        match = _numbers().match(self.text)
        return (match["numbered"] or match["plain"] or match["letter"]) if match else ""

    @property
    def title(self) -> str:
        """Its words without the number."""
        match = _numbers().match(self.text)
        return self.text[match.end() :].strip() if match else self.text


class Section(NamedTuple):
    """A part: from a heading to before another one, or to the end.

    Attributes:
        first: Page and block that it begins with.
        end: Page and block that come after it; None is the end of the document.
    """

    first: tuple[int, int]
    end: tuple[int, int] | None

    def pages(self, page_count: int) -> range:
        """Return the numbers of the pages that it stands on."""
        if self.end is None:
            return range(self.first[0], page_count + 1)
        page, block = self.end
        return range(self.first[0], page + (block > 0))

    def limit(self, document: Document) -> Document:
        """Return the document with all blocks outside empty, so that each keeps its place."""

        def change(page: Page) -> Page:
            blocks = tuple(
                block if self._holds(page.number, at) else _EMPTY
                for at, block in enumerate(page.blocks)
            )
            return replace(page, blocks=blocks)

        return replace(document, pages=ChangedPages(document.pages, change))

    def _holds(self, page: int, block: int) -> bool:
        return self.first <= (page, block) and (self.end is None or (page, block) < self.end)


def find_section(asked: AskedSection, pages: Sequence[Page], language: Language) -> Section | None:
    """Find the part that a question names; None if there is no such heading.

    Args:
        asked: What it is called.
        pages: Of the whole document, gone through once.
        language: Of the document.
    """
    headings = list(_iter_headings(pages))
    at = (
        _find_number(asked.number, headings)
        if asked.number
        else _find_words(asked, headings, language)
    )
    if at is None:
        return None
    after = _find_end(headings[at], headings[at + 1 :])
    first = headings[at]
    return Section((first.page, first.block), (after.page, after.block) if after else None)


def _iter_headings(pages: Sequence[Page]) -> Iterator[Heading]:
    for page in pages:
        for at, block in enumerate(page.blocks):
            if block.kind is BlockKind.HEADING:
                text = " ".join(f"{block.marker} {block.text}".split())
                yield Heading(page.number, at, block.level, text)


def _find_number(number: str, headings: Sequence[Heading]) -> int | None:
    """Return the first heading with this number; of letters the last, as "A" begins titles too."""
    found = [at for at, it in enumerate(headings) if it.number == number]
    if not found:
        return None
    return found[0] if number[0].isdigit() else found[-1]


def _find_words(asked: AskedSection, headings: Sequence[Heading], language: Language) -> int | None:
    """Return the heading that holds all words asked for, and the fewest others.

    A title may be followed by other words: of several headings that it begins with, the longest.
    """
    wanted = language.content(asked.words)
    best: tuple[int, int] | None = None
    for at, heading in enumerate(headings):
        held = language.content(heading.title)
        if asked.is_title and held and wanted[: len(held)] == held:
            best = min(best or (-len(held), at), (-len(held), at))
        elif not asked.is_title and wanted and set(wanted) <= set(held):
            best = min(best or (len(held), at), (len(held), at))
    return best[1] if best else None


def _find_end(first: Heading, following: Sequence[Heading]) -> Heading | None:
    """Return the heading before which a part ends; None if it goes on to the end.

    Where parts are numbered, that is the next number that is no deeper and does not go on from its
    own; behind the last number, the next heading of its level.
    """
    own = first.number
    alike = {at for at, it in enumerate(following) if it.number and _is_like(own, it.number)}
    last = max(alike) if own and alike else -1
    for at, other in enumerate(following):
        if at > last:
            is_end = other.level <= first.level
        else:
            is_deeper = other.number.count(".") > own.count(".")
            is_end = at in alike and not is_deeper
        if is_end:
            return other
    return None


def _is_like(own: str, other: str) -> bool:
    """Whether two numbers are of one kind: figures, or letters."""
    return own[:1].isdigit() is other[:1].isdigit()


@cache
def _numbers() -> re.Pattern[str]:
    """Match the number of a heading: behind "Chapter", in figures, or a letter before a title."""
    letter = r"[IVX]+|[A-Z](?:\.\d+)*"
    return re.compile(
        rf"\W*(?:(?i:{all_units()})\s+(?P<numbered>\d+(?:\.\d+)*|{letter})\b[.:)]?"
        rf"|(?P<plain>\d+(?:\.\d+)*)[.:)]?(?=\s|$)"
        rf"|(?P<letter>{letter})(?:[.:)](?=\s)|(?=\s+[A-Z])))"
    )
