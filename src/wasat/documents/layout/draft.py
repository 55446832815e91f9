"""Blocks before the whole document is known, and how they are kept meanwhile."""

from dataclasses import dataclass

from wasat.box import Box
from wasat.documents.document import Block, BlockKind, Line, Origin, Table, Word
from wasat.documents.layout.marks import move_marks
from wasat.documents.layout.sheet import NO_STYLE, Style

TEXT = -1  # told to be no heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A block whose kind may still change when all pages have been seen.

    Attributes:
        kind: As the page alone suggests.
        box: In points.
        lines: Its words.
        style: That of most of its characters.
        level: As in Block.
        marker: As in Block.
        table: Only for tables.
        latex: As in Block.
        description: As in Block.
        origin: As in Block.
        is_mono: Whether all its lines are set in glyphs of equal width.
        first: The word of the marker, which is not in the lines.
        gap: White space above it in its column, in points.
        column: The box of the column it stands in.
        is_label: Whether it says what the field beside it is for.
        told: Level of a heading as tags or bookmarks have it; TEXT if they say it is none; else 0.
        is_named: Whether a bookmark told so, whose levels need not begin with the document's own.
    """

    kind: BlockKind
    box: Box
    lines: tuple[Line, ...] = ()
    style: Style = NO_STYLE
    level: int = 0
    marker: str = ""
    table: Table | None = None
    latex: str = ""
    description: str = ""
    origin: Origin = Origin.TEXT
    is_mono: bool = False
    first: Word | None = None
    gap: float = 0.0
    column: Box
    is_label: bool = False
    told: int = 0
    is_named: bool = False

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join([word.text for line in self.lines for word in line.words])

    @property
    def marked_lines(self) -> tuple[Line, ...]:
        """Its lines with the marker as their first word again."""
        if self.first is None or not self.lines:
            return self.lines
        first = self.lines[0]
        words = (self.first, *first.words)
        marks = move_marks(first.marks, len(self.first.text) + 1)
        return (Line(words=words, ends_with=first.ends_with, marks=marks), *self.lines[1:])

    @property
    def marked_text(self) -> str:
        """Its words and the marker before them."""
        return f"{self.marker} {self.text}" if self.marker else self.text

    def block(self) -> Block:
        """Return it as the block it has become."""
        return Block(
            kind=self.kind,
            box=self.box,
            lines=self.lines,
            level=self.level,
            marker=self.marker,
            table=self.table,
            latex=self.latex,
            description=self.description,
            origin=self.origin,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """One page in drafts, in reading order."""

    number: int
    width: float
    height: float
    label: str
    drafts: tuple[Draft, ...] = ()
    unread: str = ""
