from pathlib import Path

import pytest

from wasat.settings import Settings, load_settings

FIXED_DEFAULTS = {
    "host": "127.0.0.1",
    "port": 8080,
    "data_dir": Path("data"),
    "keys": "",
    "max_file_bytes": 2_147_483_648,
    "max_project_bytes": 21_474_836_480,
    "max_request_bytes": 104_857_600,
    "file_ttl_seconds": 172_800,
    "upload_ttl_seconds": 86_400,
    "sweep_interval_seconds": 60,
    "shutdown_grace_seconds": 30,
    "processing_wait_seconds": 600,
    "max_pages": 3_600,
    "sandbox": "auto",
    "trace_ttl_seconds": 3_600,
    "strict_models": False,
    "withhold_unsupported": False,
    "download_uploaded": False,
    "canonical_uris": False,
    "public_url": "",
    "max_ocr_pages": 500,
    "max_ocr_page_seconds": 60,
    "max_ocr_page_cpu_seconds": 15,
    "max_ocr_memory_bytes": 3 << 29,
    "max_uploaded_picture_pixels": 100_000_000,
    "fetch_urls": False,
    "rate_requests_per_minute": 0,
    "rate_bytes_per_minute": 0,
    "max_connections_per_key": 64,
    "keep_alive_seconds": 120,
    "otlp_endpoint": "",
    "max_reader_memory_bytes": 1 << 30,
    "max_page_seconds": 15,
    "max_page_cpu_seconds": 5,
    "max_drawing_cpu_seconds": 5,
    "document_start_seconds": 30,
    "document_page_seconds": 0.2,
    "max_document_seconds": 1_200,
    "max_picture_side_pixels": 3_072,
    "max_picture_pixels": 12_000_000,
    "max_page_characters": 1_000_000,
    "max_document_characters": 50_000_000,
    "max_text_bytes": 20_000_000,
    "max_markup_levels": 200,
}


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_are_those_of_the_design() -> None:
    settings = load_settings()

    assert {name: getattr(settings, name) for name in FIXED_DEFAULTS} == FIXED_DEFAULTS


def test_every_setting_says_what_it_is_for() -> None:
    silent = [name for name, field in Settings.model_fields.items() if not field.description]

    assert silent == []


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wasat.toml").write_text("port = 1\nmax_pages = 2\n")
    monkeypatch.setenv("WASAT_PORT", "3")

    settings = load_settings()

    assert (settings.port, settings.max_pages) == (3, 2)


def test_a_flag_beats_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WASAT_PORT", "3")

    assert load_settings(port=4).port == 4


def test_a_flag_that_was_not_given_counts_for_nothing() -> None:
    assert load_settings(port=None).port == 8080


def test_another_file_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("port = 1\n")

    assert load_settings(tmp_path / "other.toml").port == 1


def test_an_unknown_setting_in_the_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "wasat.toml").write_text("prot = 1\n")

    with pytest.raises(ValueError, match="WASAT_PROT"):
        load_settings()


def test_a_value_that_does_not_fit_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WASAT_PORT", "eighty")

    with pytest.raises(ValueError, match="WASAT_PORT"):
        load_settings()


def test_keys_open_projects_and_several_may_share_one() -> None:
    settings = load_settings(keys="a:one b:two c:one")

    assert settings.key_projects == {"a": "one", "b": "two", "c": "one"}


def test_a_key_may_have_colons() -> None:
    assert load_settings(keys="a:b:one").key_projects == {"a:b": "one"}


@pytest.mark.parametrize("keys", ["a", ":one", "a:"])
def test_a_malformed_key_is_refused(keys: str) -> None:
    with pytest.raises(ValueError, match="expected WASAT_KEYS as key:project"):
        load_settings(keys=keys)


def test_models_are_tables_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "wasat.toml").write_text('[[models]]\nname = "gemini-x"\nengine = "reader"\n')

    assert [(table.name, table.engine) for table in load_settings().models] == [
        ("gemini-x", "reader")
    ]


def test_models_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WASAT_MODELS", '[{"name": "gemini-*"}]')

    assert [(table.name, table.engine) for table in load_settings().models] == [
        ("gemini-*", "reader")
    ]


@pytest.mark.parametrize("name", ["", "a b", "models/a", "gpt-*", "*"])
def test_what_can_be_no_models_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="WASAT_MODELS_0_NAME"):
        load_settings(models=[{"name": name}])


@pytest.mark.parametrize("names", [("a", "b", "a"), ("reader",)])
def test_a_name_has_one_table_and_the_reader_its_own(names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=rf"no second \[\[models\]\] table for {names[-1]}"):
        load_settings(models=[{"name": name} for name in names])


@pytest.mark.parametrize("table", [{"name": "a", "engine": "magic"}, {"name": "a", "modle": "b"}])
def test_a_table_of_models_that_does_not_fit_is_refused(table: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="WASAT_MODELS_0_"):
        load_settings(models=[table])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_on_loopback_nobody_else_may_call(host: str) -> None:
    assert not load_settings(host=host).is_exposed


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.5", "::", "example.org"])  # noqa: S104
def test_off_loopback_others_may(host: str) -> None:
    assert load_settings(host=host).is_exposed


@pytest.mark.parametrize(
    ("flags", "engine"),
    [({}, "reader"), ({"engines": "ollama"}, "ollama"), ({"gguf": "tiny.gguf"}, "tiny")],
)
def test_names_of_the_family_lead_to_a_model_once_one_is_given(
    tmp_path: Path, flags: dict[str, str], engine: str
) -> None:
    names = load_settings(tmp_path / "no.toml", **flags).engine_names

    assert names["gemini-2.0-flash"] == names["gemini-*"] == engine
    assert names["reader"] == "reader"
