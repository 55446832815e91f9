import pytest

from wasat.evidence.scope.reply import find_reply_language
from wasat.evidence.task import understand
from wasat.generation.prompt import Prompt, Role, Text, Turn


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ("Answer in German.", "de"),
        ("Antworte immer auf Deutsch.", "de"),
        ("Please reply in French only", "fr"),
        ("Réponds en anglais", "en"),
        ("Responde en italiano", "it"),
        ("Rispondi in spagnolo", "es"),
        ("Responda em português", "pt"),
        ("Antwoord in het Nederlands", "nl"),
        ("Answer in one word.", ""),
        ("How many people speak of it in Germany?", ""),
    ],
)
def test_the_language_of_the_answer_is_named(wish: str, code: str) -> None:
    assert find_reply_language(wish) == code


def test_the_instruction_chooses_the_language_of_the_answer_alone() -> None:
    turn = Turn(role=Role.USER, parts=(Text(text="What were the sales in 2021?"),))

    task = understand(Prompt(turns=(turn,), system=(Text(text="Antworte auf Deutsch."),)))

    assert (task.language, task.asked_in) == ("de", "en")
