"""Pages to JSON: the document model as it is, names included, with boxes.

A page is an object; a whole document is `{"summary": ..., "pages": [...]}`. What is empty is left
out. A box is `[x0, top, x1, bottom]`, a word `[text, x0, top, x1, bottom]`, in points to a
hundredth; one that was read off a picture is followed by how sure that is, from 0 to 1; in formats
without pages a word is `[text]`. Lines whose words look other than the rest
or lead somewhere have `marks`, one list a line: `[start, end, style]`, a link `[start, end, "a",
target]`, in characters of the line's words joined by one space.
"""

import json
import math
from collections.abc import Iterator, Sequence

from wasat.box import Box
from wasat.documents.document import Block, Cell, Document, Line, Page, Summary, Table, Word
from wasat.documents.export.escape import clean

_Json = None | bool | int | float | str | list["_Json"] | dict[str, "_Json"]


def export_document(document: Document) -> Iterator[str]:
    """Write a whole document as one object, piece by piece; tables stay on their pages."""
    yield f'{{"summary": {_dump(_summary(document.summary))}, "pages": ['
    for index, page in enumerate(document.pages):
        yield (",\n" if index else "\n") + _dump(_page(page))
    yield "\n]}\n"


def _dump(value: _Json) -> str:
    return clean(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _summary(summary: Summary) -> _Json:
    outline: list[_Json] = [
        {"title": entry.title, "level": entry.level, "page": entry.page}
        for entry in summary.outline
    ]
    return {
        "mime_type": summary.mime_type,
        "is_paged": summary.is_paged,
        "page_count": summary.page_count,
        **_filled(title=summary.title, author=summary.author, outline=outline),
        **_filled(attachments=[*summary.attachments], unread=[*summary.unread]),
        **_filled(text_bytes=summary.text_bytes),
    }


def _page(page: Page) -> _Json:
    size = _filled(width=_round(page.width), height=_round(page.height))
    words = _filled(label=page.label, unread=page.unread)
    return {"number": page.number, **size, **words, "blocks": [_block(b) for b in page.blocks]}


def _block(block: Block) -> _Json:
    return {
        "kind": block.kind.value,
        "origin": block.origin.value,
        **_filled(level=block.level, marker=block.marker, place=block.place, box=_box(block.box)),
        **({"table": _table(block.table)} if block.table is not None else {"text": block.text}),
        **_filled(alignment=block.alignment.value, latex=block.latex),
        **_filled(description=block.description),
        **_filled(lines=_lines(block.lines), marks=_marks(block.lines)),
    }


def _table(table: Table) -> _Json:
    return {
        "row_count": table.row_count,
        "column_count": table.column_count,
        **_filled(is_continued=table.is_continued),
        "cells": [_cell(cell) for cell in table.cells],
    }


def _cell(cell: Cell) -> _Json:
    spans: dict[str, _Json] = {"row_span": cell.row_span, "column_span": cell.column_span}
    return {
        "row": cell.row,
        "column": cell.column,
        **{name: span for name, span in spans.items() if span != 1},
        **_filled(is_header=cell.is_header, place=cell.place, box=_box(cell.box)),
        "text": cell.text,
        **_filled(formula=cell.formula, alignment=cell.alignment.value),
        **_filled(lines=_lines(cell.lines), marks=_marks(cell.lines)),
    }


def _lines(lines: Sequence[Line]) -> list[_Json]:
    return [[_word(word) for word in line.words] for line in lines]


def _word(word: Word) -> _Json:
    sure: list[_Json] = [_round(word.confidence)] if word.confidence < 1 else []
    return [word.text, *_box(word.box), *sure]


def _marks(lines: Sequence[Line]) -> list[_Json]:
    if not any(line.marks for line in lines):
        return []
    return [
        [[m.start, m.end, m.style.value, *([m.target] if m.target else [])] for m in line.marks]
        for line in lines
    ]


def _box(box: Box) -> list[_Json]:
    return [] if box.is_empty else [_round(edge) for edge in box]


def _round(number: float) -> float:
    return round(number, 2) if math.isfinite(number) else 0.0


def _filled(**values: _Json) -> dict[str, _Json]:
    """Leave out what is empty, zero or false."""
    return {name: value for name, value in values.items() if value}
