import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, edit, make_pdf, nothing, picture_page, rule, shade
from tests.documents.tagging import Element, marked, tag
from tests.unit.documents.pdf.made import sheet_of
from wasat.box import Box
from wasat.documents.layout.sheet import Graphics


def _graphics(draw: object) -> Graphics:
    return sheet_of(make_pdf(draw))[0].graphics  # type: ignore[arg-type]


def _near(box: Box, expected: tuple[float, ...]) -> bool:
    return box == pytest.approx(expected, abs=1.5)


def test_what_tags_describe_is_found_where_it_is_drawn() -> None:
    def draw(canvas: Canvas) -> None:
        with marked(canvas, 0):
            shade(canvas, 100, 100, 200, 180)
        shade(canvas, 300, 300, 400, 400)

    tree = Element("Document", [Element("Figure", [0], description="Rain in May")])

    (described,) = sheet_of(tag(make_pdf(draw), tree))[0].described

    assert described.text == "Rain in May"
    assert _near(described.box, (100, 100, 200, 180))


def test_thin_lines_are_rules() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, 72, 100, 300, 100)
        rule(canvas, 72, 100, 72, 200)

    rules = _graphics(draw).rules

    assert _near(rules[0], (72, 100, 300, 100))
    assert _near(rules[1], (72, 100, 72, 200))


def test_a_thin_filled_rectangle_is_a_rule() -> None:
    graphics = _graphics(lambda canvas: shade(canvas, 72, 100, 300, 101))

    assert len(graphics.rules) == 1
    assert graphics.shades == ()


def test_a_drawn_rectangle_is_four_rules() -> None:
    graphics = _graphics(lambda canvas: canvas.rect(72, HEIGHT - 200, 228, 100))

    assert len(graphics.rules) == 4


def test_a_filled_rectangle_is_a_shade() -> None:
    graphics = _graphics(lambda canvas: shade(canvas, 72, 100, 300, 120))

    assert [_near(box, (72, 100, 300, 120)) for box in graphics.shades] == [True]


def test_white_areas_do_not_show() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1.0)
        canvas.rect(72, 400, 200, 100, stroke=0, fill=1)

    graphics = _graphics(draw)

    assert graphics == Graphics()


def test_curves_and_slanted_lines_are_shapes() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.circle(200, 400, 50)
        canvas.line(72, 500, 300, 600)

    assert len(_graphics(draw).shapes) == 2


def test_a_picture_is_found_where_it_is_shown() -> None:
    data = edit(
        make_pdf(nothing),
        lambda pdf: picture_page(pdf, box=(72, HEIGHT - 200, 100, 50)),
    )

    pictures = sheet_of(data)[0].graphics.pictures

    assert [_near(box, (72, 150, 172, 200)) for box in pictures] == [True]


def test_what_is_drawn_within_a_form_is_found_where_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("stamp")
        canvas.line(0, 0, 100, 0)
        canvas.endForm()
        canvas.translate(72, HEIGHT - 300)
        canvas.doForm("stamp")

    assert [_near(box, (72, 300, 172, 300)) for box in _graphics(draw).rules] == [True]


def test_paths_that_are_not_painted_do_not_count() -> None:
    def clip(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"q 10 10 300 300 re W n Q")

    assert sheet_of(edit(make_pdf(nothing), clip))[0].graphics == Graphics()


def test_many_subpaths_of_one_path_are_many_rules() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for index in range(5):
            path.moveTo(72, 400 + 20 * index)
            path.lineTo(300, 400 + 20 * index)
        canvas.drawPath(path)

    assert len(_graphics(draw).rules) == 5


def test_what_is_painted_first_comes_first() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(72, HEIGHT - 200, 228, 100)
        rule(canvas, 72, 300, 300, 300)
        shade(canvas, 72, 320, 300, 321)

    rules = _graphics(draw).rules

    assert [round(box.top) for box in rules[-2:]] == [300, 320]
    assert [box.width > box.height for box in rules[:4]] == [True, False, True, False]


def test_a_part_goes_on_from_where_it_was_closed() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"72 300 m 272 300 l 272 500 l 72 500 l h 72 100 l S")

    rules = sheet_of(edit(make_pdf(nothing), add))[0].graphics.rules

    assert any(_near(box, (72, HEIGHT - 300, 72, HEIGHT - 100)) for box in rules)
    assert len(rules) == 5
