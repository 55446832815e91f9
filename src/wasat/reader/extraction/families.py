"""Families of fields from `vocabulary/fields.toml`, and which one a property of a schema means."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.spelling import Label, SpeltLabel
from wasat.reader.recognise.guess import guess_kind
from wasat.reader.recognise.kinds import NUMERIC, Kind
from wasat.reader.recognise.wordlists import plain

_CASE_CHANGE = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_FORMATS = {"date": Kind.DATE, "date-time": Kind.DATE, "email": Kind.EMAIL, "uri": Kind.LINK}
_LETTERS = re.compile(r"(?<![\\\w])[^\W\d_]{3,}")
_NOTHING = re.compile(r"(?!)")  # matches no name: that of a field is compared as it is
_NUMBERS = ("number", "no", "nr", "num", "id", "code")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SHORTEST_LABEL = 4  # letters; shorter names say too little
_SHORT_DESCRIPTION = 5  # words up to which a description is as good as a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Fields that mean the same, whatever they are called; attributes as the data file says.

    `first_words` are lower case; where there are any, every label begins with one of them.
    """

    names: re.Pattern[str]
    labels: tuple[Label, ...] = ()
    contexts: tuple[re.Pattern[str], ...] = ()
    avoid: re.Pattern[str] | None = None
    avoid_rows: re.Pattern[str] | None = None
    kind: Kind = Kind.TEXT
    pick: str = "first"
    special: str = ""
    is_opening: bool = False
    is_only: bool = False
    is_row: bool = False
    is_known: bool = True
    is_generic: bool = False
    is_qualified: bool = False
    first_words: tuple[str, ...] = ()

    def may_label(self, folded: str) -> bool:
        """Whether a text in lower case may hold a label."""
        return not self.first_words or any(word in folded for word in self.first_words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One leaf that is looked for.

    Attributes:
        name: Property name spelt as words, lower case.
        description: As the schema gives it.
        schema: JSON Schema of the leaf.
        family: What it means; a family of its own labels where none is known.
        kind: What its value must be.
        parent: Name of the object around it, spelt as words; empty at the root.
    """

    name: str
    description: str
    schema: Mapping[str, JsonValue]
    family: Family
    kind: Kind
    parent: str = ""


def spell(name: str) -> str:
    """Spell a property name as words: `invoiceNumber`, `invoice_number` are "invoice number"."""
    return " ".join(_CASE_CHANGE.sub(" ", re.sub(r"[_\-.\s]+", " ", name)).split()).lower()


def describe(
    name: str, schema: Mapping[str, JsonValue], parent: str = "", *, is_row: bool = False
) -> Field:
    """Tell what a property means by its name, the object it stands in, and its description.

    Args:
        name: As the schema has it.
        schema: Of the property.
        parent: Name of the object around it.
        is_row: Whether it is a column of a table of items.
    """
    words = spell(name)
    description = str(schema.get("description") or schema.get("title") or "")
    types = set(types_of(schema)) - {"null"}
    possible = [family for family in _families() if _is_possible(family, types)]
    wanted = sorted(possible, key=lambda family: family.is_row != is_row)
    family = _find_family(words, spell(parent), description, wanted)
    if family is None or (family.is_generic and " " in words):
        family = _own_family(words, description, family)
    elif not is_row:
        family = _with_own_labels(family, words, description)
    return Field(
        name=words,
        description=description,
        schema=schema,
        family=family,
        kind=_kind(schema, family, words, description),
        parent=spell(parent),
    )


def words_of(field: Field) -> str:
    """Return the words by which pages that may hold a field are found: its own, its labels'."""
    patterns = (*field.family.labels, *field.family.contexts)
    values = field.schema.get("enum")
    said = [str(value) for value in values] if isinstance(values, list) else []
    labels = [word for pattern in patterns for word in _LETTERS.findall(pattern.pattern)]
    return " ".join((field.name, field.description, *said, *labels))


def types_of(schema: Mapping[str, JsonValue]) -> tuple[str, ...]:
    """Return the types a schema names, none if it names none."""
    types = schema.get("type")
    if isinstance(types, str):
        return (types,)
    return tuple(str(entry) for entry in types) if isinstance(types, list) else ()


def add_spellings(names: Sequence[str]) -> list[str]:
    """Add how programmers spell names: `numero`, `kuendigungsfrist`."""
    bare = [plain(name) for name in names]
    spelt = [plain(name.translate(_UMLAUTS)) for name in names]
    return [*dict.fromkeys((*names, *bare, *spelt))]


@cache
def currencies() -> Mapping[str, re.Pattern[str]]:
    """Return by ISO 4217 code how a currency is written."""
    return {
        code: re.compile(rf"(?<![A-Za-z])(?:{'|'.join(signs)})(?![A-Za-z])")
        for code, signs in _data()["currencies"].items()
    }


def _is_possible(family: Family, types: set[str]) -> bool:
    """Tell whether a family gives what is taken: figures for numbers, else none."""
    if types and types <= {"integer", "number"}:
        return family.kind in NUMERIC
    return types != {"string"} or family.kind not in NUMERIC


def _find_family(
    words: str, parent: str, description: str, families: Sequence[Family]
) -> Family | None:
    """Weigh a full match of the name over one of the description's opening words."""
    if not words:
        return None
    spelt = dict.fromkeys(
        f"{around} {name}".strip()
        for name in (words, _singular(words))
        for around in (parent, _singular(parent), "")
    )
    for is_generic in (False, True):
        named = [f for f in (*families, *_families()) if f.is_generic is is_generic]
        for name in spelt:
            for family in named:
                if family.names.fullmatch(name):
                    return family
    opening = " ".join(description.lower().split()[:_SHORT_DESCRIPTION]).rstrip(".,;:")
    return next((f for f in families if f.names.fullmatch(opening)), None)


def _singular(words: str) -> str:
    """Take the plural off an English name: `emails` ask for each "email"."""
    if words.endswith("ies"):
        return words.removesuffix("ies") + "y"
    return words.removesuffix("s")


def _own_family(words: str, description: str, generic: Family | None) -> Family:
    """Make a family of a field's own words: labels say "Guest", or "Guest name"."""
    texts = [words] if words else []
    if 0 < len(description.split()) <= _SHORT_DESCRIPTION:
        texts.append(description)
    stem, _, noun = words.rpartition(" ")
    if stem and noun == "name":
        texts.append(stem)
    labels = [SpeltLabel(text) for text in texts]
    if stem and noun in _NUMBERS:
        labels.append(SpeltLabel(stem, rf"[\s_-]*{_data()['number']}"))
        texts.append(stem)
    own = Family(names=_NOTHING, labels=tuple(labels), is_known=False)
    if generic is not None:
        return replace(own, labels=(*labels, *generic.labels), avoid=generic.avoid, is_generic=True)
    return replace(own, first_words=tuple(plain(text.lower().split()[0]) for text in texts))


def _with_own_labels(family: Family, words: str, description: str) -> Family:
    """Put the words of the field itself before the labels of its family, unless they are one.

    A name that means this only together with that of the object around it is no label.
    """
    texts = (description, words) if family.names.fullmatch(words) else (description,)
    own = [
        SpeltLabel(text)
        for text in texts
        if 0 < len(text.split()) <= _SHORT_DESCRIPTION
        and len(text) >= _SHORTEST_LABEL
        and (text == description or not any(label.fullmatch(text) for label in family.labels))
    ]
    return replace(family, labels=(*own, *family.labels)) if own else family


def _kind(schema: Mapping[str, JsonValue], family: Family, words: str, description: str) -> Kind:
    types = set(types_of(schema)) - {"null"}
    if types == {"boolean"}:
        return Kind.YES_NO
    guessed = None if family.is_known else guess_kind(words)
    if types <= {"integer", "number"} and types:
        is_share = Kind.SHARE in (family.kind, guessed) or "percent" in description.lower()
        if is_share or guessed is Kind.YEAR:
            return Kind.SHARE if is_share else Kind.YEAR
        return Kind.WHOLE if types == {"integer"} else Kind.AMOUNT
    kind = guessed if guessed is not None and guessed not in NUMERIC else family.kind
    return _FORMATS.get(str(schema.get("format")), kind)


@cache
def _data() -> dict[str, Mapping[str, Sequence[str]]]:
    path = files("wasat.reader").joinpath("vocabulary/fields.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _families() -> tuple[Family, ...]:
    data = tomllib.loads(
        files("wasat.reader").joinpath("vocabulary/fields.toml").read_text(encoding="utf-8")
    )
    number = str(data["number"])
    return tuple(_family(entry, number) for entry in data["family"])


def _family(entry: Mapping[str, JsonValue], number: str) -> Family:
    return Family(
        names=re.compile(
            "|".join(f"(?:{name})" for name in add_spellings(_patterns(entry, "names"))),
            re.IGNORECASE,
        ),
        labels=tuple(
            re.compile(label.replace("{number}", number), re.IGNORECASE)
            for label in _patterns(entry, "labels")
        ),
        contexts=tuple(
            re.compile(context, re.DOTALL)
            if "[A-Z" in context
            else re.compile(context, re.IGNORECASE | re.DOTALL)
            for context in _patterns(entry, "contexts")
        ),
        avoid=_any(entry, "avoid"),
        avoid_rows=_any(entry, "avoid_rows"),
        kind=Kind(str(entry.get("kind", "text"))),
        pick=str(entry.get("pick", "first")),
        special=str(entry.get("special", "")),
        is_opening=bool(entry.get("opening")),
        is_only=bool(entry.get("only")),
        is_row=bool(entry.get("row")),
        is_generic=bool(entry.get("generic")),
        is_qualified=bool(entry.get("qualified")),
    )


def _any(entry: Mapping[str, JsonValue], key: str) -> re.Pattern[str] | None:
    joined = "|".join(_patterns(entry, key))
    return re.compile(joined, re.IGNORECASE) if joined else None


def _patterns(entry: Mapping[str, JsonValue], key: str) -> list[str]:
    value = entry.get(key)
    return [str(pattern) for pattern in value] if isinstance(value, list) else []
