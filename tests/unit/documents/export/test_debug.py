import numpy as np

from tests.unit.documents.making import lines
from wasat.box import Box
from wasat.documents.document import Block, BlockKind, Cell, Page, Table
from wasat.documents.export.debug import crop, draw_blocks
from wasat.documents.export.letters import HEIGHT, draw_text
from wasat.documents.render import Pixels, decode_png

WHITE = (255, 255, 255)


def _white() -> Pixels:
    return np.full((200, 100, 3), 255, np.uint8)


def _draw(*blocks: Block) -> Pixels:
    return decode_png(
        draw_blocks(_white(), Page(number=1, width=100.0, height=200.0, blocks=blocks))
    )


def _colour(pixels: Pixels, x: int, y: int) -> tuple[int, ...]:
    return tuple(map(int, pixels[y, x]))


def test_a_block_has_a_frame_in_the_colour_of_its_kind() -> None:
    drawn = _draw(
        Block(kind=BlockKind.HEADING, level=1, box=Box(10, 40, 90, 60)),
        Block(kind=BlockKind.PARAGRAPH, box=Box(10, 100, 90, 120)),
    )
    heading, text = _colour(drawn, 50, 40), _colour(drawn, 50, 100)
    assert len({heading, text, WHITE}) == 3
    assert _colour(drawn, 50, 50) == _colour(drawn, 50, 110) == WHITE


def test_a_label_above_the_block_tells_its_place_and_kind() -> None:
    drawn = _draw(Block(kind=BlockKind.LIST_ITEM, box=Box(10, 40, 90, 60)))
    label = drawn[40 - HEIGHT - 2 : 40, 10 : 10 + draw_text("1 li").shape[1] + 2]
    letters = (label == 255).all(axis=2)[1:-1, 1:-1]
    assert (letters == draw_text("1 li")).all()


def test_cells_of_a_table_are_drawn_and_header_cells_tinted() -> None:
    cells = (
        Cell(row=0, column=0, is_header=True, lines=lines("a"), box=Box(10, 40, 50, 60)),
        Cell(row=1, column=0, lines=lines("b"), box=Box(10, 60, 50, 80)),
    )
    table = Table(row_count=2, column_count=1, cells=cells)
    drawn = _draw(Block(kind=BlockKind.TABLE, table=table, box=Box(10, 40, 50, 80)))
    assert _colour(drawn, 30, 50) != WHITE
    assert _colour(drawn, 30, 70) == WHITE
    assert _colour(drawn, 30, 60) != WHITE


def test_what_lies_off_the_page_does_no_harm() -> None:
    assert _draw(Block(kind=BlockKind.FIGURE, box=Box(-50, -50, 500, 500))).shape == (200, 100, 3)
    assert _draw(Block(kind=BlockKind.FIGURE, box=Box(90, 190, 900, 900))).shape == (200, 100, 3)


def test_a_part_of_a_page_is_cut_out() -> None:
    pixels = _white()
    pixels[20:40, 10:30] = (1, 2, 3)
    page = Page(number=1, width=50.0, height=100.0)
    part = decode_png(crop(pixels, page, Box(5, 10, 15, 20)))
    assert part.shape == (20, 20, 3)
    assert (part == (1, 2, 3)).all()
    assert crop(pixels, page, Box(60, 110, 70, 120)) == b""
