"""Which page is the balance sheet, the cover, the abstract: `vocabulary/kinds.toml`."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wasat.documents.document import Page

_TITLE_WORDS = 60  # a page's title stands among its first words, after running headers
_TITLE_SHARE = 0.5  # the rest is what stands on the page
_FULL_ITEMS = 0.6  # share of a kind's items that a page of that kind usually holds
_LEAST = 0.3  # below, a page mentions things rather than being their page
_FIGURE = re.compile(r"(?<![\w.,])\(?[$€£]?\d[\d,.]*\)?(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page.

    Attributes:
        name: As other vocabulary refers to it.
        asked: How questions name it.
        titles: How such a page is headed.
        items: What stands on it.
        figures: Numbers on such a page, at least.
        last_page: Not after this page, where such a page opens a document; 0 is anywhere.
    """

    name: str
    asked: re.Pattern[str]
    titles: re.Pattern[str]
    items: tuple[str, ...]
    figures: int = 0
    last_page: int = 0


class Locator:
    """Looks at every page once and remembers what kinds of page it may be.

    Args:
        found: What another one found, which need not look again.
    """

    def __init__(self, found: Mapping[str, Mapping[int, float]] | None = None) -> None:
        self.found = {name: dict(pages) for name, pages in (found or {}).items()}

    def look(self, page: Page) -> None:
        """Judge one page."""
        text = " ".join(" ".join(block.text for block in page.blocks).lower().split())
        for kind in all_kinds().values():
            score = _score(kind, page.number, text)
            if score >= _LEAST and len(_FIGURE.findall(text)) >= kind.figures:
                self.found.setdefault(kind.name, {})[page.number] = score

    def pages(self, name: str) -> Mapping[int, float]:
        """Return the pages that may be of a kind, each with a score from 0 to 1."""
        return self.found.get(name, {})


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Return every kind of `vocabulary/kinds.toml` by its name."""
    text = files("wasat.evidence").joinpath("vocabulary/kinds.toml").read_text(encoding="utf-8")
    return {
        name: Kind(
            name=name,
            asked=whole_words(table["asked"]),
            titles=whole_words(table["titles"]),
            items=tuple(table["items"]),
            figures=table.get("figures", 0),
            last_page=table.get("last_page", 0),
        )
        for name, table in tomllib.loads(text).items()
    }


def asked_kinds(question: str) -> Iterator[str]:
    """Yield the kinds of page that a question names."""
    for kind in all_kinds().values():
        if kind.asked.search(question):
            yield kind.name


def whole_words(patterns: Sequence[str]) -> re.Pattern[str]:
    """Compile alternatives that begin and end with a word; nothing matches none."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)", re.IGNORECASE)


def _score(kind: Kind, number: int, text: str) -> float:
    if kind.last_page and number > kind.last_page:
        return 0.0
    share = sum(item in text for item in kind.items) / max(1, len(kind.items))
    if share == 0:
        return 0.0
    head = " ".join(text.split(maxsplit=_TITLE_WORDS)[:_TITLE_WORDS])
    title = _TITLE_SHARE if kind.titles.search(head) else 0.0
    return title + (1 - _TITLE_SHARE) * (0.8 * min(1.0, share / _FULL_ITEMS) + 0.2 * share)
