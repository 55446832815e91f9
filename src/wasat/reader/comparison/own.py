"""Which of the systems in a document's tables is the one the document is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from wasat.documents.document import BlockKind
from wasat.reader.comparison.names import Tokens, find_tokens, split_name, split_text
from wasat.reader.comparison.sheet import Sheet
from wasat.reader.comparison.words import is_marked_own
from wasat.reader.reading import Reading

_ABOUT_BLOCKS = 8  # title, abstract and what stands between them
_ABOUT_LETTERS = 10_000  # of these; four times as many as the longest abstract
_IN_OPENING, _LIKE_TITLE, _IN_TITLE, _MARKED = 1, 2, 3, 4

Tables = Sequence[Sequence[Sheet]]


@dataclass(frozen=True, kw_only=True)
class About:
    """What a document says it is about: its title, and that with its first blocks."""

    title: str
    opening: str

    @cached_property
    def _title(self) -> Tokens:
        return split_text(self.title)

    @cached_property
    def _opening(self) -> Tokens:
        return split_text(self.opening)

    def worth(self, system: str) -> tuple[int, int, int]:
        """Tell how surely a system is the document's own: how, how early it is named, how long."""
        name, title = split_name(system), self._title
        if not any(token[0].isalpha() for token in name):
            return 0, 0, 0
        if is_marked_own(system):
            return _MARKED, 0, 0
        at = find_tokens(name, title)
        if at >= 0:
            return _IN_TITLE, -at, len(name)
        if title[:1] == name[:1] and len(name[0]) > 2:
            shared = next(
                (i for i, (a, b) in enumerate(zip(name, title, strict=False)) if a != b), 1
            )
            return _LIKE_TITLE, shared, 0
        at = find_tokens(name, self._opening)
        return (_IN_OPENING, -at, len(name)) if at >= 0 else (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to read a table, and the number of a system in it."""

    sheet: Sheet
    system: int


def read_about(reading: Reading) -> About:
    """Read what a document is about from its properties and the first page that counts."""
    title, page = reading.document.summary.title, next(iter(reading.iter_pages()), None)
    blocks = [] if page is None else [block for block in page.blocks if block.text][:_ABOUT_BLOCKS]
    heading = next((b.text for b in blocks if b.kind is BlockKind.HEADING), "")
    first = heading or (blocks[0].text if blocks else "")
    opening = " ".join([title, *(block.text for block in blocks)])
    return About(title=f"{first} {title}".strip(), opening=opening[:_ABOUT_LETTERS])


def choose_own(tables: Tables, about: About) -> list[Choice]:
    """Choose in every table the document's own system, the fullest account first.

    Tables that name none are left out; those that name it only as the opening does count where no
    other one is surer.
    """
    best = [(choice, worth) for table in tables for choice, worth in _best(table, about)]
    surest = max((worth for _, worth in best), default=0)
    least = min(surest, _LIKE_TITLE)
    chosen = [choice for choice, worth in best if worth >= max(1, least)]
    return sorted(chosen, key=lambda choice: -len(choice.sheet.results[choice.system]))


def _best(table: Sequence[Sheet], about: About) -> Iterator[tuple[Choice, int]]:
    found = [
        (about.worth(system), Choice(sheet=sheet, system=number))
        for sheet in table
        for number, system in enumerate(sheet.systems)
    ]
    worth, choice = max(found, key=lambda entry: entry[0], default=((0, 0, 0), None))
    if choice is not None and worth[0]:
        yield choice, worth[0]


def choose_named(own: Sequence[Choice], wanted: Tokens) -> list[Choice]:
    """Choose a system by name in the tables that the document's own system stands in."""
    return [
        Choice(sheet=choice.sheet, system=number)
        for choice in own
        for number, system in enumerate(choice.sheet.systems)
        if split_name(system) == wanted
    ]
