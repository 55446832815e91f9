import pytest

from tests.unit.documents.making import page, paragraph
from wasat.cli.pages import choose_pages, find_spans, gather_pages
from wasat.documents.document import Document, Summary

DOCUMENT = Document(
    summary=Summary(mime_type="text/plain", is_paged=False, page_count=5, unread=(2, 4)),
    pages=[page(paragraph("a"), number=number) for number in range(1, 6)],
)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("3", [3]),
        ("2-4", [2, 3, 4]),
        ("4-", [4, 5]),
        ("1, 3-9", [1, 3, 4, 5]),
        ("2,2", [2]),
    ],
)
def test_pages_are_chosen_by_their_numbers(wanted: str, numbers: list[int]) -> None:
    assert [page.number for page in choose_pages(DOCUMENT, wanted).pages] == numbers


def test_only_chosen_pages_are_told_as_unread() -> None:
    assert choose_pages(DOCUMENT, "1-2").summary.unread == (2,)


@pytest.mark.parametrize("wanted", ["0", "6", "4-2", "x", "1-2-3", "-3", ","])
def test_what_names_no_page_is_refused(wanted: str) -> None:
    with pytest.raises(ValueError, match="page"):
        choose_pages(DOCUMENT, wanted)


def test_spans_are_told_without_the_document() -> None:
    assert find_spans("7, 2-5,3-") == [(7, 7), (2, 5), (3, None)]


def _part(*numbers: int, unread: tuple[int, ...] = ()) -> Document:
    summary = Summary(mime_type="application/pdf", is_paged=True, page_count=9, unread=unread)
    return Document(summary=summary, pages=[page(paragraph("a"), number=it) for it in numbers])


def test_parts_are_gathered_in_the_order_asked_for_and_each_page_once() -> None:
    gathered = gather_pages(
        "7,2-3,3-4", [_part(7, unread=(7,)), _part(2, 3), _part(3, 4, unread=(4,))]
    )

    assert [it.number for it in gathered.pages] == [7, 2, 3, 4]
    assert gathered.summary.unread == (4, 7)


def test_pages_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="pages 1 to 9, not 12-"):
        gather_pages("1, 12-", [_part(1), _part()])
