"""The first lines of a document that has no prose: code, data, tables, forms."""

from collections.abc import Iterator

from wasat.documents.document import Block, Page
from wasat.evidence.quote import Located, cite, cite_row
from wasat.generation.chunk import Citation
from wasat.reader.reading import Reading
from wasat.reader.writer import Statement


def iter_lines(reading: Reading, words: int) -> Iterator[Statement]:
    """Quote the document from its beginning, line by line, row by row, up to so many words."""
    spent = 0
    for page in reading.iter_pages():
        for index, block in enumerate(page.blocks):
            for text, citation in _lines(reading, page, index, block):
                if spent and spent + len(text.split()) > words:
                    return
                spent += len(text.split())
                yield text, (citation,)


def _lines(
    reading: Reading, page: Page, index: int, block: Block
) -> Iterator[tuple[str, Citation]]:
    if block.table is not None:
        for row in range(block.table.row_count):
            cells = [cell.text for cell in block.table.cells if cell.row == row and cell.lines]
            if cells:
                yield " | ".join(cells), cite_row(reading.source, page, index, row)
        return
    at = 0
    for line in block.text.splitlines(keepends=True):
        if line.strip():
            citation = cite(reading.source, page, Located(index, at, at + len(line)))
            yield " ".join(line.split()), citation
        at += len(line)
