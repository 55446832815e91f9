"""Prepared documents by hand."""

from tests.unit.evidence.pages import make_blob, make_document
from wasat.documents.document import Page
from wasat.evidence.prepare import Prepared, index_document


def make_prepared(*pages: Page) -> Prepared:
    """Index pages already numbered."""
    return index_document(make_blob(), make_document(*pages))
