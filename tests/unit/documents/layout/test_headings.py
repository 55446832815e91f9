from collections import Counter
from dataclasses import replace

import pytest

from tests.unit.documents.layout.made import BODY, BOLD, CODE, draft
from wasat.documents.document import BlockKind, Origin
from wasat.documents.layout.draft import TEXT
from wasat.documents.layout.headings import (
    Claim,
    body_style,
    claim,
    is_heading,
    mark_headings,
    rank_looks,
)
from wasat.documents.layout.sheet import Style

LARGE = Style(14.0, "Body-Bold", is_bold=True)


def test_the_body_is_set_in_the_style_of_most_characters() -> None:
    counts = Counter({BODY: 900, LARGE: 40, Style(10.0, "Body-Italic"): 100, Style(8.0): 500})

    assert body_style(counts) == BODY


def test_a_document_without_words_has_a_usual_body() -> None:
    assert body_style(Counter()).size == 10.0


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Results", LARGE),
        ("Results", BOLD),
        ("About model_dump", Style(12.0, "Code", is_mono=True)),
        ("3.1 Additional components", BODY),
        ("結果と考察", LARGE),
        ("Warning", LARGE),
        ("What to do first.", Style(11.0)),
    ],
)
def test_what_stands_out_is_a_heading(text: str, style: Style) -> None:
    assert is_heading(draft(text, style=style), BODY)


ITALIC = Style(10.0, "Body-Italic", is_italic=True)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("IV. RELATED WORK", Style(8.0)),
        ("I. INTRODUCTION", BODY),
        ("B. Training setup", ITALIC),
    ],
)
def test_sections_by_roman_figures_and_letters_are_headings(text: str, style: Style) -> None:
    assert is_heading(draft(text, style=style), BODY)
    assert not is_heading(replace(draft(text, style=style), told=TEXT), BODY)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("I. INTRODUCTION", Style(6.0)),
        ("I. Introduction", BODY),
        ("B. Training setup", BODY),
        ("B. Training is done once.", ITALIC),
        ("B. Training\nsetup", ITALIC),
    ],
)
def test_other_lettered_lines_are_none(text: str, style: Style) -> None:
    assert not is_heading(draft(text, style=style), BODY)


SMALL = Style(9.0, "Sans-Bold", is_bold=True)


@pytest.mark.parametrize("text", ["1. INTRODUCTION", "2.1 Tides at the coast", "A. Instruments"])
def test_numbered_sections_may_be_bold_and_a_little_smaller(text: str) -> None:
    assert is_heading(draft(text, style=SMALL), BODY)
    assert not is_heading(draft(text, style=Style(9.0)), BODY)
    assert not is_heading(draft(text, style=SMALL._replace(size=8.0)), BODY)
    assert not is_heading(replace(draft(text, style=SMALL), told=TEXT), BODY)


def test_a_small_bold_line_is_a_heading_if_it_is_told() -> None:
    assert not is_heading(draft("ABSTRACT", style=SMALL), BODY)
    assert is_heading(replace(draft("ABSTRACT", style=SMALL), told=1), BODY)
    assert not is_heading(replace(draft("The end.", style=SMALL), told=1), BODY)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("Results", BODY),
        ("It is bold, and a sentence.", BOLD),
        ("Small print", Style(8.0, is_bold=True)),
        ("67 52 94", LARGE),
        ("3.1 The parties agree on everything.", BODY),
        ("word " * 31, LARGE),
        ("one\ntwo\nthree\nfour\nfive", LARGE),
        ("pip install wasat", CODE),
        ("> make install", CODE._replace(is_bold=True)),
        ("The office keeps a record of every ship.", Style(11.0)),
        ("Warning", BOLD),
        ("Hinweis:", Style(11.5, is_bold=True)),
        ("注意", BOLD),
    ],
)
def test_what_does_not_stand_out_is_none(text: str, style: Style) -> None:
    assert not is_heading(draft(text.strip(), style=style), BODY)


def test_the_label_of_a_field_is_no_heading() -> None:
    assert not is_heading(replace(draft("Name", style=LARGE), is_label=True), BODY)


def test_a_table_is_never_a_heading() -> None:
    assert not is_heading(draft("x y", style=LARGE, kind=BlockKind.TABLE), BODY)


def test_a_numbered_heading_gets_its_number_back() -> None:
    item = draft("Introduction", style=BOLD, kind=BlockKind.LIST_ITEM, marker="1.")

    marked = mark_headings([item], rank_looks({claim(item): 1}), BODY)[0]

    assert (marked.kind, marked.level, marked.marker) == (BlockKind.HEADING, 1, "")
    assert marked.text == "1. Introduction"


