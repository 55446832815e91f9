"""What a question wants computed, and with what: `vocabulary/operations.toml`, compiled."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

_FALLBACK = "en"
_AND = "and"
_MOST = 6  # figures of one sum
_YEARS_BEFORE = re.compile(
    r"^\W*(?:in|for|during|im jahr|im|für|en|pour|para|nel|per|em|voor)?\s*(?:19|20)\d\d\b\W*",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """Sorts of computing, as the vocabulary names them."""

    DIFFERENCE = "difference"
    RATIO = "ratio"
    SHARE = "share"
    SUM = "sum"
    LARGER = "larger"
    SMALLER = "smaller"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A computation.

    Attributes:
        kind: Which.
        operands: How the question names the figures, in the order of computing; of a share the part
            comes first.
        is_stance: Whether it asks for yes or no.
    """

    kind: Kind
    operands: tuple[str, ...]
    is_stance: bool = False


def read_operation(question: str, language: str) -> Operation | None:
    """Read what is to be computed with figures named one by one; None if nothing is.

    Args:
        question: Without wishes about the form of the answer.
        language: ISO 639-1 of the question.
    """
    plain = " ".join(question.split()).strip(" ?.!¿")
    table = _tables().get(language, _tables()[_FALLBACK])
    for kind in Kind:
        for pattern in table.patterns[kind]:
            match = pattern.search(plain)
            operands = _operands(match, table) if match else ()
            if match and len(operands) > 1:
                is_choice = kind in (Kind.LARGER, Kind.SMALLER)
                is_stance = is_choice and pattern.pattern.startswith("^")
                return Operation(kind=kind, operands=operands, is_stance=is_stance)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    patterns: Mapping[Kind, tuple[re.Pattern[str], ...]]
    between: re.Pattern[str]


def _operands(match: re.Match[str], table: _Table) -> tuple[str, ...]:
    found = match.groupdict()
    if "list" in found:
        listed = table.between.split(found["list"] or "")
        texts = [text for text in listed if text.strip()]
        return tuple(_bare(text) for text in texts) if len(texts) <= _MOST else ()
    names = ("part", "whole") if "part" in found else ("a", "b")
    return tuple(_bare(found[name] or "") for name in names)


def _bare(text: str) -> str:
    return _YEARS_BEFORE.sub("", text).strip(" ,;:")


@cache
def _tables() -> Mapping[str, _Table]:
    path = files("wasat.reader").joinpath("vocabulary/operations.toml")
    return {
        code: _Table(
            patterns={kind: tuple(map(_compile, table.get(kind, ()))) for kind in Kind},
            between=re.compile(rf"\s*,\s*(?:{table[_AND]}\s+)?|\s+{table[_AND]}\s+", re.IGNORECASE),
        )
        for code, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def _compile(pattern: str) -> re.Pattern[str]:
    """Put groups in place of the names; the last one takes all that is left."""
    filled = pattern
    for name in ("a", "b", "list", "part", "whole"):
        is_last = filled.endswith(f"{{{name}}}")
        filled = filled.replace(f"{{{name}}}", f"(?P<{name}>.+)" if is_last else f"(?P<{name}>.+?)")
    start = "" if filled.startswith(("^", "(?P")) else r"(?<!\w)"
    return re.compile(start + filled, re.IGNORECASE)
