from wasat.documents.document import BlockKind
from wasat.documents.formats.flow.grid import MOST_ROWS, Field
from wasat.documents.formats.flow.places import Places
from wasat.documents.formats.flow.tables import place_table
from wasat.documents.formats.flow.words import running


def field(text: str) -> Field:
    return Field(lines=running(text))


def test_a_table_and_its_rows_say_where_they_stand() -> None:
    (block,) = place_table([[field("a"), field("b")], [field("c"), field("")]], Places("Costs"))

    assert (block.kind, block.place) == (BlockKind.TABLE, "Costs, table 1")
    assert block.table
    assert [cell.place for cell in block.table.cells] == [
        "Costs, table 1, row 1",
        "Costs, table 1, row 1",
        "Costs, table 1, row 2",
        "Costs, table 1, row 2",
    ]


def test_a_single_cell_is_a_paragraph() -> None:
    (block,) = place_table([[field("Note well.")], []], Places("Costs"))

    assert (block.kind, block.text, block.place) == (
        BlockKind.PARAGRAPH,
        "Note well.",
        "Costs, paragraph 1",
    )


def test_a_table_without_words_is_nothing_and_counts_for_none() -> None:
    places = Places("Costs")

    assert not list(place_table([[field("")]], places))
    assert not list(place_table([[field(""), field("")], [field("")]], places))
    assert not list(place_table([], places))
    assert next(place_table([[field("a"), field("b")]], places)).place == "Costs, table 1"


def test_a_long_table_is_several_blocks_of_one_place() -> None:
    rows = [[field("a"), field("b")]] * (MOST_ROWS + 1)

    blocks = list(place_table(rows, Places()))

    assert len(blocks) > 1
    assert {block.place for block in blocks} == {"table 1"}
    assert sum(block.table.row_count for block in blocks if block.table) == len(rows)
