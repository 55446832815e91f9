"""Which properties of an object are written: those that must be, those found, and no more."""

from collections.abc import Mapping, Sequence

from wasat.generation.chunk import Chunk
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.schema import Schema

_ANYTHING: dict[str, JsonValue] = {}  # one for all, so that it is known again


class Room:
    """Counts the properties of one object against `minProperties` and `maxProperties`."""

    def __init__(self, schema: Schema) -> None:
        required, most = schema.get("required"), schema.get("maxProperties")
        least = schema.get("minProperties")
        self._required = {str(name) for name in required} if isinstance(required, list) else set()
        self._most = int(most) if isinstance(most, int | float) else None
        self.missing = int(least) if isinstance(least, int | float) else 0

    def needs(self, key: str, spare: int) -> bool:
        """Whether a property must be there, or might be, with so many others to choose from."""
        return key in self._required or spare < self.missing

    def has_for(self, key: str) -> bool:
        """Whether a property may still be written, those that must be there thought of."""
        return key in self._required or self._most is None or self._most > len(self._required)

    def take(self, key: str) -> None:
        """Count a property that is written."""
        self.missing = max(0, self.missing - 1)
        if self._most is not None and key not in self._required:
            self._most -= 1


def name_properties(schema: Schema) -> Mapping[str, JsonValue]:
    """Return the schemas of properties, those that must be there without one of their own last."""
    properties, required = schema.get("properties"), schema.get("required")
    named = properties if isinstance(properties, dict) else {}
    names = required if isinstance(required, list) else []
    others = schema.get("additionalProperties")
    more = {str(name): others if isinstance(others, dict) else _ANYTHING for name in names}
    return {**named, **{name: more[name] for name in more if name not in named}}


def is_wanted(schema: Schema, key: str, chunks: Sequence[Chunk]) -> bool:
    """Leave out a property that was not found and may be missing, but not be null."""
    required = schema.get("required")
    if isinstance(required, list) and key in required:
        return True
    is_cited = any(chunk.citations for chunk in chunks)
    return is_cited or not any(chunk.is_claim for chunk in chunks)
