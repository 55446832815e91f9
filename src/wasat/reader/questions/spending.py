"""What most was spent on, and how much in all: `vocabulary/spending.toml` and a table that says."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from wasat.evidence.find import find
from wasat.evidence.inquiry import study
from wasat.evidence.locator import whole_words
from wasat.reader.lookup.cell import cite_cells
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.rankings.series import Entry, Series, read_series

_SCORE = 1.5  # as good as a statement: the table says what it is about
_PAGES = 4  # best ones, whose tables are looked at
_AROUND = " \t\n\u00a0\u202f.?!¿¡"


class Wish(StrEnum):
    """What is asked of what was spent."""

    LARGEST = "largest"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The vocabulary, compiled; attributes as the data file says."""

    seek: str
    words: re.Pattern[str]
    totals: re.Pattern[str]
    planned: re.Pattern[str]
    asked: Mapping[Wish, Sequence[re.Pattern[str]]]


def find_spending(search: Search) -> Finding | None:
    """Answer what most was spent on, or how much in all, from a table of expenses."""
    wish = _read_wish(search.question)
    series = _choose(search) if wish else None
    if wish is None or series is None:
        return None
    if wish is Wish.TOTAL:
        return None if series.whole is None else _tell(search, [series.whole], wish)
    most = max(entry.number for entry in series.entries)
    return _tell(search, [entry for entry in series.entries if entry.number == most], wish)


def _read_wish(question: str) -> Wish | None:
    text = " ".join(question.split()).strip(_AROUND)
    for wish, patterns in _words().asked.items():
        if any(pattern.fullmatch(text) for pattern in patterns):
            return wish
    return None


def _choose(search: Search) -> Series | None:
    """Choose the series that says most clearly that it was spent, of the year asked about."""
    words, index = _words(), search.prepared.index
    inquiry = study(words.seek, index.language)
    ranked = find(inquiry, search.prepared, pages=search.reading.numbers, limit=_PAGES)
    years = set(search.inquiry.years)
    found = [
        (clarity, max(series.years, default=0), -at, series)
        for at, series in enumerate(read_series(replace(search, ranked=ranked), words.totals))
        if (clarity := _clarity(series, words))
        and (not years or not series.years or years & set(series.years))
    ]
    return max(found, key=lambda entry: entry[:3])[3] if found else None


def _clarity(series: Series, words: Words) -> int:
    """Weigh how plainly a series is of what was spent; 0 if nothing says so, or it was planned."""
    if words.planned.search(series.measure):
        return 0
    whole = series.whole.name if series.whole else ""
    told = (series.around, series.measure, series.things, whole)
    return sum(2**place * bool(words.words.search(text)) for place, text in enumerate(told) if text)


def _tell(search: Search, entries: Sequence[Entry], wish: Wish) -> Finding:
    statements = tuple(
        (
            f"{entry.name}: {entry.value.text}",
            tuple(cite_cells(search, entry.scored, [entry.value])),
        )
        for entry in entries
    )
    return Finding(
        statements=statements,
        score=_SCORE,
        reason=f"{wish.value} of what was spent",
        brief=entries[0].value.text if wish is Wish.TOTAL else entries[0].name,
    )


@cache
def _words() -> Words:
    text = files("wasat.reader").joinpath("vocabulary/spending.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    totals = "|".join(data["totals"])
    return Words(
        seek=data["seek"],
        words=whole_words(data["words"]),
        totals=re.compile(rf".*(?<!\w)(?:{totals})(?!\w)", re.IGNORECASE),
        planned=whole_words(data["planned"]),
        asked={
            wish: [
                re.compile(
                    turn.replace("{item}", data["item"]).replace("{when}", data["when"]),
                    re.IGNORECASE,
                )
                for turns in data[wish.value].values()
                for turn in turns
            ]
            for wish in Wish
        },
    )
