"""Settings as the values that the rooms are made with."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Literal, TypedDict

from wasat.api.limits.keys import Rates
from wasat.documents.library import MOST_LOOKS
from wasat.documents.limits import Limits, Pace, Shares
from wasat.documents.ocr.reading import ScanPace
from wasat.files.quota import Terms
from wasat.generation.service import Naming
from wasat.settings import Settings
from wasat.status import FailedPreconditionError
from wasat.tables import FAMILY, find_writer

SETTLE_SECONDS = 2.0  # an upload's answer waits so long to say ACTIVE


class Scanning(TypedDict):
    """How scans are read."""

    limits: Limits
    most_at_once: int
    pace: ScanPace


class Sealing(TypedDict):
    """What all sealed processes have in common."""

    sandbox: Literal["auto", "require", "off"]
    most_waiting: int
    most_result_bytes: int


def plan_sealing(settings: Settings) -> Sealing:
    """Return how processes are sealed, and how much they may be given and give."""
    return Sealing(
        sandbox=settings.sandbox,
        most_waiting=settings.max_waiting_jobs,
        most_result_bytes=settings.max_reader_result_bytes,
    )


def plan_limits(settings: Settings) -> Limits:
    """Return what a document may have at most."""
    return Limits(
        pages=settings.max_pages,
        text_bytes=settings.max_text_bytes,
        page_characters=settings.max_page_characters,
        document_characters=settings.max_document_characters,
        depth=settings.max_markup_levels,
        side_pixels=settings.max_picture_side_pixels,
        area_pixels=settings.max_picture_pixels,
        picture_pixels=settings.max_uploaded_picture_pixels,
        archive_bytes=settings.max_unpacked_part_bytes,
    )


def plan_pace(settings: Settings) -> Pace:
    """Return how long reading may take."""
    return Pace(
        start_seconds=settings.document_start_seconds,
        page_seconds=settings.document_page_seconds / MOST_LOOKS,
        most_seconds=settings.max_document_seconds,
        longest_page_seconds=settings.max_page_seconds,
        page_cpu_seconds=settings.max_page_cpu_seconds,
        memory_bytes=settings.max_reader_memory_bytes,
    )


def plan_scanning(settings: Settings) -> Scanning:
    """Return how many scanned pages are read, and what each may take."""
    pace = ScanPace(
        seconds=settings.max_ocr_page_seconds,
        drawing_cpu_seconds=settings.max_drawing_cpu_seconds,
        cpu_seconds=settings.max_ocr_page_cpu_seconds,
        memory_bytes=settings.max_ocr_memory_bytes,
    )
    return Scanning(limits=plan_limits(settings), most_at_once=settings.max_ocr_pages, pace=pace)


def plan_shares(settings: Settings) -> Shares:
    """Return how much memory the processes that read may take."""
    return Shares(
        reader_bytes=settings.max_reader_memory_bytes,
        scan_bytes=settings.max_ocr_memory_bytes,
        all_bytes=settings.max_readers_memory_bytes,
    )


def plan_naming(settings: Settings) -> Naming:
    """Name the engine behind each model's name; `gemini-*` stands for names that are not shown."""
    engines = settings.engine_names
    default = engines.pop(f"{FAMILY}*")
    return Naming(
        engines=engines,
        default=default,
        writer=find_writer(settings.tables),
        is_strict=settings.strict_models,
    )


def plan_rates(settings: Settings) -> Rates:
    """Return what each key may do."""
    return Rates(
        requests_per_minute=settings.rate_requests_per_minute,
        bytes_per_minute=settings.rate_bytes_per_minute,
        requests_at_once=settings.max_connections_per_key,
    )


def plan_terms(settings: Settings, free_bytes: Callable[[], int]) -> Terms:
    """Return what callers may keep, and for how long."""
    return Terms(
        max_file_bytes=settings.max_file_bytes,
        max_project_bytes=settings.max_project_bytes,
        file_ttl=timedelta(seconds=settings.file_ttl_seconds),
        upload_ttl=timedelta(seconds=settings.upload_ttl_seconds),
        settle_seconds=SETTLE_SECONDS,
        free_bytes=free_bytes,
    )


def plan_workers(settings: Settings) -> int:
    """Return how many documents are read at a time."""
    return settings.workers or os.cpu_count() or 1


def no_keys(settings: Settings) -> FailedPreconditionError:
    """Return the refusal to let others than this machine call without a key."""
    return FailedPreconditionError(
        f"expected a key when listening on {settings.host}, found none: make one with `wasat keys"
        " create`, or set WASAT_KEYS"
    )
