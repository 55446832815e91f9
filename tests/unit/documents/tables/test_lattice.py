from tests.unit.documents.tables.made import grid
from wasat.documents.tables.edges import Edge, Edges
from wasat.documents.tables.lattice import Place, find_lattices, find_places

XS, YS = [100.0, 200.0, 300.0], [100.0, 120.0, 140.0]


def test_lines_that_cross_are_a_lattice() -> None:
    lattices = find_lattices(grid(XS, YS))

    assert len(lattices) == 1
    assert lattices[0].box == (100.0, 100.0, 300.0, 140.0)


def test_lines_that_do_not_meet_are_two_lattices() -> None:
    one, two = grid(XS, YS), grid(XS, [400.0, 420.0, 440.0])
    both = Edges(level=one.level + two.level, upright=one.upright + two.upright)

    assert len(find_lattices(both)) == 2


def test_level_lines_alone_are_no_lattice() -> None:
    assert find_lattices(Edges(level=grid(XS, YS).level, upright=())) == []


def test_a_box_is_no_lattice() -> None:
    assert find_lattices(grid([100.0, 300.0], [100.0, 140.0])) == []


def test_borders_may_be_missing_at_the_sides() -> None:
    edges = Edges(level=tuple(Edge(y, 100, 300) for y in YS), upright=(Edge(200.0, 100, 140),))

    assert find_lattices(edges)[0].xs == (100, 200.0, 300)


def test_a_rule_between_columns_of_text_is_left_out() -> None:
    edges = grid(XS, YS)
    gutter = Edge(303.0, 0.0, 800.0)

    lattice = find_lattices(Edges(edges.level, (*edges.upright, gutter)))[0]

    assert lattice.box.bottom == 140.0


def test_a_full_lattice_has_a_cell_for_each_place() -> None:
    places = find_places(find_lattices(grid(XS, YS))[0])

    assert len(places) == 4
    assert places[0] == Place(0, 0, 1, 1)


def test_a_missing_rule_joins_cells_of_a_row() -> None:
    edges = grid(XS, YS)
    upright = (edges.upright[0], Edge(200.0, 120, 140), edges.upright[2])

    places = find_places(find_lattices(Edges(edges.level, upright))[0])

    assert Place(0, 0, 1, 2) in places
    assert len(places) == 3


def test_a_missing_rule_joins_cells_of_a_column() -> None:
    edges = grid(XS, YS)
    level = (edges.level[0], Edge(120.0, 200, 300), edges.level[2])

    places = find_places(find_lattices(Edges(level, edges.upright))[0])

    assert Place(0, 0, 2, 1) in places
    assert len(places) == 3


def test_cells_that_would_not_be_a_rectangle_are_joined_along_their_row() -> None:
    """The rule under the first row is whole; the one beside it is missing in the first row only."""
    upright = (Edge(100.0, 100, 140), Edge(200.0, 120, 140), Edge(300.0, 100, 140))
    level = (Edge(100.0, 100, 300), Edge(120.0, 200, 300), Edge(140.0, 100, 300))

    places = find_places(find_lattices(Edges(level, upright))[0])

    assert Place(0, 0, 1, 2) in places
    covered = [
        (row, column)
        for place in places
        for row in range(place.row, place.row_end)
        for column in range(place.column, place.column_end)
    ]
    assert sorted(covered) == [(0, 0), (0, 1), (1, 0), (1, 1)]
