"""Sentences spread over a document, so that each of its parts is told by its weight."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from wasat.reader.prose.budget import Budget, count_words
from wasat.reader.prose.parts import Part, slice_evenly
from wasat.reader.prose.rank import MOST_RANKED, REDUNDANCY, Matrix, centrality, vectors
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.survey import Candidate

_SENTENCE_WORDS = 24  # of a sentence that is said. Source: mean over annual reports, measured
_MOST_SEATS = 300  # sentences of one summary
_FEWEST_RIVALS = 4  # for each place
_SLACK = 1.6  # a sentence may be so much longer than its share of the words that are left


def spread(
    candidates: Sequence[Candidate], parts: Sequence[Part], budget: Budget
) -> list[Sentence]:
    """Choose sentences in document order, as many of each part as its length deserves.

    Args:
        candidates: In order.
        parts: That follow one another.
        budget: Never overspent, but by the only sentence.
    """
    seats = budget.sentences if budget.is_by_count else budget.words // _SENTENCE_WORDS
    strata = list(_cut(parts, max(1, min(seats, _MOST_SEATS))))
    pools = _pools(candidates, strata)
    flat = [candidate for pool in pools for candidate in pool]
    if not flat:
        return []
    matrix = vectors([candidate.sentence.text for candidate in flat])
    ranks = centrality(matrix)
    scores = [each.weight * (0.3 + float(rank)) for each, rank in zip(flat, ranks, strict=True)]
    chosen = _Chosen(flat, scores, matrix, budget)
    at = 0
    for number, pool in enumerate(pools):
        chosen.add(range(at, at + len(pool)), len(pools) - number)
        at += len(pool)
    while chosen.left >= _SENTENCE_WORDS and chosen.add(range(len(flat)), 1):
        pass
    return chosen.sentences


def allot(weights: Sequence[float], seats: int) -> list[int]:
    """Share seats out by weight: one each, the rest to whom the largest remainders belong.

    Args:
        weights: At most as many as there are seats.
        seats: To be shared out, all of them.
    """
    whole = sum(weights) or 1.0
    quotas = [max(1.0, weight * seats / whole) for weight in weights]
    given = [int(quota) for quota in quotas]
    while sum(given) < seats:
        given[max(range(len(given)), key=lambda at: (quotas[at] - given[at], -at))] += 1
    while sum(given) > seats:
        rich = [at for at in range(len(given)) if given[at] > 1]
        given[min(rich, key=lambda at: (quotas[at] - given[at], at))] -= 1
    return given


def _cut(parts: Sequence[Part], seats: int) -> Iterator[tuple[int, int]]:
    """Cut parts into as many stretches of words as there are seats, one sentence each."""
    grouped = _group([part for part in parts if part.words], seats)
    shares = allot([end - start for start, end in grouped], seats) if grouped else []
    for (start, end), count in zip(grouped, shares, strict=True):
        yield from slice_evenly(start, end, count)


def _group(parts: Sequence[Part], seats: int) -> list[tuple[int, int]]:
    """Join neighbours at those of their borders that lie nearest to where equal shares would."""
    if not parts:
        return []
    start, end = parts[0].start, parts[-1].end
    inner = [part.start for part in parts[1:]]
    ideal = [border for _, border in slice_evenly(start, end, seats)[:-1]]
    chosen = {min(inner, key=lambda edge: abs(edge - at)) for at in ideal} if inner else set[int]()
    return list(pairwise([start, *sorted(chosen), end]))


def _pools(
    candidates: Sequence[Candidate], strata: Sequence[tuple[int, int]]
) -> list[list[Candidate]]:
    """Choose the rivals for each place, those that weigh most, in order."""
    most = max(_FEWEST_RIVALS, MOST_RANKED // max(1, len(strata)))
    starts = [candidate.start for candidate in candidates]
    pools: list[list[Candidate]] = []
    for start, end in strata:
        here = candidates[bisect_left(starts, start) : bisect_left(starts, end)]
        best = sorted((each for each in here if each.weight > 0), key=lambda each: -each.weight)
        pools.append(sorted(best[:most], key=lambda each: each.start))
    return pools


class _Chosen:
    """What is said so far, and what may still be."""

    def __init__(
        self, flat: Sequence[Candidate], scores: Sequence[float], matrix: Matrix, budget: Budget
    ) -> None:
        self._flat = flat
        self._scores = scores
        self._matrix = matrix
        self._budget = budget
        self._rows: set[int] = set()
        self._repeated = np.zeros(len(flat), dtype=np.float32)

    @property
    def sentences(self) -> list[Sentence]:
        """In document order."""
        return [self._flat[row].sentence for row in sorted(self._rows)]

    @property
    def left(self) -> int:
        """How many words may still be said."""
        return self._budget.words - count_words(self.sentences)

    def add(self, rows: range, places: int) -> bool:
        """Choose the best of some rows, if one fits; so many places share what is left."""
        left = self.left
        room = min(left, int(_SLACK * left / places))
        free = [row for row in rows if row not in self._rows]
        fitting = [row for row in free if len(self._flat[row].sentence.text.split()) <= room]
        if not self._rows and not fitting and places == 1:
            fitting = sorted(free, key=lambda row: len(self._flat[row].sentence.text))[:1]
        if not fitting or len(self._rows) >= self._budget.sentences:
            return False
        best = max(fitting, key=lambda row: (self._worth(row), -row))
        self._rows.add(best)
        self._repeated = np.maximum(self._repeated, self._matrix @ self._matrix[best])
        return True

    def _worth(self, row: int) -> float:
        return self._scores[row] * (1 - REDUNDANCY * float(self._repeated[row]))
