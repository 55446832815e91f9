"""A 2 GiB upload through the official SDK, beside an nginx dav PUT of the same file.

    .venv/bin/python -m benchmarks.upload [GIBIBYTES]

Ours hashes and syncs, nginx does neither. Quote the ratio, not the seconds.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from google import genai

from examples.local_server import free_port, serve
from tests.make.memory import watch

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


def time_wasat(folder: Path, path: Path) -> tuple[float, int]:
    """Return the seconds of an upload by the SDK, and the server's growth in bytes."""
    with serve(folder) as server, watch(server.pid) as growth:
        client = genai.Client(api_key="bench", http_options={"base_url": server.url})
        start = time.perf_counter()
        client.files.upload(file=path, config={"mime_type": "application/octet-stream"})
        return time.perf_counter() - start, growth.peak_bytes


def main() -> None:
    """Measure and print."""
    if not shutil.which("nginx"):
        print("NOT RUN: nginx is not installed")
        return
    gibibytes = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "file.bin"
        make_file(path, gibibytes)
        if gibibytes == 2:
            with path.open("rb+") as file:
                file.truncate((2 << 30) - 1)  # the service's limit is 2 GiB, files stay below it
        (folder / "nginx").mkdir()
        nginx_seconds = time_nginx(folder / "nginx", path)
        shutil.rmtree(folder / "nginx")
        wasat_seconds, growth = time_wasat(folder / "wasat", path)
    print(f"nginx dav PUT {nginx_seconds:.1f} s, Wasat through the SDK {wasat_seconds:.1f} s")
    print(f"ratio {nginx_seconds / wasat_seconds:.2f}, server growth {growth / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
