"""Pages to plain text: one line a heading, paragraph, list item or row, cells between tabs."""

from collections.abc import Iterable, Iterator

from wasat.documents.document import Block, BlockKind, Document, Page
from wasat.documents.export.escape import clean
from wasat.documents.export.group import Group, group_blocks
from wasat.documents.export.join import join_tables
from wasat.documents.export.options import PLAIN, ExportOptions

_INDENT = "  "
_DENSE = (BlockKind.LIST_ITEM, BlockKind.FIELD)  # no blank lines between them


def export_text(pages: Iterable[Page], options: ExportOptions = PLAIN) -> Iterator[str]:
    """Write pages as they come, one piece each; a table that runs over pages is one on each."""
    return (export_page(page, options) for page in pages)


def export_document(document: Document, options: ExportOptions = PLAIN) -> Iterator[str]:
    """Write a whole document, piece by piece; tables that run over pages are joined."""
    return export_text(join_tables(document.pages), options)


def export_page(page: Page, options: ExportOptions = PLAIN) -> str:
    """Write one page; what of it could not be read is said at its end."""
    pieces = [_export_group(group) for group in group_blocks(page, options)]
    if page.unread:
        pieces.append(f"[Page {page.number}: {page.unread}]")
    if options.has_page_marks:
        pieces.insert(0, f"[Page {page.number}]")
    return clean("".join(f"{piece}\n\n" for piece in pieces if piece))


def _export_group(group: Group) -> str:
    glue = "\n" if group.kind in _DENSE else "\n\n"
    return glue.join(text for text in map(_export_block, group.blocks) if text)


def _export_block(block: Block) -> str:
    if block.kind is BlockKind.FIELD:
        return f"{block.marker}: {block.text}".strip()
    if block.kind is BlockKind.LIST_ITEM:
        return f"{_INDENT * max(block.level - 1, 0)}{block.marker} {block.text}".rstrip()
    if block.kind is BlockKind.FOOTNOTE:
        return f"{block.marker} {block.text}".strip()
    return block.text
