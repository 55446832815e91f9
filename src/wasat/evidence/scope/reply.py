"""The language that an answer is wanted in: `vocabulary/replies.toml`, compiled."""

import re
import tomllib
from functools import cache
from importlib.resources import files


def find_reply_language(wish: str) -> str:
    """Return the language that "answer in German" and its like name, ISO 639-1; else nothing."""
    pattern, names = _compiled()
    match = pattern.search(wish)
    if match is None:
        return ""
    return next(code for code, name in names.items() if name.fullmatch(match["name"]))


@cache
def _compiled() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    path = files("wasat.evidence").joinpath("vocabulary/replies.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    verbs, lead = "|".join(table["verbs"]), "|".join(table["lead"])
    names = {code: "|".join(patterns) for code, patterns in table["names"].items()}
    every = "|".join(names.values())
    return (
        re.compile(
            rf"(?<!\w)(?:{verbs})(?!\w)[^.!?\n]{{0,40}}?(?<!\w)(?:{lead})\s+(?P<name>{every})(?!\w)",
            re.IGNORECASE,
        ),
        {code: re.compile(pattern, re.IGNORECASE) for code, pattern in names.items()},
    )
