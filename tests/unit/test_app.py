from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest

from wasat.app import build_rooms
from wasat.blob import Blob
from wasat.documents.library import MOST_LOOKS
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


async def test_a_model_of_any_name_answers_what_the_family_is_asked_without_documents(
    tmp_path: Path,
) -> None:
    config = '[[models]]\nname = "house-model"\nengine = "ollama"\n'
    async with generator_of(tmp_path, config) as generator:
        assert generator.get_model("gemini-2.0-flash").engine == "reader"
        asked = generator.get_model("gemini-2.0-flash", has_documents=False)
        assert asked.engine == "house-model"
        assert generator.get_model("reader", has_documents=False).engine == "reader"


async def test_a_strict_server_knows_the_tables_alone(tmp_path: Path) -> None:
    config = 'strict_models = true\n[[models]]\nname = "gemini-2.5-pro"\n'
    async with generator_of(tmp_path, config) as generator:
        assert generator.get_model("gemini-2.5-pro").engine == "reader"
        with pytest.raises(NotFoundError):
            generator.get_model("gemini-2.0-flash")


LIMITS = """
max_pages = 7
max_text_bytes = 8
max_page_characters = 9
max_document_characters = 10
max_markup_levels = 11
max_picture_side_pixels = 12
max_picture_pixels = 13
max_reader_memory_bytes = 14
max_page_seconds = 15.5
max_page_cpu_seconds = 2.5
document_start_seconds = 16.5
document_page_seconds = 0.6
max_document_seconds = 17.5
max_uploaded_picture_pixels = 18
max_unpacked_part_bytes = 19
max_ocr_page_seconds = 20.5
max_ocr_page_cpu_seconds = 21
max_drawing_cpu_seconds = 24
max_ocr_memory_bytes = 22
max_readers_memory_bytes = 23
max_page_picture_bytes = 24

[[models]]
name = "house-model"
engine = "ollama"
"""


async def test_every_limit_on_a_document_reaches_whoever_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "wasat.toml"
    path.write_text(LIMITS)
    rooms = build_rooms(load_settings(path, data_dir=tmp_path / "data"))
    blob = Blob(project="p", sha256="0", mime_type="text/plain", size_bytes=0, lend=BytesIO)

    job = rooms.library._job(blob)
    assert rooms.library._completion
    scan = rooms.library._completion._reader._make_job(blob, 1)
    await rooms.database.close()

    assert job.arguments["pages"] == 7
    assert job.arguments["text_bytes"] == 8
    assert job.arguments["page_characters"] == 9
    assert job.arguments["document_characters"] == 10
    assert job.arguments["depth"] == 11
    assert job.arguments["side_pixels"] == 12
    assert job.arguments["area_pixels"] == 13
    assert job.arguments["picture_pixels"] == scan.arguments["picture_pixels"] == 18
    assert job.arguments["archive_bytes"] == 19
    assert (scan.seconds, scan.first_cpu_seconds, scan.memory_bytes) == (20.5, 24, 22)
    assert scan.cpu_seconds == 24 + 21
    assert rooms.executor._room._total == 23
    assert rooms.chats["house-model"]._sight._kept._stored_room == 24
    assert job.memory_bytes == 14
    assert job.result_seconds == 15.5
    assert job.result_cpu_seconds == 2.5
    assert job.seconds == 16.5
    assert job.most_seconds == 17.5
    assert job.earned_seconds * MOST_LOOKS == pytest.approx(0.6)
