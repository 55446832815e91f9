"""One drawn report, beside the document it is to become."""

from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import make_pdf, rule, write, write_lines
from tests.unit.documents.pdf.made import pages_of
from wasat.documents.document import Block, BlockKind, Page
from wasat.documents.export.html import export_html
from wasat.documents.export.join import join_tables

LINE = "The rain of the year fell in the hills, and the rivers"
COLUMN = "Rain fell in the hills and the rivers ro"


def _first(canvas: Canvas) -> None:
    write(canvas, 72, 40, "Water report")
    write(canvas, 72, 100, "1. Rain and rivers", size=18, font="Helvetica-Bold")
    write_lines(canvas, 72, 130, [LINE] * 3)
    write(canvas, 72, 180, "1.1 By month", size=13, font="Helvetica-Bold")
    write_lines(canvas, 72, 205, [COLUMN] * 6)
    write_lines(canvas, 320, 205, [f"So {COLUMN[3:]}"] * 6)
    write(canvas, 72, 310, "Table 1. Rain by place", size=9)
    for index, row in enumerate(
        [("Place", "First", "Second"), ("Hill", "12", "14"), ("Vale", "(3)", "9.5%")]
    ):
        for x, text in zip((76, 236, 336), row, strict=True):
            write(canvas, x, 330 + 14 * index, text)
    for y in (318, 334, 363):
        rule(canvas, 72, y, 420, y)
    write(canvas, 72, 780, "1 Measured at noon.", size=7)
    write(canvas, 290, 815, "Page 1")


def _second(canvas: Canvas) -> None:
    write(canvas, 72, 40, "Water report")
    write(canvas, 72, 100, "1.2 What follows", size=13, font="Helvetica-Bold")
    write_lines(canvas, 72, 130, ["What follows is this:"])
    write_lines(canvas, 90, 148, ["• dams", "• dykes, which are longer and lower"])
    write_lines(canvas, 108, 172, ["– of earth"])
    for index, text in enumerate(("def flow(rain):", "return rain / 2")):
        write(canvas, 72 + 24 * index, 210 + 12 * index, text, font="Courier")
    write(canvas, 290, 815, "Page 2")


def _read() -> list[Page]:
    return pages_of(make_pdf(_first, _second))[0]


def _shape(blocks: tuple[Block, ...]) -> list[tuple[BlockKind, int]]:
    return [(block.kind, block.level) for block in blocks]


def test_the_first_page_is_read_in_order() -> None:
    first, _ = _read()

    assert _shape(first.blocks) == [
        (BlockKind.HEADER, 0),
        (BlockKind.HEADING, 1),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.CAPTION, 0),
        (BlockKind.TABLE, 0),
        (BlockKind.FOOTNOTE, 0),
        (BlockKind.FOOTER, 0),
    ]


def test_headings_keep_their_numbers() -> None:
    first, second = _read()

    headings = [b.text for page in (first, second) for b in page.blocks if b.level and not b.marker]
    assert headings == ["1. Rain and rivers", "1.1 By month", "1.2 What follows"]


def test_the_table_has_a_head_and_rows() -> None:
    table = next(block.table for block in _read()[0].blocks if block.table is not None)

    assert [cell.text for cell in table.cells if cell.is_header] == ["Place", "First", "Second"]
    assert [cell.text for cell in table.cells if cell.row == 2] == ["Vale", "(3)", "9.5%"]


def test_lists_are_nested_and_code_keeps_its_lines() -> None:
    second = _read()[1]

    items = [block for block in second.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [(item.marker, item.level) for item in items] == [("•", 1), ("•", 1), ("–", 2)]
    code = next(block for block in second.blocks if block.kind is BlockKind.CODE)
    assert code.text == "def flow(rain):\nreturn rain / 2"


def test_every_word_stands_within_its_block_and_page() -> None:
    for page in _read():
        for block in page.blocks:
            for line in block.lines:
                for word in line.words:
                    assert 0 <= word.box.x0 < word.box.x1 <= page.width
                    assert 0 <= word.box.top < word.box.bottom <= page.height
                    assert block.box.overlap(word.box) > 0


def test_the_report_is_written_as_markup() -> None:
    markup = "".join(export_html(join_tables(_read())))

    assert "<h1>1. Rain and rivers</h1>" in markup
    assert "<th>First</th>" in markup
    assert "Water report" not in markup
    assert "Page 1" not in markup
