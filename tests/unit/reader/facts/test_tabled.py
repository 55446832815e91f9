from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page, make_table
from tests.unit.reader.asking import open_leaves
from tests.unit.reader.facts.stating import ENGLISH, ask
from wasat.documents.document import Block
from wasat.reader.facts.tabled import Cell, find_cell
from wasat.reader.facts.words import PageWords
from wasat.reader.recognise.kinds import Kind

TABLE = make_table(
    ["Region", "2025 Revenue", "2025 Output", "2024 Revenue", "2024 Output"],
    ["Halden", "21.6", "96", "19.8", "90"],
    ["Mainland", "18.9", "84", "15.1", "69"],
    ["Tax rate", "21 %", "20 %", "19 %", "18 %"],
    ["Total", "40.5", "180", "34.9", "159"],
)


def find(name: str, kind: Kind = Kind.AMOUNT, *blocks: Block) -> Cell | None:
    leaves = open_leaves(make_document(make_page(*(blocks or (TABLE,)))))
    leaf = leaves.all[0]
    rows = PageWords(leaf, ENGLISH).rows
    return find_cell(leaf, rows, ask(name, "number"), kind, ENGLISH)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("mainland_output_2024", 69.0),
        ("halden_revenue_2025", 21.6),
        ("mainland_revenue", 18.9),
        ("total_output_2024", 159.0),
    ],
)
def test_label_header_and_year_name_a_figure(name: str, number: float) -> None:
    cell = find(name)

    assert cell is not None
    assert cell.number == number


@pytest.mark.parametrize("name", ["export_output_2024", "mainland_output_2019", "mainland_2024"])
def test_a_figure_that_none_or_several_fit_is_none(name: str) -> None:
    assert find(name) is None


def test_shares_and_whole_numbers_are_told_from_amounts() -> None:
    share = find("tax_rate_revenue_2025", Kind.SHARE)

    assert share is not None
    assert share.number == 21
    assert find("halden_revenue_2025", Kind.WHOLE) is None


def test_a_finding_quotes_its_row_and_its_figure() -> None:
    cell = find("mainland_output_2024")

    assert cell is not None
    found = cell.found()
    assert [c.quote for c in found.citations] == ["Mainland 18.9 84 15.1 69", "69"]
    assert (found.value, found.score) == (69.0, cell.worth)


def test_lines_outside_of_tables_are_rows_as_well() -> None:
    line = make_block("Guests 412")
    words = line.lines[0].words
    apart = words[1]._replace(box=words[1].box._replace(x0=300.0, x1=318.0))
    row = Block(kind=line.kind, lines=(replace(line.lines[0], words=(words[0], apart)),))

    cell = find("guests", Kind.WHOLE, row)

    assert cell is not None
    assert [c.quote for c in cell.found().citations] == ["Guests", "412"]


def test_the_label_above_rows_counts_less() -> None:
    table = make_table(["", "2024"], ["Mainland", ""], ["Output", "69"])
    cell = find("mainland_output_2024", Kind.AMOUNT, table)

    assert cell is not None
    assert cell.worth < 0.85
