"""A schema filled from documents: every leaf a value with citations, or the smallest allowed."""

import json
import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager

from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import JsonValue
from wasat.generation.traces import Trace
from wasat.reader.extraction.agreement.roles import fill_rows, find_members
from wasat.reader.extraction.agreement.signers import find_signers
from wasat.reader.extraction.allowance import RECORD_LOOKS, ROW_LOOKS, Allowance, share
from wasat.reader.extraction.arrays.lists import find_values
from wasat.reader.extraction.arrays.records import find_records, is_record
from wasat.reader.extraction.arrays.rows import find_rows
from wasat.reader.extraction.assigning.options import Answerer, Options
from wasat.reader.extraction.assigning.plan import plan
from wasat.reader.extraction.families import Field, describe, spell, words_of
from wasat.reader.extraction.node import Node
from wasat.reader.extraction.node import choose as choose_one
from wasat.reader.extraction.room import Room, is_wanted, name_properties
from wasat.reader.extraction.schema import AnySchema, Resolver, Schema
from wasat.reader.extraction.values import fit_value
from wasat.reader.leaves.pages import Leaves
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.wordlists import alternatives

_DEEPEST_RECORDS = 1  # arrays of objects that may stand for whole documents
_DEEPEST = 12  # objects within objects; what lies deeper is left as small as it may be


