"""The head of an unruled table: where it ends, its rows, and what spans what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wasat.documents.document import Word
from wasat.documents.layout.strips import strip_of
from wasat.documents.tables.edges import Edge, join_edges
from wasat.documents.tables.pieces import Piece, Pieces
from wasat.documents.tables.rows import Row
from wasat.documents.tables.separators import Separator

_MOST_LINES = 9
_MOSTLY = 0.5
_BODY_LINES = 2  # of figures; a single one may number the columns
_COLON = re.compile("[:\uff1a]")
_AMOUNT = re.compile(
    r"(?:[A-Z]{2,3} ?)?\d+(?:[.,]\d{3})*[.,]\d\d\b|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b"
)
_YEAR = re.compile(r"^(1[89]|20)\d\d$")
_GAP = 6.5  # points between the parts of one rule, as in statements of accounts
_GROUPS = 2  # groups of columns, and columns of each, at least
_LABELS = 1  # columns before the groups that have a title on the line of theirs
_LINES_BELOW = 2  # among which the titles of groups are found: a label may stand between
_SET_OVER = 0.1  # of the font size: how far a title may stand from where its column does
_MOST_TITLE_WORDS = 24  # of a line whose titles stand as close as words
_FULL = 0.8  # of the table's width: a rule that long is no rule under a spanning header


@dataclass(frozen=True, slots=True)
class Ruling:
    """The level edges of an unruled table.

    Attributes:
        full: Heights of the rules as wide as the table.
        partial: Shorter ones.
    """

    full: tuple[float, ...]
    partial: tuple[Edge, ...]


def make_ruling(edges: Sequence[Edge], width: float) -> Ruling:
    """Tell full rules from those that span only some columns."""
    return Ruling(
        full=tuple(edge.at for edge in edges if edge.length >= _FULL * width),
        partial=tuple(edge for edge in edges if edge.length < _FULL * width),
    )


def count_header_lines(lines: Sequence[Pieces], ruling: Ruling) -> int:
    """Count the lines of the head: those above the first rule, or above the first figures.

    A rule below several lines of figures ends a part of the body, not the head.
    """
    are_figures = [_are_figures(line) for line in lines]
    for bound in sorted(ruling.full):
        above = sum(_middle(line) < bound for line in lines)
        if 0 < above <= min(_MOST_LINES, len(lines) - 1):
            if sum(are_figures[:above]) < _BODY_LINES:
                return above
            break
    if any(are_figures[: _MOST_LINES + 1]):
        return _without_sections(lines, are_figures.index(True))
    return 1


def _are_figures(line: Pieces) -> bool:
    """Whether most of a line is figures, but for its first column; or a label and its value.

    Years stand in heads too.
    """
    cells = [piece for piece in line if piece.column > 0]
    figures = sum(_is_figure(piece) for piece in cells)
    is_label = len(cells) == 1 and len(line) == 2 and _is_label(*line)
    return is_label or (bool(cells) and figures >= max(_MOSTLY * len(cells), 1))


def _is_figure(piece: Piece) -> bool:
    text = piece.strip.text
    return bool(_AMOUNT.match(text)) or (piece.is_number and not _YEAR.match(text))


def _is_label(label: Piece, value: Piece) -> bool:
    """Whether a colon stands between two pieces."""
    return bool(_COLON.match(label.strip.text[-1]) or _COLON.match(value.strip.text[0]))


def _without_sections(lines: Sequence[Pieces], count: int) -> int:
    """Leave out a last line that names a section of the body, not a column."""
    while count > 1 and len(lines[count - 1]) == 1 and lines[count - 1][0].column == 0:
        count -= 1
    return count


def make_header_rows(
    lines: Sequence[Pieces], separators: Sequence[Separator], ruling: Ruling
) -> list[Row]:
    """Group the lines of the head into rows: a new one under what spans columns."""
    ruled = [_spread_over_rules(line, separators, ruling.partial) for line in lines]
    spread = [
        _spread_over_groups(line, ruled[index + 1 : index + 1 + _LINES_BELOW])
        for index, line in enumerate(ruled)
    ]
    rows: list[Row] = []
    for index, line in enumerate(spread):
        after_span = index > 0 and _has_span(spread[index - 1])
        if rows and not (after_span and not _is_rest(rows[-1], line)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _spread_over_groups(line: Pieces, below: Sequence[Pieces]) -> Pieces:
    """Give the titles of groups the columns of their groups, where no rule shows them.

    Under each of them stand the same titles once more, as under years and regions.
    """
    for titles in below:
        for skipped in range(min(_LABELS, len(titles)) + 1):
            found = _match_groups(line, titles[skipped:])
            if found:
                return found
    return line


def _match_groups(line: Pieces, titles: Pieces) -> Pieces:
    """Return the line with its pieces over groups of equal titles, or nothing if there are none."""
    first = titles[0].column if titles else 0
    groups = [piece for piece in line if piece.column >= first]
    size = len(titles) // max(len(groups), 1)
    columns = [(piece.column, piece.column_end) for piece in titles]
    texts = [piece.strip.text for piece in titles]
    if len(groups) < _GROUPS or size < _GROUPS or size * len(groups) != len(titles):
        return []
    if columns != [(first + index, first + index + 1) for index in range(len(titles))]:
        return []
    if texts[size:] != texts[:-size] or len(set(texts)) < size:
        return []
    starts = range(first, first + len(titles), size)
    if any(not at <= it.column < at + size for at, it in zip(starts, groups, strict=True)):
        return []
    spread = [Piece(at, at + size, it.strip) for at, it in zip(starts, groups, strict=True)]
    return [*(piece for piece in line if piece.column < first), *spread]


def _has_span(line: Pieces) -> bool:
    return any(piece.column_end - piece.column > 1 for piece in line)


def _is_rest(row: Row, line: Pieces) -> bool:
    """Whether a line under a spanning one has further words of the same spans."""
    spans = {
        (p.column, p.column_end) for pieces in row for p in pieces if p.column_end > p.column + 1
    }
    return any((piece.column, piece.column_end) in spans for piece in line)


def _spread_over_rules(
    line: Pieces, separators: Sequence[Separator], partial: Sequence[Edge]
) -> Pieces:
    """Give a piece that stands over a short rule all the columns that the rule covers."""
    return [
        _spread(piece, separators, _own_edges(piece, line, join_edges(partial, _GAP)))
        for piece in line
    ]


def _own_edges(piece: Piece, line: Pieces, partial: Sequence[Edge]) -> list[Edge]:
    """Leave out edges that run under other pieces of the line as well."""
    others = [other.strip.box for other in line if other is not piece]
    return [
        edge
        for edge in partial
        if not any(edge.start < (box.x0 + box.x1) / 2 < edge.end for box in others)
    ]


def _spread(piece: Piece, separators: Sequence[Separator], partial: Sequence[Edge]) -> Piece:
    box, reach = piece.strip.box, 1.1 * piece.strip.style.size
    for edge in partial:
        middle = (box.x0 + box.x1) / 2
        if not (edge.start <= middle <= edge.end and -2 <= edge.at - box.bottom + 2 <= reach):
            continue
        column = sum(separator.middle <= edge.start + 2 for separator in separators)
        column_end = 1 + sum(separator.middle <= edge.end - 2 for separator in separators)
        if column <= piece.column and column_end >= piece.column_end:
            return Piece(column, column_end, piece.strip)
    return piece


def _middle(line: Pieces) -> float:
    return (line[0].strip.box.top + line[0].strip.box.bottom) / 2


def part_titles(titles: Pieces, body: Sequence[Pieces]) -> Pieces:
    """Part the titles of columns that stand as close as words, where each is set over its column.

    Args:
        titles: The last line of the head.
        body: The lines below it, which tell where columns are.
    """
    extents: dict[int, tuple[float, float]] = {}
    for piece in (piece for line in body for piece in line):
        if piece.column_end == piece.column + 1:
            x0, x1 = extents.get(piece.column, (piece.strip.box.x0, piece.strip.box.x1))
            box = piece.strip.box
            extents[piece.column] = min(x0, box.x0), max(x1, box.x1)
    return [part for piece in titles for part in _part(piece, extents)]


def _part(piece: Piece, extents: Mapping[int, tuple[float, float]]) -> Iterator[Piece]:
    columns = range(piece.column, piece.column_end)
    words = piece.strip.words
    spans = [extents[column] for column in columns if column in extents]
    is_crowded = 1 < len(spans) == len(columns) <= len(words) <= _MOST_TITLE_WORDS
    ends = _fit(words, spans, _SET_OVER * piece.strip.style.size) if is_crowded else None
    if ends is None:
        yield piece
        return
    for column, start, end in zip(columns, [0, *ends], ends, strict=False):
        yield Piece(column, column + 1, strip_of(words[start:end], piece.strip))


def _fit(
    words: Sequence[Word], spans: Sequence[tuple[float, float]], tolerance: float
) -> list[int] | None:
    """Tell how many words each column and those before it take; None if they are not set so.

    Of several ways it is that in which the first columns take least.
    """
    reached: dict[int, list[int]] = {0: []}
    for left, span in zip(range(len(spans) - 1, -1, -1), spans, strict=True):
        following: dict[int, list[int]] = {}
        for start, ends in reached.items():
            for end in range(start + 1, len(words) - left + 1):
                if end not in following and _is_over(words[start:end], span, tolerance):
                    following[end] = [*ends, end]
        reached = following
    return reached.get(len(words))


def _is_over(words: Sequence[Word], span: tuple[float, float], tolerance: float) -> bool:
    """Tell whether words begin, end, or are centred where a column is."""
    x0, x1 = words[0].box.x0 - span[0], words[-1].box.x1 - span[1]
    return min(abs(x0), abs(x1), abs(x0 + x1) / 2) <= tolerance
