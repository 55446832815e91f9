"""Notes to a table: "(2) Include advertising" is about the row "Customer related costs(2)"."""

import re
from collections.abc import Iterable, Iterator, Mapping

from wasat.documents.document import Block, BlockKind, Page
from wasat.evidence.quote import Located

_SIGN = r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹]{1,3}"  # needs no brackets
_MARKED = re.compile(
    rf"(?P<label>\S.*?)\s?(?:\((?P<mark>\d{{1,2}}|[a-z]|\*{{1,3}})\)|(?P<sign>{_SIGN}))\W*$",
    re.IGNORECASE,
)
_MARK = re.compile(rf"\s*(?:\((\d{{1,2}}|[a-z]|\*{{1,3}})\)|({_SIGN}))", re.IGNORECASE)
_MOST_NOTES = 2  # told with one answer
_MOST_WORDS = 45  # of a note that is told; a longer one is a passage
_NOTES = (BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.PARAGRAPH)


def noted_labels(page: Page) -> Mapping[int, str]:
    """Return by the index of each note's block what the rows say that bear its mark.

    A mark is a number, a letter or stars in brackets, or stars and raised figures alone, after a
    label and before the note.
    """
    labels: dict[str, list[str]] = {}
    for block in page.blocks:
        for cell in block.table.cells if block.table is not None else ():
            mark, label = split_mark(" ".join(cell.text.split()))
            if mark and any(letter.isalpha() for letter in label):
                labels.setdefault(mark, []).append(label)
    if not labels:
        return {}
    marks = {index: _mark(block) for index, block in enumerate(page.blocks)}
    return {index: " ".join(labels[mark]) for index, mark in marks.items() if mark in labels}


def split_mark(text: str) -> tuple[str, str]:
    """Part the mark of a note from the words or the figure that bear it; empty without one."""
    match = _MARKED.fullmatch(text)
    return ((match["mark"] or match["sign"]).lower(), match["label"]) if match else ("", text)


def find_notes(page: Page, texts: Iterable[str]) -> Iterator[tuple[str, Located]]:
    """Yield the notes, as printed, whose marks labels or figures bear, in the page's order."""
    marks = {mark for mark, _ in map(split_mark, texts) if mark}
    left = _MOST_NOTES
    for index, block in enumerate(page.blocks if marks else ()):
        text = " ".join(block.text.split())
        if left and _mark(block) in marks and len(text.split()) <= _MOST_WORDS:
            left -= 1
            yield text, Located(index, 0, len(block.text))


def _mark(block: Block) -> str:
    if block.kind not in _NOTES:
        return ""
    match = _MARK.match(f"{block.marker} {block.text[:8]}")
    return (match[1] or match[2]).lower() if match else ""
