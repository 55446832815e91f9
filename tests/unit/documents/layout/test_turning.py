import math
from dataclasses import replace

import numpy as np
import pytest

from tests.unit.documents.layout.made import draft, words
from wasat.box import NOWHERE, Box
from wasat.documents.document import BlockKind, Cell, Line, Table, Word
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import NO_WORDS, FieldValue, Graphics, Sheet
from wasat.documents.layout.turning import (
    choose_words,
    main_turn,
    tilt_back,
    turn_back,
    turn_box,
    turn_sheet,
)

SIZE = (600.0, 800.0)
BOX = Box(10, 20, 110, 40)


def _sheet(turn: int) -> Sheet:
    made = words(("one", 10, 38), ("two", 40, 38))
    turned = replace(made, turns=np.full(2, turn, np.int32))
    return Sheet(
        number=1,
        width=SIZE[0],
        height=SIZE[1],
        words=turned,
        graphics=Graphics(rules=(BOX,), shades=(BOX,), pictures=(BOX,), shapes=(BOX,)),
        fields=(FieldValue("name", "value", BOX),),
    )


def test_most_words_decide_how_a_page_is_read() -> None:
    assert main_turn(_sheet(3).words) == 3
    assert main_turn(replace(_sheet(3).words, turns=np.array([0, 3]))) == 0
    assert main_turn(NO_WORDS) == 0


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_a_turned_page_turns_back(turn: int) -> None:
    turned = turn_sheet(_sheet(turn), turn)
    block = draft("x")
    moved = replace(block, box=turn_box(block.box, turn, SIZE))

    back = turn_back(moved, turn, (turned.width, turned.height))

    assert back.box == pytest.approx(block.box)
    assert (turned.width > turned.height) is (turn in (1, 3))
    assert turned.words.turns.tolist() == [0, 0]


def test_words_read_upwards_stand_upright_when_turned() -> None:
    """At the left edge of the page, read from bottom to top."""
    made = replace(
        words(("up", 0, 0)),
        boxes=np.array([[10, 700, 20, 780]], np.float32),
        baselines=np.array([18], np.float32),
        turns=np.array([3], np.int32),
    )
    sheet = Sheet(number=1, width=SIZE[0], height=SIZE[1], words=made)

    turned = turn_sheet(sheet, 3)

    assert turned.words.boxes.tolist() == [[20.0, 10.0, 100.0, 20.0]]
    assert turned.words.baselines.tolist() == [18.0]


def test_words_read_downwards_stand_upright_when_turned() -> None:
    made = replace(
        words(("down", 0, 0)),
        boxes=np.array([[580, 20, 590, 100]], np.float32),
        baselines=np.array([582], np.float32),
        turns=np.array([1], np.int32),
    )
    sheet = Sheet(number=1, width=SIZE[0], height=SIZE[1], words=made)

    turned = turn_sheet(sheet, 1)

    assert turned.words.boxes.tolist() == [[20.0, 10.0, 100.0, 20.0]]
    assert turned.words.baselines.tolist() == [18.0]


def test_everything_on_the_page_turns_along() -> None:
    turned = turn_sheet(_sheet(2), 2)
    expected = Box(490, 760, 590, 780)

    graphics = turned.graphics
    assert graphics.rules == graphics.shades == graphics.pictures == graphics.shapes == (expected,)
    assert turned.fields[0].box == expected
    assert turned.words.baselines.tolist() == [762.0, 762.0]


def test_the_cells_of_a_table_turn_back() -> None:
    line = Line(words=(Word("x", BOX),))
    table = Table(
        row_count=1, column_count=1, cells=(Cell(row=0, column=0, lines=(line,), box=BOX),)
    )
    block = Draft(kind=BlockKind.TABLE, box=BOX, table=table, column=BOX)

    back = turn_back(block, 2, SIZE)

    assert back.table is not None
    assert back.table.cells[0].box == back.table.cells[0].lines[0].words[0].box == back.box


def test_words_of_one_direction_are_chosen() -> None:
    made = replace(words(("a", 0, 10), ("b", 20, 10)), turns=np.array([0, 1], np.int32))

    assert choose_words(made, 1).text == "b"
    assert choose_words(words(("a", 0, 10)), 0).text == "a"


def test_a_block_of_a_levelled_page_goes_back_to_where_it_is_shown() -> None:
    word = Word("far", Box(500, 395, 540, 405))
    draft = Draft(
        kind=BlockKind.PARAGRAPH,
        box=word.box,
        lines=(Line(words=(word,)),),
        first=Word("1.", Box(300, 395, 310, 405)),
        column=word.box,
    )
    shown = tilt_back(draft, 2.0, (600, 800))
    box = shown.lines[0].words[0].box
    assert (box.x0 + box.x1) / 2 == pytest.approx(520, abs=0.5)
    assert (box.top + box.bottom) / 2 == pytest.approx(
        400 - 220 * math.sin(math.radians(2)), abs=0.1
    )
    assert shown.first is not None
    assert shown.first.box.top < 400 < shown.first.box.bottom


def test_a_level_page_is_left_as_it_is() -> None:
    draft = Draft(kind=BlockKind.PARAGRAPH, box=NOWHERE, column=NOWHERE)
    assert tilt_back(draft, 0.0, (600, 800)) is draft
