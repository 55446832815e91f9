"""`python -m wasat` and the `wasat` command."""

from wasat.cli.main import run


def main() -> None:
    """Run the command line."""
    run()


if __name__ == "__main__":
    main()
