from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, rule, write, write_lines
from tests.unit.documents.pdf.made import drawn
from wasat.documents.document import Block, BlockKind

LINE = "It was a wet year in all of the hills and more"


def _blocks(draw: object) -> tuple[Block, ...]:
    pages, _ = drawn(draw)  # type: ignore[arg-type]
    return pages[0].blocks


def _kinds(draw: object) -> list[BlockKind]:
    return [block.kind for block in _blocks(draw)]


def test_columns_are_read_one_after_the_other_whatever_was_drawn_first() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas, 320, 120, ["Right: " + LINE[:40]] * 6)
        write_lines(canvas, 72, 120, ["Left: " + LINE[:40]] * 6)

    left, right = _blocks(draw)

    assert left.text.startswith("Left:")
    assert right.text.startswith("Right:")


def test_a_ruled_table_stands_between_the_paragraphs_around_it() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas, 72, 100, [LINE] * 2)
        for y in (140, 160, 180):
            rule(canvas, 72, y, 272, y)
        for x in (72, 172, 272):
            rule(canvas, x, 140, x, 180)
        for index, text in enumerate(("A", "B", "1", "2")):
            write(canvas, 80 + 100 * (index % 2), 154 + 20 * (index // 2), text)
        write_lines(canvas, 72, 210, [LINE] * 2)

    assert _kinds(draw) == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]


def test_an_open_table_is_found_in_its_column() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas, 72, 100, [LINE] * 2)
        for index, row in enumerate(
            (("Place", "First", "Then"), ("Rain", "1", "2"), ("Snow", "3", "4"))
        ):
            for x, text in zip((72, 172, 232), row, strict=True):
                write(canvas, x, 150 + 14 * index, text)

    assert _kinds(draw) == [BlockKind.PARAGRAPH, BlockKind.TABLE]


def test_a_chart_is_a_figure_with_its_caption_behind_it() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "Figure 1. Rain by month")
        for index in range(6):
            canvas.setFillGray(0.5)
            canvas.rect(100 + 30 * index, HEIGHT - 220, 20, 60 + 5 * index, stroke=0, fill=1)
        canvas.setFillGray(0)
        write(canvas, 104, 150, "94", size=6)
        write_lines(canvas, 72, 300, [LINE] * 2)

    figure, caption, paragraph = _blocks(draw)

    assert [figure.kind, caption.kind] == [BlockKind.FIGURE, BlockKind.CAPTION]
    assert figure.text == "94"
    assert paragraph.kind is BlockKind.PARAGRAPH


def test_words_written_sideways_come_after_the_rest() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(40, 300)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(0, 0, "sideways")
        canvas.restoreState()
        write_lines(canvas, 72, 100, [LINE] * 3)

    blocks = _blocks(draw)

    assert [block.text for block in blocks][1] == "sideways"
    assert blocks[1].box.height > blocks[1].box.width


def test_a_page_written_sideways_is_read_like_any_other() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(500, 100)
        canvas.rotate(90)
        for index in range(4):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(0, -12 * index, LINE)

    blocks = _blocks(draw)

    assert len(blocks) == 1
    assert blocks[0].text == " ".join([LINE] * 4)
    assert len(blocks[0].lines) == 4
    assert blocks[0].lines[0].words[0].box.x0 < blocks[0].lines[1].words[0].box.x0


def test_running_lines_are_set_apart() -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 72, 40, "Annual report")
        write_lines(canvas, 72, 120, [LINE] * 3)
        write(canvas, 290, 810, "7")

    pages, _ = drawn(page, page, page)

    assert [block.kind for block in pages[1].blocks] == [
        BlockKind.HEADER,
        BlockKind.PARAGRAPH,
        BlockKind.FOOTER,
    ]


def test_an_item_keeps_its_marker_apart_from_its_words() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas, 72, 100, [LINE] * 2)
        write_lines(canvas, 90, 124, ["1. the first of them", "2. the second of them"])

    items = _blocks(draw)[1:]

    assert [(item.marker, item.text, item.level) for item in items] == [
        ("1.", "the first of them", 1),
        ("2.", "the second of them", 1),
    ]
