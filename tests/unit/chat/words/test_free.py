"""What free words rest on: pages that were shown, and among equals the one that the model names."""

from tests.unit.chat.fakes import MemoryChatClient, ask, make_engine, make_pages, text_of
from tests.unit.reader.asking import make_trace
from wasat.chat.client import Delta, MalformedAnswerError
from wasat.documents.document import Document
from wasat.generation.chunk import FinishReason
from wasat.generation.prompt import Function

CLIFFS = make_pages(*("The lighthouse stands on the northern cliff." for _ in range(12)))
NAMES = [f"{first}a{last}on" for first in "bcdfg" for last in "klmnpr"]  # a page each
LONG = make_pages(
    *(f"The code of {name} is {n * 7}. " * 100 for n, name in enumerate(NAMES, 1)),
)


async def answer(says: str, question: str, document: Document) -> tuple[str, str]:
    """Return an answer, and what the model was shown."""
    client = MemoryChatClient(says)
    engine, sources = make_engine(client, document)
    chunks = [chunk async for chunk in engine.run(ask(*sources, question), make_trace())]
    return "".join(chunk.text for chunk in chunks).strip(), text_of(client.requests[0])


async def test_of_pages_that_say_the_same_the_one_that_the_model_names_is_cited() -> None:
    said, _ = await answer(
        "The lighthouse stands on the northern cliff [p. 9].", "Where does it stand?", CLIFFS
    )

    assert said == "The lighthouse stands on the northern cliff. [p. 9]"


async def test_words_before_a_call_that_cannot_be_read_are_not_lost() -> None:
    said = Delta(text="The lighthouse stands on the northern cliff")
    client = MemoryChatClient([said, MalformedAnswerError("no call")])
    engine, sources = make_engine(client, CLIFFS)
    prompt = ask(*sources, "Where does it stand?", functions=(Function(name="f"),))

    chunks = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert "".join(chunk.text for chunk in chunks).startswith("The lighthouse stands on")
    assert chunks[-1].finish_reason is FinishReason.MALFORMED_FUNCTION_CALL


async def test_a_page_that_the_model_was_not_shown_bears_nothing_it_says() -> None:
    question = f"What is the code of {NAMES[2]}?"
    says = f"The code of {NAMES[2]} is 21. The code of {NAMES[28]} is 203."

    said, shown = await answer(says, question, LONG)

    assert "[a.pdf p. 3]" in shown
    assert "[a.pdf p. 29]" not in shown
    assert said == f"The code of {NAMES[2]} is 21. [p. 3] The code of {NAMES[28]} is 203."
