import json
import subprocess
import sys

import pytest

from wasat.cli.logs import REDACTED, make_redactor
from wasat.projects.key import new_key

HIDDEN = "one-of-42"


def _clean(value: object, *keys: str) -> object:
    return make_redactor(keys)(None, "info", {"event": value})["event"]


@pytest.mark.parametrize(
    "text",
    [
        f"GET /v1beta/files?key={HIDDEN}&pageSize=2",
        f"POST /upload/v1beta/files?upload_id={HIDDEN}",
        f"x-goog-api-key: {HIDDEN}",
        f"X-Goog-Api-Key: {HIDDEN}",
        f"{{'x-goog-api-key': '{HIDDEN}'}}",
        f"(b'x-goog-api-key', b'{HIDDEN}')",
        f"Authorization: Bearer {HIDDEN}",
        f"authorization: {HIDDEN}",
        f'sent "Bearer {HIDDEN}"',
    ],
)
def test_what_stands_where_keys_stand_is_taken_out(text: str) -> None:
    cleaned = str(_clean(text))

    assert HIDDEN not in cleaned
    assert REDACTED in cleaned


def test_keys_of_ours_and_of_the_service_are_known_by_their_beginning() -> None:
    ours, theirs = new_key(), "AIza" + "Sy" * 18

    assert _clean(f"refused {ours} and {theirs}") == f"refused {REDACTED} and {REDACTED}"


def test_known_keys_are_taken_out_wherever_they_stand() -> None:
    assert _clean({"caller": ["plain", ("hush",)]}, "plain", "hush") == {
        "caller": [REDACTED, [REDACTED]]
    }


def test_everything_else_is_left_as_it_is() -> None:
    line = {"status": 200, "seconds": 0.1, "event": "the key facts of monkey=business are kept"}

    assert make_redactor()(None, "info", dict(line)) == line


def test_a_traceback_that_names_a_key_is_logged_without_it() -> None:
    program = (
        "import structlog\n"
        "from wasat.cli.logs import configure_logs\n"
        "configure_logs(keys=['hush-hush'])\n"
        "try:\n"
        "    raise RuntimeError('no such key: hush-hush, nor ?key=other-one')\n"
        "except RuntimeError:\n"
        "    structlog.get_logger('x').exception('broke')\n"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    line = json.loads(run.stderr)

    assert f"no such key: {REDACTED}, nor ?key={REDACTED}" in line["exception"]
    assert "hush" not in run.stdout + run.stderr.replace("keys=['hush-hush']", "")
