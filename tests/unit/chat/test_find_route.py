"""Which pages of documents longer than the window a question is asked about, and in which order."""

from tests.unit.chat.fakes import MemoryChatClient, ask, make_engine, make_pages, text_of
from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import make_trace
from wasat.documents.document import Document
from wasat.generation.prompt import AnswerForm, Options, Prompt

KEEPER = {"type": "object", "properties": {"lighthouse_keeper": {"type": "string"}}}


def make_long(special: int) -> Document:
    """Thirty pages that do not fit together, one of them about the lighthouse."""
    told = {special: "The keeper of the lighthouse is Clara Novak. "}
    return make_pages(*(told.get(n, f"Ballast of chapter {n}. ") * 100 for n in range(1, 31)))


async def shown(prompt: Prompt, *documents: Document) -> list[list[int]]:
    """Return the pages of each document that are shown, in their order."""
    client, trace = MemoryChatClient('{"lighthouse_keeper": "Clara Novak"}'), make_trace()
    engine, sources = make_engine(client, *documents)
    turn = prompt.turns[0]
    asked = ask(*sources, *turn.parts, options=prompt.options)
    _ = [chunk async for chunk in engine.run(asked, trace)]
    routes = [facts["route"] for step, facts in trace.steps if step == "route"]
    assert set(routes) == {"find"}
    pages = [facts["pages"] for step, facts in trace.steps if step == "shown"]
    return pages[-len(documents) :]  # type: ignore[return-value]


async def test_the_page_that_answers_comes_first_and_its_neighbours_next() -> None:
    (pages,) = await shown(ask("Who keeps the lighthouse?"), make_long(17))

    assert pages[:3] == [17, 18, 16]


async def test_the_names_of_a_schemas_properties_are_looked_for() -> None:
    options = Options(form=AnswerForm.JSON, schema=KEEPER)

    (pages,) = await shown(ask("Fill this in.", options=options), make_long(23))

    assert pages[0] == 23


async def test_documents_take_turns() -> None:
    first, second = await shown(ask("Who keeps the lighthouse?"), make_long(9), make_long(21))

    assert first[0] == 9
    assert second[0] == 21
    assert abs(len(first) - len(second)) <= 1


async def test_an_outline_takes_its_room_from_the_pages_and_not_from_the_answer() -> None:
    chapters = make_document(
        *(
            make_page(
                make_heading(f"Chapter {n}, " + "of the ballast of ships and of harbours, " * 3),
                *(make_block(f"Ballast of chapter {n}.") for _ in range(8)),
                number=n,
            )
            for n in range(1, 301)
        )
    )
    client, wanted = MemoryChatClient("Well."), 2_000
    engine, sources = make_engine(client, chapters)
    options = Options(max_output_tokens=wanted)

    prompt = ask(*sources, "Who keeps the lighthouse?", options=options)
    _ = [chunk async for chunk in engine.run(prompt, make_trace())]

    assert "outline of all 300 pages" in text_of(client.requests[0])
    assert (client.requests[0].max_tokens or 0) > wanted - 50, "but for marks around messages"


async def test_a_page_between_those_shown_bears_no_statement() -> None:
    told = {20: "The anchor weighs 450 tons. ", 26: "The keeper of the lighthouse is Clara Novak. "}
    document = make_pages(*(told.get(n, f"Ballast of chapter {n}. ") * 100 for n in range(1, 31)))
    client = MemoryChatClient("The keeper is Clara Novak. The anchor weighs 450 tons.")
    engine, sources = make_engine(client, document)
    trace = make_trace()

    prompt = ask(*sources, "Who keeps the lighthouse?")
    claims = [chunk async for chunk in engine.run(prompt, trace) if chunk.is_claim]

    (pages,) = [facts["pages"] for step, facts in trace.steps if step == "shown"]
    assert isinstance(pages, list)
    assert min(pages) < 20 < max(pages)
    assert 20 not in pages
    assert [[citation.page for citation in claim.citations] for claim in claims] == [[26], []]
