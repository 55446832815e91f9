"""What of a document a prompt lets be seen, and how many public tokens that is."""

from wasat.documents.document import Document
from wasat.evidence.scope.cells import limit_cells
from wasat.evidence.scope.layers import limit_layers
from wasat.evidence.scope.pages import count_pages
from wasat.generation.chunk import Modality, TokenCount
from wasat.generation.prompt import Source
from wasat.generation.tokens import PAGE_TOKENS, count_bytes, count_picture


def limit(document: Document, source: Source) -> Document:
    """Return what a prompt lets be seen; the same document where that is all of it.

    Raises:
        UnreadableDocumentError: It has none of the pages, or not the sheet.
    """
    if document.summary.is_paged:
        count_pages(document, source)
    return limit_layers(limit_cells(document, source), source.layers)


def count_tokens(document: Document, source: Source) -> TokenCount:
    """Count a picture by its tiles, a text by its bytes, all else by the pages seen.

    Raises:
        UnreadableDocumentError: It has none of the pages, or not the sheet.
    """
    if document.summary.mime_type.startswith("image/"):
        page = document.pages[0]
        tokens = count_picture(round(page.width), round(page.height))
        return TokenCount(modality=Modality.IMAGE, tokens=tokens)
    if not document.summary.is_paged:
        tokens = count_bytes(_size(document, source))
        return TokenCount(modality=Modality.TEXT, tokens=tokens)
    tokens = count_pages(document, source) * PAGE_TOKENS
    return TokenCount(modality=Modality.DOCUMENT, tokens=tokens)


def _size(document: Document, source: Source) -> int:
    """Return the bytes of a text; of a sheet of which a part is visible, those of that part."""
    seen = limit_cells(document, source)
    if seen is document:
        return document.summary.text_bytes or source.blob.size_bytes
    return sum(len(block.text.encode()) + 1 for page in seen.pages for block in page.blocks)
