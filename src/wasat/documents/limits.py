"""How much one document may ask of us, and how fast it must be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on reading one document. Source: what real files need, measured; see design notes.

    Attributes:
        pages: Most pages; counted by loading them, since `/Count` may lie.
        runs: Most runs of blocks of a document without pages.
        text_bytes: Largest text file that is read; a larger one is refused as a whole.
        archive_bytes: Largest part of an archive that is read, unpacked.
        page_characters: Most characters of one page; the rest of it is left out.
        document_characters: Most characters of all pages together; a text format says in the
            `unread` of its last page that the rest is left out.
        depth: Deepest nesting of markup whose structure counts; the text below it is still read.
        side_pixels: Longest side of a drawn page.
        area_pixels: Most pixels of a drawn page, checked before the bitmap is made.
        picture_pixels: Most pixels of an uploaded picture, checked before it is decoded; it is
            then made smaller to fit the two above.
    """

    pages: int = 3_600
    runs: int = 20_000
    text_bytes: int = 20_000_000
    archive_bytes: int = 100_000_000
    page_characters: int = 1_000_000
    document_characters: int = 50_000_000
    depth: int = 200
    side_pixels: int = 3_072
    area_pixels: int = 12_000_000
    picture_pixels: int = 100_000_000


STANDARD = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast a document must be read. Source: real files, measured; see design notes.

    Attributes:
        start_seconds: Wall clock for a document, besides what its pages earn.
        page_seconds: Wall clock that each look at a page earns for the document: a reader may
            glance at it twice before it gives it out.
        most_seconds: Wall clock for a document, however many its pages.
        longest_page_seconds: Wall clock for each look after the first; a survey of all pages
            between two looks counts as part of one, and takes 2 s of 3,600 pages.
        page_cpu_seconds: Processor time for each look after the first.
        memory_bytes: Address space of the process that reads, over that of its warmed parent.
    """

    start_seconds: float = 30.0
    page_seconds: float = 0.07
    most_seconds: float = 1_200.0
    longest_page_seconds: float = 15.0
    page_cpu_seconds: float = 5.0
    memory_bytes: int = 1 << 30


STANDARD_PACE = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Who may take how much memory, over that of the warmed parents.

    Attributes:
        reader_bytes: One process that reads a document or draws a page.
        scan_bytes: The one process that reads a scan.
        all_bytes: All of them together; 0 lets as many readers run as there are, or one beside a
            scan, as far as the machine's memory goes.
    """

    reader_bytes: int = 1 << 30
    scan_bytes: int = 3 << 29
    all_bytes: int = 0
