"""Small real PDFs, drawn by reportlab; points from the top left, as in the document model."""

import io
from collections.abc import Callable, Sequence

import pikepdf
from reportlab.lib.colors import black
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
Draw = Callable[[Canvas], None]


def make_pdf(*pages: Draw, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """Draw each page with one function."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def nothing(canvas: Canvas) -> None:
    """Draw an empty page."""
    del canvas


def write(
    canvas: Canvas, x: float, y: float, text: str, *, size: float = 10, font: str = "Helvetica"
) -> None:
    """Write one line with its baseline `y` points from the top of an A4 page."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def write_lines(
    canvas: Canvas, x: float, y: float, lines: Sequence[str], *, leading: float = 12
) -> None:
    """Write lines under one another in the usual font."""
    for index, line in enumerate(lines):
        write(canvas, x, y + index * leading, line)


def rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a thin line."""
    canvas.setLineWidth(0.5)
    canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def shade(canvas: Canvas, x0: float, top: float, x1: float, bottom: float) -> None:
    """Fill a rectangle in grey."""
    canvas.setFillGray(0.8)
    canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    canvas.setFillColor(black)


def edit(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Open a PDF, change it, and return what was saved."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(target, deterministic_id=True)
    return target.getvalue()


def encrypt(data: bytes, password: str) -> bytes:
    """Return the PDF so that only a password opens it."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner=password, user=password))
    return target.getvalue()


def picture_page(pdf: pikepdf.Pdf, *, box: tuple[float, float, float, float]) -> None:
    """Put a picture of four pixels on the first page: x, y, width, height as stored."""
    image = pikepdf.Stream(
        pdf,
        bytes(range(12)),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=2,
        Height=2,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
    )
    page = pdf.pages[0]
    name = page.add_resource(image, pikepdf.Name.XObject)
    x, y, width, height = box
    page.contents_add(f"q {width} 0 0 {height} {x} {y} cm {name} Do Q".encode())
