from dataclasses import replace

from tests.unit.documents.layout.made import CODE, draft, strip
from wasat.box import Box
from wasat.documents.document import BlockKind
from wasat.documents.layout.figures import (
    cluster_boxes,
    describe_figures,
    find_drawings,
    find_figures,
    join_at_axes,
)
from wasat.documents.layout.sheet import Described, Graphics

PAGE = Box(0, 0, 600, 800)
BARS = tuple(Box(100 + 30 * i, 220 - 20 * i, 120 + 30 * i, 300) for i in range(5))
AXIS = Box(95, 300, 260, 300)
_Y = (100, 177)


def test_a_picture_is_a_figure() -> None:
    picture = Box(100, 100, 300, 200)

    assert [it.box for it in find_figures(Graphics(pictures=(picture,)), [], [], PAGE)] == [picture]


def test_a_mark_and_a_background_are_none() -> None:
    pictures = (Box(100, 100, 110, 110), PAGE)

    assert find_figures(Graphics(pictures=pictures), [], [], PAGE) == []


def test_bars_and_their_axis_are_one_drawing() -> None:
    figures = find_figures(Graphics(shades=BARS, rules=(AXIS,)), [], [], PAGE)

    assert [figure.box for figure in figures] == [Box(95, 140, 260.0, 300.1)]


def test_words_within_a_drawing_label_it() -> None:
    strips = [strip("94", 150, 150), strip("The text below", 95, 400)]

    figure = find_figures(Graphics(shades=BARS, rules=(AXIS,)), strips, [], PAGE)[0]

    assert figure.labels == {0}


def test_the_figures_along_an_axis_belong_to_the_drawing() -> None:
    scale = [strip(str(10 * i), 80, 160 + 40 * i) for i in range(4)]
    text = strip("Words that stand beside it", 300, 200)

    figure = find_figures(Graphics(shades=BARS, rules=(AXIS,)), [*scale, text], [], PAGE)[0]

    assert figure.labels == {0, 1, 2, 3}
    assert figure.box.x0 == 80


def test_shades_behind_words_are_no_drawing() -> None:
    words = [strip("cell", box.x0, (box.top + box.bottom) / 2) for box in BARS]

    assert find_figures(Graphics(shades=BARS, rules=(AXIS,)), words, [], PAGE) == []


def test_what_lies_in_a_table_is_no_drawing() -> None:
    table = Box(90, 100, 300, 320)

    assert find_figures(Graphics(shades=BARS, rules=(AXIS,)), [], [table], PAGE) == []


def test_a_line_that_goes_on_far_beyond_does_not_belong() -> None:
    border = Box(95, 0, 95, 800)

    assert find_drawings(BARS, [border]) == [Box(100, 140, 240, 300)]


def test_a_picture_within_a_picture_is_one_figure() -> None:
    pictures = (Box(120, 120, 150, 150), Box(100, 100, 300, 200))

    assert len(find_figures(Graphics(pictures=pictures), [], [], PAGE)) == 1


def test_boxes_join_through_others() -> None:
    left, middle, right = Box(0, 0, 10, 10), Box(20, 0, 30, 10), Box(40, 0, 50, 10)

    assert len(cluster_boxes([left, right, middle])) == 1
    assert len(cluster_boxes([left, right])) == 2


def test_bars_that_stand_far_apart_on_one_axis_are_one_drawing() -> None:
    bars = tuple(Box(100 + 70 * i, 220 - 20 * i, 140 + 70 * i, 300) for i in range(5))
    axis, tick = Box(95, 300, 430, 300), Box(95, 295, 95, 305)

    assert find_drawings(bars, [axis, tick]) == [Box(95, 140, 430.0, 305)]


def test_a_rule_across_the_page_joins_nothing() -> None:
    bars = (Box(200, 100, 260, 200), Box(330, 100, 390, 200))

    assert join_at_axes([[bars[0]], [bars[1]]], [Box(0, 200, 600, 200)]) == [[bars[0]], [bars[1]]]


def test_a_figure_is_described_by_what_the_document_says_of_its_place() -> None:
    figure = replace(draft("", kind=BlockKind.FIGURE), box=Box(50, 50, 200, 200))
    text = draft("words", 60)
    described = [
        Described("A map", Box(60, 60, 190, 190)),
        Described("A tree", Box(0, 400, 9, 409)),
    ]

    found = describe_figures([figure, text], described)

    assert [it.description for it in found] == ["A map", ""]


def _frame() -> tuple[Box, ...]:
    """Strokes around an area of 300 by 80 points, each an outline of its own."""
    return (
        Box(100, 100, 103, 180),
        Box(397, 100, 400, 180),
        *(Box(100, y, 400, y + 3) for y in _Y),
    )


def test_a_frame_around_text_or_code_is_no_figure() -> None:
    frame = Graphics(shapes=_frame())
    long = strip("This line is far too long for the label of a drawing, and is text.", 105, 130)
    code = [strip("a = 1", 110, 120 + 12 * i, CODE) for i in range(3)]
    label = strip("Harbour", 110, 130)

    assert find_figures(frame, [long, label], [], PAGE) == []
    assert find_figures(frame, code, [], PAGE) == []
    assert len(find_figures(frame, [label], [], PAGE)) == 1
