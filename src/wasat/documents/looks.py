"""How words look and where they lead, as far as it carries meaning."""

from enum import StrEnum
from typing import NamedTuple


class Style(StrEnum):
    """How a stretch of a line looks; the values are the names of HTML elements."""

    BOLD = "b"
    ITALIC = "i"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    CODE = "code"
    LINK = "a"


class Alignment(StrEnum):
    """Where lines stand between the edges; START is the usual edge of the script."""

    START = ""
    CENTER = "center"
    END = "right"
    JUSTIFY = "justify"


class Mark(NamedTuple):
    """A stretch of a line that looks other than the text around it, or leads somewhere.

    Attributes:
        start: Its first character, in the words of the line joined by one space.
        end: Behind its last character.
        style: How it looks.
        target: Where a link leads, by http, https or mailto; empty for all other styles.
    """

    start: int
    end: int
    style: Style
    target: str = ""
