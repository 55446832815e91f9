"""Every setting, once: its name, its unit, its default, and what it is for."""

import ipaddress
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from wasat.tables import (
    DEFAULT_MODELS,
    FAMILY,
    READER,
    ModelTable,
    give_family,
    make_local,
    parse_engines,
)

Sandbox = Literal["auto", "require", "off"]


class Settings(BaseSettings):
    """Flag over environment (`WASAT_` before the name) over `wasat.toml` over default."""

    model_config = SettingsConfigDict(env_prefix="WASAT_", frozen=True, extra="forbid")

    host: str = Field(
        "127.0.0.1", description="Address to listen on. Off loopback, keys are a must."
    )
    port: int = Field(8080, description="Port to listen on; 0 takes a free one.")
    data_dir: Path = Field(Path("data"), description="All state lives here, nothing elsewhere.")
    keys: str = Field(
        "",
        description="`key:project key:project …`, projects of `[a-z0-9._-]`; keys may share one.",
    )
    public_url: str = Field(
        "", description="Base of all URLs we hand out, if not the caller's Host."
    )
    browser_origins: str = Field(
        "",
        description="Whose pages in browsers may call: `https://app.example …`; `*` is anybody's.",
    )
    canonical_uris: bool = Field(
        default=False, description="Name files by Google's https address, for SDKs that want https."
    )
    max_file_bytes: int = Field(2_147_483_648, description="Largest file.")
    max_project_bytes: int = Field(21_474_836_480, description="All files of a project together.")
    max_request_bytes: int = Field(104_857_600, description="Largest generateContent body.")
    file_ttl_seconds: int = Field(172_800, description="How long a file is kept.")
    upload_ttl_seconds: int = Field(86_400, description="How long an unfinished upload is kept.")
    sweep_interval_seconds: int = Field(60, description="How often what has expired is removed.")
    shutdown_grace_seconds: int = Field(30, description="How long running requests may finish.")
    processing_wait_seconds: int = Field(
        600, description="How long generateContent waits for a file that is still being read."
    )
    max_pages: int = Field(3_600, description="Most pages of one document.")
    max_waiting_files: int = Field(
        1_000, gt=0, description="Most files of a project that wait to be read; then 429."
    )
    max_waiting_jobs: int = Field(
        1_000, gt=0, description="Most pages and documents that a project waits for; then 429."
    )
    max_reader_memory_bytes: int = Field(
        1 << 30, gt=0, description="Memory of a process that reads a document, beside its file."
    )
    max_reader_result_bytes: int = Field(1 << 30, gt=0, description="All it may give out of one.")
    max_page_seconds: float = Field(
        15, gt=0, description="How long reading or drawing a page takes."
    )
    max_page_cpu_seconds: float = Field(5, gt=0, description="Processor time for reading a page.")
    max_drawing_cpu_seconds: int = Field(
        5, gt=0, description="Processor time for drawing a page, also before it is read as a scan."
    )
    document_start_seconds: float = Field(
        30, gt=0, description="How long reading a document may take, besides that of its pages."
    )
    document_page_seconds: float = Field(0.2, ge=0, description="What each of its pages adds.")
    max_document_seconds: float = Field(
        1_200, gt=0, description="How long reading a document may take, however many its pages."
    )
    max_picture_side_pixels: int = Field(3_072, gt=0, description="Longest side of a drawn page.")
    max_picture_pixels: int = Field(12_000_000, gt=0, description="Most pixels of a drawn page.")
    max_page_characters: int = Field(
        1_000_000, gt=0, description="Most characters of a page; the rest is left out."
    )
    max_document_characters: int = Field(
        50_000_000, gt=0, description="Most characters of a document; the rest is left out."
    )
    max_text_bytes: int = Field(
        20_000_000, gt=0, description="Largest file of a text format that is read."
    )
    max_markup_levels: int = Field(
        200, gt=0, description="Deepest nesting of markup whose structure counts."
    )
    max_uploaded_picture_pixels: int = Field(
        100_000_000, gt=0, description="Most pixels of a picture that is uploaded."
    )
    max_unpacked_part_bytes: int = Field(
        100_000_000, gt=0, description="Largest part of an archive that is read, unpacked."
    )
    max_ocr_page_seconds: float = Field(
        60, gt=0, description="How long reading a scanned page may take."
    )
    max_ocr_page_cpu_seconds: int = Field(
        15, gt=0, description="Processor time for reading a scanned page, once it is drawn."
    )
    max_ocr_memory_bytes: int = Field(
        3 << 29, gt=0, description="Memory of the process that reads a scanned page."
    )
    max_readers_memory_bytes: int = Field(
        0,
        ge=0,
        description="Memory of all processes that read, together. 0: that of all that may run, or"
        " of one beside a scanned page, within 60 % of the machine's.",
    )
    max_ocr_pages: int = Field(
        500,
        description="Scanned pages of a document that are read before it is ready; the rest after.",
    )
    sandbox: Sandbox = Field(
        "auto", description="Seal the processes that read documents: auto, require or off."
    )
    workers: int = Field(0, description="Processes that read documents; 0 is one per core.")
    strict_models: bool = Field(
        default=False, description="Answer 404 to model names that are not configured."
    )
    models: tuple[ModelTable, ...] = Field(
        DEFAULT_MODELS, description="`[[models]]` tables: names that can be asked beside `reader`."
    )
    engines: str = Field(
        "",
        description="Servers of chat models: `[name=]http://HOST/v1` or `[name=]ollama[:MODEL]`, by"
        " spaces; the first answers to the default names.",
    )
    gguf: str = Field("", description="A model file to run here; needs the extra `local`.")
    mmproj: str = Field("", description="The file by which that model sees.")
    max_page_picture_bytes: int = Field(
        1_000_000_000,
        ge=0,
        description="Pictures of pages, as models were shown them, that are kept on disk; the"
        " oldest go first.",
    )
    withhold_unsupported: bool = Field(
        default=False, description="Leave out statements without evidence."
    )
    trace_ttl_seconds: int = Field(3_600, description="How long an answer's trace is kept.")
    download_uploaded: bool = Field(
        default=False, description="Allow uploaded files to be downloaded; the service does not."
    )
    rate_requests_per_minute: int = Field(
        0, ge=0, description="Most requests of a key; 0 is no limit."
    )
    rate_bytes_per_minute: int = Field(
        0, ge=0, description="Most bytes that a key sends in bodies; 0 is no limit."
    )
    max_connections_per_key: int = Field(
        64, ge=0, description="Most requests of a key at the same time; 0 is no limit."
    )
    max_connections: int = Field(
        900, ge=0, description="Most connections of all; more are closed at once. 0: no limit."
    )
    keep_alive_seconds: int = Field(  # longer than callers' own: httpx 5, nginx 60, Go 90
        120, ge=0, description="How long a connection is kept on which nothing is asked."
    )
    max_header_bytes: int = Field(65_536, gt=0, description="Request line and headers together.")
    max_headers: int = Field(128, gt=0, description="Most header fields of a request.")
    header_timeout_seconds: float = Field(
        30, gt=0, description="How long a caller may take for request line and headers."
    )
    body_timeout_seconds: float = Field(
        60, gt=0, description="How long a caller may send or take too little before it is cut off."
    )
    min_body_bytes_per_second: int = Field(
        100, ge=0, description="What is too little of a body, on average over that time."
    )
    trusted_proxies: str = Field(
        "",
        description="Addresses of proxies, by commas, whose `X-Forwarded-For` tells the caller.",
    )
    fetch_urls: bool = Field(
        default=False, description="Fetch documents from public `https` addresses in `fileUri`."
    )
    max_fetch_bytes: int = Field(
        104_857_600, gt=0, description="All that one request may have fetched."
    )
    fetch_timeout_seconds: float = Field(
        60, gt=0, description="How long fetching one document may take, redirects included."
    )

    otlp_endpoint: str = Field(
        "", description="OpenTelemetry collector that traces are sent to; wants the extra `otlp`."
    )

    @property
    def key_projects(self) -> dict[str, str]:
        """Project by key; empty where every key is a project of its own.

        Raises:
            ValueError: An entry is not `key:project`.
        """
        projects: dict[str, str] = {}
        for entry in self.keys.split():
            key, _, project = entry.rpartition(":")
            if not key or not project:
                raise ValueError("expected WASAT_KEYS as key:project, separated by spaces")
            projects[key] = project
        return projects

    @property
    def is_exposed(self) -> bool:
        """Whether others than this machine may call, so that there must be keys."""
        return not _is_loopback(self.host)

    @model_validator(mode="after")
    def check_keys(self) -> Self:
        """Refuse keys that do not say their project."""
        _ = self.key_projects
        return self

    @property
    def tables(self) -> tuple[ModelTable, ...]:
        """All names that can be asked beside the reader, however they were given.

        Raises:
            ValueError: `engines` cannot be read.
        """
        given = (*parse_engines(self.engines), *make_local(self.gguf, self.mmproj))
        return (*given, *self.models)

    @property
    def engine_names(self) -> dict[str, str]:
        """Engine behind each name; default names lead to the first server, or else the reader.

        `gemini-*` stands for the names of the family that have no table.
        """
        given = (*parse_engines(self.engines), *make_local(self.gguf, self.mmproj))
        first = given[0].name if given else READER
        names = give_family(self.tables, first)
        return {READER: READER, f"{FAMILY}*": first, **names}

    @model_validator(mode="after")
    def check_models(self) -> Self:
        """Refuse two tables of one name: only one could answer, and the reader has its own."""
        names = [READER, *(table.name for table in self.tables)]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValueError(f"expected no second [[models]] table for {twice}")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read flags, then the environment, then the configuration file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(config: Path | None = None, **flags: object) -> Settings:
    """Gather settings; a flag that is None was not given.

    Raises:
        ValueError: A setting is unknown or has a value that does not fit; says which.
    """

    class _WithConfig(Settings):
        model_config = SettingsConfigDict(toml_file=config or Path("wasat.toml"))

    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    try:
        return _WithConfig(**given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = "WASAT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise ValueError(f"{name}: {first['msg']}" if first["loc"] else first["msg"]) from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
