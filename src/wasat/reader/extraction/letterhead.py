"""Who issued a document, and where they sit: by label, letterhead, or web domain."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from wasat.evidence.quote import Located
from wasat.reader.extraction.addresses.party import find_others
from wasat.reader.extraction.addresses.roles import is_registration
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.search import Candidate, find_candidates
from wasat.reader.leaves.layout import Run, join_near
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found, Habits
from wasat.reader.recognise.parties import find_companies
from wasat.reader.recognise.wordlists import alternatives

_DOMAIN = re.compile(
    r"(?:@|https?://|www\.)(?:[\w-]+\.)*?([\w-]{3,})\.(?:com?|net|org|eu|io|[a-z]{2,3})\b(?:\.[a-z]{2})?",
    re.IGNORECASE,
)
_NOT_ADDRESS = r":\s|:$|@|www\.|(?<!\w){words}(?!\w)"
_TOP = 0.35  # of the page's height: where a letterhead stands
_ADDRESS_LINES = 5  # at most
_ADDRESS_GAP = 1.5  # line heights of empty space that end an address
_ALIGNED = 12.0  # points by which the lines of an address may be indented, or off their middle
_ALIGNED_SHARE = 0.05  # of the page's width, if that is more: scans are skewed
_NUMBERED_NAME = re.compile(
    r"(?P<name>[A-ZÀ-Þ\d][^()]{2,60}?)\s*"
    r"\(\s*(?:[A-Z][A-Za-z. ]{1,12}[:.#]?\s*)?\d{5,}-?[A-Z]\s*\)\W*"
)
_POSTAL = re.compile(r"(?<![\d.,])\d{4,6}(?![\d.,]*\d)|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b")
_LARGE_GAP = 1.7  # line heights; columns stand further apart
_LETTERS = 0.7  # least share of letters in a name


def find_issuer(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Find who issued: by label, else a company in the letterhead, else the web domain's name.

    Else the line above the address that opens the page, as shops and restaurants print it.
    """
    labelled = [candidate.found() for candidate in find_candidates(field, leaves)]
    if labelled:
        yield max(labelled, key=lambda found: found.score)
        return
    for leaf in leaves.all[:1]:
        others = find_others(leaf)
        companies = [
            (run, found)
            for run, found in _companies(leaf, leaves.habits)
            if others.isdisjoint(where.located for where in found.where)
        ]
        top = [found for run, found in companies if run.box.top <= _TOP * max(1, leaf.page.height)]
        everywhere = [found for _, found in companies]
        above = _above_address(leaf, others)
        yield from (top or list(_by_domain(leaf)) or list(above) or everywhere)[:1]


