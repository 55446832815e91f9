from dataclasses import replace

import pytest

from tests.unit.files.fakes import DAY, NEW, NOW, TERMS
from wasat.files.quota import Holding, Quota, check_quota
from wasat.files.upload import Upload, receive, start_upload
from wasat.status import QuotaViolation, ResourceExhaustedError, StorageFullError

QUOTA = Quota(now=NOW, project_bytes=1000, free_bytes=1000)


def upload_of(size_bytes: int | None) -> Upload:
    new = replace(NEW, size_bytes=size_bytes)
    return start_upload(new, now=NOW, ttl=DAY, max_file_bytes=10_000)


def test_terms_say_what_holds_now() -> None:
    terms = replace(TERMS, max_project_bytes=7, free_bytes=lambda: 5)
    assert terms.quota(NOW) == Quota(now=NOW, project_bytes=7, free_bytes=5)


def test_the_last_byte_of_a_quota_may_be_used() -> None:
    check_quota(QUOTA, Holding(project_bytes=900, promised_bytes=900), upload_of(100))


def test_one_byte_more_is_refused_with_the_quota_that_failed() -> None:
    with pytest.raises(ResourceExhaustedError) as raised:
        check_quota(QUOTA, Holding(project_bytes=901, promised_bytes=0), upload_of(100))
    assert raised.value.message.startswith("You exceeded your current quota")
    assert raised.value.http_status == 429
    violation = raised.value.details[0]
    assert isinstance(violation, QuotaViolation)
    assert violation.subject == "project:acme"


def test_what_is_promised_to_others_has_its_place_on_the_disk() -> None:
    with pytest.raises(StorageFullError) as raised:
        check_quota(QUOTA, Holding(project_bytes=0, promised_bytes=901), upload_of(100))
    assert raised.value.message == "The disk has room for 99 more bytes, not 100."
    assert raised.value.http_status == 507


def test_a_disk_without_headroom_takes_nothing() -> None:
    full = replace(QUOTA, free_bytes=-5)
    with pytest.raises(StorageFullError, match="room for 0 more bytes"):
        check_quota(full, Holding(project_bytes=0, promised_bytes=0), upload_of(None))


def test_what_is_counted_already_is_not_counted_twice() -> None:
    grown = receive(upload_of(None), 100)
    holding = Holding(project_bytes=960, promised_bytes=0)
    check_quota(QUOTA, holding, grown, counted=60)
    with pytest.raises(ResourceExhaustedError, match="not 960 and 41 more"):
        check_quota(QUOTA, holding, grown, counted=59)
