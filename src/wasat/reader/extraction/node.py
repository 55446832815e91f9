"""One place of a schema under one name: what may stand there, worked out once."""

from collections.abc import Iterator
from functools import cached_property

from wasat.reader.extraction.families import Field, describe, types_of
from wasat.reader.extraction.room import name_properties
from wasat.reader.extraction.schema import AnySchema, Resolver, Schema, items_before


class Node:
    """What a value is to be.

    Args:
        schema: As the caller gave it.
        name: Of the property, and of the object around it.
        resolver: Of the whole schema.
    """

    def __init__(self, schema: AnySchema, name: tuple[str, str], resolver: Resolver) -> None:
        self.schema = schema
        self.name = name
        self._resolver = resolver
        self.resolved = resolver.resolve(schema)
        self.choice = choose(resolver, self.resolved)

    @property
    def is_object(self) -> bool:
        """Whether it has properties."""
        return "properties" in self.choice or {*types_of(self.choice)} == {"object"}

    @property
    def is_tuple(self) -> bool:
        """Whether it is an array whose items have schemas of their own."""
        return bool(items_before(self.choice))

    @property
    def is_array(self) -> bool:
        """Whether it is any array."""
        return "items" in self.choice or "array" in types_of(self.choice)

    @property
    def is_leaf(self) -> bool:
        """Whether nothing stands within it."""
        return not (self.is_object or self.is_tuple or self.is_array)

    def inner(self) -> Iterator[tuple[AnySchema, tuple[str, str]]]:
        """Yield the schema and names of each property, or of each item that has its own."""
        if self.is_object:
            for key, child in name_properties(self.choice).items():
                yield child, (key, self.name[0])
        elif self.is_tuple:
            for item in items_before(self.choice):
                title = self._resolver.resolve(item).get("title")
                yield item, (str(title or self.name[0]), self.name[0])

    @cached_property
    def field(self) -> Field:
        """What it is called and means."""
        return describe(self.name[0], self.choice, self.name[1])


def choose(resolver: Resolver, schema: Schema) -> Schema:
    """Take the first alternative that is not null."""
    choices = resolver.choices(schema)
    return next((choice for choice in choices if types_of(choice) != ("null",)), choices[0])
