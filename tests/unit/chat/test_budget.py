from dataclasses import replace

import pytest

from tests.unit.chat.fakes import make_abilities, make_pages
from tests.unit.reader.asking import prepare
from wasat.chat.budget import Budget, Route, Ruler, Sheet
from wasat.chat.pages.shelf import Leaf, Opened, look, open_source


def make_opened(*texts: str, **source: object) -> Opened:
    ((found, prepared),) = prepare([make_pages(*texts)])
    return open_source(replace(found, **source), prepared)


def lay_out(
    opened: Opened, *, room: int, **abilities: object
) -> tuple[Route, list[tuple[int, int, bool]]] | None:
    budget = Budget(make_abilities(context_tokens=room, **abilities), Ruler(), 0)
    leaves = [look(opened, opened.numbers)]
    found = budget.lay_out([opened], leaves)
    if found is None:
        return None
    return found[0], [(s.leaf.number, s.picture_tokens, s.has_text) for s in found[1]]


TWO = make_opened("words " * 50, "words " * 50)


@pytest.mark.parametrize(
    ("room", "route", "picture"),
    [(2_000, Route.WHOLE, 560), (1_000, Route.LOWER, 280), (400, Route.TEXT, 0)],
)
def test_pages_are_shown_the_best_way_that_fits(room: int, route: Route, picture: int) -> None:
    assert lay_out(TWO, room=room) == (route, [(1, picture, True), (2, picture, True)])


def test_where_nothing_fits_there_is_no_layout() -> None:
    assert lay_out(TWO, room=50) is None


def test_a_model_that_does_not_see_is_shown_words() -> None:
    assert lay_out(TWO, room=2_000, has_vision=False) == (
        Route.WHOLE, [(1, 0, True), (2, 0, True)]
    )  # fmt: skip


def test_no_more_pictures_are_shown_than_the_server_takes() -> None:
    assert lay_out(TWO, room=9_999, most_pictures=1) == (Route.TEXT, [(1, 0, True), (2, 0, True)])


def test_a_page_without_words_is_shown_finely() -> None:
    opened = make_opened("")

    assert lay_out(opened, room=9_999) == (Route.WHOLE, [(1, 1120, False)])


@pytest.mark.parametrize(
    ("source", "sheet"),
    [
        ({"resolution": "MEDIA_RESOLUTION_LOW"}, (1, 280, True)),
        ({"resolution": "MEDIA_RESOLUTION_HIGH"}, (1, 1120, True)),
        ({"layers": ("PAGE_TEXT",)}, (1, 0, True)),
        ({"layers": ("PAGE_IMAGE",)}, (1, 560, False)),
    ],
)
def test_what_the_part_asks_for_counts(source: dict, sheet: tuple[int, int, bool]) -> None:
    assert lay_out(make_opened("words", **source), room=9_999) == (Route.WHOLE, [sheet])


def test_only_chosen_pages_are_shown() -> None:
    opened = make_opened("one", "two", "three", first_page=2, last_page=2)

    found = lay_out(opened, room=9_999)

    assert found is not None
    assert [number for number, _, _ in found[1]] == [2]


def sheet(number: int, size: int) -> Sheet:
    return Sheet(document=0, leaf=Leaf(number=number, text_bytes=size))


def test_the_best_pages_are_taken_as_long_as_they_fit() -> None:
    budget = Budget(make_abilities(context_tokens=200), Ruler(), 0)

    chosen = budget.choose([sheet(7, 300), sheet(3, 900), sheet(5, 100)])

    assert [each.leaf.number for each in chosen] == [7, 5]


def test_portions_keep_the_order_and_lose_no_page() -> None:
    budget = Budget(make_abilities(context_tokens=250), Ruler(), 0)

    portions = list(budget.portion(sheet(number, 240) for number in range(1, 6)))

    assert [[each.leaf.number for each in portion] for portion in portions] == [[1, 2], [3, 4], [5]]


def test_a_prompt_that_took_more_than_thought_counts_at_once() -> None:
    ruler = Ruler()

    ruler.correct(3_000, 3_000)

    assert ruler.measure(500) == 500


def test_a_prompt_that_took_less_counts_little_by_little() -> None:
    ruler = Ruler()
    before = ruler.bytes_a_token

    ruler.correct(5_000, 1_000)

    assert before < ruler.bytes_a_token < 5.0


def test_what_says_nothing_changes_nothing() -> None:
    ruler = Ruler()
    before = ruler.bytes_a_token

    ruler.correct(9_000, 0)
    ruler.correct(9_000, -1)
    ruler.correct(5, 27)  # "Hello" and the marks of a template around it

    assert ruler.bytes_a_token == before
