"""A page cut into what is searched: windows of its words, table rows, headings, form fields."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wasat.documents.document import Block, BlockKind, Page
from wasat.evidence.language import Language, Terms
from wasat.evidence.passage import Passage, PassageKind
from wasat.evidence.rows import Row, iter_rows

WINDOW_WORDS = 110  # Source: best of the sizes measured on annual reports
STEP_WORDS = 60
HEAD_WORDS = 25
MOST_ROWS = 400  # of one page: more are data, and found by windows of words at a tenth of the cost
_MARGINS = (BlockKind.HEADER, BlockKind.FOOTER)


class _Draft(NamedTuple):
    """A passage before it has its number."""

    kind: PassageKind
    first_block: int
    last_block: int
    row: int
    terms: Sequence[str]


def iter_passages(pages: Iterable[Page], language: Language) -> Iterator[Passage]:
    """Cut pages one by one, so that no more than one is held; numbers count from 0.

    Headings go on from page to page: what stands under one is found by its words.

    Args:
        pages: In order.
        language: How their words are made terms.
    """
    number = 0
    path: list[Block] = []
    known = Terms(language)
    for page in pages:
        for draft in _drafts(page, path, known):
            yield Passage(
                number=number,
                page=page.number,
                kind=draft.kind,
                first_block=draft.first_block,
                last_block=draft.last_block,
                row=draft.row,
                terms=" ".join(filter(None, draft.terms)),
            )
            number += 1


def page_head(page: Page) -> str:
    """Return the first words of a page, which often name what is on it."""
    return _head(block.text for block in page.blocks)


def _head(texts: Iterable[str]) -> str:
    words: list[str] = []
    for text in texts:
        words += text.split()[: HEAD_WORDS - len(words)]
        if len(words) >= HEAD_WORDS:
            break
    return " ".join(words)


def _drafts(page: Page, path: list[Block], known: Terms) -> Iterator[_Draft]:
    texts = [block.text for block in page.blocks]
    head, above = known.read(_head(texts)), known.read(_path_text(path))
    yield from _windows(page, texts, above + head, known)
    rows = _rows_by_block(page)
    for index, block in enumerate(page.blocks):
        if block.kind is BlockKind.HEADING:
            _enter(path, block)
            above = known.read(_path_text(path))
            yield _Draft(PassageKind.HEADING, index, index, -1, above)
        elif block.kind is BlockKind.FIELD:
            terms = known.read(f"{block.marker} {texts[index]}")
            yield _Draft(PassageKind.FIELD, index, index, -1, terms)
        for row in rows.get(index, ()):
            terms = known.read(" ".join((row.text, *row.headers)))
            yield _Draft(PassageKind.ROW, index, index, row.row, terms + above + head)


def _windows(
    page: Page, texts: Sequence[str], head: Sequence[str], known: Terms
) -> Iterator[_Draft]:
    words: list[str] = []
    blocks: list[int] = []
    for index, block in enumerate(page.blocks):
        if block.kind not in _MARGINS or page.number == 1:
            words += known.read(texts[index])
            blocks += [index] * (len(words) - len(blocks))
    for start in range(0, max(1, len(words) - (WINDOW_WORDS - STEP_WORDS)), STEP_WORDS):
        chosen = words[start : start + WINDOW_WORDS]
        if chosen:
            last = blocks[start + len(chosen) - 1]
            terms = [*head, *chosen] if start else chosen
            yield _Draft(PassageKind.PROSE, blocks[start], last, -1, terms)


def _rows_by_block(page: Page) -> dict[int, list[Row]]:
    """Return the rows of each block; none where a page holds more than a person would read."""
    rows: dict[int, list[Row]] = {}
    if sum(block.table.row_count for block in page.blocks if block.table) > MOST_ROWS:
        return rows
    for row in iter_rows(page):
        rows.setdefault(row.block, []).append(row)
    return rows


def _enter(path: list[Block], heading: Block) -> None:
    while path and path[-1].level >= heading.level:
        path.pop()
    path.append(heading)


def _path_text(path: Sequence[Block]) -> str:
    return " ".join(block.text for block in path)
