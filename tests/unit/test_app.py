from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from wasat.app import build_rooms
from wasat.generation.service import Generator
from wasat.settings import load_settings
from wasat.status import NotFoundError


@asynccontextmanager
async def generator_of(folder: Path, config: str) -> AsyncIterator[Generator]:
    """Build the rooms as a configuration file says, without opening them."""
    path = folder / "wasat.toml"
    path.write_text(config)
    rooms = build_rooms(load_settings(path, data_dir=folder / "data"))
    try:
        yield rooms.generator
    finally:
        await rooms.database.close()


async def test_the_reader_and_the_family_answer_without_any_table(tmp_path: Path) -> None:
    async with generator_of(tmp_path, "") as generator:
        assert {model.engine for model in generator.models()} == {"reader"}
        assert [model.name for model in generator.models()][:2] == ["reader", "gemini-2.0-flash"]
        assert generator.get_model("gemini-9").engine == "reader"


async def test_a_table_of_models_names_what_is_shown(tmp_path: Path) -> None:
    config = '[[models]]\nname = "house-model"\n[[models]]\nname = "gemini-*"\n'
    async with generator_of(tmp_path, config) as generator:
        assert [model.name for model in generator.models()] == ["reader", "house-model"]
        assert generator.get_model("gemini-9").engine == "reader"


async def test_a_strict_server_knows_the_tables_alone(tmp_path: Path) -> None:
    config = 'strict_models = true\n[[models]]\nname = "gemini-2.5-pro"\n'
    async with generator_of(tmp_path, config) as generator:
        assert generator.get_model("gemini-2.5-pro").engine == "reader"
        with pytest.raises(NotFoundError):
            generator.get_model("gemini-2.0-flash")