def find_address(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Find the lines at a label, else below the first company or the name that opens the page."""
    labelled = sorted(find_candidates(field, leaves), key=lambda candidate: -candidate.score)
    for candidate in labelled[:1]:
        run = _run_of(candidate)
        if run is not None:
            first = ([candidate.printed], list(candidate.places))
            yield from _lines_below(candidate.leaf, run, first)
            return
    for leaf in leaves.all[:1]:
        heads = [run for run, _ in _companies(leaf, leaves.habits)][:1] or _heads(leaf)
        for run in heads[:1]:
            yield from _lines_below(leaf, run, ([], []))


def _above_address(leaf: Leaf, others: Collection[Located]) -> Iterator[Found]:
    for run in _heads(leaf):
        places = run.locate(0, len(run.text))
        if not any(place in others for place in places):
            yield leaf.found(run.text.strip(" .,:;"), places, 0.5)


def _heads(leaf: Leaf) -> list[Run]:
    """Return the names at the top of the page with an address right below them."""
    return [
        row[0]
        for row in _head_lines(leaf)
        if row[0].box.top <= _TOP * max(1, leaf.page.height)
        and _is_name(row[0].text)
        and any(_POSTAL.search(str(found.value)) for found in _lines_below(leaf, row[0], ([], [])))
    ]


def _head_lines(leaf: Leaf) -> list[list[Run]]:
    """Return the lines of the page with the spaces of large print closed."""
    return [join_near(row, _LARGE_GAP) for row in leaf.rows]


def _is_name(text: str) -> bool:
    """Whether a line may be a name: a capital, hardly anything but letters, no label."""
    letters = sum(map(str.isalpha, text))
    is_worded = letters >= _LETTERS * len(text.replace(" ", "")) and letters > 3
    return is_worded and text[0].isupper() and not _stop().search(text)


def _companies(leaf: Leaf, habits: Habits) -> Iterator[tuple[Run, Found]]:
    for row in _head_lines(leaf):
        for run in row:
            names = [(match.start, match.end) for match in find_companies(run.text, habits)]
            for start, end in names or [found.span("name") for found in _registered(run.text)]:
                name = " ".join(run.text[start:end].split())
                yield run, leaf.found(name, run.locate(start, end), 0.6)


def _registered(text: str) -> list[re.Match[str]]:
    """Match a name before the number by which it is registered: "99 MART (519537-X)"."""
    found = _NUMBERED_NAME.fullmatch(text)
    return [] if found is None or _stop().search(found["name"]) else [found]


def _by_domain(leaf: Leaf) -> Iterator[Found]:
    """Find words whose letters are the name of a web or mail domain on the page."""
    names = Counter(name.lower().replace("-", "") for name in _DOMAIN.findall(leaf.text))
    for name, _ in names.most_common():
        for row in leaf.rows:
            for run in row:
                yield from _spelling(leaf, run, name)


def _spelling(leaf: Leaf, run: Run, name: str) -> Iterator[Found]:
    at = 0
    for index, spot in enumerate(run.spots):
        letters, end = "", at
        for other in run.spots[index:]:
            letters += re.sub(r"\W", "", other.text).lower()
            end += len(other.text) + 1
            if len(letters) >= len(name):
                break
        if letters == name and spot.text[:1].isupper():
            text = run.text[at : end - 1].strip(" .,:;")
            yield leaf.found(text, run.locate(at, end - 1), 0.5)
        at += len(spot.text) + 1


def _run_of(candidate: Candidate) -> Run | None:
    """Return the run of words in which a value stands."""
    place = candidate.places[0]
    for row in candidate.leaf.rows:
        for run in row:
            if any(
                (spot.block, spot.cell, spot.start) == (place.block, place.cell, place.start)
                for spot in run.spots
            ):
                return run
    return None


def _lines_below(leaf: Leaf, run: Run, first: tuple[list[str], list[Located]]) -> Iterator[Found]:
    """Go on line by line below a run, as long as lines are close, aligned and unlabelled.

    Lines that only number the company are left out before the first.
    """
    texts, places = first
    last = run
    lines = _head_lines(leaf)
    is_beside = bool(texts) and _is_left(lines[run.row][0], run)
    for row in lines[run.row + 1 :]:
        if is_beside and _is_left(row[0], run):
            break  # the next label, with a value of its own
        below = _find_below(leaf, run, row)
        if below is None:
            continue
        gap = below.box.top - last.box.bottom
        height = max(last.box.height, below.box.height)
        is_over = gap > _ADDRESS_GAP * height or len(texts) >= _ADDRESS_LINES
        is_number = not texts and is_registration(below.text)
        if is_over or (not is_number and _stop().search(below.text)):
            break
        if not is_number:
            texts.append(below.text.strip(" ,"))
            places.extend(below.locate(0, len(below.text)))
        last = below
    if any(character.isdigit() for character in "".join(texts)):
        yield leaf.found(", ".join(texts), tuple(places), 0.5)


def _find_below(leaf: Leaf, run: Run, row: list[Run]) -> Run | None:
    """Take what stands under a run: all of a line that is centred under it, wide gaps or not."""
    whole = join_near(row, leaf.page.width)[0]
    if len(row) > 1 and _is_aligned(leaf, run, whole) and not _is_flush(run, whole):
        return whole
    return next((other for other in row if _is_aligned(leaf, run, other)), None)


def _is_left(other: Run, run: Run) -> bool:
    return other.box.x0 < run.box.x0 - _ALIGNED


def _is_aligned(leaf: Leaf, run: Run, other: Run) -> bool:
    """Whether two runs begin at one edge, or are centred over one another."""
    most = max(_ALIGNED, _ALIGNED_SHARE * leaf.page.width)
    middle = abs(other.box.x0 + other.box.x1 - run.box.x0 - run.box.x1) / 2
    return _is_flush(run, other) or middle < most


def _is_flush(run: Run, other: Run) -> bool:
    return abs(other.box.x0 - run.box.x0) < _ALIGNED


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(_NOT_ADDRESS.format(words=alternatives("not_address")), re.IGNORECASE)
