"""The figure that a question means by a few words: the cell of a table they name."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from wasat.evidence.figures import header_years, is_interim, years_in
from wasat.evidence.inquiry import find_items
from wasat.evidence.rows import Value
from wasat.reader.lookup.cell import ScoredRow
from wasat.reader.lookup.finding import Search
from wasat.reader.lookup.line_item import Statements
from wasat.reader.rankings.wish import words_of

_LEAST_OWN = 0.5  # share of an operand's words that label and header of its cell hold
_LEAST_WHOLE = 0.7  # and with what stands around them
# Weights of what speaks for a cell. Source: set by hand on tables of our own.
_OWN, _AROUND, _PRECISE, _CONTEXT, _RANK, _ALIKE = 1.0, 0.4, 0.5, 0.4, 0.1, 0.6
_SURE = 3.0  # of a line item found in its statement
_CHOICES = 24  # cells that are weighed for each name


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """A figure to compute with.

    Attributes:
        scored: Its row.
        value: Its cell.
        number: What it says.
        name: What distinguishes it, as the table says it.
        year: Of its column; 0 if it has none.
    """

    scored: ScoredRow
    value: Value
    number: float
    name: str
    year: int

    @property
    def told(self) -> str:
        """The figure as printed, and what it is."""
        year = f", {self.year}" if self.year and str(self.year) not in self.name else ""
        return f"{self.value.text} ({self.name}{year})"


def find_operands(
    search: Search, rows: Sequence[ScoredRow], names: Sequence[str]
) -> tuple[Operand, ...]:
    """Find a figure for each name, none twice; nothing if one of them is not there.

    Args:
        search: The question; years and words beside the names choose the column.
        rows: Of the best pages, best first.
        names: How the question names the figures.
    """
    choices = [
        [(_SURE, item)]
        if (item := _find_item(search, name))
        else _find_cells(search, rows, names, at)
        for at, name in enumerate(names)
    ]
    if not all(choices):
        return ()
    best = max(
        (_choose_with(first, choices[1:]) for first in choices[0]), key=lambda found: found[0]
    )
    return best[1]


def _choose_with(
    first: tuple[float, Operand], others: Sequence[Sequence[tuple[float, Operand]]]
) -> tuple[float, tuple[Operand, ...]]:
    """Choose one of each of the others to go with the first: figures of one sort, none twice."""
    whole, chosen = first[0], [first[1]]
    for choices in others:
        free = [
            (score + _likeness(chosen[0], operand), operand)
            for score, operand in choices
            if all(operand.value != other.value for other in chosen)
        ]
        if not free:
            return 0.0, ()
        score, operand = max(free, key=lambda entry: entry[0])
        whole += score
        chosen.append(operand)
    return whole, tuple(chosen)


def _likeness(first: Operand, other: Operand) -> float:
    """Weigh that two figures stand on one page, and in one column or in one row of a table."""
    here, there = first.scored, other.scored
    if here.page is not there.page:
        return 0.0
    is_column = here.row.block == there.row.block and first.value.header == other.value.header
    return _AROUND + _ALIKE * (is_column or here.row is there.row)


def _find_item(search: Search, name: str) -> Operand | None:
    """Find a line item of financial statements in the year asked about."""
    items = find_items(name)
    rest = set(search.prepared.index.language.content(_without_years(name)))
    if len(items) != 1 or len(search.inquiry.years) > 1:
        return None
    start, end, item = items[0]
    if rest - set(search.prepared.index.language.terms(name[start:end])):
        return None
    statements = Statements(search)
    year = search.inquiry.years[0] if search.inquiry.years else statements.latest_year(item)
    figure = statements.find(item, year) if year else None
    if figure is None:
        return None
    return Operand(
        scored=figure.scored,
        value=figure.value,
        number=figure.number,
        name=figure.scored.row.label.strip(" .:"),
        year=figure.year,
    )


def _find_cells(
    search: Search, rows: Sequence[ScoredRow], names: Sequence[str], at: int
) -> list[tuple[float, Operand]]:
    """Find the cells that the words of one name mean, best first."""
    language = search.prepared.index.language
    wanted = set(language.content(_without_years(names[at])))
    context = {term for term in search.inquiry.terms if not term.isdigit()} - wanted
    own = [set(language.content(name)) for name in names]
    shared = {term for term in context if sum(term in terms for terms in own) == 0}
    years = set(years_in(names[at])) or set(search.inquiry.years)
    found: list[tuple[float, Operand]] = []
    for place, scored in enumerate(rows if wanted else ()):
        for value in _values(scored, years):
            fit = _score(search, scored, value, wanted, shared)
            if fit:
                score = fit - _RANK * place / len(rows)
                found.append((score, _operand(search, scored, value, wanted)))
    return sorted(found, key=lambda entry: -entry[0])[:_CHOICES]


def _values(scored: ScoredRow, years: Set[int]) -> Iterator[Value]:
    """Yield the figures of a row that are of the years asked about, the latest first."""
    numbers = [value for value in scored.row.values if value.number is not None]
    dated = [value for value in numbers if header_years(value.header)]
    if not years:
        yield from sorted(numbers, key=lambda value: -max(header_years(value.header), default=0))
    elif dated:
        told = [value for value in dated if years & set(header_years(value.header))]
        yield from sorted(told, key=lambda value: is_interim(value.header))
    else:
        yield from numbers


def _score(
    search: Search, scored: ScoredRow, value: Value, wanted: Set[str], context: Set[str]
) -> float:
    language, index = search.prepared.index.language, search.prepared.index
    label = set(language.content(scored.row.label))
    label |= language.held(wanted | context, label)
    if words_of(search.language).patterns["totals"].match(scored.row.label.strip()):
        label |= wanted & _page_terms(search, scored)  # the sum of all that the page is about
    held = label | set(language.terms(value.header))
    around = set(language.terms(f"{scored.row.section} {scored.row.caption}"))
    around |= {term for term in wanted if term in _page_terms(search, scored)}

    def share(terms: Set[str], within: Set[str]) -> float:
        weights = {term: index.weigh(term) for term in terms}
        whole = sum(weights.values())
        return sum(w for term, w in weights.items() if term in within) / whole if whole else 0.0

    own, near = share(wanted, held), share(wanted, held | around)
    if not wanted & held or len(wanted & held) < _LEAST_OWN * len(wanted) or near < _LEAST_WHOLE:
        return 0.0
    precise = len(label & (wanted | context)) / max(1, len(label))
    return _OWN * own + _AROUND * near + _PRECISE * precise + _CONTEXT * share(context, held)


def _page_terms(search: Search, scored: ScoredRow) -> Set[str]:
    blocks = scored.page.blocks[: scored.row.block]
    text = " ".join(block.text for block in blocks if block.table is None)
    return set(search.prepared.index.language.terms(text))


def _operand(search: Search, scored: ScoredRow, value: Value, wanted: Set[str]) -> Operand:
    language = search.prepared.index.language
    years = header_years(value.header)
    label = scored.row.label.strip(" .:")
    in_label = bool(wanted & set(language.content(label)))
    is_header_told = bool(wanted & set(language.content(value.header))) or not in_label
    name = " ".join(filter(None, (label, value.header if is_header_told else "")))
    return Operand(
        scored=scored,
        value=value,
        number=value.number or 0.0,
        name=name,
        year=years[0] if len(years) == 1 else 0,
    )


def _without_years(text: str) -> str:
    return " ".join(word for word in text.split() if not years_in(word))
