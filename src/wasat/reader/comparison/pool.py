"""The results of several documents side by side: a row for each thing, a cell a document."""

from collections import defaultdict
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
    sides = [_Side(results) for results in documents]
    rows: list[Row] = []
    for number, results in enumerate(documents):
        for result in results:
            if result.key in sides[number].taken:
                continue
            found = [side.find(result) if at > number else None for at, side in enumerate(sides)]
            found[number] = result
            for at, partner in enumerate(found):
                if partner is not None:
                    sides[at].taken.add(partner.key)
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


class _Side:
    """The results of one document, and the keys of those that stand beside others already."""

    def __init__(self, results: Sequence[Result]) -> None:
        self.taken: set[Tokens] = set()
        self._results = results
        self._joined: dict[str, list[Result]] = defaultdict(list)
        for result in results:
            self._joined["".join(result.key)].append(result)

    def find(self, result: Result) -> Result | None:
        """Find the one result left that is equal, else nearly so, else named more fully."""
        found = self._left(self._joined.get("".join(result.key), ()))
        if len(found) == 1:
            return found[0]
        left = self._left(self._results)
        for fitting in (_nearly, _fuller):
            found = [other for other in left if fitting(result.key, other.key)]
            if len(found) == 1:
                return found[0]
        return None

    def _left(self, results: Sequence[Result]) -> list[Result]:
        return [result for result in results if result.key not in self.taken]


def _nearly(one: Tokens, other: Tokens) -> bool:
    left, right = "".join(one), "".join(other)
    if min(len(left), len(right)) <= _SHORT or fuzz.ratio(left, right) < _NEAR:
        return False
    digits = ["".join(filter(str.isdigit, text)) for text in (left, right)]
    return digits[0] == digits[1]


def _fuller(one: Tokens, other: Tokens) -> bool:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return find_tokens(short, long) >= 0


def count_shared(rows: Sequence[Row]) -> int:
    """Count the rows that at least two documents report."""
    return sum(sum(result is not None for result in row.results) > 1 for row in rows)
