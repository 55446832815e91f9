"""The answer to a question that compares the rows of a table."""

from collections.abc import Callable, Mapping, Sequence

from wasat.evidence.inquiry import strip_wishes
from wasat.generation.chunk import Citation
from wasat.reader.lookup.cell import cite_cells, scale_of, short_header
from wasat.reader.lookup.compute import read_threshold
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.rankings.choose import choose_series
from wasat.reader.rankings.series import Entry, Series
from wasat.reader.rankings.wish import Kind, Wish, lower_is_better, read_wish
from wasat.reader.rows.written import count_decimals, write_number
from wasat.reader.writer import Statement

_SCORE = 1.5  # as an answer from a statement
_MOST_LISTED = 40


def find_ranking(search: Search) -> Finding | None:
    """Tell the row that is ahead, those that moved or lie beyond a figure, or the parts of a whole.

    None if the question asks for nothing of the kind, or no table fits it.
    """
    topics = (search.inquiry.topic, strip_wishes(search.question))
    wish = next(filter(None, (read_wish(topic, search.language) for topic in topics)), None)
    chosen = _choose(search, wish) if wish else []
    if wish is None or not chosen:
        return None
    statements = _ANSWERS[wish.kind](search, wish, chosen)
    if not statements:
        return None
    return Finding(
        statements=tuple(statements),
        score=_SCORE,
        reason=f"{wish.kind.value} of {chosen[0].measure!r}",
        brief=statements[0][0].partition(":")[0].partition(", ")[0],
        is_list=wish.kind in (Kind.SPLIT, Kind.MOVED, Kind.BEYOND) and len(statements) > 1,
    )


def _choose(search: Search, wish: Wish) -> list[Series]:
    language = search.prepared.index.language
    things, measure = (
        {term for term in language.content(text) if not term[:1].isdigit()}
        for text in (wish.things, wish.measure)
    )
    measure -= things
    if wish.kind is Kind.EXTREME and not wish.things:
        things, measure = measure, things
    return choose_series(search, things, measure, wish.prices)


def _extreme(search: Search, wish: Wish, series: Sequence[Series]) -> list[Statement]:
    column, is_low = series[0], wish.is_low
    if wish.is_by_merit and lower_is_better().search(column.measure):
        is_low = not is_low
    sizes = sorted({_size(column, entry) for entry in column.entries}, reverse=not is_low)
    if wish.rank > len(sizes):
        return []
    asked = sizes[wish.rank - 1]
    return [_tell(search, e) for e in column.entries if _size(column, e) == asked][:_MOST_LISTED]


def _size(series: Series, entry: Entry) -> float:
    """Return a figure; without its sign where costs are printed as what is taken off."""
    negative = sum(other.number < 0 for other in series.entries)
    return abs(entry.number) if 2 * negative > len(series.entries) else entry.number


def _growth(search: Search, wish: Wish, series: Sequence[Series]) -> list[Statement]:
    """Tell what changed most in amount; and what did so in per cent, if that is another."""
    moves = _moves(search, series)
    if len(moves) < 2:
        return []
    pick = max if wish.is_low == wish.is_least else min
    shares = [move for move in moves if _ratio(move) is not None]
    by_share = pick(shares, key=lambda move: _ratio(move) or 0.0, default=None)
    by_amount = pick(moves, key=_amount)
    chosen = [by_share, by_amount] if wish.is_relative else [by_amount, by_share]
    told = dict.fromkeys(_tell_move(search, move) for move in chosen if move)
    return list(told)[:1] if wish.is_relative else list(told)


def _moved(search: Search, wish: Wish, series: Sequence[Series]) -> list[Statement]:
    moves = _moves(search, series)
    return [
        _tell_move(search, move)
        for move in moves
        if (_amount(move) < 0 if wish.is_low else _amount(move) > 0)
    ]


_Move = tuple[Entry, int, Entry, int]


def _moves(search: Search, series: Sequence[Series]) -> list[_Move]:
    """Pair the figures of two years: those asked about, or the last one and the one before."""
    by_year = {s.years[0]: s for s in reversed(series) if len(s.years) == 1}
    asked = [year for year in search.inquiry.years if year in by_year]
    if len(asked) > 1:
        last, first = max(asked), min(asked)
    else:
        last = asked[0] if asked else max(by_year, default=0)
        first = max((year for year in by_year if year < last), default=0)
    if not first:
        return []
    before = {(e.scored.page.number, e.name): e for e in by_year[first].entries}
    pairs = ((e, before.get((e.scored.page.number, e.name))) for e in by_year[last].entries)
    return [(entry, last, old, first) for entry, old in pairs if old is not None]


def _amount(move: _Move) -> float:
    return abs(move[0].number) - abs(move[2].number)


def _ratio(move: _Move) -> float | None:
    return _amount(move) / abs(move[2].number) if move[2].number else None


def _tell_move(search: Search, move: _Move) -> Statement:
    entry, last, old, first = move
    language, texts = search.prepared.index.language, [entry.value.text, old.value.text]
    change = write_number(_amount(move), count_decimals(texts, language), texts, language)
    ratio = _ratio(move)
    share = f"; {write_number(100 * ratio, 2, texts, language)}%" if ratio is not None else ""
    scale = scale_of(entry.scored, [entry.value])
    text = f"{entry.name}: {change} = {texts[0]} ({last}) − {texts[1]} ({first}){share}{scale}"
    cited = cite_cells(search, entry.scored, [entry.value])
    cited += cite_cells(search, old.scored, [old.value])
    return text, tuple(dict.fromkeys(cited))


def _beyond(search: Search, wish: Wish, series: Sequence[Series]) -> list[Statement]:
    limit = read_threshold(search.inquiry.topic)
    if limit is None:
        return []
    amount, is_scaled = limit

    def is_beyond(entry: Entry) -> bool:
        number = entry.number * (entry.scored.scale.factor if is_scaled else 1.0)
        return number < amount if wish.is_low else number > amount

    return [_tell(search, entry) for entry in series[0].entries if is_beyond(entry)][:_MOST_LISTED]


def _split(search: Search, _: Wish, series: Sequence[Series]) -> list[Statement]:
    """Tell every part, with its share of the sum where the table tells that."""
    whole, language = series[0].whole, search.prepared.index.language
    statements: list[Statement] = []
    for entry in series[0].entries[:_MOST_LISTED]:
        text, cited = _tell(search, entry)
        if whole is not None and whole.number and "%" not in entry.value.text:
            share = write_number(100 * entry.number / whole.number, 2, [entry.value.text], language)
            text = f"{text}; {share}% = {entry.value.text} / {whole.value.text}"
            cited += cite_cells(search, whole.scored, [whole.value])
        statements.append((text, tuple(dict.fromkeys(cited))))
    return statements


def _tell(search: Search, entry: Entry) -> Statement:
    """Write whose figure it is, what it is, and the figure."""
    value, row = entry.value, entry.scored.row
    is_by_column = entry.name == value.header
    measure = row.label.strip(" .:") if is_by_column else short_header(value)
    scale = scale_of(entry.scored, [value])
    cited: tuple[Citation, ...] = cite_cells(search, entry.scored, [value])
    told = f"{entry.name}, {measure}" if measure else entry.name
    return f"{told}: {value.text}{scale}", cited


_Answer = Callable[[Search, Wish, Sequence[Series]], list[Statement]]
_ANSWERS: Mapping[Kind, _Answer] = {
    Kind.EXTREME: _extreme,
    Kind.GROWTH: _growth,
    Kind.MOVED: _moved,
    Kind.BEYOND: _beyond,
    Kind.SPLIT: _split,
}
