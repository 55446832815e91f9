"""Who wrote or edited a document, as its cover, title page or first lines name them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from wasat.reader.leaves.layout import Run
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.questions.asked import Wish, lines
from wasat.reader.recognise.found import Found

_OPENING = 3  # pages on which a cover and a title page stand
_MOST_LINES = 60  # of each of them
_MOST_NAMES = 40  # one below the other
_LONGEST = 160  # characters of a line of names
_LABELLED, _PROPERTY, _EDITED, _BARE = 0.9, 0.85, 0.8, 0.6
# What stands beside a name and is no part of it: notes, addresses of mail and web, dates, brackets.
_BESIDE = re.compile(
    r"<[^<>\s]*>|\([^()]*\)|\S+@\S+|(?:https?://|www\.)\S+|[*∗†‡§¶]+|(?<=\w)\d+(?:,\d+)*(?!\w)"
)
_AND = re.compile(r"\s*(?:[,;&·]|(?<!\w)(?:and|und|et|y|e|en|with|mit|avec|con|com|met)(?!\w))\s*")
_TITLE = r"(?:(?:Dr|Prof|Dipl|Ing|Mag|Sir|Mr|Mrs|Ms)\.?\s+)*"
_FIRST = r"(?:[A-ZÀ-ÞĀ-Ž][\w’'´-]*[a-zß-ÿā-ž][\w’'´-]*|[A-ZÀ-ÞĀ-Ž]\.(?:-?[A-ZÀ-ÞĀ-Ž]\.)*)"
_PARTICLE = r"(?:de|del|della|der|den|van|von|zu|da|das|do|dos|di|du|la|le|el|al|bin|ten|ter)"
_NAME = re.compile(rf"{_TITLE}{_FIRST}(?:\s+(?:{_PARTICLE}\s+)*(?:{_FIRST}|[A-ZÀ-Þ]\b)){{1,4}}")
_CAPITAL = re.compile(r"(?<!\w)[A-ZÀ-ÞĀ-Ž]\w{2,}")
_LOWER = re.compile(r"(?<!\w)[a-zß-ÿā-ž]{3,}(?!\w)")
_WISHED = {Wish.AUTHOR, Wish.EDITOR, Wish.WRITER}


def find_byline(leaves: Leaves, wish: Wish) -> Iterator[Found]:
    """Yield who wrote or edited it, the surest first; nothing for other wishes.

    Args:
        leaves: The first pages of a document at least.
        wish: AUTHOR or WRITER, of whom an editor is the next best, or EDITOR.
    """
    if wish not in _WISHED:
        return
    opening = leaves.all[:_OPENING]
    written = [row[0] for leaf in opening for row in leaf.rows[:_MOST_LINES] if len(row) == 1]
    reader = _Reader(opening, written, _common(leaves))
    if wish is not Wish.EDITOR:
        yield from reader.find_labelled("author", _LABELLED)
        yield from reader.find_property()
    yield from reader.find_labelled("editor", _EDITED)
    if wish is not Wish.EDITOR:
        yield from reader.find_bare()


class _Reader:
    """The lines of the first pages, and the words of the document that are no names."""

    def __init__(self, leaves: Sequence[Leaf], runs: Sequence[Run], common: frozenset[str]) -> None:
        self._leaves = {leaf.number: leaf for leaf in leaves}
        self._runs = runs
        self._common = common

    def find_labelled(self, role: str, score: float) -> Iterator[Found]:
        """Yield names that a word of a role stands before, above or behind."""
        for at, run in enumerate(self._runs):
            before = _before(role).match(run.text)
            behind = _behind(role).search(run.text)
            if before and before.end() == len(run.text):
                yield from self._join(self._below(at + 1, is_told=True), score)
            elif before and self._are_names(run.text[before.end() :], is_told=True):
                yield self._found(run, before.end(), score)
            elif behind and self._are_names(run.text[: behind.start()], is_told=True):
                yield self._found(run, 0, score)

    def find_property(self) -> Iterator[Found]:
        """Yield the author that the file itself names, where the first pages name him too."""
        for leaf in self._leaves.values():
            author = leaf.reading.document.summary.author
            named = re.compile(rf"(?<!\w){re.escape(author)}(?!\w)", re.IGNORECASE)
            for run in self._runs if author else ():
                match = named.search(run.text) if run.page == leaf.number else None
                if match is not None:
                    yield leaf.found(match[0], run.locate(*match.span()), _PROPERTY)

    def find_bare(self) -> Iterator[Found]:
        """Yield the first lines below the title that are nothing but names."""
        for at, run in enumerate(self._runs):
            if at and self._are_names(run.text):
                yield from self._join(self._below(at, is_told=False), _BARE)

    def _below(self, at: int, *, is_told: bool) -> list[Run]:
        """Return the lines of names from one line on."""
        names: list[Run] = []
        for run in self._runs[at : at + _MOST_NAMES]:
            if self._are_names(run.text, is_told=is_told):
                names.append(run)
            elif _bare(run.text):  # an address of mail alone ends nothing
                break
        return names

    def _join(self, runs: Sequence[Run], score: float) -> Iterator[Found]:
        """Make one finding of lines of one page."""
        here = [run for run in runs if run.page == runs[0].page]
        if here:
            text = ", ".join(_bare(run.text) for run in here)
            places = [place for run in here for place in run.locate(0, len(run.text))]
            yield self._leaves[here[0].page].found(text, places, score)

    def _found(self, run: Run, start: int, score: float) -> Found:
        text = run.text[start:].strip(" .")
        return self._leaves[run.page].found(text, run.locate(start, len(run.text)), score)

    def _are_names(self, text: str, *, is_told: bool = False) -> bool:
        """Whether a line is nothing but names of people.

        Args:
            text: The line.
            is_told: Whether something else says that it is: then words of them may be common.
        """
        bare = _bare(text)
        if not bare or len(bare) > _LONGEST:
            return False
        names = [name for name in _AND.split(bare) if name]
        words = {word.lower() for name in names for word in _CAPITAL.findall(name)}
        is_name = all(_NAME.fullmatch(name) for name in names)
        is_other = bool(_not_names().search(bare))
        return is_name and not is_other and (is_told or words.isdisjoint(self._common))


def _bare(text: str) -> str:
    """Leave out what stands beside names."""
    return " ".join(_BESIDE.sub(" ", text).split()).strip(" ,;:*•·-–—.")


def _common(leaves: Leaves) -> frozenset[str]:
    """Return the words that a document writes small."""
    texts = (_BESIDE.sub(" ", leaf.text) for leaf in leaves)
    return frozenset(word for text in texts for word in _LOWER.findall(text))


@cache
def _before(role: str) -> re.Pattern[str]:
    return re.compile(
        rf"\W*{lines('bylines', role).pattern}\s*(?:[:–—-]\s*|(?=\s)|$)\s*", re.IGNORECASE
    )


@cache
def _behind(role: str) -> re.Pattern[str]:
    return re.compile(rf"\s*[,(–—-]\s*{lines('bylines', role).pattern}\W*$", re.IGNORECASE)


@cache
def _not_names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){lines('bylines', 'not_names').pattern}(?!\w)", re.IGNORECASE)
