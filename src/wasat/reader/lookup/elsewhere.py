"""What other pages say that fit a question as well: which is meant only the asker knows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from wasat.reader.lookup.cell import ScoredRow, find_cells
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.sentence import Scored, find_sentence
from wasat.reader.writer import Statement

_MOST_PAGES = 3  # that an answer rests on
_MOST_WORDS = 110  # of the whole answer; a longer one is no answer to a pointed question
# Least score of a page, and of what it says, beside the best page and the answer. Source: set by
# hand on one of two documents of notes, held to the other.
_PAGE_NEARLY, _SAID_NEARLY = 0.7, 0.6
_WHOLE, _NEARLY_WHOLE = 0.99, 0.8  # of the question: where an answer holds all, others hold most


def add_elsewhere(
    search: Search, finding: Finding, rows: Sequence[ScoredRow], sentences: Sequence[Scored]
) -> Finding:
    """Add what the best pages say that an answer does not rest on.

    Args:
        search: The question and its document.
        finding: The answer.
        rows: Of the best pages, best first.
        sentences: Of the best pages, best first.

    Returns:
        The answer, followed by at most one statement of each other page that fits nearly as well.
    """
    statements = list(finding.statements)
    for other in _others(search, finding, rows, sentences):
        pages = {citation.page for _, cited in (*statements, other) for citation in cited}
        is_new = all(other[0] != text for text, _ in statements)
        words = sum(len(text.split()) for text, _ in (*statements, other))
        if is_new and len(pages) <= _MOST_PAGES and words <= _MOST_WORDS:
            statements.append(other)
    return replace(finding, statements=tuple(statements))


def merge(findings: Iterable[Finding]) -> Finding | None:
    """Make one answer of several that fit as well, each of another page; None of none."""
    chosen = list(islice(findings, _MOST_PAGES))
    if not chosen:
        return None
    statements = [finding.statements[0] for finding in chosen]
    return replace(chosen[0], statements=(*chosen[0].statements, *statements[1:]))


def _others(
    search: Search, finding: Finding, rows: Sequence[ScoredRow], sentences: Sequence[Scored]
) -> Iterator[Statement]:
    cited = {citation.page for _, citations in finding.statements for citation in citations}
    best = search.ranked[0].score if search.ranked else 0.0
    for ranked in search.ranked[:_MOST_PAGES]:
        page = ranked.passage.page
        if page in cited or ranked.score < _PAGE_NEARLY * best:
            continue
        said = [
            find_cells(search, [row for row in rows if row.page.number == page]),
            find_sentence(search, [s for s in sentences if s.sentence.places[0][0] == page]),
        ]
        found = [other for other in said if other and _fits_nearly(other, finding)]
        if found:
            yield max(found, key=lambda other: other.score).statements[0]


def _fits_nearly(other: Finding, finding: Finding) -> bool:
    if finding.coverage >= _WHOLE and other.coverage < _NEARLY_WHOLE:
        return False
    return other.score >= _SAID_NEARLY * finding.score
