from collections.abc import Sequence

from tests.unit.documents.layout.made import BODY, BOLD, CODE, SIZE, spread, strip
from wasat.documents.layout.paragraphs import measure_column, split_paragraphs
from wasat.documents.layout.sheet import Strip, Style

FULL = "a line of running text that fills its column"  # 204 points


def _paragraphs(lines: Sequence[Strip]) -> list[str]:
    found = split_paragraphs(lines, measure_column(lines))
    return [" ".join(line.text for line in paragraph) for paragraph in found]


def test_lines_at_the_usual_distance_are_one_paragraph() -> None:
    lines = [strip(FULL, 72, 100 + 12 * index) for index in range(4)]

    assert len(_paragraphs(lines)) == 1


def test_a_wider_gap_ends_a_paragraph() -> None:
    lines = [strip(FULL, 72, baseline) for baseline in (100, 112, 124, 142, 154)]

    assert _paragraphs(lines) == [" ".join([FULL] * 3), " ".join([FULL] * 2)]


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = [strip(FULL, 72, 100), strip(FULL, 72, 112), strip("In the end it was", 84, 124)]

    assert _paragraphs(lines)[1] == "In the end it was"


def test_a_larger_line_is_apart() -> None:
    lines = [strip("Title", 72, 100, Style(14.0)), strip(FULL, 72, 114), strip(FULL, 72, 126)]

    assert _paragraphs(lines)[0] == "Title"


def test_a_bold_line_is_apart() -> None:
    lines = [strip("Heading", 72, 100, BOLD), strip(FULL, 72, 112), strip(FULL, 72, 124)]

    assert _paragraphs(lines)[0] == "Heading"


def test_bold_words_that_fill_a_line_of_a_sentence_are_not_apart() -> None:
    lines = [strip(FULL, 72, 100), strip(FULL, 72, 112, BOLD), strip(FULL, 72, 124)]

    assert len(_paragraphs(lines)) == 1


def test_a_centred_title_ends_above_a_heading_at_the_margin() -> None:
    title = [strip("Aurora", 160, 100, BOLD), strip("A model", 158, 112, BOLD)]
    lines = [*title, strip("Abstract", 72, 124, BOLD), strip(FULL, 72, 142)]

    assert _paragraphs(lines)[:2] == ["Aurora A model", "Abstract"]


def test_a_first_line_that_begins_far_in_goes_on_at_the_margin() -> None:
    lines = [strip("of the laws of the State", 165, 100), strip(FULL, 72, 112)]

    assert len(_paragraphs([*lines, strip(FULL, 72, 124)])) == 1


def test_an_item_begins_with_its_marker() -> None:
    lines = [strip(FULL, 72, 100), strip("• one", 72, 112), strip("• two", 72, 124)]

    assert _paragraphs(lines) == [FULL, "• one", "• two"]


def test_a_hanging_line_belongs_to_its_item() -> None:
    lines = [strip("• an item of two lines that goes", 72, 100), strip("on here", 80, 112)]

    assert len(_paragraphs(lines)) == 1


def test_a_line_that_stands_out_again_begins_the_next_term() -> None:
    lines = [
        strip("Archive " + FULL, 72, 100),
        strip(FULL, 96, 112),
        strip("Bundle " + FULL, 72, 124),
        strip(FULL, 96, 136),
    ]

    assert _paragraphs(lines) == [f"Archive {FULL} {FULL}", f"Bundle {FULL} {FULL}"]


def test_a_letter_in_the_middle_of_a_sentence_is_no_marker() -> None:
    lines = [strip(FULL, 72, 100), strip("S. Enteritidis is another", 72, 112)]

    assert len(_paragraphs(lines)) == 1


def test_a_sentence_that_ends_early_ends_its_paragraph() -> None:
    lines = [strip("It ends here.", 72, 100), strip(FULL, 72, 112), strip(FULL, 72, 124)]

    assert _paragraphs(lines)[0] == "It ends here."


def test_code_stays_with_the_lines_around_it() -> None:
    lines = [
        strip(FULL, 72, 100),
        strip("response_model and so on and so on and so on", 72, 112, CODE),
    ]

    assert len(_paragraphs(lines)) == 1


def test_a_column_tells_its_leading_by_font_size() -> None:
    lines = [strip(FULL, 72, 100 + 13 * index) for index in range(4)]

    column = measure_column(lines)

    assert column.leading == {SIZE: 13.0}
    assert column.box == (72.0, 92.0, 276.0, 141.0)
    assert lines[0].style == BODY


def test_a_label_with_its_value_begins_a_paragraph() -> None:
    number = spread(["Number:", "INV-4"], [72, 182], 100)
    date = spread(["Date:", "2023"], [72, 182], 112)

    assert _paragraphs([number, date]) == ["Number: INV-4", "Date: 2023"]


def test_the_distance_of_paragraphs_is_not_taken_for_that_of_lines_where_they_are_short() -> None:
    steps = (0, 13, 31, 49, 67, 85, 98)
    texts = [FULL, "and its end.", "Short.", "As short.", "Shorter.", FULL, "and so on."]
    lines = [strip(text, 72, 100 + step) for text, step in zip(texts, steps, strict=True)]

    assert _paragraphs(lines)[0] == f"{FULL} and its end."
    assert len(_paragraphs(lines)) == 5


def test_short_lines_that_end_alike_by_chance_do_not_end_a_ragged_column() -> None:
    bold = [strip("Heading", 72, 100, BOLD)]
    ragged = [FULL, FULL + "s", FULL + "ss", "tiny ab.", "tiny cd.", "tiny ef."]
    lines = bold + [strip(text, 72, 112 + 12 * at) for at, text in enumerate(ragged)]

    assert _paragraphs(lines)[0] == "Heading"


def test_each_entry_of_a_table_of_contents_is_apart() -> None:
    entries = ["Notices . . . . . . . . . vii", "Roles and duties........... 8", "Long title"]
    entries.append("that goes on . . . . . . . 16")
    lines = [strip(text, 72, 100 + 12 * index) for index, text in enumerate(entries)]

    assert _paragraphs(lines) == [*entries[:2], " ".join(entries[2:])]
