import pytest

from tests.unit.documents.making import page, paragraph
from wasat.cli.pages import choose_pages
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