class Filler:
    """Fills one schema.

    Args:
        root: The whole JSON Schema.
        leaves: The pages to look at.
        answer: Answers a field that asks the prompt's own question.
        state: Finds a field that no label announces in running text and tables.
        trace: Where each field that was looked for is noted.
    """

    def __init__(
        self,
        root: Schema,
        leaves: Leaves,
        answer: Answerer,
        state: Answerer,
        trace: Trace,
    ) -> None:
        self._resolver = Resolver(root)
        self._nodes: dict[tuple[int, str, str], Node] = {}
        self._allowance = Allowance()
        self._is_cut = False
        self._root = root
        self._leaves = leaves
        self._answer = answer
        self._trace = trace
        self._state = state
        self._plan: Mapping[Node, Found | None] = {}

    def fill(self) -> Iterator[Chunk]:
        """Write the JSON answer, each leaf one chunk."""
        self._plan = self._assign(self._node(self._root, ("", "")))
        yield from self._write(self._root, ("", ""), 0, {})
        if self._is_cut:
            self._trace.note("the schema asks for more than is looked for")

    def _assign(self, root: Node) -> Mapping[Node, Found | None]:
        """Find the single fields of an object and give each a value of its own."""
        options = Options(self._leaves, self._answer, self._state)
        return plan(root, self._node, options, self._allowance.left)

    def _write(
        self, schema: AnySchema, name: tuple[str, str], depth: int, known: Mapping[str, Found]
    ) -> Iterator[Chunk]:
        """Write one value.

        Args:
            schema: What it must be.
            name: Of the property, and of the object around it.
            depth: How deep it stands.
            known: Leaves of a row that a table gave already, by property name.
        """
        node = self._node(schema, name)
        if not (node.is_leaf and known) and not self._allowance.take():
            self._is_cut = True
            yield _unsupported(self._resolver.smallest(schema))
        elif node.is_leaf or depth >= _DEEPEST:
            yield self._leaf(node, known)
        elif node.is_object:
            yield from self._write_object(node.choice, name[0], depth, known)
        elif node.is_tuple:
            yield from self._write_tuple(node, depth)
        else:
            is_in_row = bool(known)
            yield from self._write_array(node.choice, name, depth, is_in_row=is_in_row)

    def _node(self, schema: AnySchema, name: tuple[str, str]) -> Node:
        key = (id(schema), *name)
        if key not in self._nodes:  # which keeps the schema alive, and so its id its own
            self._nodes[key] = Node(schema, name, self._resolver)
        return self._nodes[key]

    def _write_object(
        self, schema: Schema, name: str, depth: int, known: Mapping[str, Found]
    ) -> Iterator[Chunk]:
        inner = "  " * (depth + 1)
        lead = "{\n" + inner
        for key, chunks in self._entries(schema, name, depth, known):
            yield Chunk(text=f"{lead}{json.dumps(key, ensure_ascii=False)}: ")
            yield from chunks
            lead = ",\n" + inner
        yield Chunk(text="{}" if lead.startswith("{") else "\n" + "  " * depth + "}")

    def _entries(
        self, schema: Schema, name: str, depth: int, known: Mapping[str, Found]
    ) -> Iterator[tuple[str, list[Chunk]]]:
        """Yield the properties that are found or must be there, then as many as are too few."""
        properties = name_properties(schema)
        spare: list[tuple[str, list[Chunk]]] = []
        room = Room(schema)
        for later, (key, child) in zip(
            range(len(properties) - 1, -1, -1), properties.items(), strict=True
        ):
            if self._allowance.is_spent and not (known or room.needs(key, len(spare))):
                self._is_cut = True
                continue
            with self._allowance.keep_for(later):
                chunks = list(self._write(child, (key, name), depth + 1, known))
            if is_wanted(schema, key, chunks) and room.has_for(key):
                room.take(key)
                yield key, chunks
            else:
                spare.append((key, chunks))
        yield from spare[: room.missing]

    def _write_tuple(self, node: Node, depth: int) -> Iterator[Chunk]:
        """Write an array whose items have schemas of their own, named by their titles."""
        found = [list(self._write(*item, depth + 1, {})) for item in node.inner()]
        yield from self._write_items(found, node.choice, depth)

    def _write_array(
        self, schema: Schema, name: tuple[str, str], depth: int, *, is_in_row: bool
    ) -> Iterator[Chunk]:
        """Write an array; one within a row of a table stays empty: the row does not tell."""
        items = self._resolver.resolve(schema.get("items", {}))
        properties = items.get("properties")
        found: list[list[Chunk]] = []
        if is_in_row:
            pass
        elif isinstance(properties, dict):
            fields = {
                key: describe(key, self._node(child, (key, name[0])).choice, name[0], is_row=True)
                for key, child in properties.items()
                if self._allowance.take()
            }
            words = " ".join(words_of(field) for field in fields.values())
            rows = self._find_members(name[0], fields) or find_rows(
                fields, self._leaves.narrow(words)
            )
            for row in rows:
                with self._within(share(ROW_LOOKS, rows)):
                    found.append(list(self._write_object(items, name[0], depth + 1, row)))
            found = found or list(self._write_records(items, fields, name[0], depth))
        else:
            field = describe(name[0], {**schema, **choose_one(self._resolver, items)}, name[1])
            values = (
                self._fitting(value, field, items) for value in find_values(field, self._leaves)
            )
            found = [[chunk] for chunk in values if chunk is not None]
        yield from self._write_items(found, schema, depth)

    def _find_members(self, name: str, fields: Mapping[str, Field]) -> list[Mapping[str, Found]]:
        """Find the parties of a contract, or who signs it, where a list of them is asked for."""
        if re.fullmatch(alternatives("signers"), spell(name), re.IGNORECASE):
            return find_signers(fields, self._leaves)
        is_meant = describe(name, {"type": "array"}).family.special == "parties"
        return fill_rows(fields, find_members(self._leaves)) if is_meant else []

    def _write_records(
        self, items: Schema, fields: Mapping[str, Field], name: str, depth: int
    ) -> Iterator[list[Chunk]]:
        """Write one object for each record, where the whole document is one or several of them."""
        if depth > _DEEPEST_RECORDS:
            return
        records = list(find_records(fields, self._leaves))
        for leaves in records:
            state = self._state if len(records) == 1 else _know_nothing
            with self._within(share(RECORD_LOOKS, records), leaves, state):
                self._plan = self._assign(self._node(items, (name, "")))
                chunks = list(self._write_object(items, name, depth + 1, {}))
            if is_record(sum(bool(chunk.citations) for chunk in chunks), len(fields)):
                yield chunks

    @contextmanager
    def _within(
        self, allowance: Allowance, leaves: Leaves | None = None, state: Answerer | None = None
    ) -> Generator[None]:
        """Fill a part with an allowance of its own; of the pages given, no question is asked."""
        before = self._allowance, self._leaves, self._answer, self._state, self._plan
        self._allowance = allowance
        if leaves is not None:
            self._leaves, self._answer = leaves, _know_nothing
        self._state = state or self._state
        try:
            yield
        finally:
            self._allowance, self._leaves, self._answer, self._state, self._plan = before

    def _write_items(self, found: list[list[Chunk]], schema: Schema, depth: int) -> Iterator[Chunk]:
        most = schema.get("maxItems")
        least = schema.get("minItems")
        different = _unlike(found) if schema.get("uniqueItems") is True else found
        kept = different[: int(most)] if isinstance(most, int | float) else [*different]
        while isinstance(least, int | float) and len(kept) < least:
            small = self._resolver.smallest(schema.get("items", {}))
            kept.append([_unsupported(small)])
        lead = "[\n" + "  " * (depth + 1)
        for chunks in kept:
            yield Chunk(text=lead)
            yield from chunks
            lead = ",\n" + "  " * (depth + 1)
        yield Chunk(text="\n" + "  " * depth + "]" if kept else "[]")

    def _leaf(self, node: Node, known: Mapping[str, Found]) -> Chunk:
        schema, field = node.resolved, node.field
        found = known.get(node.name[0]) if known else self._plan.get(node)
        self._is_cut = self._is_cut or not (known or node in self._plan)
        score = None if found is None else round(found.score, 2)
        self._trace.note("field", name=field.name, kind=field.kind.value, score=score)
        chunk = None if found is None else self._fitting(found, field, schema)
        if chunk is not None:
            return chunk
        small = self._resolver.smallest(node.schema)
        if not self._resolver.is_valid(small, schema):
            self._trace.note("no value is known that the schema allows", name=field.name)
        return Chunk(text="null") if small is None else _unsupported(small)

    def _fitting(self, found: Found, field: Field, schema: Schema) -> Chunk | None:
        """Write a finding in the way the schema wants it; None if it allows no such value."""
        for value in fit_value(found, field):
            if self._resolver.is_valid(value, schema):
                text = json.dumps(value, ensure_ascii=False)
                citations: tuple[Citation, ...] = found.citations
                return Chunk(text=text, citations=citations, is_claim=bool(citations))
        return None


def _know_nothing(field: Field) -> Found | None:
    """Answer no question: what the whole prompt asks says nothing of one record."""
    del field
    return None


def _unsupported(value: JsonValue) -> Chunk:
    return Chunk(text=json.dumps(value, ensure_ascii=False), is_claim=value not in ([], {}))


def _unlike(items: list[list[Chunk]]) -> list[list[Chunk]]:
    """Return the first of each that are written alike, as a set has them."""
    unlike: dict[str, list[Chunk]] = {}
    for item in items:
        unlike.setdefault("".join(chunk.text for chunk in item), item)
    return [*unlike.values()]
