"""References of a caller's JSON Schema, whatever names they call their places by, as paths.

`$id`, `$anchor` and `$dynamicAnchor` name places; once every reference is a path from the root they
say nothing more, and are taken away. Nothing is ever fetched.
"""

from dataclasses import dataclass, field
from typing import Protocol

from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012
from referencing.jsonschema import Schema as AnySchema

from wasat.generation.pointer import is_pointer, step
from wasat.generation.prompt import JsonValue
from wasat.wire.schema import JsonSchema

_NAMES = ("$id", "$anchor", "$dynamicAnchor", "$schema")
_REFERENCES = ("$ref", "$dynamicRef")


class _Resolved(Protocol):
    """Where a reference leads."""

    @property
    def contents(self) -> AnySchema:
        """What stands there."""
        ...

    @property
    def resolver(self) -> "_Resolver":
        """Follows the references that stand there."""
        ...


class _Resolver(Protocol):
    """Follows references from one place."""

    def lookup(self, ref: str) -> _Resolved:
        """Find a place."""
        ...

    def in_subresource(self, subresource: Resource[AnySchema]) -> "_Resolver":
        """Return what follows references from a schema within this one."""
        ...


@dataclass(kw_only=True)
class _Survey:
    """What was seen of a schema: the places of its schemas, and where their references lead."""

    seen: set[int] = field(default_factory=set)
    targets: dict[tuple[int, str], AnySchema] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def write_paths(schema: JsonSchema) -> tuple[JsonSchema, list[str]]:
    """Return a schema whose references are all paths, and those that lead nowhere inside it.

    Args:
        schema: Of draft 2020-12, and valid.

    Source:
        JSON Schema 2020-12 core, sections 8.2 and 9. Where several places bear one dynamic name,
        the nearest counts.
    """
    survey = _Survey()
    try:
        root = DRAFT202012.create_resource(schema)
        name = root.id() or ""
        registry: Registry[AnySchema] = Registry[AnySchema]().with_resource(name, root).crawl()
        _survey(root, registry.resolver(name), survey)
    except (Unresolvable, ValueError, RecursionError) as error:  # a name that is no address
        return schema, [str(error)]
    if not survey.seen:
        return schema, survey.lost
    paths: dict[int, str] = {}
    _name(schema, "#", paths)
    written = _write(schema, paths, survey)
    return (written if isinstance(written, dict) else schema), survey.lost


def _survey(root: Resource[AnySchema], resolver: _Resolver, survey: _Survey) -> None:
    waiting: list[tuple[Resource[AnySchema], _Resolver]] = [(root, resolver)]
    while waiting:
        resource, here = waiting.pop()
        node = resource.contents
        if not isinstance(node, dict) or id(node) in survey.seen:
            continue
        survey.seen.add(id(node))
        for key in _REFERENCES:
            if isinstance(reference := node.get(key), str):
                try:
                    found = here.lookup(reference)
                except Unresolvable:
                    survey.lost.append(reference)
                    continue
                survey.targets[id(node), key] = found.contents
                target = DRAFT202012.create_resource(found.contents)
                waiting.append((target, found.resolver))
        waiting += ((sub, here.in_subresource(sub)) for sub in resource.subresources())


def _name(value: JsonValue, path: str, paths: dict[int, str]) -> None:
    """Note the path of every object of a JSON value."""
    waiting = [(value, path)]
    while waiting:
        here, at = waiting.pop()
        if isinstance(here, dict):
            paths[id(here)] = at
            waiting += ((each, step(at, key)) for key, each in here.items())
        elif isinstance(here, list):
            waiting += ((each, step(at, index)) for index, each in enumerate(here))


def _write(value: JsonValue, paths: dict[int, str], survey: _Survey) -> JsonValue:
    if isinstance(value, list):
        return [_write(each, paths, survey) for each in value]
    if not isinstance(value, dict):
        return value
    is_schema = id(value) in survey.seen
    written: JsonSchema = {}
    for key, each in value.items():
        if is_schema and key in _NAMES:
            continue
        target = survey.targets.get((id(value), key))
        if isinstance(target, dict):
            written["$ref"] = paths[id(target)]
        elif target is not None and is_pointer(str(each)):
            written["$ref"] = each
        else:
            written[key] = _write(each, paths, survey)
    return written
