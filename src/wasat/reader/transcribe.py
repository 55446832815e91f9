"""The document itself as HTML, Markdown or plain text, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wasat.documents.document import Block, BlockKind, Page
from wasat.documents.export.escape import escape_html
from wasat.documents.export.html import export_page as export_html_page
from wasat.documents.export.join import join_tables
from wasat.documents.export.markdown import export_page as export_markdown_page
from wasat.evidence.prepare import Prepared
from wasat.evidence.quote import Located, cite
from wasat.evidence.task import Form, Task
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.reader.reading import open_readings
from wasat.reader.refusal import empty, no_page, not_stated, unread_pages

_RUNNING = (BlockKind.HEADER, BlockKind.FOOTER)
_QUOTE_CHARACTERS = 200  # a page is cited by how it begins


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Write out the chosen pages of every document, each page one statement cited with its page.

    A page that could not be read is said where it would stand, in the question's language; pages
    that a document does not have are said at its end.
    """
    readings = open_readings(task, sources)
    if all(reading.lacks_section for reading in readings):
        yield Chunk(text=not_stated(task.language))
        return
    is_silent = True
    for reading in readings:
        trace.note("transcribe", document=reading.source.title, pages=len(reading.numbers))
        for page in join_tables(reading.iter_pages()):
            text = write_page(page, task)
            if text:
                is_silent = False
                yield Chunk(text=text, citations=_cite_start(reading.source, page), is_claim=True)
            if page.unread:
                is_silent = False
                yield Chunk(text=_write_unread(page, task))
        missing = task.pages.beyond(len(reading.document.pages))
        if missing:
            is_silent = False
            yield Chunk(
                text=_write(no_page(task.language, missing, len(reading.document.pages)), task)
            )
    if is_silent:
        yield Chunk(text=empty(task.language))


def write_page(page: Page, task: Task) -> str:
    """Write one page in the form asked for; Markdown where none is."""
    read = replace(page, unread="")
    if task.form is Form.HTML:
        return export_html_page(read)
    if task.form is Form.PLAIN:
        return "".join(f"{block.text}\n\n" for block in _body(page) if block.text)
    return export_markdown_page(read)


def _body(page: Page) -> Iterator[Block]:
    return (block for block in page.blocks if block.kind not in _RUNNING)


def _write_unread(page: Page, task: Task) -> str:
    return _write(unread_pages(task.language, [page.number], page.unread), task)


def _write(sentence: str, task: Task) -> str:
    """Write what the reader says itself between the pages of the document."""
    if task.form is Form.HTML:
        return f'<p class="unread">{escape_html(sentence)}</p>\n'
    return f"{sentence}\n\n"


def _cite_start(source: Source, page: Page) -> tuple[Citation, ...]:
    """Cite a page by the words it begins with."""
    for index, block in enumerate(page.blocks):
        if block.kind in _RUNNING or not block.text.strip():
            continue
        if block.table is None:
            return (cite(source, page, Located(index, 0, _QUOTE_CHARACTERS)),)
        cell = next(cell for cell in block.table.cells if cell.lines)
        place = (cell.row, cell.column)
        return (cite(source, page, Located(index, 0, _QUOTE_CHARACTERS, place)),)
    return ()
