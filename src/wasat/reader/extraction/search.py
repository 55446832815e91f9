"""Values beside their labels, and in the turns of phrase that announce them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasat.evidence.quote import Located
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.label import (
    Label,
    find_cell_below,
    find_run_below,
    is_joined,
    is_whole,
)
from wasat.reader.extraction.spelling import find_patterns
from wasat.reader.leaves.layout import Run, Unit
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.dates import find_dates
from wasat.reader.recognise.found import Found, Habits, Match
from wasat.reader.recognise.kinds import NUMERIC, RECOGNISERS, STANDALONE, Kind

_BEFORE_LABEL = re.compile(r"[\W\d]*(?:\w{1,2}[.)])?\s*[おご御]?$")
_ASIDE = re.compile(r"\([^()]*\)|[A-Z]{1,3}[$£]?|[$€£¥:=]")  # "(incl. tax)", "RM", "US$"
_BELOW = 0.75  # worth of a value below its label, beside one to the right of it
_INSIDE = 0.6  # a label in the middle of a line is likely prose
_RANK = 0.02  # worth lost by each label further down the list
_CONTEXT = 0.9  # worth of a value in a sentence that its family tells; beside a label it is 1
_OPENING_PAGES = 2  # where dates and parties of a document are named
_SHORT_PAGES = 2  # of a receipt or a letter
_OPENING_UNITS = 12  # where a letter or a contract names its date
_UNSURE = 0.5  # worth of a value that nothing announces
_NAMED = 0.3  # a label before what running text says better
_FAR = {
    Kind.AMOUNT: 60,
    Kind.WHOLE: 40,
    Kind.SHARE: 40,
    Kind.DATE: 25,
    Kind.DURATION: 25,
    Kind.EMAIL: 20,
    Kind.LINK: 20,
}
_REACH = 2_000  # characters behind a label in which its value and what explains it end
_NEAR = 3  # characters from the label to a value of any other kind
_LONGEST_TEXT = 160  # characters
_SHORT_LINE = 60  # characters
_FEW_WORDS = 2  # between a property's own name and its value; more make it running text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value, where it stands, and what speaks for it."""

    leaf: Leaf
    match: Match
    printed: str
    places: tuple[Located, ...]
    score: float

    def found(self) -> Found:
        """Make it a finding with its citations."""
        citations = self.leaf.cite(self.places, self.score)
        return Found(
            value=self.match.value,
            printed=self.printed,
            citations=citations,
            score=self.score,
            where=self.leaf.locate(self.places),
        )


def find_value(field: Field, leaves: Leaves) -> Candidate | None:
    """Find the best value of a field: labels, contexts, then its form alone."""
    return choose(gather(field, leaves), field.family.pick)


def gather(field: Field, leaves: Leaves) -> list[Candidate]:
    """Find every value that labels, contexts, or else its form alone speak for."""
    candidates = list(find_candidates(field, leaves))
    if not candidates and field.kind in STANDALONE:
        candidates = list(_standing_alone(field, leaves))
    if not candidates and field.family.is_only:
        candidates = _the_only(field, leaves)
    if not candidates and field.family.is_opening:
        candidates = list(_in_opening(field, leaves))
    return candidates


def is_disputed(candidates: Sequence[Candidate]) -> bool:
    """Tell whether equally good values differ, as the columns of a table do."""
    best = max((candidate.score for candidate in candidates), default=0.0)
    return len({repr(c.match.value) for c in candidates if c.score >= best - _RANK / 2}) > 1


def find_candidates(field: Field, leaves: Leaves) -> Iterator[Candidate]:
    """Find every value that a label or a context announces."""
    for leaf in leaves:
        yield from _by_label(field, leaf, leaves.habits)
        yield from _by_context(field, leaf, leaves.habits)


def choose(candidates: Sequence[Candidate], pick: str) -> Candidate | None:
    """Take the best one; of equally good ones the first, the last or the largest."""
    return next(iter(rank(candidates, pick)), None)


