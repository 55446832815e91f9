from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.generation.fakes import ScriptedEngine, ask, make_profile, make_source, two_pages
from wasat.generation.chunk import Chunk, Citation, FinishReason, Modality, TokenCount, Usage
from wasat.generation.engine import Profile
from wasat.generation.prompt import AnswerForm, Options, Prompt, Text
from wasat.generation.service import Generator, Naming
from wasat.generation.traces import Traces
from wasat.status import InvalidArgumentError, NotFoundError

NAMES = {"reader": "reader", "gemini-2.0-flash": "reader"}
HELLO = ask(Text(text="Hi"))
SCHEMA = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}


def make_generator(
    *texts: str,
    chunks: Sequence[Chunk] = (),
    profile: Profile | None = None,
    is_strict: bool = False,
    withholds: bool = False,
) -> tuple[Generator, ScriptedEngine]:
    engine = ScriptedEngine(chunks or [Chunk(text=text) for text in texts], profile)
    generator = Generator(
        engines={"reader": engine},
        naming=Naming(engines=NAMES, default="reader", is_strict=is_strict),
        measure=two_pages,
        traces=Traces(clock=lambda: datetime(2026, 1, 1, tzinfo=UTC), ttl=timedelta(hours=1)),
        withholds_unsupported=withholds,
    )
    return generator, engine


async def run(generator: Generator, prompt: Prompt = HELLO) -> list[Chunk]:
    answering = await generator.run("reader", prompt, project="p")
    return [chunk async for chunk in answering.chunks]


def test_models_are_the_names_in_their_order() -> None:
    generator, _ = make_generator()

    assert [model.name for model in generator.models()] == ["reader", "gemini-2.0-flash"]


def test_a_model_is_known_with_and_without_its_prefix() -> None:
    generator, _ = make_generator()

    assert generator.get_model("models/reader") == generator.get_model("reader")


def test_an_alias_names_the_engine_behind_it() -> None:
    generator, _ = make_generator()

    assert generator.get_model("gemini-2.0-flash").engine == "reader"


def test_any_name_of_the_family_leads_to_the_default_engine() -> None:
    generator, _ = make_generator()

    assert generator.get_model("gemini-9-ultra").engine == "reader"


def test_names_may_lead_to_different_engines() -> None:
    naming = Naming(engines={"reader": "reader", "gemini-2.5-pro": "other"}, default="third")

    found = [naming.find_engine(name) for name in ("reader", "gemini-2.5-pro", "gemini-9", "gpt")]

    assert found == ["reader", "other", "third", None]


NAMING = Naming(
    engines={"reader": "reader", "docs": "reader", "gemini-2.5-pro": "chat"},
    default="reader",
    writer="chat",
)


@pytest.mark.parametrize(
    ("name", "writer"),
    [("gemini-9", "chat"), ("gemini-2.5-pro", None), ("reader", None), ("docs", None)],
)
def test_only_names_of_the_family_that_the_reader_has_lead_to_a_writer(
    name: str, writer: str | None
) -> None:
    assert NAMING.find_writer(name) == writer


async def test_a_prompt_without_documents_is_answered_by_the_writer() -> None:
    reader, chat = ScriptedEngine([Chunk(text="read")]), ScriptedEngine([Chunk(text="written")])
    traces = Traces(clock=lambda: datetime(2026, 1, 1, tzinfo=UTC), ttl=timedelta(hours=1))
    generator = Generator(
        engines={"reader": reader, "chat": chat}, naming=NAMING, measure=two_pages, traces=traces
    )

    for prompt in (HELLO, ask(make_source(), Text(text="Hi"))):
        answering = await generator.run("gemini-9", prompt, project="p")
        _ = [chunk async for chunk in answering.chunks]

    assert (chat.asked, reader.asked) == (1, 1)


def test_a_strict_server_knows_only_configured_names() -> None:
    generator, _ = make_generator(is_strict=True)

    assert generator.get_model("gemini-2.0-flash").engine == "reader"
    with pytest.raises(NotFoundError, match="models/gemini-9-ultra is not found"):
        generator.get_model("gemini-9-ultra")


