"""Pages and words that are written sideways, turned upright and back."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from wasat.box import Box
from wasat.documents.document import Cell, Line, Table, Word
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import FieldValue, Floats, Graphics, Sheet, Words

Move = Callable[[Box], Box]

_MOSTLY = 0.6  # share of the characters that decides how a page is read


def main_turn(words: Words) -> int:
    """Return the direction of writing of most words, in quarter turns clockwise."""
    if not len(words.turns):
        return 0
    counts = np.bincount(words.turns, minlength=4)
    turn = int(counts.argmax())
    return turn if counts[turn] >= _MOSTLY * counts.sum() else 0


def choose_words(words: Words, turn: int) -> Words:
    """Return the words written in one direction, as they are."""
    chosen = np.flatnonzero(words.turns == turn)
    return words if len(chosen) == len(words.turns) else words.choose(chosen)


def turn_sheet(sheet: Sheet, turn: int) -> Sheet:
    """Turn a page so that words written in direction `turn` stand upright."""
    if turn == 0:
        return sheet
    size = (sheet.width, sheet.height)
    words, graphics = sheet.words, sheet.graphics
    upright = replace(
        words,
        boxes=_turn_boxes(words.boxes, turn, size),
        baselines=_turn_baselines(words.baselines, turn, size),
        turns=(words.turns - turn) % 4,
    )
    return replace(
        sheet,
        width=sheet.height if turn % 2 else sheet.width,
        height=sheet.width if turn % 2 else sheet.height,
        words=upright,
        graphics=Graphics(
            rules=tuple(turn_box(box, turn, size) for box in graphics.rules),
            shades=tuple(turn_box(box, turn, size) for box in graphics.shades),
            pictures=tuple(turn_box(box, turn, size) for box in graphics.pictures),
            shapes=tuple(turn_box(box, turn, size) for box in graphics.shapes),
        ),
        fields=tuple(
            FieldValue(it.name, it.value, turn_box(it.box, turn, size)) for it in sheet.fields
        ),
    )


def turn_back(draft: Draft, turn: int, size: tuple[float, float]) -> Draft:
    """Undo `turn_sheet` for a block.

    Args:
        draft: In the coordinates of the turned page.
        turn: As given to `turn_sheet`.
        size: Width and height of the turned page.
    """
    if turn == 0:
        return draft
    return move_draft(draft, lambda box: turn_box(box, (4 - turn) % 4, size))


def tilt_back(draft: Draft, degrees: float, size: tuple[float, float]) -> Draft:
    """Put a block of a page whose lines were levelled to where it is shown.

    Args:
        draft: In the coordinates of the levelled page.
        degrees: By which its lines rise to the right; a few at most.
        size: Width and height of the page.
    """
    if degrees == 0:
        return draft
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = size[0] / 2, size[1] / 2

    def tilt(box: Box) -> Box:
        width, height = box.width / 2, box.height / 2
        across, down = box.x0 + width - x, box.top + height - y
        centre = x + across * cosine + down * sine, y - across * sine + down * cosine
        grown = width * cosine + height * abs(sine), width * abs(sine) + height * cosine
        edges = (centre[0] - grown[0], centre[1] - grown[1])
        return Box(*(round(it, 2) for it in (*edges, centre[0] + grown[0], centre[1] + grown[1])))

    return move_draft(draft, tilt)


def move_draft(draft: Draft, move: Move) -> Draft:
    """Move a block and everything in it."""
    table = draft.table
    return replace(
        draft,
        box=move(draft.box),
        column=move(draft.column),
        first=draft.first and _move_word(draft.first, move),
        lines=_move_lines(draft.lines, move),
        table=table if table is None else _move_table(table, move),
    )


def turn_box(box: Box, turn: int, size: tuple[float, float]) -> Box:
    """Turn a box on a page of this width and height `turn` quarters counter-clockwise."""
    width, height = size
    if turn == 1:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    if turn == 2:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if turn == 3:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    return box


def _turn_boxes(boxes: Floats, turn: int, size: tuple[float, float]) -> Floats:
    x0, top, x1, bottom = boxes.T
    width, height = size
    columns = {
        1: (top, width - x1, bottom, width - x0),
        2: (width - x1, height - bottom, width - x0, height - top),
        3: (height - bottom, x0, height - top, x1),
    }[turn]
    return np.stack(columns, axis=1).astype(np.float32)


def _turn_baselines(baselines: Floats, turn: int, size: tuple[float, float]) -> Floats:
    width, height = size
    turned: Floats = {1: width - baselines, 2: height - baselines, 3: baselines}[turn]
    return turned.astype(np.float32)


def _move_word(word: Word, move: Move) -> Word:
    return word._replace(box=move(word.box))


def _move_lines(lines: tuple[Line, ...], move: Move) -> tuple[Line, ...]:
    return tuple(
        replace(line, words=tuple(_move_word(word, move) for word in line.words)) for line in lines
    )


def _move_table(table: Table, move: Move) -> Table:
    cells: tuple[Cell, ...] = tuple(
        replace(cell, box=move(cell.box), lines=_move_lines(cell.lines, move))
        for cell in table.cells
    )
    return replace(table, cells=cells)
