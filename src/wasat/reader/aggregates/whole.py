"""The answer to a question for a figure made of all figures of a column or a row of a table."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from statistics import fmean

from wasat.documents.document import BlockKind
from wasat.evidence.language import Language
from wasat.generation.chunk import Citation
from wasat.reader.aggregates.wish import Kind, Wish, read_wish
from wasat.reader.lookup.cell import ScoredRow, cite_cells, scale_of, short_header
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.rankings.choose import choose_series
from wasat.reader.rankings.series import Entry, Series
from wasat.reader.rows.written import count_decimals, write_number

_SCORE = 1.5  # as an answer from a statement
_MORE_DECIMALS = 2  # of an average that does not come out even
_ROUNDED = 0.0005  # of a printed sum, by which it may differ from that of its rounded parts
_FEWEST_PARTS = 2  # of a figure made of many
_SURE = 6  # parts and digits of their sum together; with fewer, it may well be another figure
_MOST_WRITTEN = 40  # figures of one formula; all are cited
_CURRENCIES = "€$£¥"
_UNIT = re.compile(r"\(([^()]{1,20})\)\s*$")  # "Output (tonnes)"
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_aggregate(search: Search, rows: Sequence[ScoredRow]) -> Finding | None:
    """Compute one figure of all of a column or a row, the formula shown and each figure cited.

    A total that the table prints is told as it is printed. None if the question asks for nothing of
    the kind, a row says it already, or the figures do not belong together.

    Args:
        search: The question and its document.
        rows: Of the best pages, best first.
    """
    wish = read_wish(search.inquiry.topic, search.language)
    if wish is None or (wish.kind is not Kind.SUM and _is_told(search, wish, rows)):
        return None
    series = _choose(search, wish)
    if series is None:
        return None
    is_sum = wish.kind in (Kind.SUM, Kind.TOTAL)
    if is_sum and series.whole is not None:
        whole = series.whole
        told = f"{whole.name}, {_measure(series)}: {whole.value.text}"
        return _finding(search, wish, replace(series, entries=(whole,)), told, whole.value.text)
    if is_sum and not can_be_added(series):
        return None
    text = _COMPUTED[wish.kind](_Figures(search, series))
    return _finding(search, wish, series, text, re.split(r" = |: ", text, maxsplit=1)[0])


def part_totals(series: Series) -> Series:
    """Leave out figures that are the sum of those above them; the last one may sum up all."""
    parts: list[Entry] = []
    every, since = _Sum(), _Sum()
    last: Entry | None = None
    for entry in series.entries:
        if since.is_told_by(entry) or every.is_told_by(entry):
            last, since = entry, _Sum()
        else:
            parts.append(entry)
            every, since = every.add(entry), since.add(entry)
    whole = last if last is not None and every.is_told_by(last) else None
    return replace(series, entries=tuple(parts), whole=series.whole or whole)


def can_be_added(series: Series) -> bool:
    """Whether figures are amounts of one sort: no shares, no years, and one currency at most."""
    texts = [entry.value.text for entry in series.entries]
    currencies = {sign for text in texts for sign in text if sign in _CURRENCIES}
    units = {match[0] for entry in series.entries if (match := _UNIT.search(entry.name))}
    is_share = any("%" in text for text in (series.measure, *texts))
    is_year = all(_YEAR.fullmatch(text.strip()) for text in texts)
    return not is_share and not is_year and len(currencies) <= 1 and len(units) <= 1


@dataclass(frozen=True, slots=True)
class _Sum:
    """The sum of some figures, and how many they are."""

    number: float = 0.0
    count: int = 0

    def add(self, entry: Entry) -> "_Sum":
        """Return the sum with one figure more."""
        return _Sum(self.number + entry.number, self.count + 1)

    def is_told_by(self, entry: Entry) -> bool:
        """Whether a figure is this sum, and has more digits than chance would meet."""
        digits = re.sub(r"\D", "", entry.value.text).strip("0")
        is_near = abs(entry.number - self.number) <= _ROUNDED * abs(entry.number)
        is_sure = self.count >= _FEWEST_PARTS and self.count + len(digits) >= _SURE
        return is_near and is_sure


def _is_told(search: Search, wish: Wish, rows: Sequence[ScoredRow]) -> bool:
    """Whether the label of a row says all that the question does, so that its figure is meant."""
    language = search.prepared.index.language
    wanted = _terms(search, wish)
    return any(
        wanted <= (label := set(language.terms(scored.row.label))) | language.held(wanted, label)
        for scored in rows
    )


def _terms(search: Search, wish: Wish) -> set[str]:
    content = search.prepared.index.language.content(wish.topic)
    return {term for term in content if not term[:1].isdigit()}


def _choose(search: Search, wish: Wish) -> Series | None:
    """Choose the column or row of which all is meant, its sums left out; None if one row is."""
    wanted = _terms(search, wish)
    language = search.prepared.index.language

    def may_be(series: Series) -> bool:
        """Leave out rows whose columns are what is asked for, since of those one is meant."""
        names = {term for entry in series.entries for term in language.terms(entry.name)}
        return _is_named(search, series, wanted) and (_is_column(series) or not wanted & names)

    chosen = choose_series(search, wanted, wanted, may_be=may_be) if wanted else []
    if not chosen or len(search.inquiry.years) > 1:
        return None
    series = part_totals(chosen[0])
    left = wanted - set(language.terms(series.measure))
    named = [entry for entry in series.entries if left & set(language.terms(entry.name))]
    if named and len(named) < len(series.entries):
        series = replace(series, entries=tuple(named), whole=None)
    return series if len(series.entries) >= _FEWEST_PARTS else None


def _is_named(search: Search, series: Series, wanted: Set[str]) -> bool:
    """Whether a table itself, its caption or its heading names something of what is asked for."""
    language, first = search.prepared.index.language, series.entries[0].scored
    above = first.page.blocks[first.row.block - 1 :: -1] if first.row.block else ()
    heading = next((block.text for block in above if block.kind is BlockKind.HEADING), "")
    told = f"{series.measure} {series.things} {first.row.caption} {heading}"
    return bool(language.held(wanted, set(language.terms(told))))


def _finding(search: Search, wish: Wish, series: Series, text: str, brief: str) -> Finding:
    first = series.entries[0]
    cited: list[Citation] = []
    for entry in series.entries:
        cited += cite_cells(search, entry.scored, [entry.value])
    return Finding(
        statements=((text + scale_of(first.scored, [first.value]), tuple(dict.fromkeys(cited))),),
        score=_SCORE,
        reason=f"{wish.kind.value} of {series.measure!r}",
        brief=brief,
    )


def _measure(series: Series) -> str:
    return short_header(series.entries[0].value) if _is_column(series) else series.measure


def _is_column(series: Series) -> bool:
    """Whether it has a figure of each row, not of each column."""
    return any(entry.name != entry.value.header for entry in series.entries)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Figures that are computed with, and how the document writes them."""

    search: Search
    series: Series

    @property
    def entries(self) -> list[Entry]:
        """From the smallest to the largest."""
        return sorted(self.series.entries, key=lambda entry: entry.number)

    def write(self, number: float, *, is_mean: bool = False) -> str:
        """Write a number as the document does, with as many decimals as its figures, or more."""
        texts, language = [e.value.text for e in self.series.entries], self._language
        decimals = count_decimals(texts, language)
        is_exact = round(number, decimals) == round(number, decimals + _MORE_DECIMALS)
        decimals = max(decimals, _MORE_DECIMALS) if is_mean and not is_exact else decimals
        return write_number(number, decimals, texts, language)

    def join(self, sign: str, entries: Sequence[Entry]) -> str:
        """Write figures with their names and a sign between them; the middle of very many not."""
        told = [f"{entry.value.text} ({entry.name.strip(' .:')})" for entry in entries]
        if len(told) > _MOST_WRITTEN:
            told[_MOST_WRITTEN // 2 : -_MOST_WRITTEN // 2] = ["…"]
        return f" {sign} ".join(told)

    @property
    def _language(self) -> Language:
        return self.search.prepared.index.language


def _sum(figures: _Figures) -> str:
    entries = figures.series.entries
    return f"{figures.write(sum(e.number for e in entries))} = {figures.join('+', entries)}"


def _average(figures: _Figures) -> str:
    entries = figures.series.entries
    mean = figures.write(fmean(entry.number for entry in entries), is_mean=True)
    return f"{mean} = ({figures.join('+', entries)}) / {len(entries)}"


def _median(figures: _Figures) -> str:
    entries = figures.entries
    middle = entries[(len(entries) - 1) // 2 : len(entries) // 2 + 1]
    found = figures.write(fmean(entry.number for entry in middle), is_mean=True)
    return f"{found}: {figures.join('≤', entries)}"


def _range(figures: _Figures) -> str:
    least, *_, most = figures.entries
    return f"{figures.write(most.number - least.number)} = {figures.join('−', [most, least])}"


_COMPUTED: Mapping[Kind, Callable[[_Figures], str]] = {
    Kind.SUM: _sum,
    Kind.TOTAL: _sum,
    Kind.AVERAGE: _average,
    Kind.MEDIAN: _median,
    Kind.RANGE: _range,
}
