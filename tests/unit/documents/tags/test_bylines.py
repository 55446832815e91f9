from dataclasses import replace

import pytest

from tests.unit.documents.layout.made import BODY, draft
from wasat.box import Box
from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import TEXT, Draft
from wasat.documents.layout.sheet import Style
from wasat.documents.tags.bylines import tell_bylines

NAMES = Style(12.0)


def _centred(text: str, top: float, style: Style, *, off: float = 0.0) -> Draft:
    made = draft(text, top, style=style)
    half = made.box.width / 2
    return replace(made, box=Box(300 + off - half, top, 300 + off + half, made.box.bottom))


TITLE = _centred("Tides of the northern coast", 80, Style(17.0))
ROW = _centred("Anna Berg and Carl Dahl", 120, NAMES)


def _told(*drafts: Draft) -> list[int]:
    return [it.told for it in tell_bylines(drafts, BODY)]


def test_names_in_the_middle_under_a_title_are_no_headings() -> None:
    place = _centred("Institute of Tides, Halden", 135, BODY)
    date = _centred("28 November 2026", 150, NAMES)

    assert _told(TITLE, ROW, place, date) == [0, TEXT, TEXT, TEXT]


def test_what_follows_the_text_is_left_alone() -> None:
    text = draft("A line of the text that stands left of the middle", 135)
    later = _centred("Instruments", 150, NAMES)

    assert _told(TITLE, ROW, text, later) == [0, TEXT, 0, 0]


@pytest.mark.parametrize(
    "other",
    [
        _centred("Instruments", 120, NAMES._replace(is_bold=True)),
        _centred("A new way to see them", 120, Style(14.0)),
        _centred("Instruments", 120, NAMES, off=40),
        _centred("word " * 14 + "word", 120, NAMES),
        replace(ROW, told=1),
        replace(ROW, kind=BlockKind.LIST_ITEM),
    ],
    ids=["bold", "subtitle", "off the middle", "long", "told", "item"],
)
def test_other_lines_under_a_title_stay_as_they_are(other: Draft) -> None:
    assert _told(TITLE, other, ROW) == [0, other.told, 0]


def test_a_page_without_a_title_has_no_bylines() -> None:
    assert _told(replace(TITLE, style=NAMES), ROW) == [0, 0]
    assert _told() == []
