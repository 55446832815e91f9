import ctypes

from wasat.documents.pdf.annotations.strings import read_string


def _says(text: str) -> object:
    data = text.encode("utf-16-le", "surrogatepass") + b"\0\0"

    def call(buffer: object, length: int) -> int:
        if buffer is not None:
            ctypes.memmove(buffer, data, min(length, len(data)))  # type: ignore[arg-type]
        return len(data)

    return call


def test_line_ends_are_made_alike_and_controls_left_out() -> None:
    assert read_string(_says("one\r\ntwo\rthree\x07")) == "one\ntwo\nthree"  # type: ignore[arg-type]


def test_nothing_is_nothing() -> None:
    assert read_string(_says("")) == ""  # type: ignore[arg-type]
