"""Whatever stands in a document, what is exported of it runs, fetches and frames nothing."""

from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from markdown_it import MarkdownIt

from tests.hostile.inert import find_live
from tests.make import pdf
from wasat.documents.export.html import export_html
from wasat.documents.export.markdown import export_markdown
from wasat.documents.load import load_document

WORD = "Castor"
VECTORS = {
    "script": "<script>alert(1)</script>",
    "script in capitals": "<SCRIPT SRC=http://127.0.0.1:9/x.js></SCRIPT>",
    "script that is cut": "<scr<script>ipt>alert(1)</script>",
    "handler": "<p onclick=alert(1)>x</p>",
    "handler without a space": "<img/onerror=alert(1)/src=x>",
    "handler after a quote": '"><img src=x onerror=alert(1)>',
    "link to a script": "<a href='javascript:alert(1)'>x</a>",
    "link to a script, spaced": "<a href=' java&#10;script:alert(1)'>x</a>",
    "link to data": "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "link to vbscript": "<a href='VBScript:x'>x</a>",
    "picture": "<img src='http://127.0.0.1:9/p.png'>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "object": "<object data='http://127.0.0.1:9/'></object><embed src=x>",
    "style import": "<style>@import 'http://127.0.0.1:9/x.css';</style>",
    "style of an element": "<p style='background:url(http://127.0.0.1:9/)'>x</p>",
    "style sheet": "<link rel=stylesheet href='http://127.0.0.1:9/x.css'>",
    "base": "<base href='http://127.0.0.1:9/'>",
    "refresh": "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "form": "<form action='http://127.0.0.1:9/'><button formaction=javascript:x>x</button></form>",
    "svg handler": "<svg onload=alert(1)><circle r=1></circle></svg>",
    "svg script": "<svg><script>alert(1)</script></svg>",
    "svg foreign object": "<svg><foreignObject><body onload=alert(1)></body></foreignObject></svg>",
    "svg link": "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "svg animation": "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "svg use": "<svg><use href='http://127.0.0.1:9/x.svg#a'></use></svg>",
    "mathml": "<math><mtext></p><img src onerror=alert(1)></math>",
    "template": "<template><img src=x onerror=alert(1)></template>",
    "noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "markdown link": "[x](javascript:alert(1))",
    "markdown picture": "![x](http://127.0.0.1:9/p.png)",
    "markdown reference": "[x][y]\n\n[y]: javascript:alert(1)",
    "markdown autolink": "<javascript:alert(1)>",
}


def as_html(vector: str) -> bytes:
    return f"<html><body><p>{WORD}</p>{vector}<p>{WORD}</p></body></html>".encode()


def as_escaped_html(vector: str) -> bytes:
    return as_html(f"<p>{escape(vector)}</p>")


def as_text(vector: str) -> bytes:
    return f"{WORD}\n\n{vector}\n\n{WORD}\n".encode()


def as_xml(vector: str) -> bytes:
    return f"<r><a>{WORD}</a><b><![CDATA[{vector}]]></b></r>".encode()


def as_table(vector: str) -> bytes:
    quoted = vector.replace('"', '""')
    return f'name,value\n{WORD},"{quoted}"\n{WORD},1\n'.encode()


def as_pdf(vector: str) -> bytes:
    return pdf.story(WORD, {WORD: [escape(vector)]})


FORMS = {
    "text/html": as_html,
    "text/html; escaped": as_escaped_html,
    "text/markdown": as_text,
    "text/plain": as_text,
    "text/xml": as_xml,
    "text/csv": as_table,
    "application/pdf": as_pdf,
}


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_exported_is_inert(form: str, vector: str) -> None:
    document = load_document(BytesIO(FORMS[form](vector)), form.partition(";")[0])
    html = "".join(export_html(document.pages))
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table")
    shown = rendered.render("".join(export_markdown(document.pages)))

    assert WORD in html
    assert WORD in shown
    assert find_live(html) == []
    assert find_live(shown) == []
