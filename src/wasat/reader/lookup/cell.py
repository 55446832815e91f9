"""The row and the cell of a table that answer a question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasat.documents.document import Page
from wasat.evidence.figures import header_years
from wasat.evidence.inquiry import Item, find_items
from wasat.evidence.passages import page_head
from wasat.evidence.quote import cite, cite_row
from wasat.evidence.rows import Row, Value
from wasat.evidence.tabular.scale import ONES, Scale, find_scale
from wasat.generation.chunk import Citation
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.notes import find_notes
from wasat.reader.lookup.wanted import find_move_words
from wasat.reader.rows.read import read_rows
from wasat.reader.writer import Statement

_PAGES = 5  # best ones, whose rows are weighed
_MOST = 3  # rows, each on another page
_NEARLY = 0.8  # of the best row's score
# Weights of what speaks for a row. Source: set by hand on notes to financial statements.
_LABEL, _HEADER, _CONTEXT, _PRECISION, _ITEM, _PAGE = 0.75, 0.6, 0.35, 0.25, 0.35, 0.3
_HEADER_WORDS = 4  # "2024 Revenue EUR million"; a date with its occasion is longer
_OWN_UNIT = re.compile(
    r"%|[€$£¥]|\b(?:[kKMGT]?Wh?|kg|tons?|tonnes?|k?m[²³]?|ha|hours?|days?|people|employees|shares?"
    r"|thousands?|millions?|billions?|per ?cent|EUR|USD|GBP|CHF|JPY)\b"
)
_NO_AMOUNT = re.compile(
    r"%|\bper ?cent|\bper (?:\w+ )?(?:share|unit)|\bje aktie|\bpar action|\bpor (?:acción|ação)"
    r"|\bper azione|\bper aandeel|\bratio\b|\b(?:number|anzahl|nombre|número|numero|aantal)\b",
    re.IGNORECASE,
)
_FOCUS = 3.0  # of a term that goes on from an earlier question, beside one of that
_NAMED = 0.6  # for a row that bears the name of whose line item is asked for
_YEAR_MISSING = 0.4  # what is left of a row's score if no column is of the year asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredRow:
    """A row and how well it fits a question, 0 to about 1.5.

    Attributes:
        page: Where it stands.
        row: The row.
        score: How well it fits.
        scale: What its figures are counted in.
        coverage: Share of the question's weight in it, its headers and what stands around it.
    """

    page: Page
    row: Row
    score: float
    scale: Scale
    coverage: float = 1.0


def rank_rows(search: Search) -> list[ScoredRow]:
    """Return the rows of the best pages that hold figures, best first."""
    scored: list[ScoredRow] = []
    top = search.ranked[0].score if search.ranked else 1.0
    judge = _Judge(search)
    for ranked in search.ranked[:_PAGES]:
        number = ranked.passage.page
        share = _PAGE * ranked.score / top
        head = page_head(search.prepared.document.pages[number - 1])
        for read in read_rows(search.prepared.document, number, search.prepared.index.language):
            score, coverage = judge.score(read.row, head)
            scored.append(
                ScoredRow(
                    page=read.page,
                    row=read.row,
                    score=score * (1 + share),
                    scale=read.scale,
                    coverage=coverage,
                )
            )
    return sorted(scored, key=lambda entry: -entry.score)


def choose_values(search: Search, row: Row) -> list[Value]:
    """Choose the cells of a row by the years and the other words of the question.

    Returns:
        One for each year asked about, in the question's order; without years, the cell whose header
        fits best, else the first, which is the latest in most reports. None if no year fits.
    """
    years = search.inquiry.years
    values = [value for value in row.values if value.number is not None] or list(row.values)
    dated = [value for value in values if header_years(value.header)]
    if years and dated:
        found = [
            _best_header(search, [v for v in dated if y in header_years(v.header)]) for y in years
        ]
        return [value for value in found if value is not None]
    best = _best_header(search, values)
    return [best] if best is not None else []


def find_cells(search: Search, rows: Sequence[ScoredRow]) -> Finding | None:
    """Answer with the value or values of the best row; with rows of other pages, if as good.

    Reports say the same thing of several segments or dates; which is meant only the asker knows.
    A row without a label tells of nothing that was asked about.
    """
    chosen: list[ScoredRow] = []
    for scored in rows:
        is_new = all(scored.page.number != other.page.number for other in chosen)
        is_near = not chosen or scored.score >= _NEARLY * chosen[0].score
        is_wanted = is_near and is_new and len(chosen) < _MOST and bool(label_of(scored.row))
        if is_wanted and choose_values(search, scored.row):
            chosen.append(scored)
    if not chosen:
        return None
    return Finding(
        statements=tuple(_state_all(search, chosen)),
        score=chosen[0].score,
        reason=f"row {chosen[0].row.label!r}",
        coverage=chosen[0].coverage,
        brief="; ".join(value.text for value in choose_values(search, chosen[0].row)),
    )


def _state_all(search: Search, chosen: Sequence[ScoredRow]) -> Iterator[Statement]:
    """State the value of each row, then what notes say of the first."""
    for scored in chosen:
        values = choose_values(search, scored.row)
        yield describe(scored, values), cite_cells(search, scored, values)
    yield from state_notes(search, chosen[0], choose_values(search, chosen[0].row))


def state_notes(search: Search, scored: ScoredRow, values: Sequence[Value]) -> Iterator[Statement]:
    """State the notes that a row's label, its values or their headers bear a mark of."""
    marked = [scored.row.label, *(value.text for value in values)]
    marked += [value.header for value in values]
    for text, located in find_notes(scored.page, marked):
        yield (
            text,
            (cite(search.reading.source, scored.page, located, score=min(1.0, scored.score)),),
        )


