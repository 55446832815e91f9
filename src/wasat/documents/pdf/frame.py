"""From the coordinates a page is stored in to those it is shown in."""

import ctypes
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.box import Box
from wasat.documents.layout.sheet import Floats

_FARTHEST = 14_400.0  # points; the longest side of a page, ISO 32000-2 annex C
_NOWHERE = 1e9  # points; far from any origin, and still a number when it is added up
_SCALE = 100  # the library answers in whole pixels; a hundredth of a point is fine enough


class Frame(NamedTuple):
    """The affine map of one page, crop box and rotation included.

    Attributes:
        width: Of the page as shown, in points.
        height: Of the page as shown, in points.
        xx: Shown x for one point of stored x.
        xy: Shown x for one point of stored y.
        yx: Shown y for one point of stored x.
        yy: Shown y for one point of stored y.
        x: Shown x of the stored origin.
        y: Shown y of the stored origin.
    """

    width: float
    height: float
    xx: float
    xy: float
    yx: float
    yy: float
    x: float
    y: float

    @property
    def quarter_turns(self) -> int:
        """Clockwise rotation of the page, in quarter turns."""
        if abs(self.xx) >= abs(self.yx):
            return 0 if self.xx >= 0 else 2
        return 1 if self.yx > 0 else 3

    def show(self, boxes: Floats) -> Floats:
        """Turn stored rectangles into shown ones; what lies beyond all pages is moved near.

        Layout counts by the point, so that a word a kilometre away would take a gigabyte.

        Args:
            boxes: n by 4: two opposite corners as x, y, x, y.

        Returns:
            n by 4: x0, top, x1, bottom.
        """
        near = boxes.clip(-_NOWHERE, _NOWHERE)
        near[np.isnan(near)] = 0.0
        xs, ys = near[:, 0::2], near[:, 1::2]
        across = xs * self.xx + ys * self.xy + self.x
        down = xs * self.yx + ys * self.yy + self.y
        shown = np.empty(boxes.shape, np.float32)
        np.minimum(across[:, 0], across[:, 1], out=shown[:, 0])
        np.minimum(down[:, 0], down[:, 1], out=shown[:, 1])
        np.maximum(across[:, 0], across[:, 1], out=shown[:, 2])
        np.maximum(down[:, 0], down[:, 1], out=shown[:, 3])
        return shown.clip(-_FARTHEST, _FARTHEST, out=shown)

    def show_box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Turn one stored rectangle into a shown box."""
        shown = self.show(np.array([[x0, y0, x1, y1]], np.float32))[0]
        return Box(*(round(float(edge), 2) for edge in shown.tolist()))


def read_frame(page: pdfium.PdfPage) -> Frame:
    """Work out how the page is shown, from where three points of it go."""
    width, height = page.get_size()

    def shown(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        size = (round(width * _SCALE), round(height * _SCALE))
        pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, across, down)
        return across.value / _SCALE, down.value / _SCALE

    reach = 1000.0
    origin, right, up = shown(0, 0), shown(reach, 0), shown(0, reach)
    return Frame(
        width=width,
        height=height,
        xx=(right[0] - origin[0]) / reach,
        xy=(up[0] - origin[0]) / reach,
        yx=(right[1] - origin[1]) / reach,
        yy=(up[1] - origin[1]) / reach,
        x=origin[0],
        y=origin[1],
    )