@pytest.mark.parametrize("name", ["gpt-5", "publishers/google/models/gemini-x", "gemini-x/y"])
def test_a_name_outside_the_family_is_not_found(name: str) -> None:
    generator, _ = make_generator()

    with pytest.raises(NotFoundError, match="Call ListModels"):
        generator.get_model(name)


@pytest.mark.parametrize("name", ["", "models/", "a/", "a//b", "a b", "-a"])
def test_what_cannot_be_a_model_name_is_refused(name: str) -> None:
    generator, _ = make_generator()

    with pytest.raises(InvalidArgumentError, match="unexpected model name format"):
        generator.get_model(name)


async def test_counting_needs_no_answer() -> None:
    generator, engine = make_generator("never")

    usage = await generator.count("reader", ask(make_source(), Text(text="Hi")))

    assert usage.prompt_tokens == 1 + 516
    assert engine.asked == 0


async def test_counting_for_an_unknown_model_is_not_found() -> None:
    generator, _ = make_generator()

    with pytest.raises(NotFoundError):
        await generator.count("gpt-5", HELLO)


async def test_an_answer_is_streamed_with_usage_and_ends_with_a_reason() -> None:
    generator, _ = make_generator("one ", "two")

    chunks = await run(generator)

    assert [chunk.text for chunk in chunks] == ["one ", "two", ""]
    assert [chunk.finish_reason for chunk in chunks] == [None, None, FinishReason.STOP]
    text = (TokenCount(modality=Modality.TEXT, tokens=1),)
    assert [chunk.usage for chunk in chunks] == [
        Usage(prompt=text, answer_tokens=count) for count in (1, 2, 2)
    ]


async def test_an_answer_says_what_really_answered() -> None:
    generator, _ = make_generator("one")

    answering = await generator.run("gemini-2.0-flash", HELLO, project="p")
    await answering.chunks.aclose()

    assert answering.model_version == "script-1"
    assert len(answering.response_id) == 22


async def test_an_answer_leaves_a_trace_for_its_project() -> None:
    engine = ScriptedEngine([Chunk(text="one")])
    traces = Traces(clock=lambda: datetime(2026, 1, 1, tzinfo=UTC), ttl=timedelta(hours=1))
    naming = Naming(engines=NAMES, default="reader")
    generator = Generator(
        engines={"reader": engine}, naming=naming, measure=two_pages, traces=traces
    )

    answering = await generator.run("reader", HELLO, project="p")
    _ = [chunk async for chunk in answering.chunks]

    trace = traces.find("p", answering.response_id)
    assert trace is not None
    assert trace.steps == [("asked", {"turns": 1})]


async def test_a_prompt_over_the_input_limit_is_refused() -> None:
    generator, engine = make_generator("one", profile=make_profile(input_tokens=515))

    with pytest.raises(InvalidArgumentError, match=r"\(516\) exceeds .* allowed \(515\)"):
        await run(generator, ask(make_source()))
    assert engine.asked == 0


@pytest.mark.parametrize("count", [0, 9])
async def test_a_candidate_count_out_of_range_is_refused(count: int) -> None:
    generator, _ = make_generator("one")

    with pytest.raises(InvalidArgumentError, match=f"expected 1 to 8, not {count}"):
        await run(generator, ask(options=Options(candidate_count=count)))


async def test_candidates_of_a_deterministic_engine_are_copies() -> None:
    generator, engine = make_generator("four")

    chunks = await run(generator, ask(options=Options(candidate_count=2)))

    assert [(chunk.candidate, chunk.text) for chunk in chunks] == [
        (0, "four"), (1, "four"), (0, ""), (1, "")
    ]  # fmt: skip
    assert chunks[-1].usage == Usage(prompt=(), answer_tokens=2)
    assert engine.asked == 1


async def test_candidates_of_another_engine_are_asked_for_at_the_same_time() -> None:
    generator, engine = make_generator("four", profile=make_profile(is_deterministic=False))

    chunks = await run(generator, ask(options=Options(candidate_count=2)))

    assert [(chunk.candidate, chunk.text) for chunk in chunks] == [
        (0, "four"), (1, "four"), (0, ""), (1, "")
    ]  # fmt: skip
    assert chunks[-1].usage == Usage(prompt=(), answer_tokens=2)
    assert engine.asked == 2


