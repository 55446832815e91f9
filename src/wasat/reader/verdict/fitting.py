"""Whether what was found is an answer to the question at all, or only speaks of the same things."""

import re

from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.wanted import Want, holds_wanted

_NAME = re.compile(r"(?<=[\w,;”\"'’)] )[A-ZÀ-ÞĀ-Ž][\w’'-]+|^[A-ZÀ-ÞĀ-Ž][\w’'-]+(?= [A-ZÀ-Þ])")
_LEAST_HELD = 0.6  # share of the question that a sentence without the name asked for holds


def is_only_mention(search: Search, finding: Finding, *, asks_pictures: bool) -> bool:
    """Whether a finding tells nothing of the sort that is asked for.

    "The chart shows sales by month" does not tell the month; "The director is Ines Varga" does not
    tell who her husband is.
    """
    news = _news(" ".join(text for text, _ in finding.statements), search.question)
    if asks_pictures:
        return not holds_wanted(news, search.wants, search.language)
    is_person = Want.PERSON in search.wants and finding.coverage < _LEAST_HELD
    return is_person and _has_unknown(search) and not _NAME.search(news)


def _has_unknown(search: Search) -> bool:
    """Whether the document does not know a word of the question."""
    return any(not search.prepared.index.frequency(term) for term in search.inquiry.terms)


def _news(text: str, question: str) -> str:
    asked = {word.strip(".,;:?!()\"'’s").lower() for word in question.split()}
    return " ".join(w for w in text.split() if w.strip(".,;:?!()\"'’s").lower() not in asked)
