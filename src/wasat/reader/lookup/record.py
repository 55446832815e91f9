"""Rows of words: "Ada Brandt | Captain | since 2011" answers who the captain is."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from wasat.evidence.figures import is_year
from wasat.evidence.rows import Row, Value
from wasat.reader.lookup.cell import ScoredRow, cite_cells
from wasat.reader.lookup.finding import Finding, Search

_LEAST_HELD = 0.6  # share of the question's words that a row and its headers hold
_SCORE = 1.2  # as good as a sentence that holds most of a question


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A row that a question points at.

    Attributes:
        scored: The row.
        named: Words of the question that its cells hold.
        held: Share of the question's words that cells and headers hold.
        asked: The cell whose header the question names, if its own words are not the question's.
    """

    scored: ScoredRow
    named: Set[str]
    held: float
    asked: Value | None


def find_record(search: Search, rows: Sequence[ScoredRow]) -> Finding | None:
    """Answer from a row of words that one of its cells points at; None if none or several do.

    The cell asked for is told where the question names its header, else the whole row.
    """
    records = list(_records(search, rows))
    most = max((len(record.named) for record in records), default=0)
    best = [record for record in records if len(record.named) == most]
    if len(best) != 1 or best[0].held < _LEAST_HELD:
        return None
    (record,) = best
    row = record.scored.row
    values = [record.asked] if record.asked else list(row.values)
    told = "; ".join(f"{value.header}: {value.text}" if value.header else value.text
                     for value in values)  # fmt: skip
    return Finding(
        statements=((f"{row.label}; {told}", cite_cells(search, record.scored, values)),),
        score=_SCORE * record.held,
        reason=f"record {row.label!r}",
        coverage=record.held,
        brief=record.asked.text if record.asked else row.label,
    )


def _records(search: Search, rows: Sequence[ScoredRow]) -> Iterator[_Record]:
    language = search.prepared.index.language
    terms = set(search.inquiry.terms)
    for scored in rows if terms else ():
        row = scored.row
        cells = [row.label, *(value.text for value in row.values)]
        named = {term for text in cells for term in set(language.content(text)) & terms}
        heads = {term for text in row.headers for term in language.terms(text)} & terms
        if named and _is_of_words(row):
            held = len(named | heads) / len(terms)
            asked = _asked(row, {t: set(language.terms(t)) for t in row.headers}, terms - named)
            yield _Record(scored=scored, named=named, held=held, asked=asked)


def _is_of_words(row: Row) -> bool:
    """Whether a row has a label and, beside it, words: a table of figures has other readers."""
    texts = [value.text for value in row.values if value.number is None or is_year(value.text)]
    has_words = any(any(map(str.isalpha, text)) for text in texts)
    return bool(row.label) and has_words and len(texts) == len(row.values)


def _asked(row: Row, headers: dict[str, set[str]], terms: Set[str]) -> Value | None:
    found = [value for value in row.values if headers.get(value.header, set()) & terms]
    return found[0] if len(found) == 1 else None
