"""The public counting rule: the same for every engine and every model name.

Source: design of the public ledger. A page costs 258 tokens, as the service documents; pictures
follow its tile rule; text costs a token for every four bytes of UTF-8, rounded up for each part.
"""

import json
import math
from collections.abc import Awaitable, Callable, Iterable, Sequence

from wasat.generation.chunk import Modality, TokenCount
from wasat.generation.prompt import Code, FunctionCall, FunctionResult, Part, Prompt, Source, Text

PAGE_TOKENS = 258  # documented price of one page
TILE_TOKENS = 258  # documented price of one tile of a picture
SMALL_PICTURE_PIXELS = 384  # both sides up to this: one tile
TILE_PIXELS = 768  # side of a tile of larger pictures
BYTES_A_TOKEN = 4
_NONE = dict.fromkeys(Modality, 0)

Measure = Callable[[Source], Awaitable[Sequence[TokenCount]]]


def count_text(text: str) -> int:
    """Return the tokens of a text: its UTF-8 bytes by four, rounded up."""
    return count_bytes(len(text.encode()))


def count_bytes(size_bytes: int) -> int:
    """Return the tokens of a text of so many UTF-8 bytes."""
    return -(-size_bytes // BYTES_A_TOKEN)


def count_picture(width_pixels: int, height_pixels: int) -> int:
    """Return the tokens of a picture.

    Source:
        The documented tile rule of Gemini 2.0: both sides up to 384 pixels, 258; else 258 for every
        tile of 768 by 768.
    """
    if max(width_pixels, height_pixels) <= SMALL_PICTURE_PIXELS:
        return TILE_TOKENS
    columns = math.ceil(width_pixels / TILE_PIXELS)
    rows = math.ceil(height_pixels / TILE_PIXELS)
    return columns * rows * TILE_TOKENS


async def count_prompt(prompt: Prompt, measure: Measure) -> tuple[TokenCount, ...]:
    """Count a whole prompt, system instruction included.

    Args:
        prompt: What is asked.
        measure: Tells the tokens of a document or picture, which may have to be read first.

    Returns:
        By modality in the order of Modality, none that is zero.
    """
    tokens = _NONE.copy()
    for part in _parts(prompt):
        if isinstance(part, Source):
            for count in await measure(part):
                tokens[count.modality] += count.tokens
        else:
            tokens[Modality.TEXT] += count_text(_words(part))
    return tuple(
        TokenCount(modality=modality, tokens=count) for modality, count in tokens.items() if count
    )


def _parts(prompt: Prompt) -> Iterable[Part]:
    yield from prompt.system
    for turn in prompt.turns:
        yield from turn.parts


def _words(part: Text | FunctionCall | FunctionResult | Code) -> str:
    if isinstance(part, Text):
        return part.text
    if isinstance(part, FunctionCall):
        return part.name + json.dumps(dict(part.arguments), ensure_ascii=False)
    if isinstance(part, FunctionResult):
        return part.name + json.dumps(dict(part.response), ensure_ascii=False)
    return part.text
