"""Which sentences say most: similarity graph, structure weights, and no repetition."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.structure import Section, announces, count_cues, is_aside, leans_back

_WORD = re.compile(r"[^\W\d_]{3,}")
_DAMPING = 0.85  # Source: LexRank, Erkan and Radev 2004, the value of PageRank
_ROUNDS = 30  # of power iteration
_STEM = 6  # letters kept of a word: a stemmer for any language with suffixes
_FEWEST_WORDS = 6  # of a sentence that counts
_MOST_WORDS = 60  # of one that counts
MOST_RANKED = 600  # sentences compared with one another; more cost seconds and add nothing
REDUNDANCY = 0.6  # Source: MMR, Carbonell and Goldstein 1998, weight against repetition
_ANNOUNCEMENT = 2.5  # of a sentence that says what the document is about. Ours, by hand on manuals
_SECTION_WEIGHTS = {
    Section.ABSTRACT: 2.0,
    Section.OVERVIEW: 2.0,
    Section.INTRODUCTION: 1.4,
    Section.CONCLUSION: 1.6,
    Section.EXCLUDED: 0.0,
    Section.KEYWORDS: 0.0,
}

Matrix = NDArray[np.float32]


def weigh(sentence: Sentence) -> float:
    """Weigh a sentence by where it stands and how it begins, without looking at the others.

    Returns:
        0 for what is no statement, about 1 for plain body text, up to 10.
    """
    count = len(sentence.text.split())
    if not _FEWEST_WORDS <= count <= _MOST_WORDS or sentence.text.endswith("?"):
        return 0.0
    letters = sum(character.isalpha() for character in sentence.text)
    if letters < 0.6 * len(sentence.text):
        return 0.0
    weight = _SECTION_WEIGHTS.get(sentence.section, 1.0)
    weight *= 1.3 if sentence.position == 0 else 1.0
    weight *= 1 + 0.4 * min(2, count_cues(sentence.text))
    if announces(sentence.text):
        weight *= _ANNOUNCEMENT
    elif leans_back(sentence.text):
        weight *= 0.6
    return weight * (0.7 if is_aside(sentence.text) else 1.0)


def vectors(texts: Sequence[str]) -> Matrix:
    """Turn texts into unit vectors of tf-idf weights; a text without words is all zeros.

    Returns:
        One row a text, one column a stem that occurs at least twice.
    """
    counts = [Counter(word.lower()[:_STEM] for word in _WORD.findall(text)) for text in texts]
    spread = Counter(stem for count in counts for stem in count)
    columns = {stem: at for at, stem in enumerate(s for s, n in spread.items() if n > 1)}
    matrix = np.zeros((len(texts), max(1, len(columns))), dtype=np.float32)
    for row, count in enumerate(counts):
        for stem, number in count.items():
            if stem in columns:
                rarity = np.log(len(texts) / spread[stem]) + 0.1
                matrix[row, columns[stem]] = (1 + np.log(number)) * rarity
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms > 0, norms, 1), dtype=np.float32)


def centrality(matrix: Matrix) -> Matrix:
    """Rank rows by how much the others resemble them; quadratic in rows.

    Returns:
        One score a row, the highest being 1.
    """
    similar = matrix @ matrix.T
    np.fill_diagonal(similar, 0)
    sums = similar.sum(axis=1, keepdims=True)
    steps = similar / np.where(sums > 0, sums, 1)
    scores: Matrix = np.full(len(matrix), 1 / max(1, len(matrix)), dtype=np.float32)
    for _ in range(_ROUNDS):
        spread = (1 - _DAMPING) / len(matrix) + _DAMPING * (scores @ steps)
        scores = np.asarray(spread, dtype=np.float32)
    return np.asarray(scores / max(float(scores.max()), 1e-9), dtype=np.float32)


def choose(scores: Sequence[float], matrix: Matrix, sizes: Sequence[int], budget: int) -> list[int]:
    """Take the best rows one after another, each as unlike the chosen ones as can be.

    Args:
        scores: Worth of each row; those of 0 are never taken.
        matrix: Unit vectors of the rows.
        sizes: What each row costs.
        budget: What may be spent; at least one row is taken if any is worth something.

    Returns:
        Numbers of the chosen rows, ascending.
    """
    chosen: list[int] = []
    spent = 0
    repeated = np.zeros(len(matrix), dtype=np.float32)
    left = {row for row, score in enumerate(scores) if score > 0}
    while left:
        best = max(left, key=lambda row: (scores[row] * (1 - REDUNDANCY * repeated[row]), -row))
        left.discard(best)
        if chosen and spent + sizes[best] > budget:
            continue
        chosen.append(best)
        spent += sizes[best]
        repeated = np.maximum(repeated, matrix @ matrix[best])
        if spent >= budget:
            break
    return sorted(chosen)
