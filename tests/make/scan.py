"""Scans with known content: text drawn as pixels, then turned, tilted, shaded, and made noisy."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Pixels = npt.NDArray[np.uint8]

LETTER = (
    "The harbour of Aalborg",
    "was closed on Monday because",
    "the crane number 47 had failed",
    "and no spare part was at hand.",
    "Repairs cost 12,650 euros and",
    "the work went on on Thursday.",
)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The typeface that comes with the library that draws our PDFs."""
    return ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), size)


def written(
    lines: Sequence[str] = LETTER, *, size: int = 40, first: int = 0, width: int = 1_000
) -> Pixels:
    """Lines of black text on white, the first one in another size if that is given."""
    image = Image.new("L", (width, 160 + 2 * size * len(lines)), 255)
    draw = ImageDraw.Draw(image)
    top = 80
    for index, line in enumerate(lines):
        height = first if first and index == 0 else size
        draw.text((80, top), line, 0, font(height))
        top += 2 * height
    return np.asarray(image)


def tilted(picture: Pixels, degrees: float) -> Pixels:
    """Lines that rise to the right by so many degrees."""
    return np.asarray(
        Image.fromarray(picture).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    )


def turned(picture: Pixels, quarters: int) -> Pixels:
    """Turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def noisy(picture: Pixels, strength: float, seed: int = 7) -> Pixels:
    """With noise of so many greys."""
    noise = np.random.default_rng(seed).normal(0, strength, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def shaded(picture: Pixels) -> Pixels:
    """Lit from the left: paper on the right is dark."""
    light = np.linspace(1.0, 0.45, picture.shape[1])
    return (picture * light).astype(np.uint8)


def encoded(*pictures: Pixels, kind: str = "PNG") -> bytes:
    """A picture in one of the formats that people upload; a TIFF may have several pages."""
    data = io.BytesIO()
    first, *others = map(Image.fromarray, pictures)
    more = {"save_all": True, "append_images": others} if others else {}
    first.save(data, kind, **more)
    return data.getvalue()


def scanned(*pictures: Pixels, dots_per_inch: int = 200) -> bytes:
    """A PDF whose pages are pictures and nothing else."""
    data = io.BytesIO()
    canvas = Canvas(data, invariant=1)
    for picture in pictures:
        height, width = (side * 72 / dots_per_inch for side in picture.shape)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def searchable(picture: Pixels, lines: Sequence[str], *, is_painted_over: bool = False) -> bytes:
    """A scan with words behind it that are not seen, as scanning programs write it."""
    data = io.BytesIO()
    height, width = (side * 72 / 200 for side in picture.shape)
    canvas = Canvas(data, (width, height), invariant=1)
    if not is_painted_over:
        canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, width, height)
    text = canvas.beginText(30, height - 40)
    text.setFont("Helvetica", 14)
    text.setTextRenderMode(0 if is_painted_over else 3)
    text.textLines("\n".join(lines))
    canvas.drawText(text)
    if is_painted_over:
        canvas.drawImage(ImageReader(Image.fromarray(picture)), 0, 0, width, height)
    canvas.save()
    return data.getvalue()
