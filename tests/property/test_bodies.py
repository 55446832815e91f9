"""Whole requests with faults within: no 5xx, and every refusal an envelope with details."""

import json
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.asking import PDF_DATA, ask, inline
from tests.property.door import Door, Sent, judge
from tests.property.messages import messages
from wasat.wire.generate import CountTokensRequest, GenerateContentRequest

DEEP = "\ue000"  # stands in a body where brackets are to be nested without end
NESTED = ("[" * 5_000, "[" * 120 + "]" * 120, '{"items":' * 300 + "1" + "}" * 300)
EXAMPLES = max(300, settings().max_examples)

# fmt: off
ODD_VALUES = (
    None, True, 0, -1, 2**31, 2**63, 10**400, -0.0, 1e308, float("nan"), float("inf"), 0.1,
    "", "\0", "\ud800", "\udfff\ud800", "\u202e", "a" * 70_000, "NaN", "Infinity", "-1", "1e999",
    "9" * 5_000, "true", "__proto__", "TYPE_UNSPECIFIED", "files/x", "gs://b/x", "https://[::1",
    "data:,", "%", "=", "====", "-_", PDF_DATA, DEEP, [], {}, [[]], [{}], {"": 1}, [None],
    {"@type": "x"}, {"$ref": "#"}, {"$ref": "#/" + "a/" * 500}, {"type": "OBJECT"},
)
ODD_NAMES = (
    "", "\0", "\ud800", "a.b", "contents[0]", "__class__", "model_config", "\u0130", "Contents",
    "inline_data", "fileData", "x" * 300, "'", '"', "text", "role",
)
# fmt: on
RICH = ask(
    inline() | {"documentMetadata": {"startPage": 1, "contentLayers": ["PAGE_TEXT"]}},
    {"functionResponse": {"name": "f", "response": {"a": 1}, "parts": [inline()]}},
    {"text": "hello", "thoughtSignature": "QUJD"},
    systemInstruction={"parts": [{"text": "be brief"}]},
    safetySettings=[{"category": 7, "threshold": "BLOCK_NONE"}],
    tools=[{"functionDeclarations": [{"name": "f", "parameters": {"type": "OBJECT"}}]}],
    toolConfig={"functionCallingConfig": {"mode": "NONE"}},
    generationConfig={
        "temperature": 1,
        "stopSequences": ["x"],
        "thinkingConfig": {"thinkingBudget": 1},
        "responseMimeType": "application/json",
        "responseSchema": {
            "type": "OBJECT",
            "properties": {"a": {"type": "ARRAY", "items": {"type": "STRING"}, "maxItems": "2"}},
            "required": ["a"],
        },
    },
)
METHODS = {"generateContent": GenerateContentRequest, "countTokens": CountTokensRequest}


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    opened = Door()
    yield opened
    opened.close()


@cache
def bodies(method: str) -> st.SearchStrategy[object]:
    """Draw requests that may be right."""
    rich = RICH if method == "generateContent" else {"generateContentRequest": RICH}
    return st.just(rich) | messages(METHODS[method]).map(lambda spelt: spelt.variant)


def spoil(draw: st.DrawFn, value: object) -> object:
    """Put something odd in one place of a JSON value, or beneath a name that is odd."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(ODD_VALUES) | st.just([value]) | st.just({"text": value}))
    if isinstance(value, list):
        at = draw(st.integers(0, len(value) - 1))
        return [*value[:at], spoil(draw, value[at]), *value[at + 1 :]]
    name = draw(st.sampled_from(sorted(value)))
    if draw(st.integers(0, 7)) == 0:
        odd = draw(st.sampled_from(ODD_NAMES))
        return {(odd if key == name else key): each for key, each in value.items()}
    return {**value, name: spoil(draw, value[name])}


@st.composite
def spoilt(draw: st.DrawFn, method: str) -> bytes:
    """Draw the bytes of a request with a few faults."""
    value = draw(bodies(method))
    for _ in range(draw(st.integers(1, 3))):
        value = spoil(draw, value)
    text = json.dumps(value)
    return text.replace(json.dumps(DEEP), draw(st.sampled_from(NESTED))).encode()


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), method=st.sampled_from(["generateContent", "countTokens", "stream"]))
def test_no_fault_within_a_request_is_one_of_ours(
    door: Door, data: st.DataObject, method: str
) -> None:
    body = data.draw(spoilt("countTokens" if method == "countTokens" else "generateContent"))
    path = f"/v1beta/models/reader:{method.replace('stream', 'streamGenerateContent')}"
    sent = Sent(verb="POST", path=path.encode(), body=body)

    answer = door.knock(sent)

    assert judge(sent, answer) == []
    assert isinstance(json.loads(answer.body), list if method == "stream" else dict)
    answer.body.decode()
