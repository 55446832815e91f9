import pytest

from wasat.generation.pointer import follow, is_pointer, step
from wasat.generation.prompt import JsonValue

ROOT: JsonValue = {"a/b": {"c~d": [1, {"e f": 2}]}, "": 3}


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("#", ROOT),
        ("#/a~1b/c~0d/0", 1),
        ("#/a~1b/c~0d/1/e%20f", 2),
        ("#/", 3),
    ],
)
def test_a_path_leads_to_its_place(reference: str, found: JsonValue) -> None:
    assert follow(ROOT, reference) == found


@pytest.mark.parametrize("index", ["2", "01", "-1", "1.0", "\u0661", "", "0" * 5_000, "9" * 5_000])
def test_an_index_is_one_number_within_the_list(index: str) -> None:
    assert follow(ROOT, f"#/a~1b/c~0d/{index}") is None


@pytest.mark.parametrize("reference", ["#/b", "#/a~1b/c~0d/0/x", "#/a/b"])
def test_a_path_that_leads_nowhere_finds_nothing(reference: str) -> None:
    assert follow(ROOT, reference) is None


def test_a_step_written_is_a_step_followed() -> None:
    path = step(step("#", "a/b"), "c~d")

    assert is_pointer(path)
    assert follow(ROOT, step(path, 0)) == 1


def test_names_are_no_paths() -> None:
    assert not is_pointer("#anchor")
