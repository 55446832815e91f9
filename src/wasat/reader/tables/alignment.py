"""Tables of several documents side by side: rows by name, one column a document."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from wasat.reader.tables.grid import Grid, GridCell

_NOT_LETTERS = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|[*†‡§]+$")
_NEAR = 88  # percent of letters in order; below, "MATH" begins to be "MathVista"
_FEWEST_COMMON = 2
_OURS = re.compile(
    r"\b(?:ours?|this work|proposed|unser\w*|nôtre|propuest[ao]|nostr[oa])\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A table read in one direction: things by name, and their values by column.

    Attributes:
        grid: The table.
        names: Normalised name to number of the row (or column, if turned).
        is_turned: Whether the things stand in columns and their values below them.
    """

    grid: Grid
    names: Mapping[str, int]
    is_turned: bool

    @property
    def labels(self) -> list[str]:
        """Name the columns of values (the rows, if turned), without the one that names things."""
        if self.is_turned:
            return [row[0].text for row in self.grid.body]
        return [self.grid.header(column) for column in range(1, len(self.grid.rows[0]))]

    def cell(self, name: str, label: int) -> GridCell:
        """Return the value of a thing in one column of values."""
        place = self.names[name]
        if self.is_turned:
            return self.grid.body[label][place]
        return self.grid.rows[place][label + 1]

    def title(self, name: str) -> str:
        """Return the name as printed."""
        place = self.names[name]
        return self.grid.header(place) if self.is_turned else self.grid.rows[place][0].text


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """One row of the comparison.

    Attributes:
        title: Name as the first document that has it prints it.
        cells: One a document; None where it has no such row.
    """

    title: str
    cells: tuple[GridCell | None, ...]


def normalise(name: str) -> str:
    """Reduce a name to its letters and digits, what stands in brackets left out."""
    bare = _ASIDE.sub("", name) or name
    flat = unicodedata.normalize("NFKD", bare.casefold())
    return _NOT_LETTERS.sub("", "".join(c for c in flat if not unicodedata.combining(c)))


def view_both_ways(grid: Grid) -> Iterator[View]:
    """Read a table by its rows and by its columns; too small ones not at all."""
    if not grid.body or len(grid.rows[0]) < 2:
        return
    rows = {
        normalise(row[0].text): at
        for at, row in enumerate(grid.rows[grid.header_rows :], grid.header_rows)
    }
    columns = {normalise(grid.header(at)): at for at in range(1, len(grid.rows[0]))}
    for names, is_turned in ((rows, False), (columns, True)):
        named = {name: at for name, at in names.items() if name and not name.isdigit()}
        if named:
            yield View(grid=grid, names=named, is_turned=is_turned)


def match_names(left: View, right: View) -> dict[str, str]:
    """Pair the names of two views, equal ones first, then nearly equal ones."""
    pairs = {name: name for name in left.names if name in right.names}
    rest = [name for name in right.names if name not in pairs]
    for name in left.names:
        if name not in pairs and rest and len(name) > 4:
            best = max(rest, key=lambda other: fuzz.ratio(name, other))
            if fuzz.ratio(name, best) >= _NEAR:
                pairs[name] = best
                rest.remove(best)
    return pairs


def align(documents: Sequence[Sequence[View]], about: Sequence[str]) -> list[Aligned]:
    """Find the tables that name the same things and set their values side by side.

    Args:
        documents: All views of all tables of each document.
        about: What each document is about (title and opening), to tell its own column from those
            of others.

    Returns:
        Rows in the order of the first document, those of later documents alone after them.
    """
    rows: list[Aligned] = []
    seen: set[str] = set()
    for group in _groups(documents):
        columns = [
            None if view is None else choose_column(view, text)
            for view, text in zip(group, about, strict=True)
        ]
        for row in _rows(group, columns):
            if normalise(row.title) not in seen:
                seen.add(normalise(row.title))
                rows.append(row)
    return rows


def choose_column(view: View, about: str) -> int:
    """Choose the column of values that belongs to the document itself.

    It is the one whose label the document's title or opening names earliest, or that says "ours";
    of several the longest label, without any the first column.
    """
    text = f" {' '.join(about.casefold().split())} "

    def worth(label: str) -> tuple[int, int, int]:
        name = " ".join(label.casefold().split())
        at = _find_name(name, text)
        place = (-at, len(name)) if at >= 0 else (-len(text) - 1, 0)
        return int(bool(_OURS.search(label))), place[0], place[1]

    labels = view.labels
    return max(range(len(labels)), key=lambda at: (worth(labels[at]), -at))


def _find_name(name: str, text: str) -> int:
    """Find a name that ends where it ends, so that `X 1` is not found in `X 1.5`."""
    if not name:
        return -1
    match = re.search(rf"(?<!\w){re.escape(name)}(?![\w-]|\.\d)", text)
    return match.start() if match else -1


def _groups(documents: Sequence[Sequence[View]]) -> Iterator[list[View | None]]:
    """Pair views of the first document with the best view of each other one, best groups first."""
    scored: list[tuple[int, int, list[View | None]]] = []
    for order, first in enumerate(documents[0]):
        group: list[View | None] = [first]
        total = 0
        for others in documents[1:]:
            best, common = _best_partner(first, others)
            group.append(best if common >= _FEWEST_COMMON else None)
            total += common if common >= _FEWEST_COMMON else 0
        if total:
            scored.append((total, order, group))
    if not scored:
        return
    most = max(total for total, _, _ in scored)
    for total, _, group in sorted(scored, key=lambda entry: (-entry[0], entry[1])):
        if 2 * total >= most:
            yield group


def _best_partner(first: View, others: Sequence[View]) -> tuple[View | None, int]:
    best: View | None = None
    most = 0
    for view in others:
        common = (
            len(match_names(first, view)) if not first.names.keys().isdisjoint(view.names) else 0
        )
        if common > most:
            best, most = view, common
    return best, most


def _rows(group: Sequence[View | None], columns: Sequence[int | None]) -> Iterator[Aligned]:
    first = group[0]
    if first is None:
        return
    pairs = [{} if view is None else match_names(first, view) for view in group]
    for name in first.names:
        cells = tuple(
            view.cell(pair[name], column)
            if view is not None and column is not None and name in pair
            else None
            for view, column, pair in zip(group, columns, pairs, strict=True)
        )
        yield Aligned(title=first.title(name), cells=cells)
    for number, (view, column, pair) in enumerate(zip(group, columns, pairs, strict=True)):
        if number and view is not None and column is not None:
            matched = set(pair.values())
            for name in view.names:
                if name not in matched:
                    yield _alone(view, name, column, number, len(group))


def _alone(view: View, name: str, column: int, number: int, count: int) -> Aligned:
    cells = tuple(view.cell(name, column) if at == number else None for at in range(count))
    return Aligned(title=view.title(name), cells=cells)
