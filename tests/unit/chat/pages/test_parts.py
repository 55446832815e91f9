from hypothesis import given
from hypothesis import strategies as st

from wasat.chat.pages.parts import LONGEST, cut, take

TABLE = "| Year | Revenue |\n|---|---|\n" + "\n".join(f"| {n} | {n * 7} |" for n in range(1_000))


@given(st.lists(st.sampled_from(["word " * 300, "a", "x" * 7_000, "\n\n", "\n", " "])))
def test_parts_are_all_of_a_text_and_none_is_long_or_empty(pieces: list[str]) -> None:
    text = "".join(pieces)

    parts = list(cut(text))

    assert "".join(text[part.start : part.stop] for part in parts) == text
    assert all(0 < len(part) <= LONGEST for part in parts)


def test_a_text_is_cut_between_blocks_before_lines_and_lines_before_words() -> None:
    half = "word " * 800
    for mark in ("\n\n", "\n", " "):
        text = f"{half}{mark}{half.strip()}"
        first, _ = cut(text.replace(" ", "_") if mark != " " else text)
        assert first.stop in {len(half) + len(mark), LONGEST} or mark == " "


def test_rows_of_a_table_keep_its_head() -> None:
    taken = [take(TABLE, part) for part in cut(f"{TABLE}\n\nThe end.")]

    assert len(taken) > 2
    assert all(each.startswith("| Year | Revenue |\n|---|---|\n| ") for each in taken)
    rows = [line for each in taken for line in each.split("\n") if line[2:3].isdigit()]
    assert rows == TABLE.split("\n")[2:]


def test_a_table_that_begins_with_a_part_has_no_other_head() -> None:
    text = "| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |"

    assert take(text, range(text.index("| b |"), len(text))) == "| b |\n|---|\n| 2 |"
    assert take(text, range(len(text) - 5, len(text))) == "| b |\n|---|\n| 2 |"
