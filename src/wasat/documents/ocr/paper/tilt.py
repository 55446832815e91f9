"""How a page lies: sideways or not, and by how many degrees its lines are off level."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from wasat.documents.ocr.engine import Grey

_SIDE = 1_000  # pixels: enough for lines of a page to be told apart
_STEEPEST = 8.0  # degrees
_COARSE, _FINE = 0.5, 0.05  # degrees between two tries
_LEAST = 0.1  # degrees: less shows in no line
_INK = 0.75  # of the usual paper: darker is ink
_LEAST_INK = 300  # pixels: fewer are no text to be measured
_MOST_INK = 0.4  # of the picture: more is a photograph
_CLEARLY = 1.6  # times as sharp, so that a page is taken for sideways

_Places = npt.NDArray[np.float32]


def measure_tilt(picture: Grey) -> float:
    """Return by how many degrees lines rise to the right; 0 where nothing can be told.

    Lines are level where their ink, summed up along them, makes the sharpest bands.

    Source:
        Skew by projection profiles, Baird 1987; the sum of squared differences is Postl's, 1986.
    """
    rows, columns = _ink(picture)
    if not len(rows):
        return 0.0
    best = _sharpest(rows, columns, np.arange(-_STEEPEST, _STEEPEST + _COARSE, _COARSE))
    around = np.arange(best - _COARSE, best + _COARSE + _FINE, _FINE)
    best = _sharpest(rows, columns, around)
    return 0.0 if abs(best) < _LEAST or abs(best) > _STEEPEST else round(best, 2)


def is_sideways(picture: Grey) -> bool:
    """Whether lines run up or down the page rather than across it."""
    rows, columns = _ink(picture)
    if not len(rows):
        return False
    steps = np.arange(-3.0, 3.5, 0.5)
    across = max(_sharpness(rows, columns, angle) for angle in steps)
    down = max(_sharpness(columns, rows, angle) for angle in steps)
    return down > _CLEARLY * across


def _ink(picture: Grey) -> tuple[_Places, _Places]:
    """Return rows and columns of dark pixels of the picture made smaller; none if it is no text."""
    scale = min(1.0, _SIDE / max(picture.shape))
    height, width = (max(1, round(side * scale)) for side in picture.shape)
    small = np.asarray(Image.fromarray(picture).resize((width, height), Image.Resampling.BOX))
    is_ink = small < _INK * float(np.percentile(small, 75))
    rows, columns = np.nonzero(is_ink)
    if not _LEAST_INK <= len(rows) <= _MOST_INK * small.size:
        return np.zeros(0, np.float32), np.zeros(0, np.float32)
    return rows.astype(np.float32), columns.astype(np.float32)


def _sharpest(rows: _Places, columns: _Places, angles: npt.NDArray[np.float64]) -> float:
    return float(max(angles, key=lambda angle: _sharpness(rows, columns, angle)))


def _sharpness(rows: _Places, columns: _Places, degrees: float) -> float:
    """How different neighbouring lines of pixels are along a slope, per squared pixel of ink."""
    level = rows + columns * np.float32(np.tan(np.radians(degrees)))
    bands = np.bincount((level - level.min()).astype(np.int64))
    return float((np.diff(bands) ** 2).sum()) / len(rows)
