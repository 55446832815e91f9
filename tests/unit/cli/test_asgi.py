from pathlib import Path

import pytest

from wasat.cli.asgi import create
from wasat.status import FailedPreconditionError


def test_another_server_is_given_the_whole_application(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WASAT_DATA_DIR", str(tmp_path / "data"))
    app = create()

    with pytest.raises(FailedPreconditionError, match="in use by another server"):
        create()

    assert any(getattr(route, "path", "") == "/livez" for route in app.routes)
