"""Which sentences of a text to say: its author's abstract, else those that say most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wasat.reader.prose.rank import centrality, choose, vectors, weigh
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.structure import Section

USUAL_WORDS = 180  # length of an author's abstract. Source: mean of 200 papers, measured
_ABSTRACT_STANDS = 0.12  # an abstract begins in the first eighth of the sentences
_SHORTEST_SHARE = 0.5  # of the length asked for; what a shorter abstract lacks is added
_RANKED = 600  # sentences compared with one another; more cost seconds and add nothing
_ABOUT = 1.35  # an abstract is kept whole up to this much over the length asked for


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be said; `is_fixed` if the caller asked for it, else it is our habit."""

    words: int
    sentences: int
    is_fixed: bool

    def fits(self, chosen: Sequence[Sentence]) -> bool:
        """Tell whether so much may be said."""
        slack = _ABOUT if self.is_fixed else 2.0
        return len(chosen) <= self.sentences and count_words(chosen) <= self.words * slack


def select(sentences: Sequence[Sentence], budget: Budget) -> tuple[list[Sentence], str]:
    """Choose what to say, and tell in which way it was chosen; nothing from what is no prose."""
    abstract = find_abstract(sentences)
    if not abstract:
        return _best(sentences, budget), "structure"
    chosen = _lead(abstract, budget)
    missing = int(_SHORTEST_SHARE * min(budget.words, USUAL_WORDS)) - count_words(chosen)
    if missing <= 0 or len(chosen) >= budget.sentences:
        return chosen, "abstract"
    others = [sentence for sentence in sentences if sentence not in abstract]
    return chosen + _best(others, replace(budget, words=missing)), "abstract and structure"


def find_abstract(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Find the sentences under the first heading that announces an abstract or summary."""
    start = next(
        (at for at, sentence in enumerate(sentences) if sentence.section is Section.ABSTRACT), None
    )
    if start is None or start > max(12, _ABSTRACT_STANDS * len(sentences)):
        return []
    heading = sentences[start].heading
    end = start
    while end < len(sentences) and (
        sentences[end].section is Section.ABSTRACT and sentences[end].heading == heading
    ):
        end += 1
    return list(sentences[start:end])


def count_words(sentences: Sequence[Sentence]) -> int:
    """Count the words of sentences together."""
    return sum(len(sentence.text.split()) for sentence in sentences)


def _lead(sentences: Sequence[Sentence], budget: Budget) -> list[Sentence]:
    chosen: list[Sentence] = []
    for sentence in sentences:
        if chosen and not budget.fits([*chosen, sentence]):
            break
        chosen.append(sentence)
    return chosen


def _best(sentences: Sequence[Sentence], budget: Budget) -> list[Sentence]:
    """Choose sentences by structure and centrality; the openings of a text weigh more."""
    weights = [weigh(sentence) * _edge(at, len(sentences)) for at, sentence in enumerate(sentences)]
    kept = sorted(sorted(range(len(sentences)), key=lambda at: -weights[at])[:_RANKED])
    if not any(weights[at] for at in kept):
        return []
    matrix = vectors([sentences[at].text for at in kept])
    ranks = centrality(matrix)
    scores = [weights[at] * (0.3 + float(rank)) for at, rank in zip(kept, ranks, strict=True)]
    by_count = budget.sentences < 1_000
    sizes = [1 if by_count else len(sentences[at].text.split()) for at in kept]
    room = budget.sentences if by_count else budget.words
    return [sentences[kept[row]] for row in choose(scores, matrix, sizes, room)]


def _edge(at: int, count: int) -> float:
    """Weigh the first twentieth of a text more."""
    return 1.5 if at <= max(2, count // 20) else 1.0
