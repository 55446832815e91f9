"""The sentence, the line of a glossary or the long form that tells what a term means."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wasat.documents.document import BlockKind
from wasat.evidence.inquiry import strip_wishes
from wasat.evidence.quote import Located
from wasat.reader.definitions.short_form import find_long_form
from wasat.reader.definitions.wish import Sort, Wish, read_tells, read_wish
from wasat.reader.leaves.layout import Unit
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.prose.sentences import split_sentences
from wasat.reader.recognise.wordlists import plain

_SCORE = 1.5  # as an answer from a statement
_SURE = 0.9
# What speaks for each way of telling. A sentence that says "is a" before a line of a glossary.
_SPELT, _SAID, _LINED, _LONG, _NAMED, _BELOW = 1.2, 1.0, 0.9, 0.8, 0.5, 0.4
_LONGEST = 600  # characters of a line of a glossary
_PLURAL = "(?:e?s|n|en|e)?"
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]", re.DOTALL)
_TEXTS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE)


class _Told(NamedTuple):
    """A text of a page that tells a meaning, how well, and where it stands."""

    worth: float
    text: str
    leaf: Leaf
    places: tuple[Located, ...]


def find_definition(search: Search, *, is_loose: bool = False) -> Finding | None:
    """Tell what a term means, by the one text that says it best; None if none is asked for or told.

    Args:
        search: The question and its document.
        is_loose: Whether questions are taken that may as well ask for a value.
    """
    wish = read_wish(strip_wishes(search.question), search.language)
    if wish is None or is_loose is not (wish.sort is Sort.LOOSE):
        return None
    leaves = Leaves([search.reading], [search.prepared]).narrow(wish.term)
    word = plain(wish.term.split()[-1].lower())[:-1]
    pages = [leaf for leaf in leaves if word in leaf.folded]
    told = max(_read(wish, pages), key=lambda each: each.worth, default=None)
    if told is None:
        return None
    return Finding(
        statements=((told.text, told.leaf.cite(told.places, _SURE)),),
        score=_SCORE,
        reason=f"meaning of {wish.term!r}",
        brief=told.text,
    )


def _read(wish: Wish, leaves: Sequence[Leaf]) -> Iterator[_Told]:
    """Yield all that may tell it, the beginning of the document first."""
    term = r"\s+".join(map(re.escape, wish.term.split())) + ("" if wish.is_short_form else _PLURAL)
    singular = re.escape(wish.term[:-1]) if wish.term.endswith("s") else term
    term = rf"(?:{term}|{singular})"
    tells = read_tells(term)
    line = re.compile(
        rf"[\s•*·–-]*[\"'“„«]?{term}[\"'”“»]?(?:\s*\([^)]*\))?\s*(?::|=|–|—|\s-)\s*(?=\S)",
        re.IGNORECASE,
    )
    for leaf in leaves:
        yield from _read_units(wish, leaf, line)
        for span in leaf.sentences:
            if any(tell.match(span.text) for tell in tells):
                text = " ".join(span.text.split())
                yield _Told(_SAID, text, leaf, span.unit.locate(span.start, span.end))
        yield from _read_headed(leaf, re.compile(rf"[\d.\s]*{term}", re.IGNORECASE))


def _read_units(wish: Wish, leaf: Leaf, line: re.Pattern[str]) -> Iterator[_Told]:
    for at, unit in enumerate(leaf.units):
        text = unit.text
        kind = leaf.page.blocks[unit.block].kind
        if wish.is_short_form and wish.term.rstrip("s") in text:
            yield from _spell_out(wish, leaf, unit)
        if kind in _TEXTS and len(text) <= _LONGEST and line.match(text):
            yield _Told(_LINED, " ".join(text.split()), leaf, unit.locate(0, len(text)))
        beside = leaf.units[at + 1] if at + 1 < len(leaf.units) else None
        if beside is not None and _is_row(wish, unit, beside):
            places = (*unit.locate(0, len(text)), *beside.locate(0, len(beside.text)))
            yield _Told(_LINED, f"{text}: {' '.join(beside.text.split())}", leaf, places)


def _spell_out(wish: Wish, leaf: Leaf, unit: Unit) -> Iterator[_Told]:
    """Yield the long form of a short one, or the sentence where the short one is introduced."""
    long = find_long_form(unit.text, wish.term.rstrip("s"))
    if long is not None:
        worth = _SPELT if wish.sort is Sort.SHORT else _LONG
        text = " ".join(unit.text[long.start : long.end].split())
        yield _Told(worth, text, leaf, unit.locate(long.start, long.end))
        return
    for start, end in split_sentences(unit.text):
        if f"({wish.term})" in unit.text[start:end]:
            text = " ".join(unit.text[start:end].split())
            yield _Told(_NAMED, text, leaf, unit.locate(start, end))


def _is_row(wish: Wish, unit: Unit, beside: Unit) -> bool:
    """Whether two cells are a term and what it means."""
    if unit.cell is None or beside.cell is None or unit.block != beside.block:
        return False
    is_next = beside.cell == (unit.cell[0], unit.cell[1] + 1)
    is_term = unit.text.strip(" :").lower() == wish.term.lower()
    return is_next and unit.cell[1] == 0 and is_term and bool(_LETTERS.search(beside.text))


def _read_headed(leaf: Leaf, name: re.Pattern[str]) -> Iterator[_Told]:
    """Yield the first sentence below a heading that is the term itself."""
    blocks = leaf.page.blocks
    for unit in leaf.units:
        after = unit.block + 1
        is_headed = blocks[unit.block].kind is BlockKind.HEADING and name.fullmatch(unit.text)
        if not is_headed or after >= len(blocks) or blocks[after].kind is not BlockKind.PARAGRAPH:
            continue
        for span in [span for span in leaf.sentences if span.unit.block == after][:1]:
            text = " ".join(span.text.split())
            yield _Told(_BELOW, text, leaf, span.unit.locate(span.start, span.end))
