"""The field that a question asks for, found as extraction finds it, and told as an answer."""

from collections.abc import Iterator
from dataclasses import replace

from wasat.documents.document import BlockKind
from wasat.reader.extraction.assigning.options import Options
from wasat.reader.extraction.families import Field, describe
from wasat.reader.leaves.pages import Leaves
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.wanted import Want, holds_wanted
from wasat.reader.questions.asked import Asked, Wish, read_asked
from wasat.reader.questions.byline import find_byline
from wasat.reader.questions.letters import find_saluted, find_signature
from wasat.reader.questions.payment import find_means
from wasat.reader.recognise.found import Found, Habits
from wasat.reader.recognise.kinds import RECOGNISERS, Kind

_TOLD = 0.99  # share of the question that an answer holds, to need no field
_SURE = 0.75  # a label says so
_LEAST = 0.5
_PEOPLE = frozenset({Wish.WRITER, Wish.AUTHOR, Wish.EDITOR, Wish.ISSUER, Wish.RECIPIENT})
_SIGNED = frozenset({Wish.WRITER, Wish.AUTHOR})
_OF_THE_WHOLE = frozenset(
    {Wish.AUTHOR, Wish.EDITOR, Wish.TITLE}
)  # what else is written or titled is not meant
_LOOKING = frozenset({Want.TIME, Want.PERSON, Want.PLACE})
_STRING = {"type": "string"}
_TABLED = frozenset({"title", "summary", "pages", "answer"})
_SHORT = 12  # pages of a document that is read whole
_OPENING, _ENDING = 3, 2  # pages of a longer one, on which letterheads and signatures stand


def find_field(search: Search, finding: Finding | None, *, is_missing: bool) -> Finding | None:
    """Answer with a field where the question asks for one and what was found tells less.

    Args:
        search: The question and its document.
        finding: What statements, tables and sentences say, if anything.
        is_missing: Whether a name of the question is not there; then only what is called by one
            word is looked for, which may have been taken for a name.
    """
    asked = read_asked(search.question)
    if asked is None or (is_missing and not asked.is_plain):
        return finding
    if finding is not None and _is_told(search, asked, finding):
        return finding
    leaves = _open_ends(search)
    found = next((f for f in _find(asked, leaves, search) if _fits(asked, f, search)), None)
    return finding if found is None else _state(found, asked)


def _is_told(search: Search, asked: Asked, finding: Finding) -> bool:
    """Whether an answer tells what is asked for, in full."""
    if asked.wish in _OF_THE_WHOLE:
        return False
    text = " ".join(text for text, _ in finding.statements)
    if search.wants & _LOOKING and not holds_wanted(text, search.wants, search.language):
        return False
    return asked.wish is Wish.NAMED or finding.coverage >= _TOLD


def _open_ends(search: Search) -> Leaves:
    """Open a short document, or the beginning and the end of a long one."""
    numbers = search.reading.numbers
    if len(numbers) > _SHORT:
        numbers = (*numbers[:_OPENING], *numbers[-_ENDING:])
    return Leaves([replace(search.reading, numbers=numbers)], [search.prepared])


def _find(asked: Asked, leaves: Leaves, search: Search) -> Iterator[Found]:
    """Yield what may be it, the surest first."""
    signed = find_signature(leaves) if asked.wish in _SIGNED else None
    signatures = [] if signed is None else [signed]
    yield from signatures if asked.wish is Wish.WRITER else ()
    yield from find_byline(leaves, asked.wish)
    yield from signatures
    fields = (field for name in asked.names for field in _fields(name, asked, search))
    options = Options(leaves, _know_nothing, _know_nothing)
    found = [first for field in fields for first in options.find(field)[:1]]
    yield from sorted(found, key=lambda entry: -entry.score)
    other = {Wish.RECIPIENT: find_saluted, Wish.PAYMENT: find_means}.get(asked.wish)
    otherwise = None if other is None else other(leaves)
    if otherwise is not None:
        yield otherwise


def _fields(name: str, asked: Asked, search: Search) -> Iterator[Field]:
    """Yield the fields that a name means; of a person also the one with "name" after it."""
    is_person = asked.wish is Wish.NAMED and Want.PERSON in search.wants
    for spelt in (f"{name} name", name) if is_person else (name,):
        field = describe(spelt, _STRING)
        amount = describe(spelt, {"type": "number"})
        field = amount if amount.family.is_known and not field.family.is_known else field
        is_whole = not field.family.is_row and not field.family.is_generic
        is_anybodys = field.family.special == "address" and " of " in spelt
        is_told = asked.wish is Wish.TITLE or field.family.special not in _TABLED
        if is_whole and not is_anybodys and is_told:
            yield field


def _fits(asked: Asked, found: Found, search: Search) -> bool:
    """Whether a value is sure enough, and a name where who it is is asked."""
    text = found.printed.strip()
    least = _SURE if asked.wish is Wish.NAMED and _is_unknown(asked) else _LEAST
    is_sure = found.score >= least and bool(found.citations)
    if asked.wish not in _PEOPLE and Want.PERSON not in search.wants:
        return is_sure
    is_name = text[:1].isupper() and not _is_dated(text)
    return is_sure and is_name and not _is_heading(asked, found, search)


def _is_unknown(asked: Asked) -> bool:
    return not any(describe(name, _STRING).family.is_known for name in asked.names)


def _is_dated(text: str) -> bool:
    return any(RECOGNISERS[Kind.DATE](text, Habits()))


def _is_heading(asked: Asked, found: Found, search: Search) -> bool:
    """Whether a heading was taken for who is written to."""
    if asked.wish is not Wish.RECIPIENT:
        return False
    pages = search.prepared.document.pages
    return any(
        pages[where.page - 1].blocks[where.located.block].kind is BlockKind.HEADING
        for where in found.where
    )


def _state(found: Found, asked: Asked) -> Finding:
    text = " ".join(found.printed.split())
    return Finding(
        statements=((text, found.citations),),
        score=found.score,
        reason=f"field {asked.names[0]!r}",
        brief=text,
    )


def _know_nothing(field: Field) -> Found | None:
    """Look into no running text: that was done before."""
    del field
    return None
