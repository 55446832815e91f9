"""The sentence that decides a question of yes or no, among those that fit best."""

from collections.abc import Sequence
from dataclasses import replace

from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.sentence import Scored, find_sentence
from wasat.reader.lookup.wanted import Want
from wasat.reader.verdict.decide import about, decide

_MOST = 6  # sentences that are looked at
_NEARLY = 0.7  # of the best sentence's score


def find_verdict(search: Search, ranked: Sequence[Scored]) -> Finding | None:
    """Answer with the best sentence that decides; None if none does or nothing is to be decided."""
    if Want.STANCE not in search.wants:
        return None
    language, index = search.prepared.index.language, search.prepared.index
    for place, scored in enumerate(ranked[:_MOST]):
        if scored.score < _NEARLY * ranked[0].score:
            break
        verdict = decide(search.inquiry.topic, scored.sentence.text, language, index.weigh)
        if verdict is not None:
            found = find_sentence(search, [scored, *ranked[:place], *ranked[place + 1 :]])
            return None if found is None else _alone(found, verdict=verdict)
    return None


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
