"""Draws the gallery again: `python docs/gallery/make_gallery.py`; pages are our own, all of them."""

import sys
from io import BytesIO
from pathlib import Path

from wasat.documents.export.debug import draw_blocks
from wasat.documents.load import load_document
from wasat.documents.render import decode_png, draw_page

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER))

from draw import make_pages  # noqa: E402 - beside this file

REPORT = FOLDER.parent.parent / "examples" / "report.pdf"
SIDE_PIXELS = 900


def main() -> None:
    """Write one picture a page."""
    pages = [(REPORT.read_bytes(), number) for number in (1, 2, 3, 4, 6)]
    own = make_pages()
    pages += [(own, number) for number in range(1, 6)]
    for index, (data, number) in enumerate(pages, 1):
        page = load_document(BytesIO(data), "application/pdf").pages[number - 1]
        png = b"".join(draw_page(BytesIO(data), page=number, boxes=[], side_pixels=SIDE_PIXELS))
        (FOLDER / f"{index:02d}.png").write_bytes(draw_blocks(decode_png(png), page))


if __name__ == "__main__":
    main()
