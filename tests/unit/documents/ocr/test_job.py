import subprocess
import sys
from io import BytesIO

import pytest

from tests.make import scan
from tests.unit.documents.ocr.made import PrintedEngine
from wasat.documents.ocr import job
from wasat.documents.scan import decode_scans
from wasat.status import UnreadableDocumentError


def test_a_page_is_read_by_the_engines_that_are_installed() -> None:
    results = job.read_scan(
        BytesIO(scan.encoded(scan.written())),
        mime_type="image/png",
        page=1,
        engines=[PrintedEngine(scan.LETTER)],
    )
    drawn, read = results
    assert drawn == b""
    found = decode_scans(read)
    assert " ".join(word.text for word in found[1].words) == " ".join(scan.LETTER)


def test_where_no_engine_is_installed_the_page_says_so() -> None:
    data = BytesIO(scan.encoded(scan.written()))
    (found,) = map(decode_scans, job.read_scan(data, mime_type="image/png", page=1, engines=[]))
    assert found[1].unread == job.NO_ENGINE


WITHOUT_THE_EXTRA = """
import sys
for name in ("cv2", "onnxruntime", "rapidocr", "shapely", "pyclipper"):
    sys.modules[name] = None
import wasat.cli.serve, wasat.cli.read
from wasat.documents.ocr.job import load_engines
print([engine.name for engine in load_engines() if engine.name != "tesseract"])
"""


def test_all_but_the_models_works_without_the_extra() -> None:
    command = [sys.executable, "-c", WITHOUT_THE_EXTRA]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["[]"]), done.stderr


def test_a_page_that_cannot_be_opened_is_refused() -> None:
    data = scan.encoded(scan.written())[:200]
    with pytest.raises(UnreadableDocumentError, match="cannot be decoded"):
        list(
            job.read_scan(BytesIO(data), mime_type="image/png", page=1, engines=[PrintedEngine([])])
        )
