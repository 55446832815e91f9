"""Blocks of a format without pages to runs of convenient length, bounded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wasat.documents.document import Block, Line, Page, Summary
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
    """What is known of a document beside its blocks."""

    mime_type: str
    title: str = ""
    author: str = ""


def paginate(blocks: Iterable[Block], made: Made, limits: Limits) -> Iterator[Page | Summary]:
    """Cut blocks into runs, and end with the summary.

    Past the limits on characters and runs reading ends; the last run says so in `unread`.

    Raises:
        UnreadableDocumentError: There is no block at all.
    """
    number = 0
    characters = 0
    for run in _runs(_cut_all(blocks)):
        number += 1
        characters += sum(_count(block) for block in run)
        excess = _excess(number, characters, limits)
        yield Page(number=number, blocks=() if excess else tuple(run), unread=excess)
        if excess:
            break
    else:
        excess = ""
    if not number:
        raise UnreadableDocumentError("The document has no pages. It holds no text.")
    yield Summary(
        mime_type=made.mime_type,
        is_paged=False,
        page_count=number,
        title=made.title,
        author=made.author,
        unread=(number,) if excess else (),
    )


def _excess(number: int, characters: int, limits: Limits) -> str:
    if characters > limits.document_characters:
        return (
            f"The rest is left out: the document has more than {limits.document_characters}"
            " characters."
        )
    if number > limits.runs:
        return f"The rest is left out: the document is longer than {limits.runs} runs of blocks."
    return ""


def _runs(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    run: list[Block] = []
    characters = 0
    for block in blocks:
        if run and block.table is not None and block.table.is_continued:
            yield run
            run, characters = [], 0
        run.append(block)
        characters += _count(block)
        is_long = len(run) >= BLOCKS and characters >= LEAST_CHARACTERS
        if is_long or len(run) >= MOST_BLOCKS or characters >= MOST_CHARACTERS:
            yield run
            run, characters = [], 0
    if run:
        yield run


def _cut_all(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.table is None and _count(block) > BLOCK_CHARACTERS:
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


def _count(block: Block) -> int:
    if block.table is None:
        return count_lines(block.lines)
    return count_lines([line for cell in block.table.cells for line in cell.lines])
