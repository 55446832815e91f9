from wasat.chat.dialects import DIALECTS, GENERIC, recognise


def test_a_server_is_recognised_by_who_owns_its_models() -> None:
    assert recognise("vllm") is DIALECTS["vllm"]
    assert recognise("llamacpp") is DIALECTS["llamacpp"]


def test_an_unknown_server_is_asked_for_nothing_special() -> None:
    assert recognise("somebody") is GENERIC
    assert recognise("") is GENERIC


def test_only_what_was_tried_is_called_checked() -> None:
    assert [name for name, each in DIALECTS.items() if each.is_checked] == [
        "vllm",
        "llamacpp",
        "generic",
    ]
