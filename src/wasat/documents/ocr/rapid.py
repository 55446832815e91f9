"""The neural models inside the rapidocr wheel: where text stands, and what it says.

Only the wheel's model files are used, by their path, so that nothing of it can fetch another one.
The steps around them are those the models were trained with.

Source:
    Real-time scene text detection with differentiable binarization, Liao et al. 2020; PP-OCR,
    Du et al. 2020; parameters as in the wheel's own configuration unless a comment says otherwise.
"""

import math
import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from wasat.documents.ocr.areas import (
    Floats,
    across,
    cut_out,
    down,
    is_down,
    length,
    shorten,
    trace,
)
from wasat.documents.ocr.engine import (
    UNTOLD,
    Grey,
    Look,
    OcrEngine,
    Script,
    SeenLine,
    SeenWord,
)

_DETECTION = "PP-OCRv6_det_small.onnx"
_RECOGNITION = "PP-OCRv6_rec_small.onnx"
_STEP = 32  # pixels: sides of what the detector sees are multiples of it
_SHORTEST_SIDE = 736  # pixels, of what the detector sees
_LONGEST_SIDE = 1_152  # pixels: 1,600 costs half as much again and reads no better, measured
_LONGEST_LOOK = 736  # pixels: enough to find some lines
_MOST_SAMPLES = 6  # lines, for a first look
_SURE_OF_SCRIPT = 0.95  # Latin pages lie above it, Cyrillic ones read as Latin below, measured
_MANY = 0.1  # of the characters
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf]")
_KANA = re.compile("[\u3040-\u30ff]")
_LATIN = re.compile("[A-Za-z]")
_HEIGHT = 48  # pixels, of what the recogniser sees
_NARROWEST = 320  # pixels
_WIDEST = 3_200  # pixels: a longer line is squeezed
_BATCH_PIXELS = 6 * 320  # of width, so that lines in a batch are alike and memory is bounded
_LEAST_CONFIDENCE = 0.5  # of a line: less is a picture taken for text


class _Read(NamedTuple):
    """Characters of a line, with where they stand as shares of its length, and how sure it is."""

    characters: list[str]
    places: list[float]
    confidences: list[float]


class RapidOcr(OcrEngine):
    """A detector and a recogniser, one thread each.

    Raises:
        LookupError: The wheel is not installed, or has other models.
    """

    def __init__(self) -> None:
        folder = _find_models()
        self._detector = _open(folder / _DETECTION)
        self._recogniser = _open(folder / _RECOGNITION)
        known = self._recogniser.get_modelmeta().custom_metadata_map["character"].splitlines()
        self._characters = ["", *known, " "]  # the first means none

    @property
    def name(self) -> str:
        """As the package is called."""
        return "rapidocr"

    @property
    def scripts(self) -> frozenset[Script]:
        """Those its alphabet holds; measured on pages of each."""
        return frozenset({Script.LATIN, Script.HAN, Script.JAPANESE})

    def look(self, picture: Grey) -> Look:
        """Find lines on the picture made smaller; read the longest both ways up."""
        found = self._find(picture, _LONGEST_LOOK)
        chosen = sorted(found, key=length, reverse=True)[:_MOST_SAMPLES]
        if not chosen:
            return UNTOLD
        is_sideways = sum(map(is_down, chosen)) > len(chosen) / 2
        cuts = [shorten(cut_out(picture, each)) for each in chosen if is_down(each) == is_sideways]
        upright = self._read_all(cuts)
        turned = self._read_all([np.rot90(cut, 2) for cut in cuts])
        is_turned = _sureness(turned) > _sureness(upright)
        # what runs down is laid on its right side by `cut_out`
        quarters = (2 if is_turned else 0) + (3 if is_sideways else 0)
        return Look(quarters % 4, _tell_script(turned if is_turned else upright))

    def read(self, picture: Grey, script: Script, dots_per_inch: int) -> Sequence[SeenLine]:
        """Find lines and read each; neither script nor resolution matters to it."""
        del script, dots_per_inch
        corners = self._find(picture, _LONGEST_SIDE)
        reads = self._read_all([cut_out(picture, each) for each in corners])
        return [
            _line(read, each)
            for each, read in zip(corners, reads, strict=True)
            if _sureness([read]) >= _LEAST_CONFIDENCE and "".join(read.characters).strip()
        ]

    def _find(self, picture: Grey, longest_side: int) -> list[Floats]:
        """Find lines of text: the corners of each, 4 by 2, from top left clockwise, in pixels."""
        height, width = picture.shape
        scale = longest_side / max(height, width)
        scale = min(scale, max(1.0, _SHORTEST_SIDE / min(height, width)))
        size = [max(_STEP, round(side * scale / _STEP) * _STEP) for side in (width, height)]
        seen = cv2.resize(
            picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        )
        chances = _run(self._detector, _normalise(seen)[None])[0, 0]
        stretch = np.array([width / size[0], height / size[1]], np.float32)
        return [corners * stretch for corners in trace(chances)]

    def _read_all(self, cuts: Sequence[Grey]) -> list[_Read]:
        """Read lines, those of like length together, and answer in the order given."""
        widths = [_width(cut) for cut in cuts]
        reads: dict[int, _Read] = {}
        for batch in _batches(widths):
            widest = max(_NARROWEST, *(widths[index] for index in batch))
            seen = np.zeros((len(batch), 3, _HEIGHT, widest), np.float32)
            for row, index in enumerate(batch):
                sized = cv2.resize(cuts[index], (widths[index], _HEIGHT))
                seen[row, :, :, : widths[index]] = _normalise(sized)
            chances = _run(self._recogniser, seen)
            for row, index in enumerate(batch):
                reads[index] = self._decode(chances[row], widest / widths[index])
        return [reads[index] for index in range(len(cuts))]

    def _decode(self, chances: Floats, stretch: float) -> _Read:
        """Take the likeliest character of each step, and one of each run of the same."""
        best = chances.argmax(axis=1)
        is_new = np.concatenate([[True], best[1:] != best[:-1]]) & (best != 0)
        steps = np.flatnonzero(is_new)
        return _Read(
            [self._characters[index] for index in best[steps].tolist()],
            ((steps + 0.5) / len(best) * stretch).tolist(),
            chances[steps, best[steps]].tolist(),
        )


