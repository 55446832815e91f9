import re

import pytest

from tests.unit.evidence.pages import make_document, make_line, make_page, make_table
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind
from wasat.reader.extraction.label import Label, find_cell_below, find_run_below, is_whole


def place(text: str, left: float, top: float) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=top),))


def label(text: str, words: str, *others: Block) -> Label:
    leaf = open_leaves(make_document(make_page(place(text, 100, 0), *others))).all[0]
    start = text.index(words)
    return Label(leaf, 0, 0, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Total: 5", "5"),
        ("Total (EUR): 5", "5"),
        ("Total # 5", "5"),
        ("Total - 5", "5"),
        ("Total 5", "5"),
        ("Total", ""),
    ],
)
def test_signs_between_label_and_value_are_left_out(text: str, value: str) -> None:
    found = label(text, "Total")

    assert found.run.text[found.value_start :] == value


def test_the_box_is_that_of_the_labels_own_words() -> None:
    box = label("Net sum gross", "sum").box

    assert (box.x0, box.x1) == (124, 142)


@pytest.mark.parametrize("left", [124.0, 126.0, 136.0])
def test_a_run_below_shares_an_edge_with_the_label(left: float) -> None:
    found = find_run_below(label("Net sum gross", "sum", place("7", left, 20)))

    assert found is not None
    assert found.text == "7"


@pytest.mark.parametrize(("left", "top"), [(160.0, 20.0), (124.0, 60.0)])
def test_a_run_elsewhere_is_not_below(left: float, top: float) -> None:
    assert find_run_below(label("Net sum gross", "sum", place("7", left, top))) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("no 5", True), ("note", False), ("piano", False), ("n°5", True)]
)
def test_a_label_is_no_part_of_a_word(text: str, *, expected: bool) -> None:
    match = re.search("n[o°]", text)

    assert match is not None
    assert is_whole(text, match) is expected


def head(*rows: tuple[str, ...]) -> Label:
    leaf = open_leaves(make_document(make_page(make_table(*rows, headers=0)))).all[0]
    return Label(leaf, 0, 0, 0, len(rows[0][0].rstrip(":")))


def test_the_value_of_a_header_stands_in_the_cell_below() -> None:
    below = find_cell_below(head(("Employee", "Number", "Code"), ("Ann Lee", "E1", "125L")))

    assert below is not None
    assert below.text == "Ann Lee"


@pytest.mark.parametrize(
    "row", [("Employee", "Ann Lee"), ("Employee", "E1", "125L"), ("Total:", "x", "y")]
)
def test_a_label_beside_its_value_heads_no_column(row: tuple[str, ...]) -> None:
    assert find_cell_below(head(row, row)) is None
