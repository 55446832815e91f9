from tests.unit.reader.records.made import make_sheet
from wasat.reader.records.compute import extreme, group, total
from wasat.reader.records.wish import Operation

GAPS = "name,team,points\nAda,red,5\nBea,,\nCid,red,9\nDan,blue,9\n"


def test_empty_cells_make_no_group_and_no_operand() -> None:
    sheet = make_sheet(GAPS)
    result = total(Operation.AVERAGE, sheet.columns[2], sheet.rows, sheet.label)

    assert {name: len(rows) for name, rows in group(sheet.rows, sheet.columns[1]).items()} == {
        "red": 2, "blue": 1
    }  # fmt: skip
    assert result is not None
    assert (result.rows, [cell.text for cell in result.cells]) == (3, ["5", "9", "9"])


def test_records_that_tie_are_all_at_the_end() -> None:
    sheet = make_sheet(GAPS)
    found = extreme(Operation.HIGHEST, sheet.columns[2], sheet.rows)

    assert [row[0].text for row in found] == ["Cid", "Dan"]


def test_nothing_is_computed_of_nothing() -> None:
    sheet = make_sheet(GAPS)

    assert total(Operation.SUM, sheet.columns[2], [sheet.rows[1]], sheet.label) is None
    assert extreme(Operation.LOWEST, sheet.columns[2], [sheet.rows[1]]) == []
