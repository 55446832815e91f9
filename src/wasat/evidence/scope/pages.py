"""Which pages of a document a prompt lets be seen."""

from wasat.documents.document import Document
from wasat.generation.prompt import Source
from wasat.status import UnreadableDocumentError


def count_pages(document: Document, source: Source) -> int:
    """Return how many pages may be seen of a document that has any.

    Raises:
        UnreadableDocumentError: All of them would lie behind its last one.
    """
    most = document.summary.page_count
    if source.first_page > max(1, most):
        raise UnreadableDocumentError(
            f"The document has no page {source.first_page}: it has {most}."
        )
    return max(0, min(source.last_page or most, most) - source.first_page + 1)
