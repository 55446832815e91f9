"""All single fields of an object and the objects within it, assigned together."""

from collections import deque
from collections.abc import Callable, Mapping

from wasat.reader.extraction.assigning.assign import Wish, assign
from wasat.reader.extraction.assigning.options import Options
from wasat.reader.extraction.node import Node
from wasat.reader.extraction.schema import AnySchema
from wasat.reader.recognise.found import Found

_MOST_NODES = 5_000  # properties after which no more objects are opened

Opener = Callable[[AnySchema, tuple[str, str]], Node]
"""Gives the node of a schema under the name of a property and of the object around it."""


def plan(root: Node, open_node: Opener, options: Options, most: int) -> Mapping[Node, Found | None]:
    """Find the fields outside of arrays and give each the value that is its own.

    Args:
        root: An object, or a single field.
        open_node: The same node each time.
        options: Where values are looked for.
        most: Fields that are looked for; of a larger schema those that lie least deep.

    Returns:
        A value or None for each field looked for.
    """
    nodes = _find_leaves(root, open_node, most)
    wishes = [Wish(node.field, options.find(node.field)) for node in nodes]
    found = assign(wishes)
    for at, wish in enumerate(wishes):
        if found[at] is None and wish.options:
            other = options.find_otherwise(wish.field)
            wishes[at] = Wish(wish.field, [] if other is None else [other])
    return dict(zip(nodes, assign(wishes), strict=True))


def _find_leaves(root: Node, open_node: Opener, most: int) -> list[Node]:
    """Return the leaves level by level, so that deep schemas do not hide what comes after them."""
    waiting = deque([root])
    seen: dict[Node, None] = {root: None}
    leaves: list[Node] = []
    while waiting and len(leaves) < most:
        node = waiting.popleft()
        if node.is_leaf:
            leaves.append(node)
            continue
        for schema, name in node.inner() if len(seen) <= _MOST_NODES else ():
            inner = open_node(schema, name)
            if inner not in seen:
                seen[inner] = None
                waiting.append(inner)
    return leaves