async def test_an_engine_is_ended_when_the_answer_is_long_enough() -> None:
    generator, engine = make_generator("1234", "5678", "never")

    chunks = await run(generator, ask(options=Options(max_output_tokens=1)))

    assert "".join(chunk.text for chunk in chunks) == "1234"
    assert chunks[-1].finish_reason is FinishReason.MAX_TOKENS
    assert engine.was_ended


async def test_an_engine_may_give_a_reason_of_its_own() -> None:
    chunks = [Chunk(text="one"), Chunk(finish_reason=FinishReason.SAFETY)]
    generator, _ = make_generator(chunks=chunks)

    assert (await run(generator))[-1].finish_reason is FinishReason.SAFETY


async def test_what_a_stop_sequence_might_begin_in_is_sent_at_the_end() -> None:
    generator, _ = make_generator("one E")

    chunks = await run(generator, ask(options=Options(stop_sequences=("END",))))

    assert "".join(chunk.text for chunk in chunks) == "one E"


CLAIMS = [Chunk(text="Surely. ", is_claim=True), Chunk(text="Well. ")]


async def test_a_claim_without_evidence_is_sent_by_default() -> None:
    generator, _ = make_generator(chunks=CLAIMS)

    assert "".join(chunk.text for chunk in await run(generator)) == "Surely. Well. "


async def test_a_claim_without_evidence_can_be_withheld() -> None:
    cited = Chunk(
        text="Proven.", is_claim=True, citations=(Citation(source=make_source(), quote="Proven"),)
    )
    generator, _ = make_generator(chunks=[*CLAIMS, cited], withholds=True)

    assert "".join(chunk.text for chunk in await run(generator)) == "Well. Proven."


async def test_a_leaf_of_a_json_answer_is_never_withheld() -> None:
    leaf = Chunk(text='{"a": 0}', is_claim=True)
    generator, _ = make_generator(chunks=[leaf], withholds=True)

    chunks = await run(generator, ask(options=Options(form=AnswerForm.JSON, schema=SCHEMA)))

    assert chunks[0].text == '{"a": 0}'


async def test_an_answer_that_fits_the_schema_passes() -> None:
    generator, _ = make_generator('{"a": ', "1}")

    chunks = await run(generator, ask(options=Options(form=AnswerForm.JSON, schema=SCHEMA)))

    assert chunks[-1].finish_reason is FinishReason.STOP


@pytest.mark.parametrize(
    ("text", "sentence"),
    [('{"a": "one"}', r"does not fit the schema at \$\.a"), ("one", "is not JSON")],
)
async def test_a_schema_that_no_answer_fits_is_refused(text: str, sentence: str) -> None:
    generator, _ = make_generator(text)

    with pytest.raises(
        InvalidArgumentError, match=rf"response_schema: the model's answer {sentence}"
    ):
        await run(generator, ask(options=Options(form=AnswerForm.JSON, schema=SCHEMA)))


async def test_an_answer_cut_short_is_not_held_to_the_schema() -> None:
    generator, _ = make_generator('{"a": 123456789}')
    options = Options(form=AnswerForm.JSON, schema=SCHEMA, max_output_tokens=1)

    assert (await run(generator, ask(options=options)))[-1].finish_reason is FinishReason.MAX_TOKENS


async def test_closing_closes_the_engines() -> None:
    generator, engine = make_generator()

    await generator.close()

    assert engine.is_closed


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "http://example.org/schema"},
        {"$ref": "#/$defs/missing"},
        {"$ref": "#"},
    ],
)
async def test_a_reference_that_leads_nowhere_is_the_callers_fault(schema: dict[str, str]) -> None:
    generator, _ = make_generator("{}")

    with pytest.raises(InvalidArgumentError, match="leads nowhere"):
        await run(generator, ask(options=Options(form=AnswerForm.JSON, schema=dict(schema))))