def rank(candidates: Sequence[Candidate], pick: str) -> list[Candidate]:
    """Order candidates from the best; those about as good as it by size or from the last."""
    best = max((candidate.score for candidate in candidates), default=0.0)
    equal = [candidate for candidate in candidates if candidate.score >= best - _RANK / 2]
    others = [candidate for candidate in candidates if candidate.score < best - _RANK / 2]
    if pick == "largest":
        equal.sort(key=_size, reverse=True)
    elif pick == "last":
        equal.reverse()
    return [*equal, *sorted(others, key=lambda candidate: -candidate.score)]


def recognise(text: str, kind: Kind, habits: Habits) -> list[Match]:
    """Recognise values of a kind; figures of dates are no amounts."""
    if kind in (Kind.AMOUNT, Kind.WHOLE):
        for match in find_dates(text, habits):
            blank = " " * (match.end - match.start)
            text = text[: match.start] + blank + text[match.end :]
    return list(RECOGNISERS[kind](text, habits))


def recognise_alone(text: str, kind: Kind, habits: Habits) -> list[Match]:
    """Recognise values where no label is: by check digits, if their kind has any."""
    find = STANDALONE.get(kind)
    return recognise(text, kind, habits) if find is None else list(find(text, habits))


def _size(candidate: Candidate) -> float:
    value = candidate.match.value
    return abs(value) if isinstance(value, int | float) else 0.0


def _by_label(field: Field, leaf: Leaf, habits: Habits) -> Iterator[Candidate]:
    if not field.family.may_label(leaf.folded):
        return
    labels = [*find_patterns(field.family.labels, leaf.text, leaf.folded)]
    for number, row in enumerate(leaf.rows if labels else ()):
        if _is_strange(field, row):
            continue
        for at, run in enumerate(row):
            for rank, label in labels:
                match = _find_label(label, run, field)
                if match is not None and (worth := _weigh(field, rank, run, match)):
                    place = Label(leaf, number, at, match.start(), match.end())
                    yield from _beside(field, place, habits, worth)
                    break


def _is_strange(field: Field, row: Sequence[Run]) -> bool:
    """Whether a line begins as one whose labels are of something else."""
    strange = field.family.avoid_rows
    return strange is not None and strange.search(row[0].text) is not None


def _weigh(field: Field, rank: int, run: Run, label: re.Match[str]) -> float:
    """Weigh a label; 0 if it stands within a line and only the field's own words say it is one."""
    is_first = bool(_BEFORE_LABEL.fullmatch(run.text[: label.start()]))
    if not is_first and not field.family.is_known:
        return 0.0
    worth = 1 - _RANK * rank
    if field.family.contexts and field.kind is Kind.PLACE and len(run.text) > _SHORT_LINE:
        worth -= _NAMED
    return worth * (1.0 if is_first else _INSIDE)


def _find_label(label: re.Pattern[str], run: Run, field: Field) -> re.Match[str] | None:
    for match in label.finditer(run.text):
        avoid = field.family.avoid
        if is_whole(run.text, match) and not (avoid and avoid.search(run.text[: match.end() + 15])):
            return match
    return None


def _beside(field: Field, label: Label, habits: Habits, worth: float) -> Iterator[Candidate]:
    """Look below a header; to the right of any other label, and where nothing is there, below."""
    cell = find_cell_below(label)
    if cell is not None:
        inside = _in_run(field, label.leaf, cell, 0, habits)
        yield from (_scored(candidate, worth) for candidate in inside)
        return
    right = _to_the_right(field, label, habits)
    yield from (_scored(candidate, worth) for candidate in right)
    if not right:
        below = _below(field, label, habits)
        yield from (_scored(candidate, worth * _BELOW) for candidate in below)


