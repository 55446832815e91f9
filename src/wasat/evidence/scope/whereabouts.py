"""What a question asks the page of: `vocabulary/whereabouts.toml`, compiled."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_AROUND = " \t\n\u00a0\u202f.?!¿¡:\"'"
_LONGEST = 200  # characters of a question for a page
_TOPIC = r"(?P<topic>\S.{1,120}?)"
_HERE = r"(?: (?:in (?:this|the) \w+|(?:in|im) (?:diesem|dieser|dem|der|\w+)|here|hier))?"
_SPACES = re.compile(r"\s+")
_MANY = re.compile(
    r"\b(?:pages|seiten|páginas|pagine|pagina['’]s|sections|chapters)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A topic whose place is asked for.

    Attributes:
        topic: As the question says it.
        is_many: Whether all pages about it are wanted.
    """

    topic: str
    is_many: bool = False


def read_whereabouts(question: str) -> Whereabouts | None:
    """Read what a whole question asks the page of; None if it asks for no page.

    The ways of asking of all languages are tried: few words tell little of their language.
    """
    text = _SPACES.sub(" ", question).strip(_AROUND)
    if len(text) > _LONGEST:
        return None
    found = next((match for ask in _asks() if (match := ask.fullmatch(text))), None)
    if found is None:
        return None
    is_many = bool(_MANY.search(text[: found.start("topic")]))
    return Whereabouts(topic=found["topic"], is_many=is_many)


@cache
def _asks() -> Sequence[re.Pattern[str]]:
    path = files("wasat.evidence").joinpath("vocabulary/whereabouts.toml")
    return [
        re.compile(
            ask.replace("{topic}", _TOPIC).replace("{told}", table["told"]) + _HERE, re.IGNORECASE
        )
        for table in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for ask in table["asks"]
    ]
