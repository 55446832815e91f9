"""Receipts print items without a line of headers."""

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import open_leaves
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.arrays.bare import find_bare
from wasat.reader.extraction.families import describe

Rows = list[dict[str, JsonValue]]


def read(
    *lines: str, names: str = "quantity description unit_price amount", pages: int = 1
) -> Rows:
    blocks = [make_block(line, top=15.0 * at) for at, line in enumerate(lines)]
    sheets = [make_page(*blocks, number=number + 1) for number in range(pages)]
    fields = {
        name: describe(name, {"type": "string" if name == "description" else "number"}, is_row=True)
        for name in names.split()
    }
    rows = find_bare(fields, open_leaves(make_document(*sheets)))
    return [{name: found.value for name, found in row.items()} for row in rows]


def test_words_and_an_amount_are_an_item_down_to_the_sum() -> None:
    lines = [
        "GREEN GROCERS",
        "Till 3",
        "MILK 2L 1.89",
        "SOAP BAR 2.75 A",
        "TOTAL 4.64",
        "CASH 5.00",
    ]

    assert read(*lines) == [
        {"description": "MILK 2L", "amount": 1.89},
        {"description": "SOAP BAR", "amount": 2.75},
    ]


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("2 Menu du jour 33,80", {"quantity": 2.0, "description": "Menu du jour", "amount": 33.8}),
        (
            "Brot 3 x 1,10 3,30",
            {"quantity": 3.0, "description": "Brot", "unit_price": 1.1, "amount": 3.3},
        ),
        ("Nuts, mixed $4.50", {"description": "Nuts, mixed", "amount": 4.5}),
    ],
)
def test_a_line_may_count_and_price_its_item(line: str, item: dict[str, JsonValue]) -> None:
    assert read(line, "Total 40,00") == [item]


def test_figures_below_words_are_theirs() -> None:
    apples = {"quantity": 2.0, "unit_price": 1.8, "amount": 3.6}

    assert read("Apples", "2 x 1,80 3,60 B", "Summe 3,60") == [{"description": "Apples", **apples}]
    assert read("Pears 3,60", "2 x 1,80 3,60", "Summe 3,60") == [
        {**apples, "description": "Pears", "amount": 3.6}
    ]
    assert read("2 x 1,80 3,60", "Summe 3,60") == []


def test_a_price_is_the_amount_where_only_it_is_asked() -> None:
    assert read("Tea 2.00", "Total 2.00", names="description unit_price") == [
        {"description": "Tea", "unit_price": 2.0}
    ]


def test_one_line_without_a_sum_is_no_receipt() -> None:
    assert read("Tea 2.00", "Bye") == []
    assert len(read("Tea 2.00", "Milk 1.00")) == 2


def test_sums_long_documents_and_other_lists_hold_no_items() -> None:
    assert read("Total 2.00", "Tea 2.00") == []
    assert read("Tea 2.00", "Milk 1.00", pages=3) == []
    assert read("Tea 2.00", "Milk 1.00", names="description") == []
    assert read("Tea 2.00", "Milk 1.00", names="amount") == []