def _find_models() -> Path:
    """Find the folder in the wheel without importing it.

    Raises:
        LookupError: It is not there, or has other models.
    """
    spec = find_spec("rapidocr")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        models = Path(folder) / "models"
        if all((models / name).is_file() for name in (_DETECTION, _RECOGNITION)):
            return models
    raise LookupError("the rapidocr wheel is not installed, or holds other models")


def _open(path: Path) -> onnxruntime.InferenceSession:
    """Load a model; one thread, and no arena, which would keep the largest page's memory."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4  # what it prints may quote the document
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _run(session: onnxruntime.InferenceSession, seen: Floats) -> Floats:
    return np.asarray(session.run(None, {"x": seen})[0], np.float32)


def _normalise(picture: npt.NDArray[np.generic]) -> Floats:
    """Scale to -1 to 1 and give it three channels, as the models were trained: 3 by h by w."""
    scaled = picture.astype(np.float32) / 127.5 - 1
    return np.broadcast_to(scaled, (3, *scaled.shape))


def _sureness(reads: Sequence[_Read]) -> float:
    sure = [sure for read in reads for sure in read.confidences]
    return float(np.mean(sure)) if sure else 0.0


def _tell_script(reads: Sequence[_Read]) -> Script:
    """Tell the script of lines by the letters read, if they are read with confidence."""
    text = "".join(character for read in reads for character in read.characters)
    if len(_KANA.findall(text)) > _MANY * len(text):
        return Script.JAPANESE
    if len(_HAN.findall(text)) > _MANY * len(text):
        return Script.HAN
    is_sure = _sureness(reads) >= _SURE_OF_SCRIPT
    return Script.LATIN if is_sure and _LATIN.search(text) else Script.UNKNOWN


def _width(cut: Grey) -> int:
    """Return how wide a cut is once it is as high as the recogniser wants it."""
    height, width = cut.shape
    return int(min(_WIDEST, max(1, math.ceil(_HEIGHT * width / height))))


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Group lines of like width, so that little is computed for nothing."""
    batch: list[int] = []
    for index in sorted(range(len(widths)), key=lambda index: widths[index]):
        if batch and (len(batch) + 1) * max(widths[index], _NARROWEST) > _BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _line(read: _Read, corners: Floats) -> SeenLine:
    """Give the words of a line their boxes: a character reaches half way to its neighbours."""
    edges = [0.0, *((a + b) / 2 for a, b in zip(read.places, read.places[1:], strict=False)), 1.0]
    words: list[SeenWord] = []
    for is_space, places in groupby(
        range(len(read.characters)), lambda place: read.characters[place].isspace()
    ):
        run = list(places)
        if is_space:
            continue
        start, end = edges[run[0]], edges[run[-1] + 1]
        share = down if is_down(corners) else across
        box = share(corners, start, end)
        sure = float(np.mean([read.confidences[place] for place in run]))
        words.append(SeenWord("".join(read.characters[place] for place in run), box, sure))
    return SeenLine(tuple(words))
