"""The samples of the documentation on files."""

import base64
import hashlib
import pathlib
from datetime import timedelta

import pytest
from google import genai
from google.genai import errors, types

MODEL = "gemini-2.0-flash"


@pytest.fixture
def poem(client: genai.Client, tmp_path: pathlib.Path) -> types.File:
    path = tmp_path / "poem.txt"
    path.write_text("The tide comes in.\n\nThe tide goes out.\n")
    return client.files.upload(file=path)


def name_of(file: types.File) -> str:
    assert file.name
    return file.name


def test_an_upload_is_there_and_tells_its_metadata(
    client: genai.Client, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "example.txt"
    path.write_text("hello")
    file = client.files.upload(file=str(path))

    info = client.files.get(name=name_of(file))

    assert '"name": "files/' in info.model_dump_json(indent=4)
    assert info.size_bytes == 5
    assert info.mime_type == "text/plain"
    assert info.state == types.FileState.ACTIVE
    assert info.source == types.FileSource.UPLOADED


def test_a_file_is_kept_for_48_hours(poem: types.File) -> None:
    assert poem.expiration_time
    assert poem.create_time
    assert poem.expiration_time - poem.create_time == timedelta(hours=48)


def test_files_are_listed(client: genai.Client, poem: types.File) -> None:
    assert poem.name in [file.name for file in client.files.list()]


def test_a_list_goes_on_over_its_pages(client: genai.Client, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    names = {client.files.upload(file=path).name for _ in range(5)}

    pager = client.files.list(config={"page_size": 2})

    assert len(pager) == 2
    assert names <= {file.name for file in pager}


@pytest.mark.parametrize("size", [-1, 101])
def test_a_page_size_out_of_range_is_refused(client: genai.Client, size: int) -> None:
    with pytest.raises(errors.ClientError) as caught:
        client.files.list(config={"page_size": size})

    assert caught.value.code == 400


def test_a_deleted_file_cannot_be_asked_about(client: genai.Client, poem: types.File) -> None:
    client.files.delete(name=name_of(poem))

    with pytest.raises(errors.ClientError, match="You do not have permission") as caught:
        client.models.generate_content(model=MODEL, contents=[poem, "Describe this file."])

    assert caught.value.code == 403


def test_deleting_twice_is_refused(client: genai.Client, poem: types.File) -> None:
    client.files.delete(name=name_of(poem))

    with pytest.raises(errors.ClientError) as caught:
        client.files.delete(name=name_of(poem))

    assert caught.value.code == 403


def test_a_name_of_our_own_and_a_display_name_are_kept(
    client: genai.Client, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    file = client.files.upload(file=path, config={"name": "my-file-1", "display_name": "Mine"})

    try:
        assert file.name == "files/my-file-1"
        assert client.files.get(name="my-file-1").display_name == "Mine"
        with pytest.raises(errors.ClientError) as caught:
            client.files.upload(file=path, config={"name": "my-file-1"})
        assert caught.value.code == 409
    finally:
        client.files.delete(name="my-file-1")


def test_the_hash_is_the_services_form(poem: types.File) -> None:
    expected = hashlib.sha256(b"The tide comes in.\n\nThe tide goes out.\n").hexdigest()
    assert base64.b64decode(poem.sha256_hash or "").decode() == expected


def test_another_key_does_not_see_the_file(
    poem: types.File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "somebody-else")
    stranger = genai.Client()

    with pytest.raises(errors.ClientError) as caught:
        stranger.files.get(name=name_of(poem))

    assert caught.value.code == 403
    assert poem.name not in [file.name for file in stranger.files.list()]
