import pytest

from tests.unit.documents.layout.made import draft, strip
from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.lists import find_marker, is_entry, keep_numbers, nest_items


@pytest.mark.parametrize("text", ["• one", "- one", "1. one", "(a) one", "iv) one", "2.1 one"])
def test_bullets_and_numbers_begin_items(text: str) -> None:
    assert find_marker(strip(text, 10, 50).words) == text.split(maxsplit=1)[0]


@pytest.mark.parametrize("text", ["one two", "•", "1995 was", "Mr. Brown", "-3 degrees"])
def test_other_words_begin_no_item(text: str) -> None:
    assert find_marker(strip(text, 10, 50).words) is None


def _levels(*xs: float) -> list[int]:
    items = [draft("x", 100 + 12 * i, kind=BlockKind.LIST_ITEM, x=x) for i, x in enumerate(xs)]
    return [item.level for item in nest_items(items)]


def test_items_further_in_are_nested() -> None:
    assert _levels(72, 90, 90, 108, 72) == [1, 2, 2, 3, 1]


def test_a_paragraph_ends_a_list() -> None:
    items = [
        draft("x", 100, kind=BlockKind.LIST_ITEM, x=90),
        draft("between", 120, x=60),
        draft("y", 140, kind=BlockKind.LIST_ITEM, x=108),
    ]

    assert [item.level for item in nest_items(items)] == [1, 0, 1]


def test_what_stands_further_in_does_not_end_a_list() -> None:
    items = [
        draft("x", 100, kind=BlockKind.LIST_ITEM, x=72),
        draft("more of x", 120, x=90),
        draft("y", 140, kind=BlockKind.LIST_ITEM, x=90),
    ]

    assert [item.level for item in nest_items(items)] == [1, 0, 2]


def _numbered(*markers: str) -> list[Draft]:
    return [
        draft("words of it", 100.0 + 20 * i, kind=BlockKind.LIST_ITEM, marker=marker)
        for i, marker in enumerate(markers)
    ]


def _kinds(drafts: list[Draft]) -> list[BlockKind]:
    return [draft.kind for draft in drafts]


def test_a_list_that_begins_at_its_beginning_is_one() -> None:
    items = _numbered("1.", "2.", "•", "3.", "a)", "(1)")

    assert keep_numbers(items, set()) == items


def test_numbers_that_begin_nowhere_are_words() -> None:
    kept = keep_numbers(_numbered("150.", "151."), set())

    assert _kinds(kept) == [BlockKind.PARAGRAPH] * 2
    assert [it.marker for it in kept] == ["", ""]


def test_a_list_goes_on_over_pages() -> None:
    seen: set[tuple[str, int]] = set()
    keep_numbers(_numbered("1.", "2."), seen)

    assert _kinds(keep_numbers(_numbered("3."), seen)) == [BlockKind.LIST_ITEM]
    assert _kinds(keep_numbers(_numbered("3)"), seen)) == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("text", ["Roles . . . . . 8", "Notices.......vii", "Annex ____ A-3"])
def test_leaders_and_a_page_make_an_entry(text: str) -> None:
    assert is_entry(text)


@pytest.mark.parametrize("text", ["He waited ... 8", "In 1998. 8", "a . . . sentence goes on here"])
def test_other_lines_are_no_entries(text: str) -> None:
    assert not is_entry(text)
