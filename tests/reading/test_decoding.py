"""Bytes to text."""

from __future__ import annotations

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
    assert decode(SourceFile("x.yml", text.encode())) == (text, ())
