"""What documents report for the same things, each for its own system or for one asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wasat.reader.comparison.names import Tokens, split_name, which_named
from wasat.reader.comparison.own import Choice, choose_named, choose_own, read_about
from wasat.reader.comparison.pool import Row, align_results, count_shared, gather, narrow
from wasat.reader.comparison.sheet import read_both_ways
from wasat.reader.comparison.values import find_scales
from wasat.reader.reading import Reading
from wasat.reader.tables.grid import iter_grids

_FEWEST_SHARED = 2
# Body rows of a table of results. Longer ones are data, not an account of systems, and to find
# partners among their rows takes time that grows with the square of their number.
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Results side by side.

    Attributes:
        rows: A thing each, a result a document.
        scales: Power of ten that brings the values of each document to one scale.
        is_asked: Whether the question names some of the rows, or a system.
    """

    rows: Sequence[Row]
    scales: tuple[int, ...]
    is_asked: bool


def find_results(question: str, readings: Sequence[Reading]) -> Results | None:
    """Find the results of documents that each report on a system of their own.

    Returns:
        None where fewer than two do, or where they have next to nothing in common.
    """
    own = [_choose(reading) for reading in readings]
    if sum(map(bool, own)) < 2:
        return None
    wanted = _named_systems(own, question)
    every = _align(own, wanted)
    if count_shared(every) < _FEWEST_SHARED:
        return None
    rows = narrow(every, question)
    return Results(
        rows=rows,
        scales=find_scales([_texts(every, number) for number in range(len(readings))]),
        is_asked=bool(wanted) or len(rows) < len(every),
    )


def _choose(reading: Reading) -> list[Choice]:
    grids = [grid for grid in iter_grids(reading.iter_pages()) if len(grid.body) <= _MOST_ROWS]
    return choose_own([read_both_ways(grid) for grid in grids], read_about(reading))


def _named_systems(own: Sequence[Sequence[Choice]], question: str) -> list[Tokens]:
    """Return the systems that a question names and several documents report on.

    A document's own system is what is compared anyway.
    """
    theirs = {split_name(choice.sheet.systems[choice.system]) for found in own for choice in found}
    names = {
        split_name(system): system for found in own for choice in found
        for system in choice.sheet.systems
    }  # fmt: skip
    printed = list(names.values())
    named = [split_name(printed[at]) for at in which_named(printed, question)]
    counts = {name: sum(bool(choose_named(found, name)) for found in own) for name in named}
    return [name for name in named if name not in theirs and counts[name] > 1]


def _align(own: Sequence[Sequence[Choice]], wanted: Sequence[Tokens]) -> list[Row]:
    if len(wanted) < 2:
        chosen = [choose_named(found, wanted[0]) if wanted else found for found in own]
        return align_results([gather(choices) for choices in chosen])
    rows: list[Row] = []
    for name in wanted:
        chosen = [choose_named(found, name) for found in own]
        label = next(c.sheet.systems[c.system] for found in chosen for c in found)
        aligned = align_results([gather(choices) for choices in chosen])
        rows += [replace(row, name=f"{label}: {row.name}") for row in aligned]
    return rows


def _texts(rows: Sequence[Row], number: int) -> list[str]:
    found = (row.results[number] for row in rows)
    return [result.cell.text for result in found if result is not None]
