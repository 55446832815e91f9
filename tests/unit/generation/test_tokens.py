from tests.unit.generation.fakes import ask, make_source, two_pages
from wasat.generation.chunk import Modality, TokenCount
from wasat.generation.prompt import (
    Code,
    FunctionCall,
    FunctionResult,
    Prompt,
    Role,
    Text,
    Turn,
)
from wasat.generation.tokens import count_bytes, count_picture, count_prompt, count_text


def test_text_costs_a_token_for_every_four_bytes_rounded_up() -> None:
    assert [count_text("a" * n) for n in (0, 1, 4, 5)] == [0, 1, 1, 2]


def test_text_is_counted_in_bytes_not_characters() -> None:
    assert count_text("äöü") == 2
    assert count_bytes(6) == 2


def test_a_small_picture_is_one_tile() -> None:
    assert count_picture(384, 384) == 258


def test_a_large_picture_is_counted_by_tiles() -> None:
    assert count_picture(385, 100) == 258
    assert count_picture(769, 768) == 2 * 258
    assert count_picture(1537, 769) == 6 * 258


async def test_a_prompt_is_counted_by_modality() -> None:
    prompt = ask(make_source(), Text(text="Summarize"))

    counted = await count_prompt(prompt, two_pages)

    assert counted == (
        TokenCount(modality=Modality.TEXT, tokens=3),
        TokenCount(modality=Modality.DOCUMENT, tokens=516),
    )


async def test_a_modality_that_does_not_occur_is_left_out() -> None:
    assert await count_prompt(ask(make_source()), two_pages) == (
        TokenCount(modality=Modality.DOCUMENT, tokens=516),
    )


async def test_the_system_instruction_counts() -> None:
    prompt = Prompt(
        turns=(Turn(role=Role.USER, parts=(Text(text="Hi"),)),), system=(Text(text="Be brief"),)
    )

    assert await count_prompt(prompt, two_pages) == (
        TokenCount(modality=Modality.TEXT, tokens=1 + 2),
    )


async def test_calls_results_and_programs_count_as_text() -> None:
    call = FunctionCall(name="find", arguments={"a": 1})
    result = FunctionResult(name="find", response={"b": "c"})
    program = Code(text="print(1)", language="PYTHON")
    prompt = Prompt(turns=(Turn(role=Role.MODEL, parts=(call, result, program)),))

    assert await count_prompt(prompt, two_pages) == (
        TokenCount(modality=Modality.TEXT, tokens=3 + 4 + 2),
    )
