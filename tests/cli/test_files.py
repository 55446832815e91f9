import json

from tests.cli.conftest import REPORT, Wasat


def test_a_file_is_uploaded_listed_shown_and_removed(wasat: Wasat, server_url: str) -> None:
    uploaded = wasat("files", "upload", REPORT, "--server", server_url)
    name = uploaded.stdout.strip()

    listed = wasat("files", "ls", "--server", server_url)
    shown = {"state": "PROCESSING"}
    while shown["state"] == "PROCESSING":
        shown = json.loads(wasat("files", "get", name, "--server", server_url).stdout)
    removed = wasat("files", "rm", name, "--server", server_url)
    after = wasat("files", "get", name, "--server", server_url)

    assert name.startswith("files/")
    assert name in listed.stdout
    assert (shown["displayName"], shown["state"]) == ("report.pdf", "ACTIVE")
    assert removed.returncode == 0
    assert after.returncode == 1
    assert "You do not have permission" in after.stderr


def test_the_server_and_the_key_come_from_the_sdks_environment(
    wasat: Wasat, server_url: str
) -> None:
    environment = {"GOOGLE_GEMINI_BASE_URL": server_url, "GEMINI_API_KEY": "mine"}
    name = wasat("files", "upload", REPORT, **environment).stdout.strip()

    assert name in wasat("files", "ls", **environment).stdout
    assert name not in wasat("files", "ls", "--server", server_url).stdout


def test_a_server_that_is_not_there_is_one_sentence(wasat: Wasat) -> None:
    done = wasat("files", "ls", "--server", "http://127.0.0.1:9")

    assert done.returncode == 1
    assert done.stderr.startswith("wasat: ")
    assert "Traceback" not in done.stderr
