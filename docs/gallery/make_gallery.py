"""Draws the gallery again: `python -m docs.gallery.make_gallery`; pages are our own, all of them."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from docs.gallery.draw import make_pages
from wasat.documents.export.debug import draw_blocks
from wasat.documents.load import load_document
from wasat.documents.render import decode_png, draw_page

FOLDER = Path(__file__).parent
REPORT = FOLDER.parent.parent / "examples" / "report.pdf"
SIDE_PIXELS = 900


def draw_gallery() -> Iterator[bytes]:
    """Yield one picture a page, as PNG."""
    pages = [(REPORT.read_bytes(), number) for number in (1, 2, 3, 4, 6)]
    own = make_pages()
    pages += [(own, number) for number in range(1, 6)]
    for data, number in pages:
        page = load_document(BytesIO(data), "application/pdf").pages[number - 1]
        png = b"".join(draw_page(BytesIO(data), page=number, boxes=[], side_pixels=SIDE_PIXELS))
        yield draw_blocks(decode_png(png), page)


def main() -> None:
    """Write them beside this file."""
    for index, picture in enumerate(draw_gallery(), 1):
        (FOLDER / f"{index:02d}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
