from wasat.documents.document import OutlineEntry
from wasat.reader.prose.parts import divide
from wasat.reader.prose.sentences import Heading
from wasat.reader.prose.survey import Mark, Survey


def look(*headings: tuple[str, int, int], words: int = 1_000) -> Survey:
    """Ten pages of a hundred words; headings by title, level and words before them."""
    marks = [
        Mark(Heading(title=title, level=level, page=1 + start // 100), start)
        for title, level, start in headings
    ]
    pages = {1 + at: 100 * at for at in range(words // 100)}
    return Survey(candidates=[], count=0, words=words, marks=marks, pages=pages)


def titles(survey: Survey, *outline: OutlineEntry) -> list[str]:
    return [part.title for part in divide(survey, outline)]


CHAPTERS = [("One", 2, 0), ("One and a half", 3, 100), ("Two", 2, 400), ("Three", 2, 700)]


def test_chapters_are_the_outermost_headings_that_divide_the_text() -> None:
    assert titles(look(("The book", 1, 0), *CHAPTERS)) == ["One", "Two", "Three"]


def test_parts_follow_one_another_and_leave_nothing_out() -> None:
    parts = divide(look(*CHAPTERS))

    assert [(part.start, part.end) for part in parts] == [(0, 400), (400, 700), (700, 1_000)]


def test_a_level_that_leaves_nearly_all_in_one_part_is_passed_over() -> None:
    survey = look(("Cover", 1, 0), ("The rest", 1, 50), *CHAPTERS[2:])

    assert titles(survey) == ["Cover", "The rest", "Two", "Three"]


def test_a_heading_with_nothing_below_it_is_no_part() -> None:
    survey = look(("Part I", 2, 0), ("One", 2, 2), ("Two", 2, 500), ("The end", 2, 998))

    assert titles(survey) == ["One", "Two"]


def test_what_stands_before_the_first_heading_has_no_title() -> None:
    assert titles(look(("One", 1, 300), ("Two", 1, 600))) == ["", "One", "Two"]


def test_the_outline_goes_before_the_headings() -> None:
    outline = [
        OutlineEntry(title="First half", level=1, page=1),
        OutlineEntry(title="Second half", level=1, page=6),
    ]

    assert titles(look(*CHAPTERS), *outline) == ["First half", "Second half"]


def test_an_outline_of_other_pages_is_of_no_use() -> None:
    outline = [
        OutlineEntry(title="Elsewhere", level=1, page=50),
        OutlineEntry(title="Further on", level=1, page=60),
    ]

    assert titles(look(*CHAPTERS), *outline) == ["One", "Two", "Three"]


def test_without_headings_parts_are_of_equal_length() -> None:
    assert [part.words for part in divide(look())] == [100] * 10


def test_a_text_without_words_is_one_part() -> None:
    assert [part.words for part in divide(look(words=0))] == [0]
