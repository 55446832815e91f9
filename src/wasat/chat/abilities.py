"""What a model can do: asked of its server, corrected by whoever runs it."""

import re
from dataclasses import dataclass, field, replace
from typing import TypeVar

from wasat.chat.grid import TokenGrid

Value = TypeVar("Value")

UNKNOWN_WINDOW = 8_192  # tokens, where no server tells; small enough for any model of today
UNKNOWN_OUTPUT = 4_096  # tokens, half of that window

_SEES = re.compile(
    r"(?:^|[-_/.\d])(?:vl|vlm|vision|llava|pixtral|internvl|minicpm-?v|molmo|gemma-?3|gemma-?4|"
    r"mistral-small-3|smolvlm|idefics|moondream|granite-docling|glm-4\.\dv)",
    re.IGNORECASE,
)
_THINKS = re.compile(r"qwen-?3|qwq|deepseek-r1|gpt-oss|magistral|thinking|reason", re.IGNORECASE)
_FIXED_GRID = re.compile(r"gemma-?3", re.IGNORECASE)
_GEMMA_TOKENS = 256  # a picture. Source: Gemma 3 technical report, 2025


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """What a model can do.

    Attributes:
        model: Its name at the server.
        context_tokens: Its window, prompt and answer together, in its own tokens.
        output_tokens: Most tokens of an answer.
        has_vision: Whether it sees pictures.
        most_pictures: In one request; None is any number.
        grid: What pictures cost.
        has_schemas: Whether answers can be held to a JSON Schema while they are made.
        has_tools: Whether it calls functions.
        has_thoughts: Whether it thinks in words that can be shown.
        has_chances: Whether its server tells how likely tokens were.
        is_known: Whether the server was asked; else all of this is a guess.
    """

    model: str
    context_tokens: int = UNKNOWN_WINDOW
    output_tokens: int = UNKNOWN_OUTPUT
    has_vision: bool = False
    most_pictures: int | None = None
    grid: TokenGrid = field(default_factory=TokenGrid)
    has_schemas: bool = True
    has_tools: bool = True
    has_thoughts: bool = False
    has_chances: bool = False
    is_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """Corrections by settings; what is None is left as the server tells it.

    Attributes:
        context_tokens: As in Abilities; so are those below.
        output_tokens: Most tokens of an answer.
        has_vision: Whether it sees pictures.
        most_pictures: In one request.
        picture_cell_pixels: Side of the square of a picture that one token stands for.
        picture_tokens: Tokens of every picture, whatever its size.
        has_schemas: Whether answers can be held to a JSON Schema.
        has_tools: Whether it calls functions.
        has_thoughts: Whether it thinks in words.
    """

    context_tokens: int | None = None
    output_tokens: int | None = None
    has_vision: bool | None = None
    most_pictures: int | None = None
    picture_cell_pixels: int | None = None
    picture_tokens: int | None = None
    has_schemas: bool | None = None
    has_tools: bool | None = None
    has_thoughts: bool | None = None

    def apply(self, abilities: Abilities) -> Abilities:
        """Return the abilities, corrected; an answer never longer than the window."""
        grid = replace(
            abilities.grid,
            cell_pixels=_either(self.picture_cell_pixels, abilities.grid.cell_pixels),
            fixed_tokens=_either(self.picture_tokens, abilities.grid.fixed_tokens),
        )
        context = _either(self.context_tokens, abilities.context_tokens)
        return replace(
            abilities,
            context_tokens=context,
            output_tokens=min(_either(self.output_tokens, abilities.output_tokens), context // 2),
            has_vision=_either(self.has_vision, abilities.has_vision),
            most_pictures=_either(self.most_pictures, abilities.most_pictures),
            grid=grid,
            has_schemas=_either(self.has_schemas, abilities.has_schemas),
            has_tools=_either(self.has_tools, abilities.has_tools),
            has_thoughts=_either(self.has_thoughts, abilities.has_thoughts),
        )


def guess(model: str) -> Abilities:
    """Return what a model can probably do, by its name alone: the last resort."""
    fixed = _GEMMA_TOKENS if _FIXED_GRID.search(model) else 0
    return Abilities(
        model=model,
        has_vision=bool(_SEES.search(model)),
        grid=TokenGrid(fixed_tokens=fixed),
        has_thoughts=bool(_THINKS.search(model)),
    )


def _either(given: Value | None, known: Value) -> Value:
    return known if given is None else given
