"""Pages to Markdown (CommonMark with pipe tables), made from the model, everything escaped.

What Markdown cannot say is said in the HTML that it allows: tables with spans, raised and lowered
text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from wasat.documents.document import Block, BlockKind, Cell, Document, Origin, Page, Table
from wasat.documents.export.escape import clean, escape_markdown
from wasat.documents.export.group import Group, group_blocks
from wasat.documents.export.join import join_tables
from wasat.documents.export.listing import nest_items
from wasat.documents.export.markdown_text import write_cell, write_line, write_lines
from wasat.documents.export.options import PLAIN, ExportOptions
from wasat.documents.export.table import export_table as export_html_table
from wasat.documents.export.table import is_nameless, iter_pairs
from wasat.documents.looks import Alignment

_RULES = {Alignment.CENTER: ":---:", Alignment.END: "---:"}
_FENCES = re.compile(r"`{3,}")


def export_markdown(pages: Iterable[Page], options: ExportOptions = PLAIN) -> Iterator[str]:
    """Write pages as they come, one piece each; a table that runs over pages is one on each."""
    return (export_page(page, options) for page in pages)


def export_document(document: Document, options: ExportOptions = PLAIN) -> Iterator[str]:
    """Write a whole document, piece by piece; tables that run over pages are joined."""
    return export_markdown(join_tables(document.pages), options)


def export_page(page: Page, options: ExportOptions = PLAIN) -> str:
    """Write one page; what of it could not be read is said at its end."""
    pieces = [_export_group(group) for group in group_blocks(page, options)]
    if page.unread:
        pieces.append(f"\\[Page {page.number}: {_line(page.unread)}\\]")
    if options.has_page_marks:
        pieces.insert(0, f"<!-- page {page.number} -->")
    return "".join(f"{piece}\n\n" for piece in pieces if piece)


def _export_group(group: Group) -> str:
    many = _RUNS.get(group.kind)
    if many is not None:
        return many(group.blocks)
    return "\n\n".join(piece for piece in map(_export_block, group.blocks) if piece)


def _export_block(block: Block) -> str:
    if block.table is not None:
        is_derived = block.origin is Origin.DERIVED
        return _export_derived(block.table) if is_derived else export_table(block.table)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * min(max(block.level, 1), 6)} {_heading(block)}"
    if block.kind is BlockKind.CODE:
        return _fence(clean(block.text))
    if block.latex:
        return f"$${clean(block.latex)}$$"
    return write_lines(block.lines)


def _line(text: str) -> str:
    return escape_markdown(" ".join(text.split()))


def _heading(block: Block) -> str:
    return re.sub(r"(?<!\\)#", r"\\#", write_line(block.lines))


def _fence(text: str) -> str:
    longest = max((len(run) for run in _FENCES.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _export_list(blocks: Sequence[Block]) -> str:
    """Indent each item under the text of the one it belongs to."""
    lines: list[str] = []
    indents = [""]
    for item in nest_items(blocks):
        marker = "-" if item.number is None else f"{item.number}."
        can_interrupt = item.number in (None, 1) and (
            item.sign or item.block.lines
        )  # Source: CommonMark 5.2
        if lines and item.depth == len(indents) and not can_interrupt:
            lines.append("")
        del indents[item.depth :]
        indent = indents[-1]
        indents.append(indent + " " * (len(marker) + 1))
        text = write_lines(item.block.lines, indents[-1], item.sign)
        lines.append(f"{indent}{marker} {text}".rstrip(" "))
    return "\n".join(lines)


def _export_fields(blocks: Sequence[Block]) -> str:
    return "\\\n".join(
        f"{_line(block.marker)}: {write_line(block.lines)}".strip() for block in blocks
    )


def _export_notes(blocks: Sequence[Block]) -> str:
    return "\n\n".join(write_lines(block.lines, before=block.marker) for block in blocks)


_RUNS: dict[BlockKind, Callable[[Sequence[Block]], str]] = {
    BlockKind.LIST_ITEM: _export_list,
    BlockKind.FIELD: _export_fields,
    BlockKind.FOOTNOTE: _export_notes,
}


def _export_derived(table: Table) -> str:
    """Write the numbers of a chart: a list where it has one series without a name."""
    pairs = (": ".join(write_cell(cell.lines) for cell in row) for row in iter_pairs(table))
    is_list = is_nameless(table)
    written = "\n".join(f"- {pair}" for pair in pairs) if is_list else export_table(table)
    return f"<!-- derived -->\n{written}"


def export_table(table: Table) -> str:
    """Write a pipe table whose first row is the head; one with spans as HTML, which keeps them."""
    if any(cell.row_span > 1 or cell.column_span > 1 for cell in table.cells):
        return export_html_table(table).rstrip("\n")
    rows: list[list[Cell]] = [[] for _ in range(max((c.row + 1 for c in table.cells), default=0))]
    for cell in table.cells:
        rows[cell.row].append(cell)
    if not rows:
        return ""
    width = max(cell.column + 1 for cell in table.cells)
    head = _row(rows[0], width)
    rules = "".join(f" {rule} |" for rule in _rules(rows, width))
    return "\n".join([head, f"|{rules}", *(_row(row, 1) for row in rows[1:])])


def _rules(rows: Sequence[Sequence[Cell]], width: int) -> list[str]:
    """Return the rule below each head, which tells how most cells of the column are aligned."""
    counts = [Counter[Alignment]() for _ in range(width)]
    for cell in (cell for row in rows[1:] for cell in row if cell.lines and cell.column < width):
        counts[cell.column][cell.alignment] += 1
    return [
        _RULES.get(max(count, key=count.__getitem__, default=Alignment.START), "---")
        for count in counts
    ]


def _row(cells: Sequence[Cell], width: int) -> str:
    """Write one row, at least `width` columns wide; what is left out on the right is empty."""
    texts = [""] * max(width, *(cell.column + 1 for cell in cells), 1)
    for cell in cells:
        texts[cell.column] = write_cell(cell.lines)
    return "| " + " | ".join(texts) + " |"
