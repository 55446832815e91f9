"""The single fields of an object and of those within it are assigned together."""

import json

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import citations, join, make_trace, open_leaves
from tests.unit.reader.extraction.test_fill import LEAVES, answer_nothing, fill
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.assigning.options import Options
from wasat.reader.extraction.assigning.plan import plan
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.fill import Filler
from wasat.reader.extraction.node import Node
from wasat.reader.extraction.schema import AnySchema, Resolver
from wasat.reader.recognise.found import Found

Schema = dict[str, JsonValue]

TEXT: Schema = {"type": "string"}
LETTER = make_document(
    make_page(make_block("Batch Lot: 4711"), make_block("Sent: 3 August 2014", top=20))
)


def properties(*names: str, **more: JsonValue) -> Schema:
    return {"type": "object", "properties": {**dict.fromkeys(names, TEXT), **more}}


def load(schema: Schema) -> JsonValue:
    return json.loads(join(fill(schema, LETTER)))


def test_two_fields_do_not_take_the_same_words() -> None:
    schema = {**properties("batch lot", "batchLot", "sent"), "required": ["batch lot", "batchLot"]}

    assert load(schema) == {"batch lot": "4711", "batchLot": "", "sent": "3 August 2014"}
    quotes = [citation.quote for citation in citations(fill(schema, LETTER))]
    assert len(quotes) == len(set(quotes))


def test_fields_of_objects_within_one_another_do_not_either() -> None:
    inner = {**properties("batchLot"), "required": ["batchLot"]}
    schema = {**properties("batch lot", part=inner), "required": ["batch lot", "part"]}

    assert load(schema) == {"batch lot": "4711", "part": {"batchLot": ""}}


def test_what_prose_states_is_left_to_who_lost_its_label() -> None:
    asked: list[str] = []

    def state(field: Field) -> Found | None:
        asked.append(field.name)
        return Found(value="said", printed="said", citations=())

    names = ["batch lot", "batchLot"]
    filler = Filler(properties(*names), open_leaves(LETTER), answer_nothing, state, make_trace())

    assert json.loads(join(list(filler.fill()))) == {"batch lot": "4711", "batchLot": "said"}
    assert asked == ["batch lot"]


def test_only_so_many_fields_are_looked_for_and_the_least_deep_ones_first() -> None:
    schema = properties(deep=properties("a", "b"), flat=TEXT, also=TEXT)
    resolver = Resolver(schema)
    nodes: dict[int, Node] = {}

    def open_node(inner: AnySchema, name: tuple[str, str]) -> Node:
        return nodes.setdefault(id(name[0]), Node(inner, name, resolver))

    options = Options(LEAVES, answer_nothing, answer_nothing)
    planned = plan(Node(schema, ("", ""), resolver), open_node, options, 3)

    assert [node.name[0] for node in planned] == ["flat", "also", "a"]
