"""The results of several documents side by side: a row for each thing, a cell a document."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from wasat.reader.comparison.names import Tokens, find_tokens, which_named
from wasat.reader.comparison.own import Choice
from wasat.reader.comparison.sheet import Result

_NEAR = 88  # percent of letters in order; below, "MATH" begins to be "MathVista"
_SHORT = 4  # letters; so short a name is compared as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing, and what each document reports for it; None where it reports nothing."""

    name: str
    parts: tuple[str, ...]
    results: tuple[Result | None, ...]


def gather(choices: Sequence[Choice]) -> list[Result]:
    """Gather the results of the chosen systems, each thing once."""
    found: dict[Tokens, Result] = {}
    for choice in choices:
        for result in choice.sheet.results[choice.system]:
            if result.cell.text and result.key not in found:
                found[result.key] = result
    return list(found.values())


def align_results(documents: Sequence[Sequence[Result]]) -> list[Row]:
    """Set equal things side by side, then nearly equal ones, then those named more fully.

    Returns:
        In the order of the first document, what only later ones report after it.
    """
    taken: list[set[Tokens]] = [set() for _ in documents]
    rows: list[Row] = []
    for number, results in enumerate(documents):
        for result in results:
            if result.key in taken[number]:
                continue
            found = [
                _partner(result, others, taken[at]) if at > number else None
                for at, others in enumerate(documents)
            ]
            found[number] = result
            for at, partner in enumerate(found):
                if partner is not None:
                    taken[at].add(partner.key)
            rows.append(Row(name=result.name, parts=result.parts, results=tuple(found)))
    return rows


def narrow(rows: Sequence[Row], question: str) -> Sequence[Row]:
    """Keep the rows that a question names by any of their names; all if it names none.

    A benchmark and a measure that are both named must both fit.
    """
    kept = rows
    for level in range(max((len(row.parts) for row in rows), default=0)):
        names = sorted({row.parts[level] for row in rows if len(row.parts) > level})
        named = {names[at] for at in which_named(names, question)}
        fitting = [row for row in kept if len(row.parts) > level and row.parts[level] in named]
        kept = fitting or kept
    return kept


def _partner(result: Result, others: Sequence[Result], taken: set[Tokens]) -> Result | None:
    left = [other for other in others if other.key not in taken]
    for fitting in (_equal, _nearly, _fuller):
        found = [other for other in left if fitting(result.key, other.key)]
        if len(found) == 1:
            return found[0]
    return None


def _equal(one: Tokens, other: Tokens) -> bool:
    return "".join(one) == "".join(other)


def _nearly(one: Tokens, other: Tokens) -> bool:
    left, right = "".join(one), "".join(other)
    digits = ["".join(filter(str.isdigit, text)) for text in (left, right)]
    is_long = min(len(left), len(right)) > _SHORT
    return is_long and digits[0] == digits[1] and fuzz.ratio(left, right) >= _NEAR


def _fuller(one: Tokens, other: Tokens) -> bool:
    return find_tokens(one, other) >= 0 or find_tokens(other, one) >= 0


def count_shared(rows: Sequence[Row]) -> int:
    """Count the rows that at least two documents report."""
    return sum(sum(result is not None for result in row.results) > 1 for row in rows)
