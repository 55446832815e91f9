"""Parts of a document listed or counted: headings, tables, figures, rows, fields, pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from wasat.documents.document import Block, BlockKind, Cell, Page
from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import Located, cite, cite_row
from wasat.evidence.task import Form, Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.refusal import count_items, name_items, no_items, not_stated

_CITED_OF_A_COUNT = 20  # places shown for a number; the number itself counts all


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One thing that was found.

    Attributes:
        text: How the list names it; empty names its kind and number.
        citation: Where it stands; None where no words stand.
        depth: Nesting in the list, from 1.
    """

    text: str
    citation: Citation | None
    depth: int = 1


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """List or count what the task names, document by document."""
    readings = open_readings(task, sources)
    if all(reading.lacks_section for reading in readings):
        yield Chunk(text=not_stated(task.language))
        return
    for reading in readings:
        if reading.is_one_of_many:
            yield Chunk(text=f"{reading.source.title}:\n")
        if task.items in _WITHOUT_PLACES:
            yield from _count_unplaced(task, reading)
            continue
        found = list(find_listed(reading, task.items))
        trace.note("list", document=reading.source.title, items=task.items, found=len(found))
        yield from _write(task, reading, found)
    yield from tell_unread(readings, task.language)


def find_listed(reading: Reading, items: str) -> Iterator[Listed]:
    """Find headings, tables, figures, rows, fields or footnotes, in reading order."""
    find = _FINDERS[items]
    for page in reading.iter_pages():
        for index, block in enumerate(page.blocks):
            yield from find(reading.source, page, index, block)


def _write(task: Task, reading: Reading, found: Sequence[Listed]) -> Iterator[Chunk]:
    if not found:
        yield Chunk(text=no_items(task.language, task.items) + "\n", is_claim=False)
    elif task.is_count:
        cited = [listed.citation for listed in found if listed.citation is not None]
        yield Chunk(
            text=str(len(found))
            if task.form is Form.WORD
            else count_items(task.language, task.items, len(found)),
            citations=tuple(cited[:_CITED_OF_A_COUNT]),
            is_claim=True,
        )
        yield Chunk(text="\n")
    else:
        yield from _write_list(task, reading, found)


def _write_list(task: Task, reading: Reading, found: Sequence[Listed]) -> Iterator[Chunk]:
    name = name_items(task.language, task.items, 1).capitalize()
    for number, listed in enumerate(found, 1):
        yield Chunk(text="  " * (listed.depth - 1) + "- ")
        cited = () if listed.citation is None else (listed.citation,)
        yield Chunk(text=listed.text or f"{name} {number}", citations=cited, is_claim=True)
        yield Chunk(text="".join(reading.mark(citation) for citation in cited) + "\n")


def _count_unplaced(task: Task, reading: Reading) -> Iterator[Chunk]:
    """Count pages, words or attachments, which no single place bears; list attachments by name."""
    names = reading.document.summary.attachments if task.items == "attachments" else ()
    if names and not task.is_count:
        yield Chunk(text="".join(f"- {name}\n" for name in names), is_claim=True)
        return
    count = _WITHOUT_PLACES[task.items](reading)
    is_bare = task.form is Form.WORD
    text = str(count) if is_bare else count_items(task.language, task.items, count)
    yield Chunk(text=f"{text}\n", is_claim=True)


def _count_words(reading: Reading) -> int:
    return sum(len(block.text.split()) for page in reading.iter_pages() for block in page.blocks)


def _find_heading(source: Source, page: Page, index: int, block: Block) -> Iterator[Listed]:
    if block.kind is BlockKind.HEADING:
        yield Listed(
            text=" ".join(block.text.split()),
            citation=cite(source, page, Located(index, 0, len(block.text))),
            depth=max(1, block.level),
        )


def _find_table(source: Source, page: Page, index: int, block: Block) -> Iterator[Listed]:
    if block.table is None or block.table.is_continued:
        return
    caption = _caption(page, index)
    place = (
        Located(caption, 0, len(page.blocks[caption].text))
        if caption is not None
        else _first_words(index, block.table.cells)
    )
    text = " ".join(page.blocks[caption].text.split()) if caption is not None else ""
    yield Listed(text=text, citation=cite(source, page, place) if place else None)


def _find_figure(source: Source, page: Page, index: int, block: Block) -> Iterator[Listed]:
    if block.kind is not BlockKind.FIGURE:
        return
    caption = _caption(page, index)
    if caption is None:
        yield Listed(text="", citation=None)
        return
    text = page.blocks[caption].text
    yield Listed(
        text=" ".join(text.split()), citation=cite(source, page, Located(caption, 0, len(text)))
    )


def _find_row(source: Source, page: Page, index: int, block: Block) -> Iterator[Listed]:
    for row in range(block.table.row_count if block.table else 0):
        cells = [c for c in block.table.cells if c.row == row] if block.table else []
        if any(cell.lines for cell in cells) and not all(cell.is_header for cell in cells):
            text = " | ".join(" ".join(cell.text.split()) for cell in cells)
            yield Listed(text=text, citation=cite_row(source, page, index, row))


def _find_field(source: Source, page: Page, index: int, block: Block) -> Iterator[Listed]:
    if block.kind is BlockKind.FIELD:
        has_words = bool(block.lines)
        yield Listed(
            text=f"{block.marker}: {block.text}".strip(),
            citation=cite(source, page, Located(index, 0, len(block.text))) if has_words else None,
        )


def _find_footnote(source: Source, page: Page, index: int, block: Block) -> Iterator[Listed]:
    if block.kind is BlockKind.FOOTNOTE and block.lines:
        yield Listed(
            text=f"{block.marker} {' '.join(block.text.split())}".strip(),
            citation=cite(source, page, Located(index, 0, len(block.text))),
        )


def _caption(page: Page, index: int) -> int | None:
    """Find the caption beside a table or figure: the block after it, else the one before."""
    for neighbour in (index + 1, index - 1):
        if 0 <= neighbour < len(page.blocks):
            block = page.blocks[neighbour]
            if block.kind is BlockKind.CAPTION and block.lines:
                return neighbour
    return None


def _first_words(index: int, cells: Sequence[Cell]) -> Located | None:
    cell = next((cell for cell in cells if cell.lines), None)
    return None if cell is None else Located(index, 0, len(cell.text), (cell.row, cell.column))


_Finder = Callable[[Source, Page, int, Block], Iterator[Listed]]

_FINDERS: dict[str, _Finder] = {
    "headings": _find_heading,
    "tables": _find_table,
    "figures": _find_figure,
    "rows": _find_row,
    "fields": _find_field,
    "footnotes": _find_footnote,
}

_WITHOUT_PLACES: dict[str, Callable[[Reading], int]] = {
    "pages": lambda reading: reading.document.summary.page_count,
    "words": _count_words,
    "attachments": lambda reading: len(reading.document.summary.attachments),
}
