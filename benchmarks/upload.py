"""A 2 GiB upload by curl and by the SDK, beside an nginx dav PUT of the same file by curl.

    .venv/bin/python -m benchmarks.upload [GIBIBYTES]

Ours hashes and syncs, nginx does neither. curl sends one request; the SDK is a Python program that
sends 8 MiB, waits for the answer, and goes on, so that its own work counts too. Quote the ratios,
not the seconds.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from google import genai

from examples.local_server import free_port, serve
from tests.make.memory import watch

TYPE = "application/octet-stream"
NGINX = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off; client_max_body_size 0; client_body_temp_path {folder}/body;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; location / {{ dav_methods PUT; }} }}
}}
"""


def make_file(path: Path, gibibytes: int) -> None:
    """Write random bytes, repeated: nothing a file system could keep smaller."""
    block = os.urandom(64 << 20)
    with path.open("wb") as file:
        for _ in range(16 * gibibytes):
            file.write(block)


@contextmanager
def nginx(folder: Path) -> Iterator[str]:
    """Run nginx with dav on loopback; gives its base URL."""
    (folder / "www").mkdir()
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port))
    with subprocess.Popen(["nginx", "-c", str(config), "-p", str(folder)]) as process:
        time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def time_nginx(folder: Path, path: Path) -> float:
    """Return the seconds of a PUT by curl."""
    with nginx(folder) as url:
        start = time.perf_counter()
        subprocess.run(["curl", "-sf", "-T", str(path), f"{url}/file"], check=True)
        return time.perf_counter() - start


def upload_by_sdk(url: str, path: Path) -> None:
    """Upload as an application does."""
    client = genai.Client(api_key="bench", http_options={"base_url": url})
    client.files.upload(file=path, config={"mime_type": TYPE})


def upload_by_curl(url: str, path: Path) -> None:
    """Begin, and send all in one request."""
    begin = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}
    begin |= {"x-goog-upload-header-content-type": TYPE, "x-goog-api-key": "bench"}
    begin["x-goog-upload-header-content-length"] = str(path.stat().st_size)
    answer = httpx.post(f"{url}/upload/v1beta/files", headers=begin, json={"file": {}})
    finish = ("x-goog-upload-command: upload, finalize", "x-goog-upload-offset: 0", "expect:")
    headers = [word for header in finish for word in ("-H", header)]
    target = answer.raise_for_status().headers["x-goog-upload-url"]
    command = ["curl", "-sf", "-X", "POST", *headers, "-T", str(path), "-o", os.devnull, target]
    subprocess.run(command, check=True)


def time_wasat(folder: Path, path: Path, upload: Callable[[str, Path], None]) -> tuple[float, int]:
    """Return the seconds of an upload, and the server's growth in bytes."""
    with serve(folder) as server, watch(server.pid) as growth:
        start = time.perf_counter()
        upload(server.url, path)
        return time.perf_counter() - start, growth.peak_bytes


def main() -> None:
    """Measure and print."""
    if not shutil.which("nginx"):
        print("NOT RUN: nginx is not installed")
        return
    gibibytes = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = folder / "file.bin"
        make_file(path, gibibytes)
        if gibibytes == 2:
            with path.open("rb+") as file:
                file.truncate((2 << 30) - 1)  # the service's limit is 2 GiB, files stay below it
        (folder / "nginx").mkdir()
        nginx_seconds = time_nginx(folder / "nginx", path)
        shutil.rmtree(folder / "nginx")
        print(f"nginx dav PUT by curl {nginx_seconds:.1f} s")
        for name, upload in (("curl", upload_by_curl), ("the SDK", upload_by_sdk)):
            seconds, growth = time_wasat(folder / "wasat", path, upload)
            shutil.rmtree(folder / "wasat")
            ratio = nginx_seconds / seconds
            print(f"by {name} {seconds:.1f} s, ratio {ratio:.2f}, growth {growth / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
