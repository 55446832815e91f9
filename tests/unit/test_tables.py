from collections.abc import Sequence

import pytest

from wasat.tables import (
    DEFAULT_MODELS,
    OLLAMA_URL,
    ModelTable,
    find_writer,
    give_family,
    make_local,
    parse_engines,
)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("http://127.0.0.1:8000/v1", ("chat", "openai", ("http://127.0.0.1:8000/v1",), "")),
        ("qwen=https://a.example/v1", ("qwen", "openai", ("https://a.example/v1",), "")),
        ("ollama", ("ollama", "ollama", (OLLAMA_URL,), "")),
        ("ollama:qwen2.5vl:7b", ("ollama", "ollama", (OLLAMA_URL,), "qwen2.5vl:7b")),
        ("big=ollama:x", ("big", "ollama", (OLLAMA_URL,), "x")),
    ],
)
def test_a_server_is_given_in_one_word(entry: str, expected: tuple) -> None:
    (table,) = parse_engines(entry)

    assert (table.name, table.engine, table.base_urls, table.model) == expected


def test_several_servers_have_names_of_their_own() -> None:
    tables = parse_engines("http://a/v1 http://b/v1 ollama")

    assert [table.name for table in tables] == ["chat", "chat-2", "ollama"]


@pytest.mark.parametrize("entry", ["vllm", "127.0.0.1:8000", "=http://a/v1", "a=b"])
def test_what_is_no_server_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match=r"expected .*http://HOST/v1"):
        parse_engines(entry)


@pytest.mark.parametrize(
    ("path", "name"), [("models/Qwen2.5 VL (7B).gguf", "Qwen2.5-VL-7B"), ("/m/___.gguf", "local")]
)
def test_a_model_file_is_named_for_itself(path: str, name: str) -> None:
    (table,) = make_local(path, "")

    assert (table.name, table.engine, table.gguf) == (name, "local", path)


def test_without_a_file_there_is_no_table() -> None:
    assert make_local("", "") == ()


@pytest.mark.parametrize(
    "url", ["ftp://a/v1", "a/v1", "http:///v1", "http://a:x/v1", "http://[a/v1"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"expected base_url as http://HOST:PORT/v1"):
        ModelTable(name="m", engine="openai", base_url=f"http://good/v1 {url}")


def test_a_key_that_would_end_its_header_is_refused() -> None:
    with pytest.raises(ValueError, match="should match pattern"):
        ModelTable(name="m", engine="openai", base_url="http://a/v1", api_key="k\r\nhost: b")


@pytest.mark.parametrize("engine", ["openai", "local"])
def test_an_engine_that_cannot_be_found_is_refused(engine: str) -> None:
    with pytest.raises(ValueError, match=r"expected (base_url|gguf) for the model m"):
        ModelTable(name="m", engine=engine)


def test_default_names_follow_the_first_engine_and_others_their_table() -> None:
    own = ModelTable(name="gemini-x", engine="openai", base_url="http://a/v1 http://b/v1")
    read = ModelTable(name="gemini-y")

    names = give_family([own, read, *DEFAULT_MODELS], "chat")

    assert names["gemini-x"] == "gemini-x"
    assert names["gemini-y"] == "reader"
    assert names["gemini-2.0-flash"] == "chat"
    assert own.base_urls == ("http://a/v1", "http://b/v1")


CHAT = ModelTable(name="qwen", engine="ollama")
REST = ModelTable(name="gemini-*", engine="ollama")


@pytest.mark.parametrize(
    ("tables", "writer"),
    [(DEFAULT_MODELS, None), ([*DEFAULT_MODELS, CHAT], "qwen"), ([CHAT, REST], "gemini-*")],
)
def test_the_first_chat_model_writes_unless_one_has_the_family(
    tables: Sequence[ModelTable], writer: str | None
) -> None:
    assert find_writer(tables) == writer


def test_a_key_is_not_shown() -> None:
    assert "secret" not in repr(ModelTable(name="m", api_key="secret"))
