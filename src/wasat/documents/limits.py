"""How much one document may ask of us."""

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


STANDARD = Limits()
