from tests.unit.generation.fakes import make_source
from wasat.generation.prompt import Prompt, Role, Text, Turn


def test_a_prompt_knows_the_documents_of_all_turns_in_order() -> None:
    first, second, third = (make_source(data) for data in (b"1", b"22", b"333"))
    prompt = Prompt(
        system=(first,),
        turns=(
            Turn(role=Role.USER, parts=(second, Text(text="Compare"))),
            Turn(role=Role.USER, parts=(third,)),
        ),
    )

    assert prompt.sources == (first, second, third)
