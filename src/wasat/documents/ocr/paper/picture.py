"""Pictures as grey arrays, made fit to be read: even light, less noise, level lines."""

import numpy as np
from PIL import Image

from wasat.documents.ocr.engine import Grey

_PATCH = 32  # pixels: larger than letters, smaller than shadows
_PAPER = 80  # percentile of a patch that is paper and not ink
_UNEVEN = 40  # of 255: paper as different as this within one page is lit unevenly
_DARK = 200  # of 255: darker paper is made white
_LEAST_LIGHT = 24  # of 255: nothing is made lighter than by tenfold
_NOISE = 6.0  # of 255: scans of clean paper stay below it
_WHITE = 255


def make_even(picture: Grey) -> Grey:
    """Make paper white where it is shaded, tinted or lit unevenly; ink stays ink.

    Returns:
        The picture itself where nothing is to be done.
    """
    height, width = picture.shape
    rows, columns = height // _PATCH, width // _PATCH
    if rows < 2 or columns < 2:
        return picture
    paper = _paper(picture[: rows * _PATCH, : columns * _PATCH], rows, columns)
    low, high = np.percentile(paper, [10, 90])
    if high - low < _UNEVEN and low > _DARK:
        return picture
    light = Image.fromarray(np.maximum(paper, _LEAST_LIGHT).astype(np.uint8))
    smooth = np.asarray(light.resize((width, height), Image.Resampling.BILINEAR), np.float32)
    even = picture.astype(np.float32) * (_WHITE / smooth)
    white: Grey = np.minimum(even, _WHITE).astype(np.uint8)
    return white


def calm(picture: Grey) -> Grey:
    """Take single specks out of a noisy picture: each pixel becomes the middle of a cross of five.

    Returns:
        The picture itself if it has little noise.
    """
    if measure_noise(picture) < _NOISE:
        return picture
    framed = np.pad(picture, 1, mode="edge")
    cross = [framed[1:-1, 1:-1], framed[:-2, 1:-1], framed[2:, 1:-1], framed[1:-1, :-2]]
    middle: Grey = np.partition(np.stack([*cross, framed[1:-1, 2:]]), 2, axis=0)[2]
    return middle


def measure_noise(picture: Grey) -> float:
    """Estimate the noise: the usual difference between a pixel of paper and its neighbour.

    Source:
        The median is blind to letters, which cover less than half of a page.
    """
    sample = picture[::3, : picture.shape[1] // 2 * 2].astype(np.int16)
    return float(np.median(np.abs(sample[:, ::2] - sample[:, 1::2]))) if sample.size else 0.0


def turn(picture: Grey, quarters: int) -> Grey:
    """Turn a picture clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(picture, -quarters))


def rotate(picture: Grey, degrees: float) -> Grey:
    """Turn a picture counter-clockwise around its centre; corners that come free are white."""
    if degrees == 0:
        return picture
    image = Image.fromarray(picture)
    turned = image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return np.asarray(turned)


def _paper(
    picture: Grey, rows: int, columns: int
) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    patches = picture.reshape(rows, _PATCH, columns, _PATCH)[:, ::2, :, ::2]
    flat = patches.transpose(0, 2, 1, 3).reshape(rows, columns, -1)
    return np.percentile(flat, _PAPER, axis=2).astype(np.float32)
