from tests.unit.documents.layout.made import strip
from wasat.box import Box
from wasat.documents.layout.columns import (
    Item,
    find_gutter,
    find_title,
    split_into_columns,
)

PROSE = "words of a line of running text that fills"  # 194 points


def _column(x: float, first: int, lines: int, top: float = 100.0) -> list[Item]:
    return [Item(strip(PROSE, x, top + 12 * index).box, first + index) for index in range(lines)]


def _keys(regions: list[list[Item]]) -> list[list[int]]:
    return [sorted(item.key for item in region) for region in regions]


def test_the_left_column_is_read_before_the_right() -> None:
    items = [*_column(320, 10, 6), *_column(72, 0, 6)]

    assert _keys(split_into_columns(items, 10)) == [[*range(6)], [*range(10, 16)]]


def _rule(top: float, bottom: float) -> list[Box]:
    return [Box(300, top, 300, bottom)]


def test_a_rule_divides_columns_of_two_lines_on_one_grid() -> None:
    items = [*_column(320, 10, 2), *_column(72, 0, 2)]

    assert _keys(split_into_columns(items, 10)) == [[0, 1, 10, 11]]
    assert _keys(split_into_columns(items, 10, _rule(90, 130))) == [[0, 1], [10, 11]]


def test_a_rule_that_a_line_crosses_divides_nothing() -> None:
    items = [*_column(320, 10, 2), *_column(72, 0, 2), Item(Box(72, 124, 530, 134), 20)]

    assert len(split_into_columns(items, 10, _rule(90, 130))) == 1
    assert _keys(split_into_columns(items, 10, _rule(90, 122))) == [[0, 1], [10, 11], [20]]


def test_a_rule_beside_a_margin_note_divides_nothing() -> None:
    items = [*_column(320, 10, 2), Item(strip("note", 260, 100).box, 0)]

    assert len(split_into_columns(items, 10, _rule(90, 130))) == 1


def test_a_rule_with_nothing_on_one_side_divides_nothing() -> None:
    assert len(split_into_columns(_column(320, 10, 2), 10, _rule(90, 130))) == 1


def test_one_column_is_one_region() -> None:
    assert _keys(split_into_columns(_column(72, 0, 6), 10)) == [[*range(6)]]


def test_a_page_without_anything_has_no_regions() -> None:
    assert split_into_columns([], 10) == []


def test_what_crosses_the_gutter_divides_the_page() -> None:
    title = Item(Box(72, 60, 530, 80), 100)
    middle = Item(Box(72, 200, 530, 215), 101)
    upper = [*_column(72, 0, 6), *_column(320, 10, 6)]
    lower = [*_column(72, 20, 6, 230), *_column(320, 30, 6, 230)]

    regions = split_into_columns([*lower, middle, *upper, title], 10)

    assert _keys(regions) == [
        [100],
        [*range(6)],
        [*range(10, 16)],
        [101],
        [*range(20, 26)],
        [*range(30, 36)],
    ]


def test_three_columns_are_read_one_after_the_other() -> None:
    items = [*_column(20, 0, 6), *_column(260, 10, 6), *_column(500, 20, 6)]

    regions = split_into_columns(items, 10)

    assert _keys(regions) == [[*range(6)], [*range(10, 16)], [*range(20, 26)]]


def _entries(count: int, step: float) -> list[Item]:
    """Entries of contents, with a number before and a page behind, wide apart."""
    found: list[Item] = []
    for index in range(count):
        top = 100 + step * index
        for text, x in (("1", 72.0), ("Introduction", 90.0), ("5", 260.0)):
            found.append(Item(strip(text, x, top).box, len(found)))
    return found


def _labelled(labels: int, x: float = 0.0) -> list[Item]:
    """Labels that end at 170, and a line of prose beside each; more prose below."""
    texts = ["Name", "Address", "Telephone (day)", "Born", "Nationality", "First language"]
    boxes = [strip(text, 72, 100 + 16 * i).box for i, text in enumerate(texts)]
    shifts = [x or 170 - box.x1 for box in boxes]
    left = [
        Item(box._replace(x0=box.x0 + shift, x1=box.x1 + shift), i)
        for i, (box, shift) in enumerate(zip(boxes, shifts, strict=True))
    ]
    heights = [100 + 16 * i + 4 * (i % 2) for i in range(6)]
    beside = [Item(strip(PROSE, 200, height).box, 50 + i) for i, height in enumerate(heights)]
    more = [Item(strip(PROSE, 200, 108 + 16 * i).box, 60 + i) for i in range(6 - labels)]
    return [*left, *beside, *more]


