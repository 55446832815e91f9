import json

import pytest

from wasat.adapters.models.failures import read_fault, to_error
from wasat.chat.client import MalformedAnswerError, WindowExceededError
from wasat.status import ErrorInfo, RetryInfo


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"message": "nested", "type": "t"}}, "nested"),
        ({"object": "error", "message": "flat"}, "flat"),
        ({"error": "bare"}, "bare"),
        ({"detail": "of a framework"}, "of a framework"),
        ({"error": '{"error": {"code": 400, "message": "in a text"}}'}, "in a text"),
        ({"error": "{no JSON"}, "{no JSON"),
        ([1], "[1]"),
    ],
)
def test_a_failure_is_read_however_it_is_written(body: object, message: str) -> None:
    assert read_fault(json.dumps(body).encode()).message == message


def test_a_failure_that_is_no_json_is_its_own_message() -> None:
    assert read_fault(b"Bad Gateway\n").message == "Bad Gateway"


def test_llama_cpp_finds_answers_other_than_their_schema() -> None:
    words = "The model produced output that does not match the expected peg-native format"

    error = to_error(500, json.dumps({"error": {"message": words}}).encode())

    assert isinstance(error, MalformedAnswerError)


def test_an_overflow_that_is_told_by_a_500_is_one_all_the_same() -> None:
    error = to_error(500, b'{"error": "exceeds the available context size"}')

    assert isinstance(error, WindowExceededError)


def test_ollama_told_an_overflow_without_its_length_before_it_told_it_with_it() -> None:
    error = to_error(400, b'{"error": "the input length exceeds the context length"}')

    assert isinstance(error, WindowExceededError)
    assert error.prompt_tokens == 0


@pytest.mark.parametrize("param", ["input_tokens", "input_text"])
def test_vllm_names_what_was_too_long(param: str) -> None:
    body = {"error": {"message": "Too much.", "type": "BadRequestError", "param": param}}

    assert isinstance(to_error(400, json.dumps(body).encode()), WindowExceededError)


def test_what_a_server_says_of_its_own_failure_is_not_passed_on() -> None:
    error = to_error(502, b'{"error": "secret-host:8000 refused"}')

    assert error.message == "The model's server failed with HTTP status 502."
    assert error.details == (
        RetryInfo(delay_seconds=1.0),
        ErrorInfo(reason="MODEL_UNAVAILABLE", domain="wasat"),
    )


def test_a_server_that_has_too_much_to_do_is_told_in_the_services_words() -> None:
    error = to_error(503, b'{"error": "Loading model"}', retry_after="3")

    assert error.message.startswith("The model is overloaded. Please try again later. ")
    assert error.details[0] == RetryInfo(delay_seconds=3.0)


def test_a_date_of_return_is_as_good_as_none() -> None:
    error = to_error(429, b"", retry_after="Fri, 27 Nov 2026 23:59:59 GMT")

    assert error.details == (RetryInfo(delay_seconds=1.0),)


def test_an_overflow_is_told_by_the_parameter_whatever_the_words() -> None:
    """vLLM's words change from version to version."""
    body = b'{"error": {"message": "Too much.", "param": "input_tokens", "code": 400}}'

    assert isinstance(to_error(400, body), WindowExceededError)
    assert not isinstance(
        to_error(400, body.replace(b"input_tokens", b"seed")), WindowExceededError
    )
