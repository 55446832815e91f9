"""Which pages a model is shown, and how, so that all fit its window. Pure: costs in, layout out.

Tried in this order: everything as asked; pictures at low resolution; words alone where there are
any; then a choice of pages for a question, or all of them a portion at a time.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import NamedTuple

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
_MARKED_UP = 1.25  # length of a page in an answer that repeats it, by that of its words
_UNREAD_BYTES = 2_500  # of a page that is a picture alone, once it has been read


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


class Load(NamedTuple):
    """What pages take together.

    Attributes:
        shown: Tokens of the prompt.
        repeated: Tokens of an answer that repeats them.
        pictures: How many are pictures.
    """

    shown: int = 0
    repeated: int = 0
    pictures: int = 0

    def plus(self, other: "Load") -> "Load":
        """Return both together."""
        return Load(*map(sum, zip(self, other, strict=True)))


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
        taken: Tokens for all else: question, history, an answer that does not repeat the pages.
        pictures: Those of the prompt itself, which are always shown.
        repeats: Whether the answer repeats all pages, so that each needs its room there too.
    """

    def __init__(
        self,
        abilities: Abilities,
        ruler: Ruler,
        taken: int,
        *,
        pictures: int = 0,
        repeats: bool = False,
    ) -> None:
        self._abilities = abilities
        self._ruler = ruler
        self._pictures = pictures
        self._repeats = repeats
        self.room = abilities.context_tokens - taken

    def weigh(self, sheet: Sheet) -> Load:
        """Return what one page takes as it is shown."""
        grid, leaf = self._abilities.grid, sheet.leaf
        shown = self._ruler.measure(_LABEL_BYTES + (leaf.text_bytes if sheet.has_text else 0))
        if sheet.picture_tokens:
            shown += grid.count(grid.fit(leaf.width, leaf.height, sheet.picture_tokens))
        repeated_bytes = _MARKED_UP * (leaf.text_bytes or _UNREAD_BYTES)
        return Load(
            shown=shown,
            repeated=self._ruler.measure(int(repeated_bytes)) if self._repeats else 0,
            pictures=1 if sheet.picture_tokens else 0,
        )

    def outline_bytes(self, documents: int) -> int:
        """Return how long the outline of each of so many documents may be."""
        return int(self.room * self._ruler.bytes_a_token / _SHARE_OF_OUTLINES / max(1, documents))

    def take(self, text_bytes: int) -> None:
        """Leave less room for pages, since so much else is shown with them."""
        self.room -= self._ruler.measure(text_bytes)

    def holds(self, load: Load) -> bool:
        """Return whether pages that take so much can be shown in one request, and answered."""
        return (
            self.takes_pictures(load.pictures)
            and load.shown + load.repeated <= self.room
            and load.repeated <= self._abilities.output_tokens
        )

    def takes_pictures(self, count: int) -> bool:
        """Return whether the server takes so many pictures beside those of the prompt."""
        most = self._abilities.most_pictures
        return most is None or not count or count + self._pictures <= most

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
            if self.holds(reduce(Load.plus, map(self.weigh, layout), Load())):
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
        load = Load()
        for sheet in ranked:
            more = load.plus(self.weigh(sheet))
            if self.holds(more):
                chosen.append(sheet)
                load = more
        return tuple(chosen)

    def portion(self, sheets: Iterable[Sheet]) -> Iterator[Layout]:
        """Cut all pages, in order, into portions that fit; one too long fills one of its own."""
        portion: list[Sheet] = []
        load = Load()
        for sheet in sheets:
            own = self.weigh(sheet)
            if portion and not self.holds(load.plus(own)):
                yield tuple(portion)
                portion, load = [], Load()
            portion.append(sheet)
            load = load.plus(own)
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
