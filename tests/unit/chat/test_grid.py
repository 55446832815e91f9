import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.chat.grid import PixelSize, TokenGrid

A4 = (595.0, 842.0)


@pytest.mark.parametrize(
    ("tokens", "size"), [(280, (392, 560)), (560, (560, 784)), (1120, (784, 1120))]
)
def test_an_a4_page_is_fitted_to_the_tokens_of_each_resolution(
    tokens: int, size: tuple[int, int]
) -> None:
    assert TokenGrid().fit(*A4, tokens) == size


def test_a_picture_costs_a_token_a_cell() -> None:
    assert TokenGrid().count(PixelSize(768, 768)) == 28 * 28
    assert TokenGrid(cell_pixels=32).count(PixelSize(64, 33)) == 4


def test_a_model_with_one_price_has_one_price() -> None:
    grid = TokenGrid(fixed_tokens=256)

    assert grid.count(grid.fit(*A4, 9_999)) == 256
    assert grid.count(PixelSize(1, 1)) == 256


@pytest.mark.parametrize(
    ("size", "tokens"), [((224, 224), 32 * 32), ((2_000, 2_000), 72 * 72), ((560, 784), 28 * 38)]
)
def test_a_picture_that_is_made_larger_costs_what_it_is_then(
    size: tuple[int, int], tokens: int
) -> None:
    assert TokenGrid(least_tokens=1_024).count(PixelSize(*size)) == tokens


def test_a_page_is_drawn_as_large_as_it_is_made_anyway() -> None:
    grid = TokenGrid(least_tokens=1_024)

    assert grid.fit(*A4, 280) == grid.fit(*A4, 1_024)
    assert 1_024 <= grid.count(grid.fit(*A4, 280)) < 1_100


@given(st.floats(1, 10_000), st.floats(1, 10_000), st.integers(1, 5_000))
def test_what_is_fitted_never_costs_more_than_it_may(
    width: float, height: float, tokens: int
) -> None:
    grid = TokenGrid()

    assert 1 <= grid.count(grid.fit(width, height, tokens)) <= tokens
