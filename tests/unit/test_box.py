import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.box import NOWHERE, Box, enclose, format_boxes, parse_boxes

EDGES = st.integers(0, 10_000).map(lambda tenths: tenths / 10)
BOXES = st.tuples(EDGES, EDGES, EDGES, EDGES).map(
    lambda edges: Box(
        min(edges[0], edges[2]),
        min(edges[1], edges[3]),
        max(edges[0], edges[2]),
        max(edges[1], edges[3]),
    )
)
BOX = Box(10.0, 20.0, 40.0, 60.0)


def test_width_and_height_are_what_lies_between_the_edges() -> None:
    assert (BOX.width, BOX.height) == (30.0, 40.0)


@pytest.mark.parametrize("box", [NOWHERE, Box(1.0, 1.0, 1.0, 9.0), Box(1.0, 9.0, 9.0, 9.0)])
def test_a_box_without_area_is_empty(box: Box) -> None:
    assert box.is_empty


def test_a_box_with_area_is_not_empty() -> None:
    assert not BOX.is_empty


def test_a_union_holds_both() -> None:
    assert BOX.union(Box(0.0, 30.0, 20.0, 80.0)) == Box(0.0, 20.0, 40.0, 80.0)


def test_an_overlap_is_an_area() -> None:
    assert BOX.overlap(Box(30.0, 50.0, 99.0, 99.0)) == 100.0


@pytest.mark.parametrize("other", [Box(40.0, 20.0, 50.0, 60.0), Box(0.0, 0.0, 99.0, 20.0)])
def test_boxes_that_only_touch_do_not_overlap(other: Box) -> None:
    assert BOX.overlap(other) == 0.0


@given(BOXES, BOXES)
def test_overlap_is_the_same_from_both_sides_and_no_more_than_either(a: Box, b: Box) -> None:
    assert a.overlap(b) == b.overlap(a)
    assert a.overlap(b) <= a.width * a.height


def test_enclosing_passes_over_what_is_empty() -> None:
    assert enclose([NOWHERE, BOX, Box(50.0, 0.0, 60.0, 10.0)]) == Box(10.0, 0.0, 60.0, 60.0)


def test_enclosing_nothing_is_nowhere() -> None:
    assert enclose([]) == NOWHERE
    assert enclose([NOWHERE]) == NOWHERE


def test_boxes_are_written_to_a_tenth_of_a_point() -> None:
    assert format_boxes([Box(72.0, 144.45, 310.25, 160.1), BOX]) == (
        "72.0,144.4,310.2,160.1;10.0,20.0,40.0,60.0"
    )


@given(st.lists(BOXES, min_size=1, max_size=3))
def test_what_was_written_is_read_again(boxes: list[Box]) -> None:
    assert parse_boxes(format_boxes(boxes)) == tuple(boxes)


@pytest.mark.parametrize("text", ["", "1,2,3", "1,2,3,4,5", "3,2,1,4", "1,4,3,2", "a,b,c,d", "1;2"])
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"a box is x0,top,x1,bottom, not"):
        parse_boxes(text)
