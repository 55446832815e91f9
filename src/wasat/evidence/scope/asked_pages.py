"""Which pages a question is limited to: "page 5", "pages 3-7", "pages 3 and 7", "the last two"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wasat.evidence.phrases import Phrases

_FROM = r"(?:(?:from|von|de|da|van)\s+)?"  # "le pagine da 3 a 7"
_NUMBER = r"\d{1,5}(?!\d|[.,]\d)"
# After a comma a number is a page only if the list goes on or ends: not "on page 5, 3 million".
_LIST_GOES_ON = r"(?=\s*(?:[,;.?!:)\-–—]|$))"


@dataclass(frozen=True, slots=True)
class AskedPages:
    """Pages the question is limited to.

    Attributes:
        spans: First and last page of each run, inclusive, from 1; negative numbers count from the
            end, -1 is the last page.
    """

    spans: tuple[tuple[int, int], ...] = ((1, -1),)

    def resolve(self, page_count: int) -> Sequence[int]:
        """Return the numbers meant in a document of so many pages, ascending, each once."""
        runs = [
            range(max(1, _place(first, page_count)), min(page_count, _place(last, page_count)) + 1)
            for first, last in self.spans
        ]
        return runs[0] if len(runs) == 1 else tuple(sorted(set().union(*runs)))

    def beyond(self, page_count: int) -> Sequence[int]:
        """Return the numbers asked for that a document of so many pages does not have."""
        spans = [(max(first, page_count + 1), last) for first, last in self.spans]
        return tuple(sorted({n for first, last in spans for n in range(first, last + 1)}))


def read_pages(question: str, phrases: Phrases) -> AskedPages:
    """Read the pages a question names; all of them if it names none."""
    match = _list_pattern(phrases).search(question)
    if match:
        joint = phrases.units["range_and"] if match["between"] else phrases.units["range"]
        return AskedPages(tuple(_spans(match["list"], joint)))
    for name, is_first in (("first_pages", True), ("last_pages", False)):
        match = re.search(
            rf"(?<!\w)(?:({phrases.any_number})\s+)?{phrases.units[name]}\s+"
            rf"(?:({phrases.any_number})\s+)?{_unit(phrases)}(?!\w)",
            question,
            re.IGNORECASE,
        )
        if match:
            number = match[1] or match[2]  # "las dos últimas páginas", "the last two pages"
            count = phrases.read_number(number) if number else 1
            return AskedPages(((1, count),)) if is_first else AskedPages(((-count, -1),))
    return AskedPages()


def _list_pattern(phrases: Phrases) -> re.Pattern[str]:
    """Match runs of pages, joined by commas and words for "and", behind the word for pages."""
    units, unit = phrases.units, _unit(phrases)
    joint = rf"(?:{units['range']}|{units['range_and']})"
    run = rf"{_NUMBER}(?:\s*{units['range']}\s*(?:la\s+)?(?:{unit}\s*)?{_NUMBER})?"
    more = rf"\s*{joint}\s*(?:{unit}\s*)?{run}"
    listed = rf"\s*[,;]\s*(?:{unit}\s*)?{run}(?:{_LIST_GOES_ON}|(?=\s*{joint}\s*\d))"
    between = rf"(?P<between>(?<!\w){units['between']}\s+(?:\w+\s+)?)?"
    return re.compile(
        rf"{between}(?<!\w){unit}\s*{_FROM}(?P<list>{run}(?:{listed}|[,;]?{more})*)", re.IGNORECASE
    )


def _spans(text: str, joint: str) -> list[tuple[int, int]]:
    """Take a list of runs apart; a run that goes backwards is the page it begins with."""
    spans: list[tuple[int, int]] = []
    at = 0
    for match in re.finditer(_NUMBER, text):
        between, number = text[at : match.start()], int(match[0])
        if spans and re.search(rf"(?<!\w){joint}(?!\w)|[-–—]", between, re.IGNORECASE):
            spans[-1] = (spans[-1][0], max(spans[-1][0], number))
        else:
            spans.append((number, number))
        at = match.end()
    return spans


def _unit(phrases: Phrases) -> str:
    return phrases.units["pages"]


def _place(number: int, page_count: int) -> int:
    return number if number >= 0 else page_count + 1 + number
