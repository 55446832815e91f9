"""What the figures of a table are counted in: `vocabulary/scales.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_ASIDE = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_SHORT = 40  # characters; a longer text is no unit
_REMEMBERED = 2_048  # texts: the blocks of a page are asked for each of its tables


class Scale(NamedTuple):
    """What figures are counted in, and the words that say so."""

    factor: float
    text: str


ONES = Scale(1.0, "")


class _Patterns(NamedTuple):
    """Scales by the name of their group in either pattern.

    Attributes:
        led: A scale after a word that leads to it, within any text: "in thousands of euros".
        alone: A text that is a scale and nothing else: "EUR million", "$000".
        factors: By the names of groups.
    """

    led: re.Pattern[str]
    alone: re.Pattern[str]
    factors: Mapping[str, float]


@lru_cache(_REMEMBERED)
def find_scale(text: str) -> Scale:
    """Return what "(in millions)" and its like say, or ONES."""
    plain = " ".join(text.split())
    patterns = _patterns()
    match = patterns.led.search(plain)
    if match is not None:
        return _scale(match, patterns)
    for piece in (plain, *_ASIDE.findall(plain)):
        bare = piece.strip(" :,;()[]")
        alone = patterns.alone.fullmatch(bare) if len(bare) <= _SHORT else None
        if alone is not None:
            return _scale(alone, patterns)
    return ONES


def _scale(match: re.Match[str], patterns: _Patterns) -> Scale:
    name = next(name for name in patterns.factors if match[name])
    return Scale(patterns.factors[name], match[0].strip())


@cache
def _patterns() -> _Patterns:
    path = files("wasat.evidence").joinpath("vocabulary/scales.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    currency = rf"(?i:{'|'.join(table['currency'])})"
    link = rf"(?:\s*(?:{'|'.join(table['links'])}))?\s*"
    lead = rf"(?:{'|'.join(table['lead'])})"
    forms: list[str] = []
    factors: dict[str, float] = {}
    for number, scale in enumerate(table["scale"]):
        words, marks = (_group(scale[kind]) for kind in ("words", "marks"))
        names = [f"s{number}{letter}" for letter in "abc"]
        factors.update({name: float(scale["factor"]) for name in names})
        forms.append(
            rf"(?:{currency}\s*)?(?P<{names[0]}>(?i:{words}))(?:{link}{currency}(?!\w))?"
            rf"|{currency}\s*(?P<{names[1]}>{marks})|(?P<{names[2]}>{marks})\s*{currency}"
        )
    unit = rf"(?:{'|'.join(reversed(forms))})(?!\w)"
    before = rf"(?:(?<!\w){currency}\s+)?(?<!\w){lead}\s+(?:(?:of|the)\s+)?"
    begun = rf"(?:(?:{currency}\s+)?{lead}\s+)?"
    return _Patterns(
        led=re.compile(rf"(?i:{before}){unit}"),
        alone=re.compile(rf"(?i:{begun}){unit}"),
        factors=factors,
    )


def _group(patterns: Sequence[str]) -> str:
    return rf"(?:{'|'.join(patterns)})"
