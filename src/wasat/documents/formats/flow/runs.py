"""Blocks of a format without pages to runs of convenient length, bounded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wasat.documents.document import Block, Line, OutlineEntry, Page, Summary, Table
from wasat.documents.formats.flow.words import count_lines
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

BLOCKS = 50  # of one run: about two printed pages of paragraphs
LEAST_CHARACTERS = 2_000  # below it a run goes on, so that tiny blocks do not make tiny pages
MOST_CHARACTERS = 100_000  # a run ends at the block with which it passes this
MOST_BLOCKS = 1_000
BLOCK_CHARACTERS = 20_000  # a longer block of lines goes on in a second one


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What is known of a document beside its blocks.

    Attributes:
        mime_type: By which it was read.
        title: As its own metadata says.
        author: As its own metadata says.
        attachments: Names of attached files.
        is_packed: Whether its size as a file says nothing of its text.
    """

    mime_type: str
    title: str = ""
    author: str = ""
    attachments: tuple[str, ...] = ()
    is_packed: bool = False


class Opening(NamedTuple):
    """The start of a sheet, slide or chapter; a run ends before it.

    Attributes:
        label: Of all its pages.
        title: Its entry in the outline; none if empty.
        level: Of the entry, from 1.
        is_page: Whether it is one page, even if nothing is on it: a slide.
    """

    label: str = ""
    title: str = ""
    level: int = 1
    is_page: bool = False


def paginate(
    blocks: Iterable[Block | Opening], made: Made, limits: Limits
) -> Iterator[Page | Summary]:
    """Cut blocks into runs, and end with the summary.

    Past the limits on characters and runs reading ends; the last run says so in `unread`.

    Raises:
        UnreadableDocumentError: There is no block at all.
    """
    number = characters = text_bytes = 0
    excess = ""
    outline: list[OutlineEntry] = []
    for opening, run in _runs(_cut_all(blocks)):
        if run is None:
            outline += _enter(opening)
            continue
        number += 1
        outline[-1:] = _point(outline[-1:], opening, number)
        characters += sum(_count(block) for block in run)
        text_bytes += sum(map(_weigh, run)) if made.is_packed else 0
        excess = _excess(number, characters, limits)
        blocks_kept = () if excess else tuple(run)
        yield Page(number=number, label=opening.label, blocks=blocks_kept, unread=excess)
        if excess:
            break
    if not number:
        raise UnreadableDocumentError("The document has no pages. It holds no text.")
    yield Summary(
        mime_type=made.mime_type,
        is_paged=False,
        page_count=number,
        title=made.title,
        author=made.author,
        outline=tuple(outline),
        attachments=made.attachments,
        unread=(number,) if excess else (),
        text_bytes=text_bytes,
    )


def _enter(opening: Opening) -> list[OutlineEntry]:
    """Return the entry of what begins here, if it has a title; so far it leads nowhere."""
    if not opening.title:
        return []
    return [OutlineEntry(title=opening.title, level=opening.level, page=0)]


def _point(last: Sequence[OutlineEntry], opening: Opening, number: int) -> Sequence[OutlineEntry]:
    """Let the last entry lead to the first run of its own."""
    if not last or not opening.title or last[0].page:
        return last
    return [replace(last[0], page=number)]


def _excess(number: int, characters: int, limits: Limits) -> str:
    if characters > limits.document_characters:
        return (
            f"The rest is left out: the document has more than {limits.document_characters}"
            " characters."
        )
    if number > limits.runs:
        return f"The rest is left out: the document is longer than {limits.runs} runs of blocks."
    return ""


class _Run:
    """Blocks gathered so far; due as soon as there is one, or at once on a page of its own."""

    def __init__(self, opening: Opening, *, is_due: bool = False) -> None:
        self.opening = opening
        self.blocks: list[Block] = []
        self.is_due = is_due
        self._characters = 0

    def add(self, block: Block) -> None:
        """Take one more block."""
        self.blocks.append(block)
        self.is_due = True
        self._characters += _count(block)

    @property
    def is_full(self) -> bool:
        """Whether the next block should begin another one."""
        is_long = len(self.blocks) >= BLOCKS and self._characters >= LEAST_CHARACTERS
        is_many = len(self.blocks) >= MOST_BLOCKS
        return is_long or is_many or self._characters >= MOST_CHARACTERS


def _runs(blocks: Iterable[Block | Opening]) -> Iterator[tuple[Opening, list[Block] | None]]:
    """Yield runs with what they belong to, and none where something of its own begins."""
    run = _Run(Opening())
    for block in blocks:
        if isinstance(block, Opening):
            if run.is_due:
                yield run.opening, run.blocks
            run = _Run(block, is_due=block.is_page)
            yield block, None
            continue
        if run.blocks and block.table is not None and block.table.is_continued:
            yield run.opening, run.blocks
            run = _Run(run.opening)
        run.add(block)
        if run.is_full and not run.opening.is_page:
            yield run.opening, run.blocks
            run = _Run(run.opening)
    if run.is_due:
        yield run.opening, run.blocks


def _cut_all(blocks: Iterable[Block | Opening]) -> Iterator[Block | Opening]:
    for block in blocks:
        if isinstance(block, Opening):
            yield block
        elif block.table is None and _count(block) > BLOCK_CHARACTERS:
            yield from (replace(block, lines=lines) for lines in _cut(block.lines))
        else:
            yield block


def _cut(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    part: list[Line] = []
    characters = 0
    for line in lines:
        part.append(line)
        characters += count_lines((line,))
        if characters >= BLOCK_CHARACTERS:
            yield tuple(part)
            part, characters = [], 0
    if part:
        yield tuple(part)


def _weigh(block: Block) -> int:
    """Count the bytes of a block in UTF-8, a space after each word."""
    lines = block.lines if block.table is None else _cell_lines(block.table)
    return sum([len(word.text.encode()) + 1 for line in lines for word in line.words])


def _cell_lines(table: Table) -> list[Line]:
    return [line for cell in table.cells for line in cell.lines]


def _count(block: Block) -> int:
    if block.table is None:
        return count_lines(block.lines)
    return count_lines(_cell_lines(block.table))
