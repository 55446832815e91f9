"""Finding the pages that bear on a question: by words and by what pages are, each weighed."""

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from wasat.evidence.index import Hit, Index
from wasat.evidence.inquiry import Inquiry, study
from wasat.evidence.passage import Passage, PassageKind, Ranked
from wasat.evidence.prepare import Prepared

_CANDIDATES = 60
# Weights of the signals on a page's score, each signal from 0 to 1. Source: set by hand on annual
# reports so that a page's kind decides among pages whose words fit alike.
_PROSE, _ROW, _HEADING, _FIELD, _KIND = 1.0, 0.35, 0.15, 0.3, 0.9
_WEIGHTS = {
    PassageKind.PROSE: _PROSE,
    PassageKind.ROW: _ROW,
    PassageKind.HEADING: _HEADING,
    PassageKind.FIELD: _FIELD,
}


@dataclass(slots=True)
class _PageScore:
    """What speaks for one page."""

    score: float = 0.0
    reasons: list[str] = field(default_factory=list[str])
    hits: list[tuple[float, Hit]] = field(default_factory=list[tuple[float, Hit]])

    def add(self, points: float, reason: str) -> None:
        """Count one signal."""
        self.score += points
        self.reasons.append(f"{reason} {points:.2f}")


def find(
    question: str | Inquiry,
    prepared: Prepared,
    *,
    pages: Sequence[int] | None = None,
    limit: int = 10,
) -> list[Ranked]:
    """Return the best passage of each page that bears on a question, best page first.

    Args:
        question: As people ask it, or already taken apart for this document's language.
        prepared: The document.
        pages: Numbers of the pages that count; None is all.
        limit: Pages at most.
    """
    index = prepared.index
    inquiry = study(question, index.language) if isinstance(question, str) else question
    chosen: Sequence[int] = range(1, len(prepared.document.pages) + 1)
    chosen = chosen if pages is None else pages
    terms = dict.fromkeys(inquiry.terms, 1.0) | dict(inquiry.added)
    scores: dict[int, _PageScore] = {}
    for kind, weight in _WEIGHTS.items():
        hits = index.search(terms, kind, pages=chosen, limit=_CANDIDATES)
        _add_hits(scores, hits, kind, weight)
    _add_kinds(scores, inquiry.pages, prepared, chosen)
    best = sorted(scores.items(), key=lambda entry: (-entry[1].score, entry[0]))
    return [_rank(inquiry, prepared, page, score) for page, score in best[:limit]]


def cover(terms: Sequence[str], prepared: Prepared, text: str) -> float:
    """Return the share of the terms' weight that a text holds, 0 to 1."""
    return _share(terms, prepared.index, set(prepared.index.language.terms(text)))


def _share(terms: Sequence[str], index: Index, held: Set[str]) -> float:
    """Return the share of the terms' weight that is held, 0 to 1.

    Rare terms weigh more; no more, though, than one that stands in the square root of all
    passages, or a single word that the document does not know would decide alone.
    """
    most = math.log(1 + math.sqrt(index.count(PassageKind.PROSE)))
    weights = {term: min(most, index.weigh(term)) for term in terms}
    whole = sum(weights.values())
    return sum(w for term, w in weights.items() if term in held) / whole if whole else 1.0


def _add_hits(
    scores: dict[int, _PageScore], hits: Sequence[Hit], kind: PassageKind, weight: float
) -> None:
    """Give each page its best passage's score, relative to the best of all."""
    seen: set[int] = set()
    for hit in hits:
        page = scores.setdefault(hit.page, _PageScore())
        share = weight * hit.score / hits[0].score
        page.hits.append((share, hit))
        if hit.page not in seen:
            seen.add(hit.page)
            page.add(share, kind.value)


def _add_kinds(
    scores: dict[int, _PageScore],
    wanted: Mapping[str, float],
    prepared: Prepared,
    pages: Sequence[int],
) -> None:
    best: dict[int, tuple[float, str]] = {}
    for name, weight in wanted.items():
        for page, share in prepared.locator.pages(name).items():
            if page in pages:
                best[page] = max(best.get(page, (0.0, "")), (weight * share, name))
    for page, (share, name) in best.items():
        scores.setdefault(page, _PageScore()).add(_KIND * share, name)


def _rank(inquiry: Inquiry, prepared: Prepared, page: int, score: _PageScore) -> Ranked:
    passages = [hit.passage for _, hit in sorted(score.hits, key=lambda entry: -entry[0])]
    passages = passages or [_whole_page(prepared, page)]
    return Ranked(
        passage=passages[0],
        score=score.score,
        coverage=_share(
            inquiry.terms, prepared.index, {t for p in passages for t in p.terms.split()}
        ),
        reasons=tuple(score.reasons),
    )


def _whole_page(prepared: Prepared, number: int) -> Passage:
    """Make a passage of a page that only its kind speaks for."""
    blocks = prepared.document.pages[number - 1].blocks
    return Passage(
        number=-1,
        page=number,
        kind=PassageKind.PROSE,
        first_block=0,
        last_block=len(blocks) - 1,
        terms=" ".join(
            term for block in blocks for term in prepared.index.language.terms(block.text)
        ),
    )
