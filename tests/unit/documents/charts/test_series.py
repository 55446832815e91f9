from wasat.box import Box
from wasat.documents.charts.series import Point, at_places, is_light

DOT = Box(0, 0, 1, 1)


def test_a_line_is_worth_what_lies_between_its_corners() -> None:
    points = [Point(0, 10, 1, DOT), Point(20, 30, 1, DOT)]

    assert [it.value for it in at_places(points, [0, 10, 20])] == [10, 20, 30]


def test_a_line_says_nothing_of_what_it_does_not_reach() -> None:
    points = [Point(0, 10, 1, DOT), Point(10, 30, 1, DOT)]

    assert [it.place for it in at_places(points, [0, 10, 20])] == [0, 10]


def test_light_colours_are_backgrounds() -> None:
    assert is_light(0xF8F8FF)
    assert not is_light(0xFFD700)
