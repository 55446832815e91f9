"""The smallest documents that use every part of every reader of texts, to warm a process with."""

_HTML = (
    b"<!doctype html><meta charset=utf-8><title>T</title><h1>H</h1><p hidden>x<p>a<br>b"
    b"<ul><li>c</ul><table><tr><th rowspan=2>d<td>e<tr><td>f</table><pre> g</pre>"
    b"<figure><img alt=h><figcaption>i</figcaption></figure><dl><dt>j<dd align=right>k</dl>"
    b"<a href=http://l.m>n<sup>o</sup></a><input value=p>"
)
_MARKDOWN = (
    b"---\na: b\n---\n# H\n\n- a *b* `c` [d](e) <b>f</b>\n  1. g\n\n> h  \ni\n\n"
    b"| j | k |\n|---|---|\n| l | m |\n\n```py\nn\n```\n\n<div>o</div>\n\n&amp; \\* <http://p.q>\n"
)
_XML = b"<?xml version='1.0' encoding='iso-8859-1'?><!DOCTYPE a SYSTEM 'b'><a c='d'>\xe9&nbsp;</a>"
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 A;}}{\*\generator B;}\f0 \'c0\u233?\par"
    rb"\trowd\intbl c\cell d\cell\row\pard{\listtext 1.}e\par}"
)
_MAIL = (
    b"From: =?utf-8?q?J=C3=B6?= <a@b.c>\nSubject: =?utf-8?b?w6Q=?=\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\n"
    b"Content-Transfer-Encoding: quoted-printable\n\n=C3=A4\n--x\nContent-Type: text/html\n"
    b"Content-Transfer-Encoding: base64\n\nPHA+Yjwv\n--x\nContent-Type: image/png;"
    b" name*=utf-8''%C3%A4\n\n\n--x--\n"
)
_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"

SAMPLES = (
    ("text/plain", "Straße, Москва und Ωμέγα.\n\nZweiter Absatz.".encode()),
    ("text/plain", "Это предложение написано старой кодировкой.".encode("cp1251")),
    ("text/plain", "これは日本語の文章です。文字コードを推定します。".encode("shift_jis")),
    ("text/plain", "wide\n".encode("utf_16_le")),
    ("text/x-python", b"def f():\n    return 1\n"),
    ("text/csv", b'a;b\n"c ""d""";1\n"open\n'),
    ("text/html", _HTML),
    ("text/markdown", _MARKDOWN),
    ("text/xml", _XML),
    ("text/xml", b"<a>not well-formed"),
    ("text/rtf", _RTF),
    ("message/rfc822", _MAIL),
    ("image/png", _PNG),
)