def describe(scored: ScoredRow, values: Sequence[Value]) -> str:
    """Write label, headers, values and scale as one line."""
    label = label_of(scored.row)
    told = "; ".join(
        f"{short_header(value)}: {value.text}" if value.header and len(values) > 1 else value.text
        for value in values
    )
    header = f", {short_header(values[0])}" if len(values) == 1 and values[0].header else ""
    return f"{label}{header}: {told}{scale_of(scored, values)}"


def scale_of(scored: ScoredRow, values: Sequence[Value]) -> str:
    """Write what values are counted in, in brackets; nothing where they or their names say it."""
    names = " ".join((scored.row.label, *(value.header for value in values)))
    is_own = find_scale(names) != ONES or bool(_NO_AMOUNT.search(scored.row.label))
    is_own = is_own or any("%" in value.text or _OWN_UNIT.search(value.header) for value in values)
    return f" ({scored.scale.text})" if scored.scale.text and not is_own else ""


def short_header(value: Value) -> str:
    """Return what heads a column, of a long date only its year."""
    years = header_years(value.header)
    is_long = len(value.header.split()) > _HEADER_WORDS
    return str(years[0]) if len(years) == 1 and is_long else value.header


def label_of(row: Row) -> str:
    """Return a row's label, with the line above it if the label goes on from there."""
    label = row.label.strip(" .:") or row.section.strip(" .:")
    is_rest = label[:1].islower() and row.section
    return f"{row.section.strip()} {label}" if is_rest else label


def cite_cells(search: Search, scored: ScoredRow, values: Sequence[Value]) -> tuple[Citation, ...]:
    """Cite the row, or its label where it is no row of a table, and each value."""
    source, score = search.reading.source, min(1.0, scored.score)
    citations: list[Citation] = []
    if scored.row.row >= 0:
        citations.append(
            cite_row(source, scored.page, scored.row.block, scored.row.row, score=score)
        )
    elif scored.row.label_located is not None:
        citations.append(cite(source, scored.page, scored.row.label_located, score=score))
    citations += [cite(source, scored.page, value.located, score=score) for value in values]
    return tuple(citations)


class _Judge:
    """Scores rows for one question."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._language = search.prepared.index.language
        moves = _move_terms(search)
        terms = [term for term in search.inquiry.terms if not term.isdigit() and term not in moves]
        weigh = search.prepared.index.weigh
        self._weights = {t: weigh(t) * (_FOCUS if t in search.focus else 1.0) for t in terms}
        self._whole = sum(self._weights.values()) or 1.0
        topic = search.inquiry.topic
        told = [topic[start:end] for start, end, _ in find_items(topic)]
        self._names = {
            name.casefold()
            for name in search.inquiry.names
            if told and not any(name in item for item in told)
        }
        self._items = [item for _, _, item in find_items(search.inquiry.topic)]

    def score(self, row: Row, head: str) -> tuple[float, float]:
        """Weigh the words of the label, those around it, and a known line item.

        Returns:
            The score, and the share of the question's weight that is there at all.
        """
        label = set(self._language.content(row.label))
        label |= self._language.held(self._weights, label)
        headers = set(self._language.terms(" ".join(row.headers))) - label
        around = set(self._language.terms(f"{row.section} {row.caption} {head}")) - label - headers
        own, above, near = (self._share(terms) for terms in (label, headers, around))
        precision = len(label & self._weights.keys()) / max(1, len(label))
        score = _LABEL * own + _HEADER * above + _CONTEXT * near
        score += _PRECISION * precision * bool(own)
        score += _NAMED * (row.label.strip(" .:").casefold() in self._names)
        score += _ITEM * max((match_item(item, row) for item in self._items), default=0.0)
        return score * (1.0 if self._has_year(row) else _YEAR_MISSING), own + above + near

    def _share(self, terms: set[str]) -> float:
        return sum(w for term, w in self._weights.items() if term in terms) / self._whole

    def _has_year(self, row: Row) -> bool:
        years = self._search.inquiry.years
        told = {year for value in row.values for year in header_years(value.header)}
        return not years or not told or bool(told & set(years))


def _move_terms(search: Search) -> set[str]:
    """Return the terms that only say how a figure moved: tables show it, and do not say it."""
    words = find_move_words(search.inquiry.topic, search.language)
    index = search.prepared.index
    terms = {term for word in words for term in index.language.terms(word)}
    return {term for term in terms if not index.frequency(term)}


def match_item(item: Item, row: Row) -> float:
    """Return how surely a row is a line item: 1 for the best label, less for the others."""
    words = _words(label_of(row))
    if item.excluded & set(words):
        return 0.0
    for place, label in enumerate(item.labels):
        wanted = _words(label)
        if words[: len(wanted)] == wanted:
            extra = len(words) - len(wanted)
            return max(0.0, 1.0 - 0.03 * place - 0.1 * extra)
    return 0.0


def _words(label: str) -> list[str]:
    plain = "".join(
        letter if letter.isalpha() else " " for letter in label.lower().replace("’", "'")
    )
    return [word for word in plain.split() if word not in ("s", "the", "of", "in", "a")]


def _best_header(search: Search, values: Sequence[Value]) -> Value | None:
    """Return the value whose header shares most words with the question.

    Of equals the one of the latest year, else the first.
    """
    language = search.prepared.index.language
    terms = set(search.inquiry.terms)

    def fit(value: Value) -> tuple[int, int]:
        words = len(terms & set(language.terms(value.header)))
        return words, max(header_years(value.header), default=0)

    return max(values, key=fit, default=None)
