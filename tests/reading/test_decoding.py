"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.model.sources import SourceFile
from planpress.reading.decoding import decode


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes give a text without carriage returns, or an error that says where."""
    text, findings = decode(SourceFile("x.yml", data))
    assert (text is None) == any(finding.level == "error" for finding in findings)
    assert text is None or "\r" not in text


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\ufeff")))
def test_utf_8_is_carried_to_the_letter(text: str) -> None:
    """What is written in UTF-8 comes back as it is, without a finding."""
    assert decode(SourceFile("x.yml", text.encode())) == (text, ())


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"ab\n\xc3\xa4\xff\n", "x:2:2", 'the byte 0xFF is not UTF-8 ("ÿ" in Latin-1?); save it as UTF-8'),
        (b"\xef\xbb\xbfa\xff", "x:1:2", 'the byte 0xFF is not UTF-8 ("ÿ" in Latin-1?); save it as UTF-8'),
        (b"a\x80", "x:1:2", 'the byte 0x80 is not UTF-8 ("€" in Windows-1252?); save it as UTF-8'),
        (b"a\xc3", "x:1:2", 'the byte 0xC3 is not UTF-8 ("Ã" in Latin-1?); save it as UTF-8'),
        (b"\xfe\xff\x00a", "x:1:1", "this is UTF-16; save it as UTF-8"),
        (b"\x00\x00\xfe\xff\x00\x00\x00a", "x:1:1", "this is UTF-32; save it as UTF-8"),
    ],
)
def test_other_encodings_are_refused_where_they_show(data: bytes, place: str, message: str) -> None:
    """The first byte that is not UTF-8 is named with its line and column, in characters."""
    text, findings = decode(SourceFile("x", data))
    assert text is None
    assert [(str(f.place), f.code, f.message) for f in findings if f.level == "error"] == [(place, "PP103", message)]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"a\r\nb\r\n", None),
        (b"a\rb\r", None),
        (b"a\nb", None),
        (b"a\nb\r\nc\n", "x:2: this line ends with CRLF and those before it with LF; let the editor, or git, make them one"),
        (b"a\r\n\rb", "x:2: this line ends with CR and those before it with CRLF; let the editor, or git, make them one"),
    ],
)  # fmt: skip
def test_line_ends(data: bytes, found: str | None) -> None:
    """Any line end is one, and a file that mixes them is told once, at its first odd line."""
    text, findings = decode(SourceFile("x", data))
    assert text == data.decode().replace("\r\n", "\n").replace("\r", "\n")
    assert [f"{f.place}: {f.message}" for f in findings] == ([found] if found else [])


@pytest.mark.parametrize(("oversize", "code"), [(True, "PP104"), (False, "PP117")])
def test_a_refusal_is_a_finding(oversize: bool, code: str) -> None:
    """A file without bytes says why it has none."""
    text, (finding,) = decode(SourceFile("x", b"", "is so", oversize))
    assert text is None
    assert (finding.code, str(finding.place), finding.message) == (code, "x", "is so")
