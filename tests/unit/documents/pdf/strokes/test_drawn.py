from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, make_pdf, rule, shade
from tests.unit.documents.pdf.made import sheet_of
from wasat.box import Box
from wasat.documents.layout.sheet import Graphics
from wasat.documents.pdf.strokes.drawn import may_be_chart


def test_bars_of_several_heights_on_one_base_may_be_a_chart() -> None:
    bars = tuple(Box(100 + 30 * n, 200 - 20 * n, 120 + 30 * n, 300) for n in range(3))
    rows = tuple(Box(100, 100 + 30 * n, 400, 115 + 30 * n) for n in range(5))

    assert may_be_chart(Graphics(shades=bars))
    assert not may_be_chart(Graphics(shades=rows))


def test_a_line_that_rises_may_be_a_chart_and_a_small_sign_is_none() -> None:
    assert may_be_chart(Graphics(shapes=(Box(100, 100, 300, 180),)))
    assert not may_be_chart(Graphics(shapes=(Box(100, 100, 120, 110),)))


def test_lines_and_areas_come_with_their_colours() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setStrokeColor(HexColor("#ff7f0e"))
        path = canvas.beginPath()
        path.moveTo(100, HEIGHT - 200)
        path.lineTo(200, HEIGHT - 150)
        path.lineTo(300, HEIGHT - 180)
        canvas.drawPath(path)
        shade(canvas, 100, 300, 120, 340)

    line, area = sheet_of(make_pdf(draw))[0].drawn

    assert line.points == ((100, 200), (200, 150), (300, 180))
    assert (line.colour, line.is_filled) == (0xFF7F0E, False)
    assert area.is_filled


def test_of_an_ordinary_page_nothing_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 72, 100, 500, 100)
        shade(canvas, 72, 120, 500, 140)

    assert sheet_of(make_pdf(draw))[0].drawn == ()
