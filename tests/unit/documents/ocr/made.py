"""An engine that knows what is printed, so that tests of what is around it need no model."""

from collections.abc import Sequence

import numpy as np

from wasat.box import Box
from wasat.documents.ocr.engine import Grey, Look, OcrEngine, Script, SeenLine, SeenWord


class PrintedEngine(OcrEngine):
    """Finds bands of ink and gives them the lines it was told, word by word.

    Text is upright if its first line begins further left than its last line ends right; tests draw
    pages so.

    Args:
        lines: What is printed, top to bottom.
        confidence: Of every word.
        scripts: What it reads.
        script: What it takes pages for.
        name: What it is called.
    """

    def __init__(
        self,
        lines: Sequence[str],
        *,
        confidence: float = 0.99,
        scripts: frozenset[Script] = frozenset({Script.LATIN}),
        script: Script = Script.LATIN,
        name: str = "printed",
    ) -> None:
        self._lines = lines
        self._confidence = confidence
        self._scripts = scripts
        self._script = script
        self._name = name
        self.reads = 0

    @property
    def name(self) -> str:
        """As it was told."""
        return self._name

    @property
    def scripts(self) -> frozenset[Script]:
        """As it was told."""
        return self._scripts

    def look(self, picture: Grey) -> Look:
        """Ragged lines have more white on the right; upside down, on the left."""
        columns = np.flatnonzero((picture < 128).any(axis=0))
        if not len(columns):
            return Look(0, Script.UNKNOWN)
        left, right = columns[0], picture.shape[1] - columns[-1]
        return Look(0 if left <= right else 2, self._script)

    def read(self, picture: Grey, script: Script, dots_per_inch: int) -> Sequence[SeenLine]:
        """Give each band of ink the next line."""
        del script, dots_per_inch
        self.reads += 1
        is_ink = (picture < 128).any(axis=1)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], is_ink.view(np.int8), [0]])))
        bands = edges.reshape(-1, 2).tolist()
        return [
            self._line(picture, top, bottom, text)
            for (top, bottom), text in zip(bands, self._lines, strict=False)
        ]

    def _line(self, picture: Grey, top: int, bottom: int, text: str) -> SeenLine:
        columns = np.flatnonzero((picture[top:bottom] < 128).any(axis=0))
        start, width = float(columns[0]), float(columns[-1] - columns[0]) / len(text)
        words: list[SeenWord] = []
        at = 0
        for word in text.split(" "):
            x0, x1 = start + at * width, start + (at + len(word)) * width
            words.append(SeenWord(word, Box(x0, float(top), x1, float(bottom)), self._confidence))
            at += len(word) + 1
        return SeenLine(tuple(words))
