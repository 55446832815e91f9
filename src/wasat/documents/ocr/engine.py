"""The port for reading words off a picture, and what an engine hands back."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from wasat.box import Box

Grey = npt.NDArray[np.uint8]


class Script(StrEnum):
    """What a page is written in, as far as engines differ by it. Names as in ISO 15924."""

    ARABIC = "Arab"
    CYRILLIC = "Cyrl"
    DEVANAGARI = "Deva"
    GREEK = "Grek"
    HAN = "Hani"
    HANGUL = "Hang"
    HEBREW = "Hebr"
    JAPANESE = "Jpan"
    LATIN = "Latn"
    THAI = "Thai"
    UNKNOWN = "Zyyy"


class SeenWord(NamedTuple):
    """A word as an engine sees it.

    Attributes:
        text: Without white space; in scripts without spaces, a run of characters.
        box: In pixels of the picture.
        confidence: From 0 to 1.
    """

    text: str
    box: Box
    confidence: float


class SeenLine(NamedTuple):
    """Words side by side on one baseline, left to right, at least one."""

    words: tuple[SeenWord, ...]


class Look(NamedTuple):
    """What a first look at a page tells.

    Attributes:
        quarters: Quarter turns clockwise that set it upright.
        script: What most of it is written in; `UNKNOWN` where that cannot be told.
    """

    quarters: int
    script: Script


UNTOLD = Look(0, Script.UNKNOWN)


class OcrEngine(Protocol):
    """Reads upright pictures; whatever it needs was loaded when it was made."""

    @property
    def name(self) -> str:
        """What logs and records call it."""
        ...

    @property
    def scripts(self) -> frozenset[Script]:
        """What it reads well."""
        ...

    def look(self, picture: Grey) -> Look:
        """Tell how a page is turned and what it is written in, at a fraction of the cost.

        Args:
            picture: Height by width: black 0, white 255. Lines are level or upright.
        """
        ...

    def read(self, picture: Grey, script: Script, dots_per_inch: int) -> Sequence[SeenLine]:
        """Return what is written on a picture, in no particular order.

        Args:
            picture: Height by width: black 0, white 255. Text runs from left to right, level.
            script: What it is written in; `UNKNOWN` lets the engine decide.
            dots_per_inch: Resolution, as far as it is known.

        Returns:
            Lines inside the picture; none where nothing is written.
        """
        ...


def confidence_of(lines: Sequence[SeenLine]) -> float:
    """Return how sure an engine is of a page: the mean over its characters, 0 if there are none."""
    words = [word for line in lines for word in line.words]
    count = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / count if count else 0.0
