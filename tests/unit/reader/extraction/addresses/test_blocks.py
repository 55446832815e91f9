import pytest

from tests.unit.evidence.pages import make_document, make_line, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Block, BlockKind
from wasat.reader.extraction.addresses.blocks import AddressBlock, find_blocks


def find(*lines: tuple[str, float]) -> list[AddressBlock]:
    blocks = [
        Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, top=top),)) for text, top in lines
    ]
    return list(find_blocks(open_leaves(make_document(make_page(*blocks))).all[0]))


@pytest.mark.parametrize(
    ("line", "code", "city"),
    [
        ("04668 Grimma", "04668", "Grimma"),
        ("3811 CV Amersfoort", "3811 CV", "Amersfoort"),
        ("1100-060 Lisboa", "1100-060", "Lisboa"),
        ("Quay Road 4, Bristol BS1 4DJ", "BS1 4DJ", "Bristol"),
        ("400 Main Ave, Topeka, KS 66604", "KS 66604", "Topeka"),
    ],
)
def test_towns_are_told_by_their_codes(line: str, code: str, city: str) -> None:
    (block,) = find((line, 100))

    assert (block.code.text, block.city.text) == (code, city)


@pytest.mark.parametrize("line", ["Invoice 20417", "In 2023 Sales rose by a tenth", "4500 pieces"])
def test_other_numbers_are_no_towns(line: str) -> None:
    assert find((line, 100)) == []


def test_lines_right_above_and_below_belong_to_an_address() -> None:
    (block,) = find(
        ("Far away", 40), ("Ann Box", 88), ("Hill 4", 100), ("04668 Grimma", 112), ("NIF 5", 124)
    )

    assert [piece.text for piece in block.above] == ["Ann Box", "Hill 4"]
    assert [piece.text for piece in block.below] == ["NIF 5"]


def test_an_address_on_one_line_is_cut_at_its_dots() -> None:
    (block,) = find(("Box Works GmbH · Hill 4 · 04668 Grimma", 100))

    assert [piece.text for piece in block.above] == ["Box Works GmbH", "Hill 4"]


def test_another_town_above_ends_an_address() -> None:
    _, block = find(("Box · Hill 4 · 04668 Grimma", 88), ("Ann Lee", 100), ("04229 Leipzig", 112))

    assert [piece.text for piece in block.above] == ["Ann Lee"]
