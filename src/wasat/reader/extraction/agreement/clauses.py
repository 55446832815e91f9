"""Clauses that answer a yes or no, from `vocabulary/clauses.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from wasat.reader.extraction.families import Field
from wasat.reader.leaves.pages import Leaves
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import Kind

_SURE = 0.75


class Clause(NamedTuple):
    """How a clause is asked for, and how contracts say it or its opposite."""

    names: re.Pattern[str]
    says_no: re.Pattern[str]
    says_yes: re.Pattern[str]


def find_clause(field: Field, leaves: Leaves) -> Found | None:
    """Find the words that grant or deny what a property asks; None if nothing does either."""
    clause = next((c for c in _clauses() if c.names.fullmatch(field.name)), None)
    if clause is None or field.kind is not Kind.YES_NO:
        return None
    for pattern, value in ((clause.says_no, False), (clause.says_yes, True)):
        for leaf in leaves:
            for unit in leaf.units if pattern.search(leaf.text) else ():
                match = pattern.search(unit.text)
                if match is not None:
                    places = unit.locate(*match.span())
                    citations = leaf.cite(places, _SURE)
                    return Found(value=value, printed=match[0], citations=citations, score=_SURE)
    return None


@cache
def _clauses() -> tuple[Clause, ...]:
    text = files("wasat.reader").joinpath("vocabulary/clauses.toml").read_text(encoding="utf-8")
    return tuple(
        Clause(*(_any(entry[key]) for key in ("names", "no", "yes")))
        for entry in tomllib.loads(text)["clause"]
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    """Join patterns; none of them matches nothing."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined or "(?!)", re.IGNORECASE)
