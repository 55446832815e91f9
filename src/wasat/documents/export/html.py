"""Pages to HTML, made from the model: whatever came in as markup goes out as text.

Elements used: h1 to h6, p, br, ul, ol, li, table, thead, tbody, tr, th, td, figure, figcaption,
pre, code, dl, dt, dd, aside, header, footer, section, b, i, sup, sub, a, img. Attributes: colspan,
rowspan, start, value, class, role, dir, style (text-align alone), src (a picture that we drew) and
data-page, whose values are ours; alt, aria-label; and href, by http, https and mailto alone.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from wasat.documents.document import Block, BlockKind, Document, Origin, Page
from wasat.documents.export.escape import escape_html
from wasat.documents.export.group import Group, group_blocks
from wasat.documents.export.html_text import write_alignment, write_direction, write_text
from wasat.documents.export.join import join_tables
from wasat.documents.export.listing import Item, nest_items
from wasat.documents.export.options import PLAIN, ExportOptions
from wasat.documents.export.table import export_table

Draw = Callable[[Block], bytes]


def export_html(pages: Iterable[Page], options: ExportOptions = PLAIN) -> Iterator[str]:
    """Write pages as they come, one piece each; a table that runs over pages is one on each.

    Returns:
        Markup for the inside of a body; no tag of one piece is closed by another.
    """
    return (export_page(page, options) for page in pages)


def export_document(document: Document, options: ExportOptions = PLAIN) -> Iterator[str]:
    """Write a whole HTML document, piece by piece; tables that run over pages are joined."""
    title = escape_html(document.summary.title)
    yield (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n"
    )
    yield from export_html(join_tables(document.pages), options)
    yield "</body>\n</html>\n"


def export_page(page: Page, options: ExportOptions = PLAIN) -> str:
    """Write one page; what of it could not be read is said at its end."""
    draw = None if options.draw is None else partial(options.draw, page)
    body = "".join(_export_group(group, draw) for group in group_blocks(page, options))
    if page.unread:
        body += f'<p class="unread">[Page {page.number}: {escape_html(page.unread)}]</p>\n'
    if options.has_page_marks:
        return f'<section data-page="{page.number}">\n{body}</section>\n'
    return body


def _export_group(group: Group, draw: Draw | None) -> str:
    if group.kind is BlockKind.FIGURE:
        return _export_figure(group.blocks, draw)
    many = _RUNS.get(group.kind)
    if many is not None:
        return many(group.blocks)
    return "".join(_export_block(block) for block in group.blocks)


def _export_block(block: Block) -> str:
    if block.table is not None:
        return export_table(block.table, is_derived=block.origin is Origin.DERIVED)
    if block.kind is BlockKind.HEADING:
        level = min(max(block.level, 1), 6)
        return f"<h{level}{_place(block)}>{_text(block)}</h{level}>\n"
    if block.kind in _ELEMENTS:
        opening, closing = _ELEMENTS[block.kind]
        text = escape_html(block.text) if block.kind is BlockKind.CODE else _text(block)
        text = escape_html(block.latex) or text
        return f"{opening}{text}{closing}\n"
    return f"<p{_place(block)}>{_text(block)}</p>\n"


def _place(block: Block) -> str:
    """Write where the lines of a block begin."""
    words = "".join([word.text for line in block.lines for word in line.words])
    return write_direction(words) + write_alignment(block.alignment)


def _text(block: Block) -> str:
    return write_text(block.lines)


def _with_marker(block: Block) -> str:
    return f"{escape_html(block.marker)} {_text(block)}" if block.marker else _text(block)


def _export_figure(blocks: Sequence[Block], draw: Draw | None) -> str:
    pieces = [
        f"<figcaption>{_text(block)}</figcaption>\n"
        if block.kind is BlockKind.CAPTION
        else _export_content(block, draw)
        for block in blocks
    ]
    words = next((block.description for block in blocks if block.description), "")
    label = f' aria-label="{escape_html(words)}"' if words else ""
    return f"<figure{label}>{''.join(pieces)}</figure>\n"


def _export_content(block: Block, draw: Draw | None) -> str:
    """Write a table, or a figure: its picture if there is one, else the words inside of it."""
    if block.table is not None:
        return export_table(block.table, is_derived=block.origin is Origin.DERIVED)
    picture = b"" if draw is None else draw(block)
    if picture:
        data = base64.b64encode(picture).decode("ascii")
        words = escape_html(block.description or " ".join(block.text.split()))
        return f'<img alt="{words}" src="data:image/png;base64,{data}">\n'
    return f"<p>{_text(block)}</p>\n" if block.lines else ""


def _export_fields(blocks: Sequence[Block]) -> str:
    entries = "".join(
        f"<dt>{escape_html(block.marker)}</dt><dd>{_text(block)}</dd>\n" for block in blocks
    )
    return f"<dl>\n{entries}</dl>\n"


def _export_notes(blocks: Sequence[Block]) -> str:
    notes = "".join(f"<p>{_with_marker(block)}</p>\n" for block in blocks)
    return f'<aside role="doc-footnote">\n{notes}</aside>\n'


def _export_list(blocks: Sequence[Block]) -> str:
    """Nest items; a new list begins where bullets turn to numbers or back."""
    pieces: list[str] = []
    open_lists: list[str] = []
    expected = [0] * (len(blocks) + 2)
    for item in nest_items(blocks):
        tag = "ul" if item.number is None else "ol"
        while len(open_lists) > item.depth:
            pieces.append(f"</li>\n</{open_lists.pop()}>\n")
        if len(open_lists) == item.depth and open_lists[-1] != tag:
            pieces.append(f"</li>\n</{open_lists.pop()}>\n")
        if len(open_lists) < item.depth:
            open_lists.append(tag)
            pieces.append(_open_list(item))
        else:
            pieces.append("</li>\n")
            pieces.append(_open_item(item, expected[item.depth]))
        expected[item.depth] = (item.number or 0) + 1
        pieces.append(f"{escape_html(item.sign)} " if item.sign else "")
        pieces.append(_text(item.block))
    pieces.extend(f"</li>\n</{tag}>\n" for tag in reversed(open_lists))
    return "".join(pieces)


def _open_list(item: Item) -> str:
    if item.number is None:
        return "<ul>\n<li>"
    return "<ol>\n<li>" if item.number == 1 else f'<ol start="{item.number}">\n<li>'


def _open_item(item: Item, expected: int) -> str:
    if item.number is None or item.number == expected:
        return "<li>"
    return f'<li value="{item.number}">'


_RUNS: dict[BlockKind, Callable[[Sequence[Block]], str]] = {
    BlockKind.LIST_ITEM: _export_list,
    BlockKind.FIELD: _export_fields,
    BlockKind.FOOTNOTE: _export_notes,
}

_ELEMENTS = {
    BlockKind.CODE: ("<pre><code>", "</code></pre>"),
    BlockKind.FORMULA: ('<p class="formula">', "</p>"),
    BlockKind.HEADER: ("<header>", "</header>"),
    BlockKind.FOOTER: ("<footer>", "</footer>"),
}
