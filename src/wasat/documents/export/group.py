"""Blocks that belong together in markup: lists, forms, figures with captions, notes of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from wasat.documents.document import Block, BlockKind, Page
from wasat.documents.export.options import ExportOptions

_RUNNING = (BlockKind.HEADER, BlockKind.FOOTER)
_CAPTIONED = (BlockKind.FIGURE, BlockKind.TABLE)
_GATHERED = (BlockKind.LIST_ITEM, BlockKind.FIELD, BlockKind.FOOTNOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Blocks that one element of markup holds.

    Attributes:
        kind: LIST_ITEM, FIELD or FOOTNOTE for a run of them; FIGURE for a figure or table with its
            caption, in their order; else the kind of the one block.
        blocks: At least one.
    """

    kind: BlockKind
    blocks: tuple[Block, ...]


def group_blocks(page: Page, options: ExportOptions) -> list[Group]:
    """Gather the blocks of a page; its footnotes go to the end, but those below a table stay there.

    Returns:
        Groups in reading order; every block once, but running lines only if they are wanted.
    """
    kept = [b for b in page.blocks if options.has_running_lines or b.kind not in _RUNNING]
    body, notes = _part_notes(kept)
    groups: list[Group] = []
    at = 0
    while at < len(body):
        length = _length(body, at)
        groups.append(
            Group(kind=_kind(body[at : at + length]), blocks=tuple(body[at : at + length]))
        )
        at += length
    if notes and groups and groups[-1].kind is BlockKind.FOOTNOTE:  # those of a last table
        notes = [*groups.pop().blocks, *notes]
    if notes:
        groups.append(Group(kind=BlockKind.FOOTNOTE, blocks=tuple(notes)))
    return groups


def _part_notes(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Part the body, with the notes that stand below a table, from the notes of the page."""
    body: list[Block] = []
    notes: list[Block] = []
    is_below_table = False
    for block in blocks:
        is_note = block.kind is BlockKind.FOOTNOTE
        is_below_table = block.kind is BlockKind.TABLE or (is_below_table and is_note)
        (notes if is_note and not is_below_table else body).append(block)
    return body, notes


def _kind(blocks: Sequence[Block]) -> BlockKind:
    if any(block.kind is BlockKind.CAPTION for block in blocks[:2]) and len(blocks) > 1:
        return BlockKind.FIGURE
    return blocks[0].kind


def _length(blocks: Sequence[Block], at: int) -> int:
    """Count the blocks from `at` on that make one group."""
    first = blocks[at].kind
    if first in _GATHERED:
        end = at + 1
        while end < len(blocks) and blocks[end].kind is first:
            end += 1
        return end - at
    return 2 if _is_captioned(blocks, at) else 1


def _is_captioned(blocks: Sequence[Block], at: int) -> bool:
    """Whether this block and the next are a figure or table and its caption, in either order.

    A caption between two goes with a figure before it, else with what comes after it: captions
    stand below figures and above tables. Source: custom of print.
    """
    kinds = [block.kind for block in blocks[at : at + 3]]
    if len(kinds) < 2:
        return False
    if kinds[0] is BlockKind.CAPTION:
        return kinds[1] in _CAPTIONED
    if kinds[1] is not BlockKind.CAPTION or kinds[0] not in _CAPTIONED:
        return False
    return kinds[0] is BlockKind.FIGURE or kinds[-1] is not BlockKind.TABLE