def _to_the_right(field: Field, label: Label, habits: Habits) -> list[Candidate]:
    """Read the rest of the label's own run, else the next run; amounts up to other words."""
    run = label.run
    between = run.text[label.end : label.value_start]
    is_glued = is_joined(run.text[: label.end], run.text[label.end :].strip()[:1] or "　")
    is_announced = field.kind is not Kind.TEXT or is_glued or any(s in ":：=#" for s in between)
    found = _in_run(field, label.leaf, run, label.value_start, habits) if is_announced else []
    for other in label.leaf.rows[label.row][label.at + 1 :]:
        if found and field.kind is not Kind.AMOUNT:
            break
        more = _in_run(field, label.leaf, other, 0, habits)
        if not more and not (field.kind in NUMERIC and _ASIDE.fullmatch(other.text)):
            break
        found += more
    return found


def _below(field: Field, label: Label, habits: Habits) -> list[Candidate]:
    if field.kind is Kind.TEXT and label.value_start < len(label.run.text):
        return []
    run = find_run_below(label)
    return [] if run is None else _in_run(field, label.leaf, run, 0, habits)


def _in_run(field: Field, leaf: Leaf, run: Run, start: int, habits: Habits) -> list[Candidate]:
    """Recognise values in the rest of a run; one must begin near the start of it."""
    rest = run.text[start : start + _REACH]
    if field.kind is Kind.TEXT and (rest.rstrip().endswith(":") or len(rest) > _LONGEST_TEXT):
        return []
    matches = recognise(rest, field.kind, habits)
    near = [match for match in matches if match.start <= _FAR.get(field.kind, _NEAR)]
    if not field.family.is_known:
        near = [m for m in near if len(rest[: m.start].split()) <= _FEW_WORDS]
    if field.kind is not Kind.AMOUNT:
        near = near[:1]
    return [
        Candidate(
            leaf,
            match,
            rest[match.start : match.end],
            run.locate(start + match.start, start + match.end),
            1.0,
        )
        for match in near
    ]


def _scored(candidate: Candidate, score: float) -> Candidate:
    return Candidate(
        candidate.leaf, candidate.match, candidate.printed, candidate.places, round(score, 4)
    )


def _by_context(field: Field, leaf: Leaf, habits: Habits) -> Iterator[Candidate]:
    family = field.family
    worth = _CONTEXT
    if family.is_opening and leaf.page.number > _OPENING_PAGES:
        worth -= 0.3
    for unit in leaf.units if family.contexts and not family.special else ():
        for rank, context in enumerate(family.contexts):
            for found in context.finditer(unit.text):
                yield from _in_context(field, leaf, unit, found, (habits, worth - _RANK * rank))


def _in_context(
    field: Field, leaf: Leaf, unit: Unit, found: re.Match[str], how: tuple[Habits, float]
) -> Iterator[Candidate]:
    habits, worth = how
    start = found.start("value")
    matches = recognise(found["value"], field.kind, habits)
    if matches and matches[0].start <= _FAR.get(field.kind, _NEAR):
        match = matches[0]
        places = unit.locate(start + match.start, start + match.end)
        yield Candidate(leaf, match, found["value"][match.start : match.end], places, worth)


def _standing_alone(field: Field, leaves: Leaves) -> Iterator[Candidate]:
    for leaf in leaves:
        for unit in leaf.units:
            for match in recognise_alone(unit.text, field.kind, leaves.habits):
                places = unit.locate(match.start, match.end)
                printed = unit.text[match.start : match.end]
                yield Candidate(leaf, match, printed, places, 0.7)


def _the_only(field: Field, leaves: Leaves) -> list[Candidate]:
    """Return the values of a short document if they all say the same."""
    if len(leaves.all) > _SHORT_PAGES:
        return []
    found = [_scored(candidate, _UNSURE) for candidate in _standing_alone(field, leaves)]
    return found if len({repr(candidate.match.value) for candidate in found}) == 1 else []


def _in_opening(field: Field, leaves: Leaves) -> Iterator[Candidate]:
    for leaf in leaves.all[:1]:
        for unit in leaf.units[:_OPENING_UNITS]:
            for match in recognise(unit.text, field.kind, leaves.habits):
                places = unit.locate(match.start, match.end)
                printed = unit.text[match.start : match.end]
                yield Candidate(leaf, match, printed, places, _UNSURE)
