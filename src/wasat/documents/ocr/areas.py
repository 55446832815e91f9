"""Where text stands on a picture: slanted rectangles found, cut out, and divided into words.

Corners of a rectangle are 4 by 2: x and y in pixels, clockwise from the top left one.

Source:
    Real-time scene text detection with differentiable binarization, Liao et al. 2020; parameters
    are those that the detector's makers publish with it.
"""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from wasat.box import Box
from wasat.documents.ocr.engine import Grey

Floats = npt.NDArray[np.float32]
_Points = npt.NDArray[np.int32]

_IS_TEXT = 0.3
_LEAST_SCORE = 0.5
_GROWTH = 1.6  # the detector marks the core of a line: area over perimeter, so many times
_SMALLEST = 3.0  # pixels
_MOST_LINES = 1_000
_UPRIGHT = 1.5  # higher than wide by this factor is written downwards
_LONGEST_SAMPLE = 8  # times its height


def trace(chances: Floats) -> Iterator[Floats]:
    """Draw a slanted rectangle around each area that is likely text, and let it grow."""
    mask = cv2.dilate((chances > _IS_TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for outline in outlines[:_MOST_LINES]:
        centre, (width, height), angle = cv2.minAreaRect(outline)
        is_large = min(width, height) >= _SMALLEST
        if is_large and _score(chances, np.asarray(outline, np.int32)) >= _LEAST_SCORE:
            growth = 2 * _GROWTH * width * height / (2 * (width + height))
            grown = centre, (width + growth, height + growth), angle
            yield _order(np.asarray(cv2.boxPoints(grown), np.float32))


def cut_out(picture: Grey, corners: Floats) -> Grey:
    """Cut a slanted rectangle out and set it level; one that is written downwards is laid down."""
    width = max(1, round(float(np.linalg.norm(corners[0] - corners[1]))))
    height = max(1, round(float(np.linalg.norm(corners[0] - corners[3]))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    cut = cv2.warpPerspective(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    level = np.rot90(cut) if height > _UPRIGHT * width else cut
    return np.ascontiguousarray(level, np.uint8)


def shorten(cut: Grey) -> Grey:
    """Keep the middle of a long line: a sample of it tells as much."""
    height, width = cut.shape
    excess = max(0, width - _LONGEST_SAMPLE * height) // 2
    return cut[:, excess : width - excess]


def length(corners: Floats) -> float:
    """Return the longer side in pixels."""
    return float(
        max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[0] - corners[3]))
    )


def is_down(corners: Floats) -> bool:
    """Whether it is written downwards, or on a page that lies on its side."""
    width = np.linalg.norm(corners[0] - corners[1])
    return bool(np.linalg.norm(corners[0] - corners[3]) > _UPRIGHT * width)


def across(corners: Floats, start: float, end: float) -> Box:
    """Return the box of a part of a slanted line, from and to shares of its length."""
    top = corners[0] + np.outer([start, end], corners[1] - corners[0])
    bottom = corners[3] + np.outer([start, end], corners[2] - corners[3])
    return around(np.concatenate([top, bottom]).astype(np.float32))


def down(corners: Floats, start: float, end: float) -> Box:
    """Return the box of a part of what is written downwards, from and to shares of its height."""
    box = around(corners)
    return Box(box.x0, box.top + start * box.height, box.x1, box.top + end * box.height)


def around(corners: Floats) -> Box:
    """Return the upright box around it."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _score(chances: Floats, outline: _Points) -> float:
    """Mean chance of text in the rectangle around an outline, where it is marked."""
    x, y, width, height = cv2.boundingRect(outline)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [outline - np.array([x, y])], 0, 1, cv2.FILLED)
    return float(cv2.mean(chances[y : y + height, x : x + width], inside)[0])


def _order(corners: Floats) -> Floats:
    """Order four corners clockwise from the top left one."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left = by_x[:2][np.argsort(by_x[:2, 1], kind="stable")]
    right = by_x[2:][np.argsort(by_x[2:, 1], kind="stable")]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)
