"""The time that "not yours" takes is that of "not there": both run the same lines of ours."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from tests.isolation.test_foreign import SETTINGS, about_nothing, about_theirs
from tests.isolation.two import FOREIGN, send, two_projects

SOURCE = str(Path(__file__).parents[2] / "src" / "wasat")
Step = tuple[str, int]


@contextmanager
def stepping() -> Iterator[list[Step]]:
    """Note every line of ours that runs in this thread."""
    steps: list[Step] = []

    def note(frame: FrameType, event: str, _: object) -> object:
        if not frame.f_code.co_filename.startswith(SOURCE):
            return None
        if event == "line":
            steps.append((frame.f_code.co_qualname, frame.f_lineno))
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        yield steps
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("name", FOREIGN)
async def test_what_is_anothers_takes_the_steps_of_what_is_not_there(name: str) -> None:
    async with two_projects(SETTINGS) as (client, theirs):
        await send(client, about_nothing(FOREIGN[name], theirs))  # what is done once is done
        with stepping() as foreign:
            await send(client, about_theirs(FOREIGN[name], theirs))
        with stepping() as missing:
            await send(client, about_nothing(FOREIGN[name], theirs))

    assert len(missing) > 50
    assert foreign == missing
