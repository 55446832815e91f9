"""A comparison as JSON: rows of any schema that has room for them, each leaf cited."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import JsonValue
from wasat.reader.comparison.columns import Column, Meaning, read_columns
from wasat.reader.comparison.side import SideBySide
from wasat.reader.comparison.values import read_value
from wasat.reader.extraction.families import types_of
from wasat.reader.extraction.node import Node
from wasat.reader.extraction.room import name_properties
from wasat.reader.extraction.schema import Resolver, Schema
from wasat.reader.tables.tabular import TableCell

_DEEPEST = 3  # objects around the rows
# What columns mean in a list of one row's values: a list in that would have nothing left to tell.
_OF_ENTRIES = {
    Meaning.NOTHING: Meaning.VALUE,
    Meaning.NAME: Meaning.DOCUMENT,
    Meaning.LIST: Meaning.NOTHING,
}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A value and what it rests on."""

    value: JsonValue
    citations: tuple[Citation, ...] = ()


_Tree = _Leaf | list["_Tree"] | dict[str, "_Tree"]


def fill_comparison(
    schema: Schema, rows: Sequence[SideBySide], titles: Sequence[str]
) -> list[Chunk]:
    """Write rows in the form of a schema.

    Args:
        schema: The whole JSON Schema.
        rows: A cell a document, then the difference.
        titles: Of the documents.

    Returns:
        Chunks of JSON; none where the schema has no room for rows.
    """
    resolver = Resolver(schema)
    tree = _Writer(resolver, rows, titles).write(Node(schema, ("", ""), resolver), 0)
    if tree is None or not resolver.is_valid(_plain(tree), schema):
        return []
    return list(_write(tree, 0))


class _Writer:
    """Writes the same rows wherever a schema wants them."""

    def __init__(
        self, resolver: Resolver, rows: Sequence[SideBySide], titles: Sequence[str]
    ) -> None:
        self._resolver = resolver
        self._rows = rows
        self._titles = titles

    def write(self, node: Node, depth: int) -> _Tree | None:
        """Write what holds the rows; None where nothing does."""
        if node.is_array:
            return self._write_rows(node)
        if not node.is_object or depth >= _DEEPEST:
            return None
        inner = {key: self._node(child, key) for key, child in name_properties(node.choice).items()}
        found = {key: self.write(child, depth + 1) for key, child in inner.items()}
        if not any(tree is not None for tree in found.values()):
            return None
        return {
            key: self._smallest(inner[key]) if tree is None else tree for key, tree in found.items()
        }

    def _write_rows(self, node: Node) -> _Tree | None:
        columns = self._columns(node)
        if not any(column.meaning is Meaning.NAME for column in columns):
            return None
        is_long = any(c.meaning is Meaning.VALUE and c.document is None for c in columns)
        numbers = range(len(self._titles)) if is_long else (None,)
        return [
            self._write_row(columns, row, number)
            for row in self._rows
            for number in numbers
            if number is None or row.cells[number].citations
        ]

    def _columns(self, node: Node) -> list[Column]:
        items = node.choice.get("items")
        row = self._node(items if isinstance(items, dict) else {}, node.name[0])
        if not row.is_object:
            return []
        properties = name_properties(row.choice)
        nodes = {key: self._node(child, key) for key, child in properties.items()}
        return read_columns(nodes, self._titles)

    def _write_row(self, columns: Sequence[Column], row: SideBySide, number: int | None) -> _Tree:
        return {column.key: self._write_cell(column, row, number) for column in columns}

    def _write_cell(self, column: Column, row: SideBySide, number: int | None) -> _Tree:
        if column.meaning is Meaning.LIST:
            return self._write_list(column.node, row)
        document = column.document if column.document is not None else number
        text, citations = self._tell(column.meaning, row, document)
        return self._fit(column.node, text, citations) if text else self._smallest(column.node)

    def _tell(
        self, meaning: Meaning, row: SideBySide, document: int | None
    ) -> tuple[str, tuple[Citation, ...]]:
        """Say what stands in a column of a row, and what it rests on; an empty text for nothing."""
        count = len(self._titles)
        order = row.order() if meaning is Meaning.BETTER else []
        told: tuple[str, tuple[Citation, ...]] = ("", ())
        if meaning is Meaning.NAME:
            told = row.title, ()
        elif meaning is Meaning.DOCUMENT and document is not None:
            told = self._titles[document], ()
        elif len(order) == count and row.values[order[0]] != row.values[order[1]]:
            told = self._titles[order[0]], row.cells[order[0]].citations
        elif meaning is Meaning.VALUE and document is not None:
            told = _quoted(row.cells[document])
        elif meaning is Meaning.DIFFERENCE and len(row.cells) > count:
            told = _quoted(row.cells[-1])
        return told

    def _write_list(self, node: Node, row: SideBySide) -> _Tree:
        """Write the values of one row as a list, one entry a document."""
        entries = [
            Column(column.key, column.node, _OF_ENTRIES.get(column.meaning, column.meaning))
            for column in self._columns(node)
        ]
        numbers = [at for at in range(len(self._titles)) if row.cells[at].citations]
        return [self._write_row(entries, row, number) for number in numbers] if entries else []

    def _fit(self, node: Node, text: str, citations: tuple[Citation, ...]) -> _Tree:
        types = types_of(node.choice)
        value = read_value(text)
        fitting: JsonValue = text
        if value is not None and types and "string" not in types:
            is_whole = "integer" in types and value == value.to_integral_value()
            fitting = int(value) if is_whole else float(value)
        is_valid = self._resolver.is_valid(fitting, node.resolved)
        return _Leaf(fitting, citations) if is_valid else self._smallest(node)

    def _smallest(self, node: Node) -> _Leaf:
        if self._resolver.is_valid(None, node.resolved):
            return _Leaf(None)
        return _Leaf(self._resolver.smallest(node.schema))

    def _node(self, schema: JsonValue, name: str) -> Node:
        return Node(schema, (name, ""), self._resolver)


def _quoted(cell: TableCell) -> tuple[str, tuple[Citation, ...]]:
    return (cell.text, cell.citations) if cell.citations else ("", ())


def _plain(tree: _Tree) -> JsonValue:
    if isinstance(tree, _Leaf):
        return tree.value
    if isinstance(tree, list):
        return [_plain(each) for each in tree]
    return {key: _plain(each) for key, each in tree.items()}


def _write(tree: _Tree, depth: int) -> Iterator[Chunk]:
    if isinstance(tree, _Leaf):
        text = json.dumps(tree.value, ensure_ascii=False)
        yield Chunk(text=text, citations=tree.citations, is_claim=bool(tree.citations))
        return
    inner = "\n" + "  " * (depth + 1)
    opening, closing = "[]" if isinstance(tree, list) else "{}"
    yield Chunk(text=opening)
    lead = inner
    for key, each in _entries(tree):
        yield Chunk(text=f"{lead}{key}")
        yield from _write(each, depth + 1)
        lead = "," + inner
    yield Chunk(text=("\n" + "  " * depth if lead.startswith(",") else "") + closing)


def _entries(tree: list[_Tree] | Mapping[str, _Tree]) -> Iterator[tuple[str, _Tree]]:
    if isinstance(tree, list):
        yield from (("", each) for each in tree)
    else:
        for key, each in tree.items():
            yield f"{json.dumps(key, ensure_ascii=False)}: ", each
