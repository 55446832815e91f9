from collections.abc import Iterable

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from wasat.documents.document import BlockKind, Page
from wasat.evidence.language import all_languages
from wasat.evidence.passage import Passage, PassageKind
from wasat.evidence.passages import (
    HEAD_WORDS,
    MOST_ROWS,
    STEP_WORDS,
    WINDOW_WORDS,
    iter_passages,
    page_head,
)


def only(kind: PassageKind, *passages: Passage) -> list[Passage]:
    return [passage for passage in passages if passage.kind is kind]


def cut(pages: Iterable[Page], code: str = "und") -> list[Passage]:
    return list(iter_passages(pages, all_languages()[code]))


def count_up(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


def test_a_short_page_is_one_window() -> None:
    (passage,) = cut([make_page(make_block("one two"), make_block("three"), number=4)])
    assert (passage.page, passage.first_block, passage.last_block) == (4, 0, 1)
    assert passage.terms == "one two three"


def test_windows_overlap_and_the_last_reaches_the_end() -> None:
    page = make_page(make_block(count_up(WINDOW_WORDS + STEP_WORDS + 5)))
    windows = cut([page])
    assert len(windows) == 3
    assert windows[1].terms.split()[HEAD_WORDS] == f"w{STEP_WORDS}"
    assert windows[-1].terms.endswith(f"w{WINDOW_WORDS + STEP_WORDS + 4}")


def test_windows_after_the_first_carry_the_pages_head() -> None:
    page = make_page(make_block(count_up(WINDOW_WORDS + 10)))
    first, second = cut([page])
    assert second.terms.startswith(page_head(page))
    assert first.terms.startswith("w0 w1")


def test_the_head_of_a_page_is_its_first_words() -> None:
    page = make_page(make_block(count_up(10)), make_block(count_up(30)))
    assert len(page_head(page).split()) == HEAD_WORDS


def test_headings_are_passages_with_the_path_above_them() -> None:
    page = make_page(make_heading("Results"), make_heading("Revenue", 2), make_heading("Risks"))
    texts = [p.terms for p in only(PassageKind.HEADING, *cut([page]))]
    assert texts == ["results", "results revenue", "risks"]


def test_headings_go_on_to_the_next_page() -> None:
    pages = [
        make_page(make_heading("Debt")),
        make_page(make_table(("", "2019"), ("Notes", "7")), number=2),
    ]
    (row,) = only(PassageKind.ROW, *cut(pages))
    assert "debt" in row.terms


def test_a_row_is_a_passage_with_its_headers() -> None:
    page = make_page(make_table(("", "2019"), ("Sales", "7"), ("Costs", "8")))
    rows = only(PassageKind.ROW, *cut([page]))
    assert [row.row for row in rows] == [1, 2]
    assert rows[0].terms.startswith("sales 7 2019")


def test_a_form_field_is_a_passage_with_its_name() -> None:
    page = make_page(make_block("Ada", kind=BlockKind.FIELD, marker="Name"))
    (field,) = only(PassageKind.FIELD, *cut([page]))
    assert field.terms == "name ada"


def test_running_headers_are_searched_on_the_first_page_alone() -> None:
    header = make_block("ACME", kind=BlockKind.HEADER)
    pages = [make_page(header, number=1), make_page(header, make_block("text"), number=2)]
    windows = only(PassageKind.PROSE, *cut(pages))
    assert [window.terms for window in windows] == ["acme", "text"]


def test_numbers_count_from_zero_over_all_pages() -> None:
    pages = [make_page(make_block("a")), make_page(make_block("b"), number=2)]
    assert [passage.number for passage in cut(pages)] == [0, 1]


def test_an_empty_page_has_no_passages() -> None:
    assert cut([make_page()]) == []


def test_rows_of_a_table_too_long_to_read_are_found_by_windows_alone() -> None:
    rows = [("Item", "Price"), *((f"item{number}", f"{number}.50") for number in range(MOST_ROWS))]
    passages = cut([make_page(make_table(*rows))])

    assert only(PassageKind.ROW, *passages) == []
    assert any(f"item{MOST_ROWS - 1}" in passage.terms for passage in passages)


def test_words_are_kept_as_terms_of_the_language() -> None:
    page = make_page(make_block("The mid-year revenues, 1,234.5 of them ($)"))

    (passage,) = cut([page], "en")

    assert passage.terms == " ".join(all_languages()["en"].terms(page.blocks[0].text))
