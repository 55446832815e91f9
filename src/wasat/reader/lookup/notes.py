"""Notes to a table: "(2) Include advertising" is about the row "Customer related costs(2)"."""

import re
from collections.abc import Mapping

from wasat.documents.document import Block, BlockKind, Page

_MARKED = re.compile(r"(?P<label>\S.*?)\s?\((?P<mark>\d{1,2}|[a-z]|\*{1,3})\)\W*$", re.IGNORECASE)
_MARK = re.compile(r"\s*\((\d{1,2}|[a-z]|\*{1,3})\)", re.IGNORECASE)
_NOTES = (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.PARAGRAPH)


def noted_labels(page: Page) -> Mapping[int, str]:
    """Return by the index of each note's block what the rows say that bear its mark.

    A mark is a number, a letter or stars in brackets, after a label and before the note.
    """
    labels: dict[str, list[str]] = {}
    for block in page.blocks:
        for cell in block.table.cells if block.table is not None else ():
            match = _MARKED.fullmatch(" ".join(cell.text.split()))
            if match is not None and any(letter.isalpha() for letter in match["label"]):
                labels.setdefault(match["mark"].lower(), []).append(match["label"])
    if not labels:
        return {}
    marks = {index: _mark(block) for index, block in enumerate(page.blocks)}
    return {index: " ".join(labels[mark]) for index, mark in marks.items() if mark in labels}


def _mark(block: Block) -> str:
    if block.kind not in _NOTES:
        return ""
    match = _MARK.match(f"{block.marker} {block.text[:8]}")
    return match[1].lower() if match else ""
