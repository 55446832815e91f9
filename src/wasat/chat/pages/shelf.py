"""The documents of a prompt, read and indexed, and what each of their pages is to a model."""

from collections.abc import Sequence
from dataclasses import dataclass

from wasat.documents.document import Block, BlockKind, Origin, Page
from wasat.documents.export.markdown import export_page
from wasat.evidence.prepare import Prepared
from wasat.generation.prompt import Source

PICTURE = "image/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document of the prompt.

    Attributes:
        source: As the prompt names it.
        prepared: Read and indexed.
        numbers: Pages that the prompt asks for, ascending, from 1.
    """

    source: Source
    prepared: Prepared
    numbers: range

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of its own rather than a document with pages."""
        return self.source.blob.mime_type.startswith(PICTURE)

    @property
    def is_drawable(self) -> bool:
        """Whether its pages can be shown as pictures."""
        summary = self.prepared.document.summary
        return summary.is_paged and summary.mime_type == "application/pdf"

    @property
    def name(self) -> str:
        """How labels call it: its title on one line, without brackets."""
        return " ".join(self.source.title.replace("[", "(").replace("]", ")").split())

    def page(self, number: int) -> Page:
        """Load a page; may read a file, so not on the event loop."""
        return self.prepared.document.pages[number - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What one page is to a model, without its words.

    Attributes:
        number: From 1.
        text_bytes: Of its text layer in UTF-8; 0 where nothing can be read.
        width: In points; 0 where it cannot be drawn.
        height: In points.
        heading: The first of the highest that stand on it; empty if there is none.
    """

    number: int
    text_bytes: int
    width: float = 0.0
    height: float = 0.0
    heading: str = ""


def open_source(source: Source, prepared: Prepared) -> Opened:
    """Limit a document to the pages that its part asks for."""
    count = len(prepared.document.pages)
    last = count if source.last_page is None else min(count, source.last_page)
    numbers = range(source.first_page, last + 1)
    return Opened(source=source, prepared=prepared, numbers=numbers)


def look(opened: Opened, numbers: Sequence[int]) -> list[Leaf]:
    """Tell what pages are; about a millisecond each, so in a thread."""
    return [_look(opened, opened.page(number)) for number in numbers]


def write_page(opened: Opened, number: int) -> str:
    """Return the words of a page, as Markdown; of a scan, saying that they were recognised."""
    page = opened.page(number)
    text = export_page(page).strip() if not page.unread else ""
    if text and any(block.origin is Origin.OCR for block in page.blocks):
        return f"(recognised by OCR)\n{text}"
    return text


def write_label(opened: Opened, number: int) -> str:
    """Return what stands above a page, and what an answer is to cite: `[report.pdf p. 12]`."""
    if opened.prepared.document.summary.is_paged:
        return f"[{opened.name} p. {number}]"
    return f"[{opened.name}]" if number == opened.numbers.start else ""


def _look(opened: Opened, page: Page) -> Leaf:
    text_bytes = 0 if page.unread else sum(map(_size, page.blocks))
    return Leaf(
        number=page.number,
        text_bytes=text_bytes,
        width=page.width if opened.is_drawable else 0.0,
        height=page.height if opened.is_drawable else 0.0,
        heading=_head(page),
    )


def _head(page: Page) -> str:
    headings = [block for block in page.blocks if block.kind is BlockKind.HEADING]
    return min(headings, key=lambda block: block.level).text if headings else ""


def _size(block: Block) -> int:
    """Return about how many bytes a block becomes; Markdown adds marks around cells and lines."""
    size = len(block.text.encode())
    if not size:
        return 0
    return size + 4 * len(block.table.cells) if block.table else size + 2
