from wasat.box import Box
from wasat.documents.layout.sheet import Graphics
from wasat.documents.tables.edges import Edge, Edges, find_dividers, join_edges, make_edges


def test_pieces_that_touch_are_one_edge() -> None:
    assert join_edges([Edge(50, 10, 40), Edge(50.5, 38, 80)]) == (Edge(50.25, 10, 80),)


def test_pieces_with_a_gap_stay_apart() -> None:
    assert len(join_edges([Edge(50, 10, 40), Edge(50, 60, 80)])) == 2


def test_parallel_pieces_stay_apart() -> None:
    assert len(join_edges([Edge(50, 10, 40), Edge(60, 10, 40)])) == 2


def test_short_marks_are_no_edges() -> None:
    assert join_edges([Edge(50, 10, 14)]) == ()


def test_rules_are_sorted_by_their_direction() -> None:
    graphics = Graphics(rules=(Box(10, 49.5, 80, 50.5), Box(9.5, 20, 10.5, 90)))

    edges = make_edges(graphics)

    assert edges.level == (Edge(50.0, 10, 80),)
    assert edges.upright == (Edge(10.0, 20, 90),)


def test_a_shaded_row_is_ruled_above_and_below() -> None:
    edges = make_edges(Graphics(shades=(Box(10, 50, 200, 64),)))

    assert edges.level == (Edge(50, 10, 200), Edge(64, 10, 200))


def test_a_shaded_page_rules_nothing() -> None:
    assert make_edges(Graphics(shades=(Box(0, 0, 600, 800),))).level == ()


def test_an_edge_knows_its_length() -> None:
    assert Edge(50, 10, 35).length == 25


def test_an_upright_edge_that_meets_no_level_one_is_a_divider() -> None:
    alone, crossed, touched = Edge(300, 100, 400), Edge(100, 100, 400), Edge(500, 100, 397)
    level = Edge(200, 90, 250), Edge(399, 480, 520)

    assert find_dividers(Edges(level, (crossed, alone, touched))) == [Box(300, 100, 300, 400)]
