from hypothesis import given

from tests.unit.documents.making import PAGES, block, item, page, paragraph, table
from wasat.documents.document import BlockKind, Page
from wasat.documents.export.options import ExportOptions
from wasat.documents.export.text import export_page


def test_a_page_is_written_in_its_order() -> None:
    made = export_page(
        page(
            block(BlockKind.HEADER, "Running"),
            block(BlockKind.HEADING, "Dues", level=1),
            item("first", 1, "1."),
            item("inner", 2),
            block(BlockKind.FOOTNOTE, "note", marker="*"),
            block(BlockKind.FIELD, "12", marker="Rate"),
            table("a|b", "c|d"),
        )
    )
    assert made == "Dues\n\n1. first\n  • inner\n\nRate: 12\n\na\tb\nc\td\n\n* note\n\n"


def test_what_could_not_be_read_is_said() -> None:
    assert export_page(Page(number=3, unread="Dark.")) == "[Page 3: Dark.]\n\n"


def test_pages_are_marked_if_wanted() -> None:
    marks = ExportOptions(has_page_marks=True)
    assert export_page(page(paragraph("a"), number=2), marks) == "[Page 2]\n\na\n\n"


@given(PAGES)
def test_every_word_comes_once(made: Page) -> None:
    options = ExportOptions(has_running_lines=True)
    words = sorted(w for b in made.blocks for w in (b.text).split())
    written = export_page(made, options).split()
    markers = [b.marker for b in made.blocks]
    for word in words:
        written.remove(word)
    assert all(word.rstrip(":") in markers or word == ":" for word in written)
