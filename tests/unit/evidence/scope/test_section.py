import pytest

from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from wasat.documents.document import Document
from wasat.evidence.language import all_languages
from wasat.evidence.scope.asked_section import AskedSection
from wasat.evidence.scope.section import find_section

GUIDE = make_document(
    make_page(
        make_heading("A guide to the garden"),
        make_heading("1 Introduction", level=2),
        make_block("Gardens are old."),
        make_heading("1.1 Aims", level=3),
        make_block("We aim high."),
        number=1,
    ),
    make_page(
        make_heading("2 Tools and their care", level=2),
        make_block("A spade is a tool."),
        make_heading("Keep it dry", level=2),
        make_block("Rust is bad."),
        number=2,
    ),
    make_page(
        make_heading("3 Care", level=2),
        make_block("Water it."),
        make_heading("Appendix A Prices", level=2),
        make_block("All is dear."),
        number=3,
    ),
)
NOTES = make_document(
    make_page(
        make_heading("Notes"),
        make_heading("Tea", level=2),
        make_block("Green or black."),
        make_heading("Water", level=3),
        make_block("Soft."),
        make_heading("Cake", level=2),
        make_block("Lemon."),
    )
)


def words(document: Document, **asked: str | bool) -> list[str]:
    """The texts of the part, page by page; nothing if there is none."""
    language = all_languages()["en"]
    section = find_section(AskedSection(**asked), document.pages, language)  # type: ignore[arg-type]
    if section is None:
        return []
    limited = section.limit(document)
    pages = section.pages(len(document.pages))
    return [block.text for n in pages for block in limited.pages[n - 1].blocks if block.text]


def test_a_numbered_part_goes_to_the_next_number_with_all_within_it() -> None:
    assert words(GUIDE, number="1") == [
        "1 Introduction", "Gardens are old.", "1.1 Aims", "We aim high."
    ]  # fmt: skip
    assert words(GUIDE, number="2") == [
        "2 Tools and their care", "A spade is a tool.", "Keep it dry", "Rust is bad."
    ]  # fmt: skip
    assert words(GUIDE, number="1.1") == ["1.1 Aims", "We aim high."]


def test_the_last_part_goes_to_the_end() -> None:
    assert words(GUIDE, number="A") == ["Appendix A Prices", "All is dear."]


def test_a_part_without_a_number_goes_to_the_next_heading_of_its_level() -> None:
    assert words(NOTES, words="tea") == ["Tea", "Green or black.", "Water", "Soft."]
    assert words(NOTES, words="cake") == ["Cake", "Lemon."]


def test_of_several_headings_with_the_words_the_shortest_is_meant() -> None:
    assert words(GUIDE, words="care") == ["3 Care", "Water it."]
    assert words(GUIDE, words="care of tools")[0] == "2 Tools and their care"


def test_a_title_may_be_followed_by_other_words() -> None:
    assert words(GUIDE, words="introduction in one sentence", is_title=True)[0] == "1 Introduction"
    assert words(GUIDE, words="garden in one sentence", is_title=True) == []


@pytest.mark.parametrize("asked", [{"number": "9"}, {"words": "soil"}, {"words": "the"}])
def test_a_part_that_is_not_there_is_not_found(asked: dict[str, str]) -> None:
    assert words(GUIDE, **asked) == []


def test_what_stands_outside_keeps_its_place_but_is_empty() -> None:
    section = find_section(AskedSection(number="3"), GUIDE.pages, all_languages()["en"])
    assert section is not None

    assert [len(page.blocks) for page in section.limit(GUIDE).pages] == [5, 4, 4]
    assert list(section.pages(3)) == [3]


def head(*texts: str | tuple[str, int]) -> Document:
    """Headings with a line of text below each."""
    blocks = []
    for text in texts:
        title, level = (text, 1) if isinstance(text, str) else text
        blocks += [make_heading(title, level=level), make_block(f"On {title}.")]
    return make_document(make_page(*blocks))


def test_behind_the_last_number_the_next_heading_ends_a_part() -> None:
    paper = head("6 Results", "7 Conclusion", "References", "A Proofs")

    assert words(paper, number="7") == ["7 Conclusion", "On 7 Conclusion."]
    assert words(paper, number="A") == ["A Proofs", "On A Proofs."]


def test_a_number_ends_a_part_whatever_its_level() -> None:
    lease = head(("3 Fees", 2), ("4 Term", 3), ("5 End", 2))

    assert words(lease, number="3") == ["3 Fees", "On 3 Fees."]


def test_letters_and_figures_in_a_title_are_no_numbers() -> None:
    report = head(
        "Vitamin C deficiency", "Fiscal 2024 results", "A guide to fees", "Anhang B Preise"
    )

    assert words(report, number="C") == []
    assert words(report, number="2024") == []
    assert words(report, number="A") == []
    assert words(report, number="B") == ["Anhang B Preise", "On Anhang B Preise."]
