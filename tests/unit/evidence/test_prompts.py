"""Whether prompts in seven languages are understood; the table is `prompts.toml`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.evidence.pages import make_source
from wasat.evidence.task import Task, understand
from wasat.generation.prompt import Prompt, Role, Text, Turn

LANGUAGES = tomllib.loads((Path(__file__).parent / "prompts.toml").read_text(encoding="utf-8"))


def cases() -> Iterator[tuple[str, str, str]]:
    for language, prompts in LANGUAGES.items():
        for prompt, meaning in prompts.items():
            yield language, prompt, meaning


def tell(task: Task) -> str:
    """Write a task as the table does, without the number of documents."""
    told = [task.kind.value]
    spans = [f"{first}-{last}" for first, last in task.pages.spans]
    told += [f"pages={','.join(spans)}"] if spans != ["1--1"] else []
    told += [f"form={task.form.value}"] if task.form.value != "prose" else []
    told += [f"words={task.length.words}"] if task.length.words else []
    told += [f"sentences={task.length.sentences}"] if task.length.sentences else []
    told += [f"items={task.items}"] if task.items else []
    told += ["count"] if task.is_count else []
    told += [f"beyond={task.beyond.value}"] if task.beyond else []
    told += ["pictures"] if task.asks_pictures else []
    told += ["difference"] if task.asks_difference and task.kind.value == "compare" else []
    return " ".join(sorted(told))


@pytest.mark.parametrize(("language", "prompt", "meaning"), list(cases()))
def test_a_prompt_is_understood(language: str, prompt: str, meaning: str) -> None:
    words = meaning.split()
    documents = next((int(w.split("=")[1]) for w in words if w.startswith("documents=")), 1)
    expected = " ".join(sorted(word for word in words if not word.startswith("documents=")))
    parts = (*[make_source(title=f"{n}.pdf") for n in range(documents)], Text(text=prompt))

    task = understand(Prompt(turns=(Turn(role=Role.USER, parts=parts),)))

    assert (task.language, tell(task)) == (language, expected)


def test_every_language_has_cases_enough() -> None:
    assert {
        language: len(prompts) >= 15 for language, prompts in LANGUAGES.items()
    } == dict.fromkeys(("en", "de", "fr", "es", "it", "pt", "nl"), True)
