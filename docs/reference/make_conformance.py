"""Writes `conformance.md`: `.venv/bin/python -m docs.reference.make_conformance`."""

from pathlib import Path

from tests.api.conformance.page import render

PAGE = Path(__file__).with_name("conformance.md")

if __name__ == "__main__":
    PAGE.write_text(render())
