"""Bytes to text: UTF-8 only, with a finding for what is not."""

from __future__ import annotations

import re

from planpress.model.findings import Finding
from planpress.model.sources import Place, SourceFile
from planpress.reading import kinds
from planpress.reading.stand_ins import stand_in

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = {
    (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"): "UTF-32",
    (b"\xff\xfe", b"\xfe\xff"): "UTF-16",
}


def decode(file: SourceFile) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file with `\\n` as its line end, or None; and what was found on the way.

    What stands in the file's place is the one thing that is said of it. A byte order mark is left out and CRLF read as
    a line end: the same plan, whoever saved it.
    """
    if file.refusal is not None:
        kind = kinds.TOO_LARGE if file.oversize else kinds.REFUSED
        return None, (kind.at(Place(file.path), file.refusal),)
    instead = stand_in(file.path, file.data)
    if instead is not None:
        return None, (instead,)
    findings: list[Finding] = []
    data = file.data
    if data.startswith(BYTE_ORDER_MARK):
        data = data[len(BYTE_ORDER_MARK) :]
        findings.append(
            kinds.BYTE_ORDER_MARK.at(Place(file.path, 1, 1), "begins with a byte order mark; save as UTF-8 without it")
        )
    other = next((name for marks, name in _OTHER_ENCODINGS.items() if data.startswith(marks)), None)
    if other:
        return None, (kinds.NOT_UTF8.at(Place(file.path, 1, 1), f"this is {other}; save it as UTF-8"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return None, (*findings, _not_utf8(file.path, data, problem))
    odd = _odd_end(text) if "\r" in text else None
    if odd is not None:
        line, end, first = odd
        message = f"this line ends with {end} and those before it with {first}; let the editor, or git, make them one"
        findings.append(kinds.MIXED_LINE_ENDS.at(Place(file.path, line), message))
    return text.replace("\r\n", "\n").replace("\r", "\n"), tuple(findings)


_ENDS = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}


def _odd_end(text: str) -> tuple[int, str, str] | None:
    """The first line that ends otherwise than the lines before it, its end and theirs; None where all end alike."""
    first = None
    for line, found in enumerate(re.finditer("\r\n|\n|\r", text), start=1):
        first = first or found[0]
        if found[0] != first:
            return line, _ENDS[found[0]], _ENDS[first]
    return None


def _not_utf8(path: str, data: bytes, problem: UnicodeDecodeError) -> Finding:
    before = data[: problem.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    byte = data[problem.start]
    guess = bytes([byte]).decode("latin-1" if byte >= 0xA0 else "cp1252", "ignore")
    named = f' ("{guess}" in {"Latin-1" if byte >= 0xA0 else "Windows-1252"}?)' if guess else ""
    message = f"the byte 0x{byte:02X} is not UTF-8{named}; save it as UTF-8"
    return kinds.NOT_UTF8.at(Place(path, line, column), message)
