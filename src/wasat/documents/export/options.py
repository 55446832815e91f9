"""What an export holds beyond the text itself; the same choices for every markup."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """Choices of one export.

    Attributes:
        has_running_lines: Whether running headers and footers of pages are kept.
        has_page_marks: Whether it shows where a page begins and which number it has.
    """

    has_running_lines: bool = False
    has_page_marks: bool = False


PLAIN = ExportOptions()
