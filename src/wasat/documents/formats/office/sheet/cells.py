"""One row of a sheet to cells: what each shows, and the formula that it comes from."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wasat.documents.formats.flow.inline import Run
from wasat.documents.formats.office.markup import Element, number
from wasat.documents.formats.office.sheet.names import S
from wasat.documents.formats.office.sheet.number_format import format_value
from wasat.documents.formats.office.sheet.references import parse_cell, shift_formula
from wasat.documents.formats.office.sheet.styles import CellStyle, read_looks

_FORMULA_CHARACTERS = 8_192  # Source: as spreadsheets bound it
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


class Shown(NamedTuple):
    """A cell that shows something or computes something.

    Attributes:
        row: From 0.
        column: From 0.
        runs: What it shows.
        style: How.
        formula: With its equals sign; empty for none.
        is_number: Whether it holds a number or date.
    """

    row: int
    column: int
    runs: tuple[Run, ...]
    style: CellStyle
    formula: str
    is_number: bool


class CellReader:
    """Reads cells of one sheet.

    Args:
        texts: Strings that all sheets share.
        styles: Of the workbook.
        is_1904: Whether its days are counted from 1904.
    """

    def __init__(
        self, texts: Sequence[tuple[Run, ...]], styles: Sequence[CellStyle], *, is_1904: bool
    ) -> None:
        self._texts = texts
        self._styles = styles
        self._is_1904 = is_1904
        self._masters: dict[str, tuple[int, int, str]] = {}

    def read_row(self, element: Element, row: int) -> Iterator[Shown]:
        """Yield the cells of a row that are not empty, by their columns."""
        column = -1
        for cell in element:
            named = parse_cell(cell.get("r", ""))
            column = named[1] if named else column + 1
            style_at = number(cell.get("s"))
            style = self._styles[style_at if 0 <= style_at < len(self._styles) else 0]
            runs, is_number = self._read_value(cell, style)
            formula = self._read_formula(cell, row, column)
            if formula or any(run.text.strip() for run in runs):
                yield Shown(row, column, runs, style, formula, is_number)

    def _read_value(self, cell: Element, style: CellStyle) -> tuple[tuple[Run, ...], bool]:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return (() if inline is None else read_runs(inline, style)), False
        text = cell.findtext(f"{S}v", "")
        if kind == "s":
            at = number(text, -1)
            runs = self._texts[at] if 0 <= at < len(self._texts) else ()
            if style.looks:
                runs = tuple(run._replace(styles=run.styles | style.looks) for run in runs)
            return runs, False
        if kind == "n" and text:
            shown = self._show(text, style)
            return (Run(shown, style.looks),), True
        return (Run(_BOOLEANS.get(text, text) if kind == "b" else text, style.looks),), False

    def _show(self, text: str, style: CellStyle) -> str:
        try:
            value = float(text)
        except ValueError:
            return text
        if not math.isfinite(value):
            return text
        return format_value(value, style.code, is_1904=self._is_1904)

    def _read_formula(self, cell: Element, row: int, column: int) -> str:
        element = cell.find(f"{S}f")
        if element is None:
            return ""
        text = (element.text or "")[:_FORMULA_CHARACTERS]
        shared = element.get("si", "") if element.get("t") == "shared" else ""
        if shared and text:
            self._masters[shared] = (row, column, text)
        elif shared in self._masters:
            from_row, from_column, master = self._masters[shared]
            text = shift_formula(master, row - from_row, column - from_column)
        return f"={text}" if text else ""


def read_runs(element: Element, style: CellStyle | None = None) -> tuple[Run, ...]:
    """Return the runs of a text; what is said only to pronounce it is left out."""
    looks = style.looks if style else frozenset()
    found: list[Run] = []
    for inner in element:
        if inner.tag == f"{S}t":
            found.append(Run(inner.text or "", looks))
        elif inner.tag == f"{S}r":
            own = read_looks(inner.find(f"{S}rPr"))
            found.append(Run(inner.findtext(f"{S}t", ""), looks | own))
    return tuple(found)
