"""Pages as pictures: those of a PDF drawn, pictures decoded; never larger than the limits say."""

from typing import BinaryIO, NamedTuple

import numpy as np
import pypdfium2 as pdfium

from wasat.box import POINTS_PER_INCH
from wasat.documents.formats.image import decode_picture
from wasat.documents.formats.sniff import PDF
from wasat.documents.limits import Limits
from wasat.documents.ocr.engine import Grey
from wasat.documents.pdf.opening import open_document
from wasat.status import UnreadableDocumentError

_DOTS_PER_INCH = 260  # small print in narrow columns is lost at 200, measured; A4 fits the limits


class PagePicture(NamedTuple):
    """A page as a grey picture.

    Attributes:
        picture: Height by width.
        width: Of the page as shown, in points.
        height: Of the page as shown, in points.
        scale: Pixels a point.
        is_to_scale: Whether points are what they say; of a picture a point is a pixel.
    """

    picture: Grey
    width: float
    height: float
    scale: float
    is_to_scale: bool


def open_page(file: BinaryIO, mime_type: str, number: int, limits: Limits) -> PagePicture:
    """Return one page of a PDF or of a picture.

    Args:
        file: Open at its start.
        mime_type: As it was found to be.
        number: From 1.
        limits: Those of a drawn page.

    Raises:
        UnreadableDocumentError: It cannot be opened, or there is no such page.
    """
    if mime_type == PDF:
        return _draw(file, number, limits)
    decoded = decode_picture(file, number - 1, limits)
    height, width = decoded.pixels.shape
    scale = width / max(decoded.width, 1)
    return PagePicture(decoded.pixels, width / scale, height / scale, scale, is_to_scale=False)


def _draw(file: BinaryIO, number: int, limits: Limits) -> PagePicture:
    document = open_document(file)
    try:
        page = document[number - 1]
        width, height = (max(edge, 1.0) for edge in page.get_size())
        scale = min(
            _DOTS_PER_INCH / POINTS_PER_INCH,
            limits.side_pixels / max(width, height),
            (limits.area_pixels / (width * height)) ** 0.5,
        )
        # the untyped default of `scale` is taken for its type
        bitmap = page.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]
        pixels = np.array(bitmap.to_numpy(), np.uint8).reshape(bitmap.height, bitmap.width)
        bitmap.close()
    except (pdfium.PdfiumError, IndexError) as error:
        raise UnreadableDocumentError(f"Page {number} of the document is damaged.") from error
    finally:
        document.close()
    return PagePicture(pixels, width, height, pixels.shape[1] / width, is_to_scale=True)
