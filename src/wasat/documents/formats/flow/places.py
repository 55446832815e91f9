"""Names of places in formats without pages: the heading above and a count from there."""

from wasat.documents.document import Block, BlockKind

_PLACE_CHARACTERS = 80


class Places:
    """Names places as blocks come.

    Args:
        heading: What stands for a heading until the first one comes.
    """

    def __init__(self, heading: str = "") -> None:
        self._heading = heading
        self._paragraphs = 0
        self._tables = 0

    def next_place(self, block: Block) -> str:
        """Name the place of the next block that is no table."""
        if block.kind is BlockKind.HEADING:
            self._heading = " ".join(block.text.split())[:_PLACE_CHARACTERS].strip()
            self._paragraphs = self._tables = 0
            return self._heading
        self._paragraphs += 1
        return self._under(f"paragraph {self._paragraphs}")

    def next_table(self) -> str:
        """Name the place of the next table."""
        self._tables += 1
        return self._under(f"table {self._tables}")

    def _under(self, name: str) -> str:
        return f"{self._heading}, {name}" if self._heading else name
