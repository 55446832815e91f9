"""One target under atheris: `python -m tests.fuzz.target NAME [option of libFuzzer …]`."""

import sys

import atheris

with atheris.instrument_imports(include=["wasat"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Fuzz until libFuzzer ends the process."""
    program, name, *options = sys.argv
    atheris.Setup([program, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