def test_a_bullet_is_never_a_heading() -> None:
    item = draft("Important", style=BOLD, kind=BlockKind.LIST_ITEM, marker="•")

    assert not is_heading(item, BODY)


def test_levels_follow_size_and_weight() -> None:
    title, section = draft("Title", style=LARGE), draft("Section", style=BOLD)
    levels = rank_looks(Counter(map(claim, (section, title, section))))

    assert (levels.of(title), levels.of(section)) == (1, 2)


def test_sections_that_are_set_alike_are_as_deep_as_their_numbers() -> None:
    chapter, section = draft("3. Tides", style=BOLD), draft("3.1 Neap tides", style=BOLD)
    levels = rank_looks(Counter(map(claim, (section, chapter))))

    assert [levels.of(it) for it in (chapter, section)] == [1, 2]


def test_a_told_level_is_that_of_numbers_as_deep() -> None:
    section = replace(draft("3.1 Neap tides", style=BOLD), told=2)
    chapter, deeper = draft("4. Winds", style=BOLD), draft("4.1.2 Gales", style=BOLD)
    levels = rank_looks(Counter(map(claim, (section, section, chapter, deeper))))

    assert [levels.of(it) for it in (chapter, section, deeper)] == [1, 2, 3]


def test_there_are_six_levels_at_most() -> None:
    looks = [(20.0 - step, True, False) for step in range(9)]

    assert (
        rank_looks({Claim(it, 0, is_named=False): 1 for it in looks}).of(
            draft("x", style=Style(12.0, is_bold=True))
        )
        == 6
    )


def test_lines_of_a_cover_take_no_level_from_the_headings_of_the_chapters() -> None:
    cover = [Claim((30.0 - step, True, False), 0, is_named=False) for step in range(9)]
    chapter, section = draft("Chapter", style=LARGE), draft("Section", style=BOLD)
    counts = Counter(cover) + Counter(map(claim, [chapter] * 5 + [section] * 9))

    levels = rank_looks(counts)

    assert levels.of(chapter) < levels.of(section) <= 6


def test_what_was_read_on_a_picture_makes_no_level_of_its_own() -> None:
    title, section = draft("Title", style=Style(20.0)), draft("Section", style=LARGE)
    scanned = replace(draft("Audit", style=Style(14.6)), origin=Origin.OCR)
    levels = rank_looks(Counter(map(claim, (title, section, scanned))))

    assert [levels.of(it) for it in (title, section, scanned)] == [1, 2, 2]


def test_an_entry_of_a_table_of_contents_is_no_heading() -> None:
    assert is_heading(draft("Chapter 1. Harbours", style=BOLD), BODY)
    assert not is_heading(draft("Chapter 1. Harbours . . . . . . . . 12", style=BOLD), BODY)


def test_paragraphs_stay_as_they_are() -> None:
    plain = draft("plain words")

    assert mark_headings([plain], rank_looks({}), BODY) == [plain]


@pytest.mark.parametrize(
    "text", ["shift system, there is no", "Bone is known,", "necessary admix-"]
)
def test_a_torn_sentence_is_no_heading_however_large(text: str) -> None:
    assert not is_heading(draft(text, style=Style(12.0)), BODY)


def test_what_tags_or_bookmarks_name_is_a_heading_however_it_looks() -> None:
    assert is_heading(replace(draft("Results"), told=2), BODY)


@pytest.mark.parametrize("text", ["word " * 40, "12 34"])
def test_what_cannot_be_a_heading_is_none_whatever_is_told(text: str) -> None:
    assert not is_heading(replace(draft(text.strip()), told=2), BODY)


def test_bold_text_that_is_told_to_be_text_is_no_heading() -> None:
    assert not is_heading(replace(draft("Note well", style=BOLD), told=TEXT), BODY)


def test_a_title_is_a_heading_even_if_it_is_told_to_be_text() -> None:
    assert is_heading(replace(draft("Annual Report", style=LARGE), told=TEXT), BODY)


def test_tags_say_which_level_a_heading_has_and_those_that_look_like_it() -> None:
    told = replace(draft("Tagged", style=BOLD), told=3)
    alike, smaller = draft("Alike", style=BOLD), draft("Below", style=Style(9.8, is_bold=True))
    levels = rank_looks(Counter(map(claim, (told, alike, smaller))))

    assert [levels.of(it) for it in (told, alike, smaller)] == [3, 3, 4]


def test_levels_of_bookmarks_begin_below_a_title_that_they_leave_out() -> None:
    title = draft("Title", style=LARGE)
    section = replace(draft("Section", style=BOLD), told=1, is_named=True)
    levels = rank_looks(Counter(map(claim, (title, section))))

    assert [levels.of(it) for it in (title, section)] == [1, 2]
