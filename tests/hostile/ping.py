"""Asks a server for /livez until its own input ends: `ping.py HOST PORT`.

A program of its own: in a thread beside clients that take answers of megabytes apart, their work
would be counted as the server's. Writes the seconds of each answer, a line each, `missed` for none.
"""

import http.client
import select
import sys
import time

PAUSE_SECONDS = 0.05
TIMEOUT_SECONDS = 30


def main(host: str, port: str) -> None:
    """Ask again and again."""
    connection = http.client.HTTPConnection(host, int(port), timeout=TIMEOUT_SECONDS)
    while not select.select([sys.stdin], [], [], PAUSE_SECONDS)[0]:
        began = time.perf_counter()
        try:
            connection.request("GET", "/livez")
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            sys.stdout.write("missed\n")
            continue
        seconds = time.perf_counter() - began
        sys.stdout.write(f"{seconds}\n" if answer.status == http.client.OK else "missed\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
