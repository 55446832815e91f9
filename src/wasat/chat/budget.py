"""Which pages a model is shown, and how, so that all fit its window. Pure: costs in, layout out.

Tried in this order: everything as asked; pictures at low resolution; words alone where there are
any; then a choice of pages for a question, or all of them a portion at a time.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wasat.chat.abilities import Abilities
from wasat.chat.pages.shelf import Leaf, Opened
from wasat.chat.pages.sight import LOW_TOKENS, choose_tokens

_LABEL_BYTES = 60  # around a page
_FIRST_GUESS = 3.0  # bytes a token: on the safe side of English prose, which takes four
_FEWEST = 0.8  # bytes a token; a byte-level vocabulary takes one, and marks around it
_MOST = 6.0  # bytes a token
_WEIGHT = 0.3  # of a new measurement that says there is more room than thought
_SHARE_OF_OUTLINES = 16  # of the room, outlines take at most this part
_MESSAGE_TOKENS = 16  # marks around a message
_LEAST_BYTES = 2_000  # of a prompt that says something: in shorter ones marks outweigh the words


class Route(StrEnum):
    """How documents are brought before a model; told in `X-Wasat-Route`."""

    DIRECT = "direct"  # there are none
    WHOLE = "whole"
    LOWER = "lower-resolution"
    TEXT = "text"
    FIND = "find"
    MAP = "map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page as it is shown.

    Attributes:
        document: Its place among the prompt's documents, from 0.
        leaf: The page.
        picture_tokens: What its picture may cost; 0 shows none.
        has_text: Whether its words are shown.
    """

    document: int
    leaf: Leaf
    picture_tokens: int = 0
    has_text: bool = True


Layout = tuple[Sheet, ...]


class Ruler:
    """Measures texts for one model."""

    def __init__(self) -> None:
        self._bytes_a_token = _FIRST_GUESS

    @property
    def bytes_a_token(self) -> float:
        """The present guess."""
        return self._bytes_a_token

    def measure(self, size_bytes: int) -> int:
        """Return the tokens that a text of so many UTF-8 bytes probably takes."""
        return math.ceil(size_bytes / self._bytes_a_token)

    def frame(self, messages: int) -> int:
        """Return the tokens around so many messages."""
        return messages * _MESSAGE_TOKENS

    def correct(self, size_bytes: int, tokens: int) -> None:
        """Learn from a prompt that was counted.

        A prompt that took more tokens than thought counts at once, one that took fewer little by
        little: it is worse to overflow than to send less.
        """
        if size_bytes < _LEAST_BYTES or tokens <= 0:
            return
        seen = min(_MOST, max(_FEWEST, size_bytes / tokens))
        if seen > self._bytes_a_token:
            seen = _WEIGHT * seen + (1 - _WEIGHT) * self._bytes_a_token
        self._bytes_a_token = seen