def test_labels_that_end_at_one_place_are_no_column() -> None:
    assert len(split_into_columns(_labelled(6), 10)) == 1


def test_labels_that_begin_at_one_place_or_are_few_may_be_a_column() -> None:
    assert len(split_into_columns(_labelled(6, x=10), 10)) == 2
    assert len(split_into_columns(_labelled(3), 10)) == 2


def test_contents_beside_prose_are_a_column() -> None:
    entries, prose = _entries(6, step=31), _column(320, 50, 15)
    keys = ([*range(18)], [*range(50, 65)])

    assert _keys(split_into_columns([*entries, *prose], 10)) == [*keys]


def test_rows_whose_last_cells_are_prose_are_no_columns() -> None:
    assert len(split_into_columns([*_entries(6, step=24), *_column(320, 50, 15)], 10)) == 1


def test_few_entries_beside_prose_are_no_column() -> None:
    assert len(split_into_columns([*_entries(1, step=31), *_column(320, 50, 15)], 10)) == 1


def test_entries_beside_entries_are_no_columns() -> None:
    others = [
        Item(Box(box.x0 + 248, box.top + 7, box.x1 + 248, box.bottom + 7), 50 + key)
        for box, key, _ in _entries(6, step=31)
    ]

    assert len(split_into_columns([*_entries(6, step=31), *others], 10)) == 1


def test_ragged_ends_of_lines_are_no_part_of_the_gutter() -> None:
    ragged = [Item(strip(PROSE[: 43 - 12 * (i % 3)], 72, 100 + 12 * i).box, i) for i in range(18)]
    wide = [Item(Box(72, 320 + 12 * i, 530, 330 + 12 * i), 40 + i) for i in range(3)]
    gutter = find_gutter([*ragged, *_column(320, 60, 18), *wide], 10)

    assert gutter is not None
    assert gutter.x0 > max(item.box.x1 for item in ragged) - 2


def test_labels_beside_values_are_no_columns() -> None:
    labels = [Item(strip("Label", 72, 100 + 12 * i).box, i) for i in range(8)]
    values = [Item(strip("value of it", 150, 100 + 12 * i).box, 10 + i) for i in range(8)]

    assert find_gutter([*labels, *values], 10) is None


def test_two_lines_side_by_side_are_no_columns() -> None:
    assert find_gutter([*_column(72, 0, 2), *_column(320, 10, 2)], 10) is None


def test_a_figure_does_not_make_a_column() -> None:
    figure = Item(Box(320, 100, 530, 200), 50, is_text=False)

    assert find_gutter([*_column(72, 0, 8), figure], 10) is None


def test_the_gutter_lies_between_the_columns() -> None:
    gutter = find_gutter([*_column(72, 0, 6), *_column(320, 10, 6)], 10)

    assert gutter is not None
    assert 72 + 190 <= gutter.x0 < gutter.x1 <= 321


def test_a_title_goes_with_the_table_under_it() -> None:
    table = Item(Box(72, 220, 530, 300), 50, is_text=False)
    title = Item(strip("Table 1. Rain", 72, 215).box, 51)

    regions = split_into_columns([*_column(320, 10, 6), table, title, *_column(72, 0, 6)], 10)

    assert _keys(regions) == [[*range(6)], [*range(10, 16)], [50, 51]]


def test_the_last_lines_of_a_column_are_no_title() -> None:
    table = Item(Box(72, 175, 530, 300), 50, is_text=False)

    assert find_title(_column(72, 0, 6), table) == []


def test_lines_with_little_space_above_are_no_title() -> None:
    table = Item(Box(72, 190, 530, 300), 50, is_text=False)

    assert find_title(_column(72, 0, 3, top=165), table) == []
