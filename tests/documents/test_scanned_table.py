"""A table on a scan is held together by its rules, whatever the cells hold."""

import io

import numpy as np
from PIL import Image, ImageDraw

from tests.make import scan
from wasat.documents.document import BlockKind
from wasat.documents.load import load_document

ROWS = (
    ("Term", "Meaning"),
    ("Berth", "Where a ship lies while it\nis loaded and unloaded"),
    ("Draught", "How deep a ship reaches\nbelow the water"),
)


def table() -> scan.Pixels:
    """Two columns of wrapped cells with a rule above, between and below the rows."""
    image = Image.new("L", (1_100, 900), 255)
    draw = ImageDraw.Draw(image)
    top = 200
    for term, meaning in ROWS:
        draw.line((80, top, 1_000, top), 90, 2)
        draw.text((90, top + 15), term, 0, scan.font(32))
        draw.multiline_text((400, top + 15), meaning, 0, scan.font(32), spacing=12)
        top += 70 + 45 * meaning.count("\n")
    draw.line((80, top, 1_000, top), 90, 2)
    return np.asarray(image)


def test_cells_of_two_lines_stay_whole() -> None:
    page = load_document(io.BytesIO(scan.scanned(table())), "application/pdf").pages[0]

    (block,) = [block for block in page.blocks if block.kind is BlockKind.TABLE]
    assert block.table is not None
    cells = [(cell.row, cell.column, cell.text.replace("\n", " ")) for cell in block.table.cells]
    assert cells == [
        (row, column, text.replace("\n", " "))
        for row, texts in enumerate(ROWS)
        for column, text in enumerate(texts)
    ]
