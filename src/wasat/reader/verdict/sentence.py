"""The sentence that decides a question of yes or no, among those that fit best."""

from collections.abc import Sequence
from dataclasses import replace

from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.sentence import Scored, find_sentence, rank_sentences
from wasat.reader.lookup.wanted import Want
from wasat.reader.verdict.decide import about, decide
from wasat.reader.verdict.differing import differs

_MOST = 6  # sentences that are looked at
_NEARLY = 0.7  # of the best sentence's score


def find_verdict(search: Search, ranked: Sequence[Scored]) -> Finding | None:
    """Answer with the best sentence that decides; None if none does or nothing is to be decided.

    A sentence that says all that is asked, but of another number, place or doer, says no; those
    that speak of it itself go first.
    """
    if Want.STANCE not in search.wants:
        return None
    for judge in (_decide, _deny):
        for place, scored in enumerate(_near(ranked)):
            verdict = judge(search, scored.sentence.text)
            if verdict is not None:
                found = find_sentence(search, [scored, *ranked[:place], *ranked[place + 1 :]])
                return None if found is None else _alone(found, verdict=verdict)
    return None


def find_denial(search: Search) -> Finding | None:
    """Answer no where a name or a year of the question is not there, but another in its stead."""
    if Want.STANCE not in search.wants:
        return None
    search = replace(search, inquiry=replace(search.inquiry, years=()))
    ranked = rank_sentences(search)
    for scored in _near(ranked):
        if _deny(search, scored.sentence.text) is not None:
            found = find_sentence(search, [scored])
            return None if found is None else _alone(found, verdict=False)
    return None


def _near(ranked: Sequence[Scored]) -> list[Scored]:
    return [entry for entry in ranked[:_MOST] if entry.score >= _NEARLY * ranked[0].score]


def _decide(search: Search, text: str) -> bool | None:
    index = search.prepared.index
    return decide(search.inquiry.topic, text, index.language, index.weigh)


def _deny(search: Search, text: str) -> bool | None:
    is_another = differs(search.inquiry.topic, text, search.prepared.index.language)
    return False if is_another else None


def is_unspoken(search: Search, finding: Finding) -> bool:
    """Whether a sentence that does not decide says nothing of what a question is about.

    "Smoking is not allowed" is no answer to "Are cats allowed?".
    """
    terms = set(about(search.inquiry.topic, search.prepared.index.language))
    if Want.STANCE not in search.wants or finding.verdict is not None or not terms:
        return False
    text = " ".join(text for text, _ in finding.statements)
    return terms.isdisjoint(search.prepared.index.language.terms(text))


def _alone(found: Finding, *, verdict: bool) -> Finding:
    """Keep the sentence that decides: what else is said may be about another case."""
    return replace(found, statements=found.statements[:1], verdict=verdict)
