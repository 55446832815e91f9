"""What an export holds beyond the text itself; the same choices for every markup."""

from collections.abc import Callable
from dataclasses import dataclass

from wasat.documents.document import Block, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Choices of one export.

    Attributes:
        has_running_lines: Whether running headers and footers of pages are kept.
        has_page_marks: Whether it shows where a page begins and which number it has.
        draw: Gives the picture of a figure as a PNG of our own making, empty if there is none; in
            HTML it stands in the page itself. None leaves pictures out.
    """

    has_running_lines: bool = False
    has_page_marks: bool = False
    draw: Callable[[Page, Block], bytes] | None = None


PLAIN = ExportOptions()
