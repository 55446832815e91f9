"""From a file to text: bounded reading, and the encoding of bytes that do not say."""

import codecs
import re
from encodings.aliases import aliases
from typing import BinaryIO

from charset_normalizer import from_bytes
from charset_normalizer.constant import IANA_SUPPORTED

from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

_MARKS = (  # longest first: a UTF-32 mark begins with a UTF-16 one
    (codecs.BOM_UTF8, "utf_8"),
    (codecs.BOM_UTF32_LE, "utf_32_le"),
    (codecs.BOM_UTF32_BE, "utf_32_be"),
    (codecs.BOM_UTF16_LE, "utf_16_le"),
    (codecs.BOM_UTF16_BE, "utf_16_be"),
)
_SAMPLE_BYTES = 65_536
_FEW_ERRORS = 0.1  # share of the bytes outside ASCII; above, it never was UTF-8; ours
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_OUTSIDE = re.compile(rb"[\x80-\xff]")
_BINARY_SHARE = 0.05  # of control bytes in what cannot be text any more; ours
_ACCENTS = re.compile("[àâäáãåæçèéêëìíîïñòóôõöøœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ]")
_SIGNS = re.compile(
    r"(?<=\w)’(?=\w)|(?<!\w)[«»“”„‘’–—…€£§°©®™•·¡¿ªº²³½¼¾\u00a0]|[»”’–—…€°®™ªº²³\u00a0](?!\w)"
)
_MOST_ACCENTS = 0.25  # of all letters; Latin languages of Western Europe stay below; ours
_MEANT = {  # what documents mean by a label. Source: WHATWG Encoding, 4.2
    "ascii": "cp1252", "latin_1": "cp1252", "iso8859_9": "cp1254", "iso8859_11": "cp874",
    "tis_620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "shift_jis": "cp932",
}  # fmt: skip


def read_bytes(file: BinaryIO, limits: Limits, most: int = 0) -> bytes:
    """Read a whole file of a text format.

    Args:
        file: Open at its start.
        limits: Whose `text_bytes` hold unless `most` says otherwise.
        most: Bytes it may have; 0 for those of a text.

    Raises:
        UnreadableDocumentError: It is empty, or larger than that.
    """
    most = most or limits.text_bytes
    data = file.read(most + 1)
    if not data:
        raise UnreadableDocumentError("The document has no pages. It is empty.")
    if len(data) > most:
        raise UnreadableDocumentError(
            f"The document is too large: text is read up to {most} bytes."
        )
    return data


def decode(data: bytes, label: str = "") -> str:
    """Turn bytes into text; what does not fit its encoding becomes U+FFFD.

    A byte order mark decides, then NUL bytes at every other place (UTF-16), then UTF-8 if it fits,
    then the label, then how likely the letters are.

    Args:
        data: Of any encoding.
        label: What the document itself claims, such as `iso-8859-1`; ignored if unknown.

    Raises:
        UnreadableDocumentError: It is binary data, not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    encoding = _find_wide(data)
    if encoding:
        return data.decode(encoding, "replace")
    _refuse_binary(data)
    data = data.replace(b"\x00", b"")
    try:
        return data.decode("utf_8")
    except UnicodeDecodeError:
        return data.decode(_find_encoding(label) or _guess(data), "replace")


def _find_wide(data: bytes) -> str:
    """Tell UTF-16 without a mark by the NUL halves of its Latin letters and digits."""
    sample = data[:_SAMPLE_BYTES]
    half = len(sample) // 2
    if half < 2:
        return ""
    even = sample[0::2].count(0) / half
    odd = sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.05:
        return "utf_16_le"
    return "utf_16_be" if even > 0.3 and odd < 0.05 else ""


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE_BYTES]
    strange = len(_CONTROLS.findall(sample)) + (sample.count(0) if len(sample) > 64 else 0)
    if strange > _BINARY_SHARE * len(sample) + 2:
        raise UnreadableDocumentError("The document is binary data, not text.")


def _find_encoding(label: str) -> str:
    """Return Python's name of a text encoding we know, or nothing; imports nothing."""
    name = label.strip().lower().replace("-", "_")
    found = aliases.get(name, name)
    is_known = found in IANA_SUPPORTED and found != "utf_7"
    return _MEANT.get(found, found) if is_known else ""


def _guess(data: bytes) -> str:
    """Decide for UTF-8 with a few errors, else for the most likely encoding of a sample."""
    found = _OUTSIDE.search(data)
    first = max(0, found.start() - 1_000) if found else 0
    sample = data[first : first + _SAMPLE_BYTES]
    outside = len(_OUTSIDE.findall(sample))
    errors = sample.decode("utf_8", "replace").count("�")
    if errors <= _FEW_ERRORS * outside:
        return "utf_8"
    if _is_western(sample):
        return "cp1252"
    best = from_bytes(sample, threshold=0.5, preemptive_behaviour=False).best()
    if best is None or best.encoding in ("utf_7", "utf_16", "utf_32"):
        return "cp1252"
    return _MEANT.get(best.encoding, best.encoding)


def _is_western(sample: bytes) -> bool:
    """Whether all is Western European: accents are few, and signs stand between words."""
    text = sample.decode("cp1252", "replace")
    letters = sum(map(str.isalpha, text))
    accents = len(_ACCENTS.findall(text))
    strange = sum(not character.isascii() for character in text) - accents
    signs = len(_SIGNS.findall(text))
    return strange == signs and accents <= _MOST_ACCENTS * letters
