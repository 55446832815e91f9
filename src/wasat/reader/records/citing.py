"""Statements about records with the cells that they rest on."""

from collections.abc import Iterable, Iterator, Sequence

from wasat.documents.document import Page
from wasat.evidence.quote import Located, cite
from wasat.generation.chunk import Citation
from wasat.reader.reading import Reading
from wasat.reader.records.tell import Told
from wasat.reader.writer import Statement

_MOST_CITED = 40  # cells of one figure; of more, the first ones and the last


def cite_told(reading: Reading, told: Iterable[Told]) -> Iterator[Statement]:
    """Quote the cells of each statement, in their order on the pages; empty cells are left out."""
    citer = _Citer(reading)
    for it in told:
        places = [(cell.page, cell.located) for cell in it.cells if cell.located is not None]
        yield it.text, tuple(citer.cite(sorted(places, key=_order)))


def _order(place: tuple[int, Located]) -> tuple[int, int, tuple[int, int]]:
    page, located = place
    return page, located.block, located.cell or (0, 0)


class _Citer:
    """Loads each page once, as long as cells of it follow one another."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._page: Page | None = None

    def cite(self, places: Sequence[tuple[int, Located]]) -> Iterator[Citation]:
        """Quote what stands at places of pages, of many the first ones and the last."""
        shown = places if len(places) <= _MOST_CITED else [*places[: _MOST_CITED - 1], places[-1]]
        for number, located in shown:
            if self._page is None or self._page.number != number:
                self._page = self._reading.document.pages[number - 1]
            yield cite(self._reading.source, self._page, located)
