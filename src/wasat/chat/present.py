"""Chosen pages as pieces of a message: label, picture, words, in this order, stable bytes."""

import asyncio
import re
from collections.abc import Mapping, Sequence

from wasat.chat.budget import Layout
from wasat.chat.client import Picture, Piece
from wasat.chat.grid import TokenGrid
from wasat.chat.pages.shelf import Leaf, Opened, write_label, write_leaf
from wasat.chat.pages.sight import Sight

_FENCES = re.compile(r"^`{3,}", re.MULTILINE)


class Presenter:
    """Shows pages to one model.

    Args:
        sight: Draws them.
        grid: Of the model.
    """

    def __init__(self, sight: Sight, grid: TokenGrid) -> None:
        self._sight = sight
        self._grid = grid

    async def present(
        self, opened: Sequence[Opened], layout: Layout
    ) -> dict[int, tuple[Piece, ...]]:
        """Return the pieces of each document by its place, its pages in the layout's order."""
        pieces: dict[int, list[Piece]] = {}
        pictures: dict[int, Mapping[int, Picture]] = {}
        for document, each in enumerate(opened):
            sheets = [sheet for sheet in layout if sheet.document == document]
            drawn = [(s.leaf, s.picture_tokens) for s in sheets if s.picture_tokens]
            pictures[document] = await self._sight.draw(each, drawn, self._grid) if drawn else {}
        for sheet in layout:
            each, leaf = opened[sheet.document], sheet.leaf
            text = await asyncio.to_thread(write_leaf, each, leaf) if sheet.has_text else ""
            picture = pictures[sheet.document].get(leaf.number)
            shown = _write(each, leaf, picture, text)
            pieces.setdefault(sheet.document, []).extend(shown)
        return {document: tuple(shown) for document, shown in pieces.items()}

    async def show_picture(self, opened: Opened) -> tuple[Piece, ...]:
        """Return a picture of the prompt with its label; of several pages each with its own.

        Raises:
            InvalidArgumentError: It cannot be drawn.
        """
        pictures = await self._sight.show(opened, self._grid)
        if len(pictures) == 1:
            return (f"[{opened.name}]\n", *pictures)
        labelled = zip(opened.numbers, pictures, strict=True)
        return tuple(
            piece
            for number, picture in labelled
            for piece in (f"[{opened.name} p. {number}]\n", picture)
        )


def _write(opened: Opened, leaf: Leaf, picture: Picture | None, text: str) -> list[Piece]:
    label = write_label(opened, leaf)
    pieces: list[Piece] = [f"{label}\n"] if label else []
    if picture is not None:
        pieces.append(picture)
    if text:
        is_paged = opened.prepared.document.summary.is_paged
        pieces.append(f"{text}\n\n" if is_paged else _fence(text))
    if picture is None and not text:
        pieces.append("(this page cannot be read)\n")
    return pieces


def _fence(text: str) -> str:
    """Set a text of its own apart from the question, whatever marks it holds."""
    longest = max((len(fence) for fence in _FENCES.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{text}\n{fence}\n"
