"""What sort of value a property of no known family holds, by the words of its name."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from wasat.reader.recognise.kinds import Kind

_RATIO = "ratio"


def guess_kind(name: str) -> Kind | None:
    """Tell what sort of value a property holds by its name; None if nothing speaks for one."""
    for kind, pattern in _kinds().items():
        if kind != _RATIO and pattern.fullmatch(name):
            return Kind(kind)
    return None


def is_ratio(name: str) -> bool:
    """Tell whether a number is likely given in percent: growth, share, margin."""
    return bool(_kinds()[_RATIO].fullmatch(name))


@cache
def _kinds() -> Mapping[str, re.Pattern[str]]:
    path = files("wasat.reader").joinpath("vocabulary/fields.toml")
    return {
        kind: re.compile("|".join(f"(?:{name})" for name in names), re.IGNORECASE)
        for kind, names in tomllib.loads(path.read_text(encoding="utf-8"))["kinds"].items()
    }
