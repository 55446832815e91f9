"""Tables with years down the side: turned, so that a row is one thing over the years."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from wasat.evidence.figures import years_in
from wasat.evidence.rows import Row, Value

_PERIOD_WORDS = 4  # "30 June 2021", "FY 2021", "Year 2021"


def turn_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows; those of a table whose labels are years and whose headers are not, by column.

    A turned row has its column's header for a label, and years for headers.
    """
    for (_, is_table), group in groupby(rows, key=lambda row: (row.block, row.row >= 0)):
        table = list(group)
        yield from _turn(table) if is_table and _is_dated(table) else table


def _is_dated(rows: Sequence[Row]) -> bool:
    labels = [row.label for row in rows]
    return (
        len(rows) > 1
        and all(map(_is_period, labels))
        and not any(years_in(header) for row in rows for header in row.headers)
        and any(row.headers for row in rows)
    )


def _is_period(label: str) -> bool:
    return len(years_in(label)) == 1 and len(label.split()) <= _PERIOD_WORDS


def _turn(rows: Sequence[Row]) -> Iterator[Row]:
    columns: dict[str, list[Value]] = {}
    for row in rows:
        for value in row.values:
            columns.setdefault(value.header, []).append(value._replace(header=row.label))
    for header, values in columns.items():
        yield Row(
            block=rows[0].block,
            row=-1,
            label=header,
            section=rows[0].section,
            label_located=None,
            values=tuple(values),
            caption=rows[0].caption,
        )
