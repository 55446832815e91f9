"""Computing with the figures of one row: changes, averages, and the years that compare so."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from wasat.evidence.figures import header_years, is_interim, parse_figure, years_in
from wasat.evidence.language import Language
from wasat.evidence.rows import Value
from wasat.reader.lookup.cell import ScoredRow, cite_cells, label_of
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.follow import find_all_years, names_range
from wasat.reader.lookup.wanted import Want
from wasat.reader.rows.written import count_decimals, write_number

_THRESHOLD = re.compile(
    r"[$€£]?\s?(\d[\d.,]*\d|\d)\s*(thousands?|millions?|billions?|%)?", re.IGNORECASE
)
_OF_ALL = frozenset({Want.AVERAGE, Want.SUM})  # made of every year of a range, not of its ends
_FACTORS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A figure and its year."""

    year: int
    number: float
    value: Value


def dated_values(row_values: Sequence[Value]) -> list[Dated]:
    """Return the figures of a row that stand under one year each, latest first, a year once.

    Those of quarters and half-years stand for no year.
    """
    found: dict[int, Dated] = {}
    for value in row_values:
        years = () if is_interim(value.header) else header_years(value.header)
        if len(years) == 1 and value.number is not None and years[0] not in found:
            found[years[0]] = Dated(year=years[0], number=value.number, value=value)
    return sorted(found.values(), key=lambda dated: -dated.year)


def compute(search: Search, scored: ScoredRow) -> Finding | None:
    """Answer a question that compares or combines the years of one row.

    None if it asks for nothing of the kind, or the row does not hold the years.
    """
    dated = dated_values(scored.row.values)
    if Want.WHICH_PERIOD in search.wants:
        return _find_periods(search, scored, dated)
    operation = next((_OPERATIONS[w] for w in _OPERATIONS if w in search.wants), None)
    if operation is None and is_trend(search):
        operation = _change
    chosen = _choose(search, dated)
    if operation is None or len(chosen) < 2:
        return None
    found = _finding(search, scored, operation(chosen, search.prepared.index.language), chosen)
    return replace(found, verdict=_verdict(search, chosen)) if found else None


def is_trend(search: Search) -> bool:
    """Whether the question is whether a figure went up, or whether it went down."""
    return Want.STANCE in search.wants and (Want.RISE in search.wants) != (
        Want.FALL in search.wants
    )


def _verdict(search: Search, dated: Sequence[Dated]) -> bool | None:
    """Tell whether the figure went as the question says; None if that is not asked."""
    if not is_trend(search):
        return None
    last, first = dated[0].number, dated[-1].number
    return last > first if Want.RISE in search.wants else last < first


def _choose(search: Search, dated: Sequence[Dated]) -> list[Dated]:
    """Choose all years that are meant; of one, that and the one before; of none, the two latest."""
    years = search.inquiry.years
    if not years:
        is_all = bool(find_all_years(search.inquiry.topic, search.language))
        return list(dated) if is_all else list(dated[:2])
    wanted = set(years) if len(years) > 1 else {max(years), max(years) - 1}
    if search.wants & _OF_ALL and names_range(search.inquiry.topic, search.language):
        wanted = set(range(min(years), max(years) + 1))
    chosen = [entry for entry in dated if entry.year in wanted]
    return chosen if len(chosen) == len(wanted) else []


def _texts(dated: Sequence[Dated]) -> list[str]:
    return [entry.value.text for entry in dated]


def _write(number: float, dated: Sequence[Dated], language: Language) -> str:
    """Write a number as the figures it was made from are written."""
    texts = _texts(dated)
    return write_number(number, count_decimals(texts, language), texts, language)


def _change(dated: Sequence[Dated], language: Language) -> str:
    last, first = dated[0], dated[-1]
    result = _write(last.number - first.number, dated, language)
    return f"{result} = {_told(last)} − {_told(first)}"


def _percent_change(dated: Sequence[Dated], language: Language) -> str:
    last, first = dated[0], dated[-1]
    if first.number == 0:
        return ""
    share = 100 * (last.number - first.number) / abs(first.number)
    result = write_number(share, 2, _texts(dated), language)
    return f"{result}% = ({_told(last)} − {_told(first)}) / {_told(first)}"


def _average(dated: Sequence[Dated], language: Language) -> str:
    mean = sum(entry.number for entry in dated) / len(dated)
    result = write_number(mean, 0 if mean.is_integer() else 2, _texts(dated), language)
    return f"{result} = ({' + '.join(map(_told, dated))}) / {len(dated)}"


def _sum(dated: Sequence[Dated], language: Language) -> str:
    result = _write(sum(entry.number for entry in dated), dated, language)
    return f"{result} = {' + '.join(map(_told, dated))}"


_OPERATIONS: Mapping[Want, Callable[[Sequence[Dated], Language], str]] = {
    Want.PERCENT_CHANGE: _percent_change,
    Want.CHANGE: _change,
    Want.AVERAGE: _average,
    Want.SUM: _sum,
}


def _told(dated: Dated) -> str:
    return f"{dated.value.text} ({dated.year})"


def _finding(
    search: Search, scored: ScoredRow, result: str, used: Sequence[Dated]
) -> Finding | None:
    if not result:
        return None
    scale = f", {scored.scale.text}" if scored.scale.text else ""
    return Finding(
        statements=(
            (
                f"{result}, {label_of(scored.row)}{scale}",
                cite_cells(search, scored, [entry.value for entry in used]),
            ),
        ),
        score=scored.score,
        reason=f"computed from row {scored.row.label!r}",
        brief=result.partition(" = ")[0],
    )


def _find_periods(search: Search, scored: ScoredRow, dated: Sequence[Dated]) -> Finding | None:
    asked = [entry for entry in dated if entry.year in search.inquiry.years]
    chosen = _compare(search, scored, asked if len(asked) > 1 else dated)
    if not chosen:
        return None
    told = "; ".join(f"{entry.year}: {entry.value.text}" for entry in chosen)
    return _finding(search, scored, told, chosen)


def _compare(search: Search, scored: ScoredRow, dated: Sequence[Dated]) -> list[Dated]:
    """Keep the years whose figures compare as asked; all if nothing is compared."""
    wants = search.wants
    limit = read_threshold(search.inquiry.topic)
    if limit is not None and wants & {Want.ABOVE, Want.BELOW}:
        amount, is_scaled = limit
        factor = scored.scale.factor if is_scaled else 1.0
        is_below = Want.BELOW in wants
        return [
            e
            for e in dated
            if e.number * factor != amount and (e.number * factor < amount) == is_below
        ]
    if Want.NEGATIVE in wants:
        return [entry for entry in dated if entry.number < 0]
    if dated and wants & {Want.HIGHEST, Want.LOWEST}:
        pick = max if Want.HIGHEST in wants else min
        return [pick(dated, key=lambda entry: abs(entry.number))]
    return list(dated)


def read_threshold(topic: str) -> tuple[float, bool] | None:
    """Read the amount that figures are compared with, and whether it names its scale."""
    for match in _THRESHOLD.finditer(topic):
        number = parse_figure(match[1])
        if number is None or number in years_in(topic):
            continue
        word = (match[2] or "").lower().removesuffix("s")
        return number * _FACTORS.get(word, 1.0), word in _FACTORS
    return None
