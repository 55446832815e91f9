"""Line items of financial statements: the figure of a year, from the statement it stands on."""

from dataclasses import dataclass

from wasat.evidence.figures import header_years, is_interim
from wasat.evidence.inquiry import Item
from wasat.evidence.rows import Value
from wasat.reader.lookup.cell import ScoredRow, match_item
from wasat.reader.lookup.finding import Search
from wasat.reader.rows.read import read_rows

_PAGES = 4  # best ones, whose rows are weighed
_LEAST_MATCH = 0.3  # how surely a row is the item, from 0 to 1
_KIND = 0.5  # weight of how surely a page is the statement, beside how well the label fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a line item amounts to in a year."""

    item: Item
    year: int
    number: float
    value: Value
    scored: ScoredRow


class Statements:
    """Looks line items up, each statement page read once.

    Args:
        search: The question and its document.
        is_anywhere: Whether the pages that bear on the question count where no page is a statement.
    """

    def __init__(self, search: Search, *, is_anywhere: bool = False) -> None:
        self._search = search
        self._is_anywhere = is_anywhere
        self._rows: dict[int, list[ScoredRow]] = {}

    def find(self, item: Item, year: int) -> Figure | None:
        """Return the figure of a year, from the row and page that fit best; None without one."""
        best: tuple[float, Figure] | None = None
        for share, number in self._pages(item):
            for scored in self._page_rows(number):
                match = match_item(item, scored.row)
                value = _of_year(scored, year) if match >= _LEAST_MATCH else None
                if value is None or value.number is None:
                    continue
                score = match + _KIND * share
                if best is None or score > best[0]:
                    figure = Figure(
                        item=item, year=year, number=value.number, value=value, scored=scored
                    )
                    best = (score, figure)
        return best[1] if best else None

    def latest_year(self, item: Item) -> int | None:
        """Return the latest year that heads a column of the item's row."""
        years = [
            year
            for _, number in self._pages(item)
            for scored in self._page_rows(number)
            if match_item(item, scored.row) >= _LEAST_MATCH
            for value in scored.row.values
            for year in header_years(value.header)
        ]
        return max(years, default=None)

    def _pages(self, item: Item) -> list[tuple[float, int]]:
        located = self._search.prepared.locator.pages(item.page)
        numbers = self._search.reading.numbers
        chosen = [(share, number) for number, share in located.items() if number in numbers]
        if (
            not chosen and self._is_anywhere
        ):  # short documents have no page that is a statement and nothing else
            chosen = [(0.0, ranked.passage.page) for ranked in self._search.ranked[:_PAGES]]
        return sorted(chosen, key=lambda entry: (-entry[0], entry[1]))[:_PAGES]

    def _page_rows(self, number: int) -> list[ScoredRow]:
        if number not in self._rows:
            prepared = self._search.prepared
            self._rows[number] = [
                ScoredRow(page=read.page, row=read.row, score=1.0, scale=read.scale)
                for read in read_rows(prepared.document, number, prepared.index.language)
            ]
        return self._rows[number]


def _of_year(scored: ScoredRow, year: int) -> Value | None:
    values = [value for value in scored.row.values if value.number is not None]
    for value in values:
        if year in header_years(value.header) and not is_interim(value.header):
            return value
    return None
