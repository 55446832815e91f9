"""Letters, invoices and contracts by hand, one line of text a paragraph."""

from tests.unit.evidence.pages import make_document, make_line, make_page
from tests.unit.reader.asking import ask, join
from wasat.documents.document import Block, BlockKind, Document
from wasat.reader.answer import answer

_LINE = 12.0
_GAP = 40.0


def write(*paragraphs: str) -> Document:
    """Write paragraphs below one another; `|` parts the lines of one."""
    top, blocks = 40.0, []
    for text in paragraphs:
        lines = text.split("|")
        made = tuple(make_line(line, top=top + _LINE * at) for at, line in enumerate(lines))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, lines=made))
        top += _LINE * len(lines) + _GAP
    return make_document(make_page(*blocks))


def tell(question: str, document: Document) -> str:
    """Answer a question as it is read."""
    return join(ask(answer, question, document)).strip()
