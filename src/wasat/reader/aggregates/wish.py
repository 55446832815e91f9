"""What a question wants made of all figures of a column or row: `vocabulary/aggregates.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from wasat.evidence.locator import whole_words

_FALLBACK = "en"
_FILLERS, _SHARE = "fillers", "share"


class Kind(StrEnum):
    """Figures made of many, as the vocabulary names them; the plainest last."""

    RANGE = "range"
    MEDIAN = "median"
    AVERAGE = "average"
    SUM = "sum"
    TOTAL = "total"  # a sum, unless a row tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A figure that is made of many.

    Attributes:
        kind: How.
        topic: All that the question says beyond that.
    """

    kind: Kind
    topic: str


def read_wish(question: str, language: str) -> Wish | None:
    """Read which figure made of many is asked for; None if none is.

    Args:
        question: Without wishes about the form of the answer.
        language: ISO 639-1 of the question.
    """
    patterns = _tables().get(language, _tables()[_FALLBACK])
    for kind in Kind:
        is_share = kind in (Kind.SUM, Kind.TOTAL) and bool(patterns[_SHARE].search(question))
        if patterns[kind].search(question) and not is_share:
            return Wish(kind=kind, topic=patterns[_FILLERS].sub(" ", question))
    return None


@cache
def _tables() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    path = files("wasat.reader").joinpath("vocabulary/aggregates.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        code: {name: whole_words([pattern]) for name, pattern in table.items()}
        for code, table in tables.items()
    }
