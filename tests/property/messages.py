"""Any message of the wire as canonical JSON, beside the same message as clients may spell it."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from pydantic.alias_generators import to_camel

from wasat.wire.base import Wire
from wasat.wire.scalars import ProtoEnum

MOST_FIELDS = 4  # of one message
DEEPEST = 5
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """One value in two spellings that mean the same."""

    canonical: object
    variant: object


def fields_of(message: type[Wire]) -> dict[str, object]:
    """Return the types of a message's fields by their names in snake_case."""
    return {
        name: field.annotation
        for name, field in message.model_fields.items()
        if name != "additional_properties"  # declared as anything: it is a flag or a schema
    }


def inner_types(annotation: object) -> Iterator[object]:
    """Yield what a type is made of, wrappers of validation, of lists and of None taken off."""
    if get_origin(annotation) in (Annotated, tuple):
        yield from inner_types(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            if each is not NoneType:
                yield from inner_types(each)
    else:
        yield annotation


@st.composite
def messages(draw: DrawFn, message: type[Wire], depth: int = 0) -> Spelt:
    """Draw a message with some of its fields, and the same as somebody else would write it."""
    types = fields_of(message)
    required = [name for name, field in message.model_fields.items() if field.is_required()]
    some = draw(st.lists(st.sampled_from(sorted(types)), max_size=MOST_FIELDS, unique=True))
    chosen = dict.fromkeys([*required, *some])
    canonical: dict[str, object] = {}
    variant: dict[str, object] = {}
    for name in chosen:
        spelt = draw(_values(types[name], depth + 1))
        if spelt is None:
            continue
        canonical[to_camel(name)] = spelt.canonical
        variant[draw(st.sampled_from([name, to_camel(name)]))] = spelt.variant
    unset = sorted(types.keys() - set(chosen))
    for name in draw(st.lists(st.sampled_from(unset), max_size=1)) if unset else ():
        variant[to_camel(name)] = None
    return Spelt(canonical, variant)


def _values(annotation: Any, depth: int) -> SearchStrategy[Spelt | None]:  # noqa: ANN401 - a type
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Union, UnionType):
        return _values(next(each for each in arguments if each is not NoneType), depth)
    if origin is tuple:
        return _lists(arguments[0], depth)
    if origin is dict and arguments[1] is not Any:
        return _maps(arguments[1], depth)
    if isinstance(annotation, type) and issubclass(annotation, Wire):
        return messages(annotation, depth) if depth < DEEPEST else st.none()
    return _leaves(annotation)


@st.composite
def _lists(draw: DrawFn, item: object, depth: int) -> Spelt | None:
    items = draw(st.lists(_values(item, depth), max_size=2))
    if None in items:
        return None
    spelt = [each for each in items if each is not None]
    variant = [each.variant for each in spelt]
    is_alone = len(variant) == 1 and draw(st.booleans())
    return Spelt([each.canonical for each in spelt], variant[0] if is_alone else variant)


@st.composite
def _maps(draw: DrawFn, item: object, depth: int) -> Spelt | None:
    found = draw(st.dictionaries(NAMES, _values(item, depth), min_size=1, max_size=2))
    spelt = {name: each for name, each in found.items() if each is not None}
    return Spelt(
        {name: each.canonical for name, each in spelt.items()},
        {name: each.variant for name, each in spelt.items()},
    )


def _leaves(annotation: Any) -> SearchStrategy[Spelt]:  # noqa: ANN401 - a type
    if isinstance(annotation, type) and issubclass(annotation, ProtoEnum):
        return _names(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Mapping):
        return _free(st.dictionaries(NAMES, JSON, max_size=2))
    if get_origin(annotation) is dict:
        return _free(st.dictionaries(NAMES, JSON, max_size=2))
    known: dict[object, SearchStrategy[Spelt]] = {
        str: _free(st.text(max_size=8)),
        bool: _flags(),
        int: _integers(),
        float: _numbers(),
        bytes: _bytes(),
        timedelta: st.sampled_from([Spelt("1.5s", "1.500s"), Spelt("3s", "3.0s")]),
        datetime: _free(st.sampled_from(["2026-11-22T12:00:00Z", "2026-11-22T12:00:00.5Z"])),
    }
    # What is free JSON may not be null: null means unset.
    return known.get(annotation, _free(JSON.filter(lambda value: value is not None)))


def _free(values: SearchStrategy[Any]) -> SearchStrategy[Spelt]:
    return values.map(lambda value: Spelt(value, value))


@st.composite
def _flags(draw: DrawFn) -> Spelt:
    value = draw(st.booleans())
    return Spelt(value, draw(st.sampled_from([value, str(value).lower()])))


@st.composite
def _integers(draw: DrawFn) -> Spelt:
    value = draw(st.integers(1, 20))
    return Spelt(value, draw(st.sampled_from([value, float(value), str(value), f"{value}.0"])))


@st.composite
def _numbers(draw: DrawFn) -> Spelt:
    value = draw(st.sampled_from([0.0, 0.25, 0.5, 1.0]))
    return Spelt(value, draw(st.sampled_from([value, str(value)])))


@st.composite
def _bytes(draw: DrawFn) -> Spelt:
    value = draw(st.binary(max_size=6))
    canonical = base64.b64encode(value).decode()
    spellings = [canonical, base64.urlsafe_b64encode(value).decode(), canonical.rstrip("=")]
    return Spelt(canonical, draw(st.sampled_from(spellings)))


@st.composite
def _names(draw: DrawFn, kind: type[ProtoEnum]) -> Spelt:
    members = list(kind)
    place = draw(st.integers(0, len(members) - 1))
    name = members[place].name
    return Spelt(name, draw(st.sampled_from([name, place, name.lower(), name.title()])))
