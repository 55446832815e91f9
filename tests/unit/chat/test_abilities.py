import pytest

from wasat.chat.abilities import Abilities, Overrides, guess
from wasat.chat.grid import TokenGrid


@pytest.mark.parametrize(
    ("model", "sees"),
    [
        ("Qwen/Qwen2.5-VL-7B-Instruct", True),
        ("gemma-3-12b-it", True),
        ("llava:13b", True),
        ("MiniCPM-V-2_6", True),
        ("qwen2.5-7b-instruct", False),
        ("llama-3.1-8b", False),
        ("devlm", False),
    ],
)
def test_whether_a_model_sees_is_guessed_by_its_name(model: str, sees: bool) -> None:  # noqa: FBT001
    assert guess(model).has_vision is sees


def test_a_family_with_one_price_a_picture_is_known() -> None:
    assert guess("gemma-3-4b-it").grid == TokenGrid(fixed_tokens=256)


def test_without_corrections_nothing_changes() -> None:
    abilities = Abilities(model="m", has_vision=True, context_tokens=100, output_tokens=40)

    assert Overrides().apply(abilities) == abilities


def test_no_is_a_correction_too() -> None:
    abilities = Abilities(model="m", has_vision=True, has_tools=True)

    corrected = Overrides(has_vision=False, has_tools=False).apply(abilities)

    assert (corrected.has_vision, corrected.has_tools) == (False, False)


def test_an_answer_takes_at_most_half_of_the_window() -> None:
    corrected = Overrides(context_tokens=100, output_tokens=90).apply(Abilities(model="m"))

    assert corrected.output_tokens == 50
