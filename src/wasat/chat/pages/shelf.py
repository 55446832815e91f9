"""The documents of a prompt, read and indexed, and what each of their pages is to a model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wasat.chat.pages.parts import LONGEST, cut, take
from wasat.documents.document import Block, BlockKind, Origin, Page
from wasat.documents.export.markdown import export_page
from wasat.evidence.passage import Passage
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
        texts: Of pages that are shown in parts, by number: written once.
    """

    source: Source
    prepared: Prepared
    numbers: range
    texts: dict[int, str] = field(default_factory=dict[int, str], compare=False, repr=False)

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
    """What one page, or a part of a long one, is to a model, without its words.

    Attributes:
        number: From 1.
        text_bytes: Of its text layer in UTF-8; 0 where nothing can be read.
        width: In points; 0 where it cannot be drawn.
        height: In points.
        heading: The first of the highest that stand on it; empty if there is none.
        part: Places of its characters in the page's text; None of a whole page.
    """

    number: int
    text_bytes: int
    width: float = 0.0
    height: float = 0.0
    heading: str = ""
    part: range | None = None

    @property
    def is_first(self) -> bool:
        """Whether a page begins with it."""
        return self.part is None or not self.part.start


def open_source(source: Source, prepared: Prepared) -> Opened:
    """Limit a document to the pages that its part asks for."""
    count = len(prepared.document.pages)
    last = count if source.last_page is None else min(count, source.last_page)
    numbers = range(source.first_page, last + 1)
    return Opened(source=source, prepared=prepared, numbers=numbers)


def look(opened: Opened, numbers: Sequence[int]) -> list[Leaf]:
    """Tell what pages are, long ones in parts; about a millisecond each, so in a thread."""
    return [leaf for number in numbers for leaf in _look(opened, opened.page(number))]


def group_by_page(leaves: Sequence[Leaf]) -> dict[int, list[Leaf]]:
    """Return the parts of each page by its number."""
    grouped: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        grouped.setdefault(leaf.number, []).append(leaf)
    return grouped


def place(opened: Opened, leaves: Sequence[Leaf], passage: Passage) -> Leaf:
    """Return the part of a page where a passage begins, by its share of the page's words.

    Args:
        opened: The document.
        leaves: All parts of the passage's page; or the page.
        passage: Of its blocks the middle of the first counts, or its row.
    """
    if len(leaves) == 1:
        return leaves[0]
    blocks = opened.page(leaves[0].number).blocks
    first, sizes = blocks[passage.first_block], [_size(each) for each in blocks]
    share = (passage.row + 0.5) / first.table.row_count if first.table and passage.row >= 0 else 0.5
    middle = sum(sizes[: passage.first_block]) + int(share * sizes[passage.first_block])
    length = leaves[-1].part.stop if leaves[-1].part else 0
    character = middle * length // max(1, sum(sizes))
    return next((leaf for leaf in leaves if leaf.part and character in leaf.part), leaves[-1])


def write_leaf(opened: Opened, leaf: Leaf) -> str:
    """Return the words of a page or a part, as Markdown; of a scan, that they were recognised."""
    if leaf.part is not None:
        if leaf.number not in opened.texts:
            opened.texts[leaf.number] = write_page(opened, leaf.number)
        return take(opened.texts[leaf.number], leaf.part)
    return write_page(opened, leaf.number)


def write_page(opened: Opened, number: int) -> str:
    """Return the words of a page, as Markdown; of a scan, saying that they were recognised."""
    page = opened.page(number)
    text = export_page(page).strip() if not page.unread else ""
    if text and any(block.origin is Origin.OCR for block in page.blocks):
        return f"(recognised by OCR)\n{text}"
    return text


def write_label(opened: Opened, leaf: Leaf) -> str:
    """Return what stands above a page, and what an answer is to cite: `[report.pdf p. 12]`."""
    if opened.prepared.document.summary.is_paged:
        return f"[{opened.name} p. {leaf.number}]"
    return f"[{opened.name}]" if leaf.is_first and leaf.number == opened.numbers.start else ""


def _look(opened: Opened, page: Page) -> Iterator[Leaf]:
    text_bytes = 0 if page.unread else sum(map(_size, page.blocks))
    whole = Leaf(
        number=page.number,
        text_bytes=text_bytes,
        width=page.width if opened.is_drawable else 0.0,
        height=page.height if opened.is_drawable else 0.0,
        heading=_head(page),
    )
    if opened.prepared.document.summary.is_paged or text_bytes <= LONGEST:
        yield whole
        return
    text = opened.texts[page.number] = write_page(opened, page.number)
    for part in cut(text):
        heading = whole.heading if not part.start else ""
        size = len(take(text, part).encode())
        yield replace(whole, text_bytes=size, heading=heading, part=part)


def _head(page: Page) -> str:
    headings = [block for block in page.blocks if block.kind is BlockKind.HEADING]
    return min(headings, key=lambda block: block.level).text if headings else ""


def _size(block: Block) -> int:
    """Return about how many bytes a block becomes; Markdown adds marks around cells and lines."""
    size = len(block.text.encode())
    if not size:
        return 0
    return size + 4 * len(block.table.cells) if block.table else size + 2
