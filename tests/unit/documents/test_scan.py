import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.box import Box
from wasat.documents.scan import Scan, ScanWord, decode_scans, encode_scans

WORD = ScanWord("word", 10, 20, 50, 30, 29, 12, 97)
RULE = Box(10, 100, 500, 101)


def test_scans_come_back_by_number_of_page() -> None:
    scans = [
        Scan(number=3, width=600, height=800, turn=1, tilt=0.5, words=(WORD,), rules=(RULE,)),
        Scan(number=2, engine="rapidocr"),
        Scan(number=1, unread="It took too long."),
    ]
    assert decode_scans(encode_scans(scans)) == {scan.number: scan for scan in scans}


@given(st.binary())
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not scans"):
        decode_scans(data)


def test_what_is_cut_off_is_refused() -> None:
    with pytest.raises(ValueError, match="cut off"):
        decode_scans(encode_scans([Scan(number=1)])[:-3])


def test_other_records_are_refused() -> None:
    with pytest.raises(ValueError, match="not scans"):
        decode_scans(zlib.compress(msgspec.msgpack.encode({"number": 1})))
