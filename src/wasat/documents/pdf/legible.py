"""Whether the text of a page can be read, or is a picture of text."""

from wasat.documents.layout.sheet import Graphics, Words

SCAN = "It is a scan; this server does not read scans yet."
JUNK = "Its text cannot be told from its font, which does not say what its glyphs mean."
_LEAST_PICTURE = 0.05  # of the page: smaller is a logo
_FULL_PICTURE = 0.7  # of the page: with hardly any text beside it, a scan with a stamp or number
_HARDLY_ANY = 100  # characters
_MOST_JUNK = 0.5  # share of characters


def is_junk(words: Words) -> bool:
    """Whether most characters are unknown ones or of a font's private kind."""
    text = words.text.replace(" ", "")
    junk = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or not c.isprintable() for c in text)
    return junk > _MOST_JUNK * len(text)


def why_unread(words: Words, graphics: Graphics, area: float) -> str:
    """Say in one sentence why a page could not be read, or nothing if it was.

    Args:
        words: What can be read; none if it is junk.
        graphics: The pictures among them count.
        area: Of the page, in square points.
    """
    covered = sum(box.width * box.height for box in graphics.pictures) / max(area, 1.0)
    characters = len(words.text)
    if covered > (_FULL_PICTURE if characters else _LEAST_PICTURE):
        return SCAN if characters < _HARDLY_ANY else ""
    return ""
