import contextlib
from collections.abc import Iterator
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.formats.reading import read, read_blocks, read_texts
from wasat.documents.document import BlockKind, Page, Summary
from wasat.documents.formats.text import name_lines, read_code, read_text, split_lines
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError


def _read_python(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    return read_code(file, limits, mime_type="text/x-python")


def test_blank_lines_part_paragraphs_and_places_are_lines() -> None:
    blocks = read_blocks(read_text, "one\n\n \ntwo\nthree\n")
    assert [(block.text, block.place) for block in blocks] == [
        ("one", "line 1"),
        ("two\nthree", "lines 4-5"),
    ]


def test_wrapped_lines_run_on() -> None:
    text = (
        "These are the words of a paragraph that an editor has\n"
        "wrapped at some width, which is why they run on here\n"
        "to the end."
    )
    assert read_texts(read_text, text) == [text.replace("\n", " ")]


def test_lines_ended_on_purpose_stay_lines() -> None:
    assert read_texts(read_text, "Total: 12\nDate: today") == ["Total: 12\nDate: today"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_every_kind_of_line_end_counts(end: str) -> None:
    assert split_lines(f"a{end}b") == ["a", "b"]


def test_code_keeps_its_form_and_is_not_run() -> None:
    code = "def f(x):\n    return  x\n\nraise SystemExit"
    blocks = read_blocks(_read_python, code)
    assert [(block.kind, block.text, block.place) for block in blocks] == [
        (BlockKind.CODE, "def f(x):\n    return  x", "lines 1-2"),
        (BlockKind.CODE, "raise SystemExit", "line 4"),
    ]


def test_the_summary_says_by_which_type_it_was_read() -> None:
    assert read(_read_python, "x").summary.mime_type == "text/x-python"
    assert read(read_text, "x").summary.mime_type == "text/plain"


def test_a_long_text_comes_in_runs() -> None:
    document = read(read_text, ("some words of a paragraph, enough of them\n\n") * 120)
    assert [len(page.blocks) for page in document.pages] == [50, 50, 20]
    assert not document.summary.is_paged


def test_nothing_but_space_has_no_pages() -> None:
    with pytest.raises(UnreadableDocumentError, match="no text"):
        read(read_text, " \n\n ")


def test_lines_of_nothing_that_prints_are_left_out() -> None:
    assert read_texts(read_text, "\x02\n\nwords") == ["words"]


def test_one_line_has_one_number() -> None:
    assert (name_lines(3, 3), name_lines(3, 5)) == ("line 3", "lines 3-5")


@given(st.binary(min_size=1))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (read_text, _read_python):
        with contextlib.suppress(UnreadableDocumentError):
            read(reader, data)


@given(st.text(st.characters(categories=["L", "N", "P"], include_characters="\n ")))
def test_no_word_is_lost(text: str) -> None:
    if text.strip():
        assert " ".join(read_texts(read_text, text)).split() == text.split()


LETTER = """\
Port of Nowhere
Quay 1

Dear berth holder,

the dues for the season of 2024 were raised by the council in its meeting
of 12 March. They are due on the first of May and cover water, light and
the use of the crane.

  - to 8 m:   12 EUR
  - to 12 m:  25 EUR

Yours
"""


def test_a_whole_letter_is_read_line_by_line() -> None:
    assert [(b.kind.value, b.text, b.place) for b in read_blocks(read_text, LETTER)] == [
        ("paragraph", "Port of Nowhere\nQuay 1", "lines 1-2"),
        ("paragraph", "Dear berth holder,", "line 4"),
        (
            "paragraph",
            "the dues for the season of 2024 were raised by the council in its meeting of 12"
            " March. They are due on the first of May and cover water, light and the use of the"
            " crane.",
            "lines 6-8",
        ),
        ("paragraph", "- to 8 m: 12 EUR\n- to 12 m: 25 EUR", "lines 10-11"),
        ("paragraph", "Yours", "line 13"),
    ]
