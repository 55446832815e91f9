"""Charts that another library draws, read into the numbers they were drawn from."""

import io
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.documents.charts.made import KINDS, chart_page
from wasat.documents.document import Block, BlockKind, Origin
from wasat.documents.export.html import export_html
from wasat.documents.load import load_document

TOWNS = ("Ghent", "Porto", "Turku", "Lviv")
SALES = {"North": (20.0, 35.0, 30.0, 12.5), "South": (25.0, 32.0, 34.0, 20.0)}


def _blocks(data: bytes) -> list[Block]:
    document = load_document(io.BytesIO(data), "application/pdf")
    return [block for page in document.pages for block in page.blocks]


def _derived(data: bytes) -> list[list[str]]:
    (block,) = [it for it in _blocks(data) if it.table and it.origin is Origin.DERIVED]
    return [row.split("\t") for row in block.text.split("\n")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_read_into_its_numbers(kind: str) -> None:
    top = 80 if kind == "stack" else 40
    head, *rows = _derived(chart_page(kind, TOWNS, SALES, top))

    assert head == ["", "North", "South"]
    read = {row[0]: [float(it) for it in row[1:]] for row in rows}
    for index, town in enumerate(TOWNS):
        expected = [values[index] for values in SALES.values()]
        assert read[town] == pytest.approx(expected, abs=0.01 * top)


def test_bars_below_zero_are_negative() -> None:
    rows = _derived(chart_page("bars", TOWNS, {"Gain": (10.0, -4.0, 7.0, -8.0)}, 12))

    read = [float(row[1]) for row in rows[1:]]
    assert read == pytest.approx([10, -4, 7, -8], abs=0.2)


def test_numbers_of_a_chart_are_marked_as_derived_and_stand_behind_its_caption() -> None:
    data = chart_page("bars", TOWNS, SALES, 40)
    kinds = [it.kind for it in _blocks(data)]
    document = load_document(io.BytesIO(data), "application/pdf")

    assert kinds[1:4] == [BlockKind.FIGURE, BlockKind.CAPTION, BlockKind.TABLE]
    assert '<table class="derived">' in "".join(export_html(document.pages))


def test_each_printed_word_is_there_once_all_the_same() -> None:
    words = [
        it for row in _blocks(chart_page("stack", TOWNS, SALES, 80)) for it in row.text.split()
    ]

    assert all(words.count(it) == 1 for it in (*TOWNS, *SALES))


def _is_seen(values: Sequence[float]) -> bool:
    """Whether it rises or falls enough not to be drawn as a level line."""
    return 5 * (max(values) - min(values)) > max(values)


@given(
    st.sampled_from(sorted(KINDS)),
    st.lists(st.integers(10, 100), min_size=3, max_size=6, unique=True).filter(_is_seen),
)
@settings(
    max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.too_slow], deadline=None
)
def test_any_series_is_read_within_a_hundredth(kind: str, values: Sequence[float]) -> None:
    names = [f"No{chr(65 + index)}" for index in range(len(values))]
    top = 1.15 * max(values)

    rows = _derived(chart_page(kind, names, {"Only": values}, top))

    read = {row[0]: float(row[1]) for row in rows[1:]}
    assert [read[name] for name in names] == pytest.approx(list(values), abs=0.011 * top)