class Budget:
    """The room for documents in one request.

    Args:
        abilities: Of the model.
        ruler: Measures texts in its tokens.
        taken: Tokens for all else: question, history, answer.
        pictures: Those of the prompt itself, which are always shown.
    """

    def __init__(
        self, abilities: Abilities, ruler: Ruler, taken: int, *, pictures: int = 0
    ) -> None:
        self._abilities = abilities
        self._ruler = ruler
        self._pictures = pictures
        self.room = abilities.context_tokens - taken

    def cost(self, sheet: Sheet) -> int:
        """Return the tokens of one page as it is shown."""
        text_bytes = _LABEL_BYTES + (sheet.leaf.text_bytes if sheet.has_text else 0)
        picture = 0
        if sheet.picture_tokens:
            grid, leaf = self._abilities.grid, sheet.leaf
            picture = grid.count(grid.fit(leaf.width, leaf.height, sheet.picture_tokens))
        return self._ruler.measure(text_bytes) + picture

    def outline_bytes(self, documents: int) -> int:
        """Return how long the outline of each of so many documents may be."""
        return int(self.room * self._ruler.bytes_a_token / _SHARE_OF_OUTLINES / max(1, documents))

    def take(self, text_bytes: int) -> None:
        """Leave less room for pages, since so much else is shown with them."""
        self.room -= self._ruler.measure(text_bytes)

    def fits(self, layout: Sequence[Sheet]) -> bool:
        """Return whether all of these pages fit, by tokens and by number of pictures."""
        return self.takes_pictures(layout) and sum(map(self.cost, layout)) <= self.room

    def takes_pictures(self, layout: Sequence[Sheet]) -> bool:
        """Return whether the server takes so many pictures beside those of the prompt."""
        most = self._abilities.most_pictures
        pictures = sum(1 for sheet in layout if sheet.picture_tokens)
        return most is None or not pictures or pictures + self._pictures <= most

    def lay_out(
        self, opened: Sequence[Opened], leaves: Sequence[Sequence[Leaf]]
    ) -> tuple[Route, Layout] | None:
        """Show all pages of all documents the best way that fits; None if none does."""
        ways = (
            (Route.WHOLE, self._as_asked),
            (Route.LOWER, self._low),
            (Route.TEXT, self.frugal),
        )
        for route, show in ways:
            layout = tuple(_each(opened, leaves, show))
            if self.fits(layout):
                return route, layout
        return None

    def frugal(self, opened: Opened, document: int, leaf: Leaf) -> Sheet:
        """Show the words of a page; its picture only where there are none."""
        needs_picture = not leaf.text_bytes
        return (
            self._low(opened, document, leaf)
            if needs_picture
            else Sheet(document=document, leaf=leaf)
        )

    def frugal_all(self, opened: Sequence[Opened], leaves: Sequence[Sequence[Leaf]]) -> list[Sheet]:
        """Show all pages of all documents so, in order."""
        return list(_each(opened, leaves, self.frugal))

    def choose(self, ranked: Iterable[Sheet]) -> Layout:
        """Take the best pages as long as they fit; one that does not fit is passed over."""
        chosen: list[Sheet] = []
        for sheet in ranked:
            if self.fits([*chosen, sheet]):
                chosen.append(sheet)
        return tuple(chosen)

    def portion(self, sheets: Iterable[Sheet]) -> Iterator[Layout]:
        """Cut all pages, in order, into portions that fit; one too long fills one of its own."""
        portion: list[Sheet] = []
        for sheet in sheets:
            if portion and not self.fits([*portion, sheet]):
                yield tuple(portion)
                portion = []
            portion.append(sheet)
        if portion:
            yield tuple(portion)

    def _as_asked(self, opened: Opened, document: int, leaf: Leaf) -> Sheet:
        tokens = choose_tokens(opened.source, leaf)
        return self._sheet(opened, document, leaf, tokens)

    def _low(self, opened: Opened, document: int, leaf: Leaf) -> Sheet:
        return self._sheet(opened, document, leaf, LOW_TOKENS)

    def _sheet(self, opened: Opened, document: int, leaf: Leaf, tokens: int) -> Sheet:
        """Show a page with the layers that its part asks for, as far as the model sees."""
        layers = opened.source.layers
        wants_picture = not layers or "PAGE_IMAGE" in layers or "VISUAL" in layers
        can_see = self._abilities.has_vision and leaf.width > 0
        return Sheet(
            document=document,
            leaf=leaf,
            picture_tokens=tokens if wants_picture and can_see else 0,
            has_text=bool(leaf.text_bytes) and (not layers or "PAGE_TEXT" in layers or not can_see),
        )


def _each(
    opened: Sequence[Opened],
    leaves: Sequence[Sequence[Leaf]],
    show: Callable[[Opened, int, Leaf], Sheet],
) -> Iterator[Sheet]:
    for document, (each, pages) in enumerate(zip(opened, leaves, strict=True)):
        for leaf in pages:
            yield show(each, document, leaf)
