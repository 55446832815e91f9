import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.formats.reading import read, read_blocks, read_texts
from wasat.documents.formats.rtf import read_rtf
from wasat.documents.looks import Alignment, Mark, Style
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


LETTER = r"""{\rtf1\ansi\ansicpg1252\deff0\deflang1031
{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset2 Symbol;}}
{\colortbl ;\red0\green0\blue0;}
{\stylesheet{\s0 Normal;}{\s1 heading 1;}}
{\info{\title Harbour dues}{\author Port of Nowhere}{\creatim\yr2024}}
\paperw11906\margl1440{\header\pard Page \chpgn\par}
\pard\plain\s1\outlinelevel0\b\fs32 Harbour dues\par
\pard\plain\f0\fs24 Dues are paid {\i per berth} and per night, f\'fcr jede Nacht\'85\par
{\listtext\f1\'b7\tab}Pay at the office.\par
{\listtext\f1\'b7\tab}Keep the receipt.\par
\pard\trowd\trhdr\cellx2000\cellx4000\intbl Length\cell Low\cell\row
\trowd\cellx2000\cellx4000\intbl to 8 m\cell 12 \u8364?\cell\row
\pard No refunds.{\footnote\pard See the rules.}\par
{\pict\pngblip 89504e470d0a}
}"""


def test_a_whole_letter_is_read_paragraph_by_paragraph() -> None:
    document = read(read_rtf, LETTER)
    summary = document.summary
    assert (summary.title, summary.author) == ("Harbour dues", "Port of Nowhere")
    assert [
        (block.kind.value, block.level, block.marker, block.text, block.place)
        for block in document.pages[0].blocks
    ] == [
        ("heading", 1, "", "Harbour dues", "paragraph 1"),
        (
            "paragraph",
            0,
            "",
            "Dues are paid per berth and per night, für jede Nacht…",
            "paragraph 2",
        ),
        ("list_item", 1, "•", "Pay at the office.", "paragraph 3"),
        ("list_item", 1, "•", "Keep the receipt.", "paragraph 4"),
        ("table", 0, "", "Length\tLow\nto 8 m\t12 €", "paragraph 5"),
        ("paragraph", 0, "", "No refunds.", "paragraph 6"),
        ("footnote", 0, "", "See the rules.", "paragraph 6"),
    ]


def test_characters_look_as_they_are_set() -> None:
    (block,) = read_blocks(read_rtf, rb"{\rtf1 H{\sub 2}O is {\b wet\b0  and} \i cold\plain .\par}")
    assert block.text == "H2O is wet and cold."
    assert block.lines[0].marks == (
        Mark(1, 2, Style.SUBSCRIPT),
        Mark(7, 10, Style.BOLD),
        Mark(15, 19, Style.ITALIC),
    )


def test_lines_stand_where_they_are_put() -> None:
    found = read_blocks(read_rtf, rb"{\rtf1 \pard\qc a\par b\par\pard c\par}")
    assert [block.alignment for block in found] == [
        Alignment.CENTER,
        Alignment.CENTER,
        Alignment.START,
    ]


def test_a_field_shows_its_result_and_keeps_where_it_leads() -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "https://a.b/c"}}{\fldrslt{\ul here}}}'
    (block,) = read_blocks(read_rtf, rb"{\rtf1 see " + link + rb" and {\field{\*\fldinst PAGE}"
                           rb"{\fldrslt 7}}\par}")  # fmt: skip
    assert block.text == "see here and 7"
    assert block.lines[0].marks == (Mark(4, 8, Style.LINK, "https://a.b/c"),)


def test_a_field_leads_nowhere_that_is_not_safe() -> None:
    link = rb'{\field{\*\fldinst{HYPERLINK "file:///etc/passwd"}}{\fldrslt here}}'
    (block,) = read_blocks(read_rtf, rb"{\rtf1 " + link + rb"\par}")
    assert block.lines[0].marks == ()
