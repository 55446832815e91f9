import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.formats.reading import read, read_texts
from wasat.documents.formats.rtf import read_rtf
from wasat.status import UnreadableDocumentError


def _text(body: str) -> str:
    return "\n".join(read_texts(read_rtf, "{\\rtf1\\ansi " + body + "\\par}"))


def test_title_and_author_are_the_documents_own() -> None:
    summary = read(read_rtf, r"{\rtf1{\info{\title My  \'e9t\'e9}{\author Bob}}a\par}").summary
    assert (summary.title, summary.author) == ("My été", "Bob")


def test_bytes_are_read_by_the_code_page() -> None:
    assert _text(r"\ansicpg1251 \'cf\'f0") == "Пр"


def test_bytes_are_read_by_the_font() -> None:
    fonts = r"{\fonttbl{\f0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}"
    assert _text(fonts + r"\f0\'e9\f1\'cf\f2\'93\'fa\plain\'e9") == "éП日é"


def test_unicode_escapes_replace_what_follows() -> None:
    assert _text(r"\u8364? \u8364\'80 {\uc0\u8364?} \uc2\u8364??x") == "€ € €? €x"


def test_characters_beyond_the_basic_plane_come_in_halves() -> None:
    assert _text(r"\u-10179?\u-8704?") == "😀"


@pytest.mark.parametrize("number", ["-99999999999", "55357", "999999"])
def test_escapes_out_of_range_do_no_harm(number: str) -> None:
    assert _text(rf"a \u{number} b").startswith("a")


def test_signs_by_name_are_characters() -> None:
    assert _text(r"a\~b\emdash\ldblquote c\rdblquote\{\}\\ d\-e") == "a b—“c”{}\\ de"


@pytest.mark.parametrize(
    "group",
    [
        r"{\*\generator x;}",
        r"{\colortbl;\red0;}",
        r"{\stylesheet{\s1 x;}}",
        r"{\pict\wmetafile8 00ff}",
        r"{\header x\par}",
        r"{\object{\*\objdata 00ff}}",
        r"{\field{\*\fldinst INCLUDETEXT http://127.0.0.1:9/}}",
        r"{\fonttbl{\f0 x;}}",
        r"{\info{\keywords x}}",
    ],
)
def test_what_is_no_text_is_left_out(group: str) -> None:
    assert _text(f"a{group}b") == "ab"


def test_the_result_of_a_field_is_text() -> None:
    assert _text(r'{\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt link}}') == "link"


def test_braces_that_do_not_match_do_no_harm() -> None:
    assert _text("a}}}}{{{{b") == "ab"


def test_a_hundred_thousand_groups_are_read() -> None:
    assert _text("{" * 100_000 + "deep" + "}" * 100_000 + "end") == "deepend"


def test_something_else_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="no RTF"):
        read(read_rtf, "plain words")


CONTROLS = r"\par ,\'e9,\u8364?,\cell ,\row ,\trowd ,\intbl ,\*,\footnote ,\fonttbl ,\f1 ,\uc9 "
TOKENS = st.sampled_from([*CONTROLS.split(","), "{", "}", "a", r"\fcharset204 ", r"\bin3 "])


@given(st.binary() | st.lists(TOKENS).map("".join).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(read_rtf, b"{\\rtf1 " + data)
