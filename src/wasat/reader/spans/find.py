"""The answer to when something begins or ends, how long it lasts, and what goes on in a month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wasat.documents.document import Page, Table
from wasat.evidence.inquiry import strip_wishes
from wasat.evidence.language import Language
from wasat.evidence.quote import cite, cite_row
from wasat.generation.chunk import Citation
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.prose.sentences import iter_sentences
from wasat.reader.recognise.found import Habits
from wasat.reader.recognise.kinds import RECOGNISERS
from wasat.reader.recognise.kinds import Kind as Sort
from wasat.reader.spans.span import Span
from wasat.reader.spans.words import Kind, Wish, read_wish, words_of
from wasat.reader.spans.written import find_days, find_spans
from wasat.reader.tables.whole import iter_pages_of_table
from wasat.reader.writer import Statement

_PAGES = 4  # best ones, and those that their tables go on over
_SCORE = 1.5  # as an answer from a statement
_LEAST = 0.6  # share of the question's weight in a text and what stands around it
_AROUND = 0.6  # weight of what stands around
_MOST_LISTED = 40
_HABITS = Habits()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A sentence, or a row of a table, that tells of time.

    Attributes:
        text: Of it.
        around: The heading above it, and the headers of its table.
        label: The first cell of a row; empty for a sentence.
        citations: Where it stands.
    """

    text: str
    around: str
    label: str
    citations: tuple[Citation, ...]


def find_span(search: Search) -> Finding | None:
    """Tell an end or the length of a stretch of time, or what goes on in a month, each cited.

    None if the question asks for nothing of the kind, or no stretch of time is told.
    """
    codes = (search.language, search.prepared.index.language.code)
    wish = read_wish(strip_wishes(search.question), codes)
    if wish is None:
        return None
    told = [each for page in _pages(search) for each in _read(search, page)]
    if wish.kind is Kind.WITHIN:
        return _list(search, wish, told)
    index = search.prepared.index
    weights = {term: index.weigh(term) for term in index.language.content(wish.topic)}
    best = max(told, key=lambda each: _fit(each, weights, index.language), default=None)
    if best is None or _fit(best, weights, index.language) < _LEAST:
        return None
    return _tell(search, wish, best)


def _tell(search: Search, wish: Wish, told: _Told) -> Finding | None:
    spans = find_spans(told.text)
    is_said = wish.kind is Kind.LAST and any(RECOGNISERS[Sort.DURATION](told.text, _HABITS))
    if not spans or is_said:
        return None
    span = _nearest(search, wish, told, spans)
    value = _value(wish, span, search.language)
    return Finding(
        statements=((f"{value}: {told.text}", told.citations),),
        score=_SCORE,
        reason=f"{wish.kind.value} of {span.first.text!r} to {span.last.text!r}",
        brief=value,
    )


def _value(wish: Wish, span: Span, language: str) -> str:
    if wish.kind is Kind.LAST:
        count = span.months if span.is_of_months else span.days
        return words_of(language).count(count, is_of_months=span.is_of_months)
    return (span.first if wish.kind is Kind.BEGIN else span.last).text


def _nearest(search: Search, wish: Wish, told: _Told, spans: Sequence[Span]) -> Span:
    """Choose the stretch with most words of the question between it and the one before.

    Of equals it is the last, which stands nearest to what is named last; without any, the first.
    """
    language = search.prepared.index.language
    terms = set(language.content(wish.topic))
    starts = [0, *(span.end for span in spans)]

    def held(at: int) -> int:
        return len(terms & set(language.terms(told.text[starts[at] : spans[at].end])))

    return spans[max(range(len(spans)), key=lambda at: (held(at), at if held(at) else -at))]


def _list(search: Search, wish: Wish, told: Sequence[_Told]) -> Finding | None:
    """List what goes on in a month, of the tables about what is asked for, if any are."""
    language = search.prepared.index.language
    terms = set(language.content(wish.topic))
    going = [each for each in told if _goes_on(wish, each)]
    named = [each for each in going if terms & set(language.terms(f"{each.around} {each.text}"))]
    if terms and not named:
        return None
    statements: dict[str, Statement] = {}
    for each in named or going:
        statements.setdefault(each.text, (each.text, each.citations))
    if not statements:
        return None
    return Finding(
        statements=tuple(statements.values())[:_MOST_LISTED],
        score=_SCORE,
        reason=f"in month {wish.month} of {wish.year or 'any year'}",
        brief="; ".join(each.label or each.text for each in (named or going)[:_MOST_LISTED]),
        is_list=len(statements) > 1,
    )


def _goes_on(wish: Wish, told: _Told) -> bool:
    spans = [*find_spans(told.text), *find_days(told.text)]
    return any(span.has_month(wish.month, wish.year) for span in spans)


def _fit(told: _Told, weights: Mapping[str, float], language: Language) -> float:
    """Weigh how much of a question's terms a text that tells of time holds, 0 to 1."""
    own = set(language.terms(told.text))
    held = own | language.held(weights.keys(), own)
    whole = sum(weights.values())
    if not whole or not held & weights.keys():
        return 0.0
    around = set(language.terms(told.around)) - held
    fit = sum(weight for term, weight in weights.items() if term in held)
    fit += _AROUND * sum(weight for term, weight in weights.items() if term in around)
    return fit / whole


def _pages(search: Search) -> list[Page]:
    """Return the best pages, and those that their tables go on over."""
    found: dict[int, Page] = {}
    for ranked in search.ranked[:_PAGES]:
        number = ranked.passage.page
        page = search.prepared.document.pages[number - 1]
        found.setdefault(number, page)
        if any(block.table is not None for block in page.blocks):
            numbers, document = search.reading.numbers, search.prepared.document
            found.update((p.number, p) for p in iter_pages_of_table(document, numbers, number))
    return list(found.values())


def _read(search: Search, page: Page) -> Iterator[_Told]:
    """Yield the sentences and rows of a page that tell days or stretches of time."""
    for sentence in iter_sentences([page]):
        if _has_time(sentence.text):
            cited = tuple(cite(search.reading.source, page, place) for _, place in sentence.places)
            yield _Told(text=sentence.text, around="", label="", citations=cited)
    for index, block in enumerate(page.blocks):
        if block.table is not None:
            yield from _read_rows(search, page, index, block.table)


def _read_rows(search: Search, page: Page, index: int, table: Table) -> Iterator[_Told]:
    rows: dict[int, list[str]] = {}
    heads: list[str] = []
    for cell in table.cells:
        if cell.lines:
            rows.setdefault(cell.row, []).append(" ".join(cell.text.split()))
            heads += [cell.text] if cell.is_header else []
    above = " ".join(block.text for block in page.blocks[max(0, index - 1) : index])
    around = " ".join([above, *heads])
    for row, texts in sorted(rows.items()):
        text = "; ".join(texts)
        if _has_time(text):
            yield _Told(
                text=text,
                around=around,
                label=texts[0],
                citations=(cite_row(search.reading.source, page, index, row),),
            )


def _has_time(text: str) -> bool:
    return bool(find_spans(text)) or any(True for _ in find_days(text))
