"""What pictures cost a model, and which sizes waste none of it."""

import math
from dataclasses import dataclass
from typing import NamedTuple


class PixelSize(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenGrid:
    """How a model turns a picture into tokens.

    Attributes:
        cell_pixels: Side of the square that one token stands for.
        fixed_tokens: Tokens of every picture, whatever its size; 0 where its size decides.
        least_tokens: Of the smallest picture; the server makes smaller ones larger.

    Source:
        Qwen's vision models: patches of 14 pixels merged two by two; Gemma 3: 256 a picture.
    """

    cell_pixels: int = 28
    fixed_tokens: int = 0
    least_tokens: int = 0

    def count(self, size: PixelSize) -> int:
        """Return the tokens of a picture."""
        if self.fixed_tokens:
            return self.fixed_tokens
        tokens = self._cells(size, 1.0)
        if tokens >= self.least_tokens:
            return tokens
        growth = math.sqrt(self.least_tokens * self.cell_pixels**2 / math.prod(size))
        return self._cells(size, growth)

    def _cells(self, size: PixelSize, growth: float) -> int:
        columns, rows = (math.ceil(side * growth / self.cell_pixels) for side in size)
        return columns * rows

    def fit(self, width: float, height: float, tokens: int) -> PixelSize:
        """Return the size at which a picture costs at most so many tokens, whole cells a side.

        Args:
            width: Of what is drawn, in any unit, above 0.
            height: In the same unit.
            tokens: At least 1; where the model's own number is fixed, or more at the least, that
                one decides.
        """
        cells = self.fixed_tokens or max(tokens, self.least_tokens)
        columns = max(1, round(math.sqrt(cells * width / height)))
        columns = min(columns, cells)
        rows = max(1, min(round(columns * height / width), cells // columns))
        return PixelSize(columns * self.cell_pixels, rows * self.cell_pixels)
