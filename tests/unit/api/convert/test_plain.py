"""Answers of words alone are written as the full message writes them."""

import json

import pytest

from wasat.api.convert.answer import to_part, to_usage
from wasat.api.convert.plain import to_candidate, to_plain
from wasat.generation.chunk import Chunk, Modality, TokenCount, Usage
from wasat.wire.answer import Candidate, GenerateContentResponse
from wasat.wire.content import Content
from wasat.wire.plain import PlainResponse

TEXT = TokenCount(modality=Modality.TEXT, tokens=3)
PAGES = TokenCount(modality=Modality.DOCUMENT, tokens=516)
WORDS = 'Grüße, "Köln"\\ \u2028\x01\n\x7f 😀'


def write_both(words: str, usage: Usage | None, **options: object) -> tuple[str, str]:
    """Write one piece of an answer as words alone, and as the full message."""
    is_thought, reason, indent = (options.get(name) for name in ("is_thought", "reason", "indent"))
    plain = to_plain(
        [to_candidate(0, [(words, bool(is_thought))], str(reason or ""))],
        usage,
        version="v",
        response_id="r",
    )
    part = to_part(Chunk(text=words, is_thought=bool(is_thought)))
    whole = GenerateContentResponse(
        candidates=(
            Candidate(
                content=Content(parts=(part,), role="model"),
                finish_reason=str(reason or ""),
                index=0,
            ),
        ),
        usage_metadata=to_usage(usage) if usage else None,
        model_version="v",
        response_id="r",
    )
    spaces = 2 if indent else None
    return plain.to_json(indent=spaces), whole.to_json(indent=spaces)


@pytest.mark.parametrize("words", ["word ", "", WORDS])
@pytest.mark.parametrize(
    "usage",
    [
        None,
        Usage(prompt=()),
        Usage(prompt=(TEXT,), answer_tokens=1),
        Usage(prompt=(TEXT, PAGES), answer_tokens=4, thought_tokens=5, cached_tokens=6),
    ],
)
@pytest.mark.parametrize(
    "options",
    [{}, {"is_thought": True}, {"reason": "STOP"}, {"reason": "MAX_TOKENS", "indent": True}],
)
def test_words_alone_are_written_as_by_the_full_message(
    words: str, usage: Usage | None, options: dict[str, object]
) -> None:
    plain, whole = write_both(words, usage, **options)

    assert json.loads(plain) == json.loads(whole)
    assert plain.count("\n") == whole.count("\n")
    assert ("finishReason" in plain) == ("reason" in options)


def test_an_answer_without_words_is_one_empty_text() -> None:
    assert to_candidate(0, []).content.parts[0].text == ""


def test_all_candidates_are_told_by_their_index() -> None:
    plain = to_plain(
        [to_candidate(n, [("a", False)]) for n in (0, 1)], None, version="", response_id=""
    )

    assert isinstance(plain, PlainResponse)
    assert [each["index"] for each in json.loads(plain.to_json())["candidates"]] == [0, 1]
