"""The column or row of a table that a question compares or counts together."""

from collections.abc import Callable, Set
from dataclasses import replace

from wasat.evidence.figures import years_in
from wasat.reader.lookup.finding import Search
from wasat.reader.rankings.series import Series, read_series
from wasat.reader.rankings.wish import words_of

# Weights of what speaks for a series. Source: set by hand on tables of our own.
_OWN, _AROUND, _THINGS, _RANK = 1.0, 0.6, 0.5, 0.1
_LEAST = 0.5  # share of the question's weight that a series and what stands around it hold


def choose_series(
    search: Search,
    things: Set[str],
    measure: Set[str],
    prices: str = "",
    may_be: Callable[[Series], bool] = lambda _: True,
) -> list[Series]:
    """Return the series that fits best, and those of the same table and other years.

    Args:
        search: The question and its document.
        things: Terms of what the rows are; some of them may be named in labels.
        measure: Terms of what is compared.
        prices: Words of headers, one of which should head what is compared; may be empty.
        may_be: Whether a series comes into question.

    Returns:
        Nothing if no series fits.
    """
    found = list(read_series(search, words_of(search.language).patterns["totals"]))
    found = [_restrict(search, series, things) for series in found if may_be(series)]
    scored = [
        (_fit(search, series, things, measure) + _priced(search, prices, series), series)
        for series in found
    ]
    scored = [(fit, series) for fit, series in scored if fit and _is_of_years(search, series)]
    if not scored:
        return []
    best = max(scored, key=lambda entry: (entry[0], max(entry[1].years, default=0)))[1]
    others = [
        s
        for s in found
        if s.years and s is not best and s.entries[0].scored.row.block
        == best.entries[0].scored.row.block and s.rank == best.rank
        and _undated(s.measure) == _undated(best.measure)
    ]  # fmt: skip
    return [best, *others]


def _priced(search: Search, prices: str, series: Series) -> float:
    """Weigh that a column is of prices, where those are compared."""
    language = search.prepared.index.language
    return _OWN * bool(set(language.terms(prices)) & set(language.terms(series.measure)))


def _undated(header: str) -> str:
    return " ".join(word for word in header.split() if not years_in(word))


def _is_of_years(search: Search, series: Series) -> bool:
    return not search.inquiry.years or not series.years or bool(
        set(series.years) & set(search.inquiry.years)
    )  # fmt: skip


def _restrict(search: Search, series: Series, things: Set[str]) -> Series:
    """Keep the rows whose labels name the things, where several of them do and not all."""
    language = search.prepared.index.language
    if things & set(language.terms(f"{series.things} {series.around}")):
        return series
    named = [e for e in series.entries if things & set(language.terms(e.name))]
    return replace(series, entries=tuple(named)) if named else series


def _fit(search: Search, series: Series, things: Set[str], measure: Set[str]) -> float:
    """Weigh how well a series fits; 0 if too little of the question is there."""
    language, index = search.prepared.index.language, search.prepared.index
    own = set(language.terms(series.measure))
    head = set(language.terms(series.things))
    around = set(language.terms(series.around))
    names = {t for entry in series.entries for t in language.terms(entry.name)}
    weights = {term: index.weigh(term) for term in things | measure}
    whole = sum(weights.values())
    if not whole or len(series.entries) < 2:
        return 0.0

    def share(terms: Set[str]) -> float:
        return sum(weights[term] for term in terms) / whole

    near = own | around | head
    is_held = language.held(measure, near) | language.held(things, near | names)
    if share(is_held) < _LEAST:
        return 0.0
    fit = _OWN * share(language.held(measure, own))
    fit += _AROUND * share(language.held(measure, around) - own)
    fit += _THINGS * share(language.held(things, head | around | names))
    return fit + 0.01 - _RANK * series.rank
