"""What is refused before anything is opened."""

import pytest

from tests.unit.generation.fakes import make_model
from wasat.api.convert.checks import check_contents, check_last_turn, check_state, check_tools
from wasat.status import InvalidArgumentError, PermissionDeniedError
from wasat.wire.content import Content
from wasat.wire.generate import GenerateContentRequest


def contents(*given: dict) -> tuple[Content, ...]:
    return tuple(map(Content.model_validate, given))


def request(**fields: object) -> GenerateContentRequest:
    return GenerateContentRequest.model_validate(fields)


@pytest.mark.parametrize("role", ["", "user", "function"])
def test_the_last_word_is_the_users(role: str) -> None:
    check_last_turn(contents({"role": "model"}, {"role": role, "parts": {"text": "a"}}))


def test_the_last_word_is_not_the_models() -> None:
    with pytest.raises(InvalidArgumentError, match="ends with a user role") as caught:
        check_last_turn(contents({"role": "user"}, {"role": "model"}))

    assert caught.value.details[0].path == "contents[1].role"


def test_nothing_has_no_last_word() -> None:
    check_last_turn(())


def test_all_empty_places_are_told_at_once() -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        check_contents(
            contents({}, {"parts": [{"text": ""}, {}]}, {"parts": [{"partMetadata": {}}]})
        )

    assert [violation.path for violation in caught.value.details] == [
        "contents[0].parts",
        "contents[1].parts[1].data",
        "contents[2].parts[0].data",
    ]


@pytest.mark.parametrize("mark", [{"thoughtSignature": "QUJD"}, {"thought": True}])
def test_a_part_that_only_marks_a_thought_is_let_by(mark: dict) -> None:
    check_contents(contents({"parts": [{"text": "a"}, mark]}))


def test_the_message_is_named_as_it_came() -> None:
    with pytest.raises(InvalidArgumentError, match=r"\* CountTokensRequest\.contents: "):
        check_contents((), "CountTokensRequest")


@pytest.mark.parametrize("mode", ["AUTO", "ANY", "VALIDATED"])
def test_functions_that_may_be_called_are_refused(mode: str) -> None:
    asked = request(
        tools=[{"functionDeclarations": [{"name": "f"}]}],
        toolConfig={"functionCallingConfig": {"mode": mode}},
    )

    with pytest.raises(InvalidArgumentError, match="Function calling is not enabled for models/m"):
        check_tools(asked, make_model())


def test_a_model_with_tools_may_be_given_functions_but_no_others() -> None:
    model = make_model(has_tools=True)

    check_tools(request(tools=[{"functionDeclarations": [{"name": "f"}]}]), model)
    with pytest.raises(InvalidArgumentError, match="Code execution is not enabled"):
        check_tools(request(tools=[{"codeExecution": {}}]), model)


def test_a_model_without_tools_may_be_made_to_call() -> None:
    declared = [{"functionDeclarations": [{"name": "f"}]}]
    model = make_model(calls_on_demand=True)

    must = {"functionCallingConfig": {"mode": "ANY"}}
    check_tools(request(tools=declared, toolConfig=must), model)
    with pytest.raises(InvalidArgumentError, match="Function calling is not enabled"):
        check_tools(request(tools=declared), model)


def test_functions_that_must_not_be_called_do_not_hide_other_tools() -> None:
    asked = request(
        tools=[{"functionDeclarations": [{"name": "f"}]}, {"googleMaps": {}}],
        toolConfig={"functionCallingConfig": {"mode": "NONE"}},
    )

    with pytest.raises(InvalidArgumentError, match="Google Maps"):
        check_tools(asked, make_model())


def test_a_configuration_of_tools_alone_changes_nothing() -> None:
    check_tools(request(toolConfig={"retrievalConfig": {"languageCode": "de"}}), make_model())


@pytest.mark.parametrize("name", ["x", "cachedContents/x"])
def test_any_cache_is_missing(name: str) -> None:
    with pytest.raises(PermissionDeniedError, match="CachedContent not found"):
        check_state(request(cachedContent=name))


def test_a_request_without_state_is_let_by() -> None:
    check_state(request())
