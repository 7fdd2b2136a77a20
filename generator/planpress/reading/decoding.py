"""Bytes to text: UTF-8, with a finding for what is not. A table of a spreadsheet that says that it is UTF-16 is read.

First it is asked what stands in a file's place: pointers of Git LFS and git-annex, halves of a merge, archives and
pages of the web. Each is known by its first bytes, or by lines that no format has. What is in it would else be taken
for models, keys or words."""

import re
import shlex
from contextlib import suppress

from planpress.model.findings import Finding
from planpress.model.sources import Place, SourceFile, is_text
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.tree import Tree

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_32, _UTF_16 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"), (b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 64
"""Bytes. Where every other of them is nothing, they are letters of two bytes."""
_SHEETS = (".csv", ".tsv")
"""What a spreadsheet saves as UTF-16, its "Unicode text"."""


def read_text(tree: Tree, path: str, findings: list[Finding]) -> str | None:
    """The text of a file, None where there is none or it is not read. What is found on the way goes to the findings."""
    file = tree.file(path)
    text, found = (None, ()) if file is None else decode(file)
    findings += found
    return text


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
    other = "UTF-32" if data.startswith(_UTF_32) else "UTF-16" if data.startswith(_UTF_16) else None
    if other == "UTF-16" and file.path.lower().endswith(_SHEETS):
        with suppress(UnicodeDecodeError):
            data, other = data.decode("utf-16").encode(), None
            message = "this is UTF-16, and is read as such; save it as UTF-8, so that its changes can be seen"
            findings.append(kinds.BYTE_ORDER_MARK.at(Place(file.path, 1, 1), message))
    start = data[:_LOOKED_AT]
    if len(start) > 3 and any(start) and not (any(start[::2]) and any(start[1::2])):
        other = "UTF-16 without its mark"
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


_POINTERS = (b"version https://git-lfs.github.com/spec/", b"version https://hawser.github.com/spec/")
_ANNEX = re.compile(rb"[/\\]annex[/\\]objects[/\\]\S+")
LONGEST_POINTER = 1_000
"""Bytes. A file that is longer is no pointer."""
_LINK = re.compile(rb"(?:\.\./)++[\w./+-]+")
"""A link as git writes it where links cannot be had: its target, and no line end."""

_FORMATS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook", "save its sheet as CSV UTF-8"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
    (b"PAR1", "a Parquet file", "write it as CSV"),
    (b"ARROW1", "an Arrow file", "write it as CSV"),
    (b"FEA1", "a Feather file", "write it as CSV"),
    (b"Obj\x01", "an Avro file", "write it as CSV"),
    (b"ORC", "an ORC file", "write it as CSV"),
    (b"SQLite format 3\0", "a SQLite database", "write the table as CSV"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file", "write the table as CSV"),
    (b"\x93NUMPY", "a NumPy array", "write it as CSV"),
    (b"%PDF-", "a PDF", "write the table itself"),
    (b"{\\rtf", "a text in RTF", "save it as plain text"),
    (b"\x89PNG\r\n\x1a\n", "a picture", "write the text itself"),
    (b"\xff\xd8\xff", "a picture", "write the text itself"),
    (b"GIF8", "a picture", "write the text itself"),
    (b"\0GITCRYPT\0", "locked by git-crypt", "git-crypt unlock"),
    (b"age-encryption.org/", "encrypted by age", "write it in the clear"),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted by PGP", "write it in the clear"),
    (b"$ANSIBLE_VAULT;", "encrypted by Ansible", "write it in the clear"),
)  # fmt: skip
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<!--.{0,1000}?-->\s*+)?<(?:!doctype\s+html|html|head)\b", re.I | re.S)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*+<\?xml\b")

_MARKS = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)[^\r\n]*", re.MULTILINE)
_CODE = re.compile(rb"^ {0,3}(`{3,}|~{3,})[^\n]*+(?:\n(?! {0,3}\1)[^\n]*+)*(?:\n {0,3}\1)?", re.MULTILINE)
"""A fenced block of code, to the end of the text where it is never closed."""


def stand_in(path: str, data: bytes) -> Finding | None:
    """What a file holds in the place of what its name says, with the way out; None where it is nothing known.

    `path` is from the plan's root. In a Markdown text the marks of a merge count outside of blocks of code alone.
    """
    is_picture = path.lower().endswith(_PICTURES)
    said = pointer(path, data) or (None if is_picture else _other_format(path, data))
    if said is not None:
        return kinds.STAND_IN.at(Place(path), said)
    return None if is_picture else _merge(path, data)


def pointer(path: str, data: bytes) -> str | None:
    """What to say of a file that only points to what it should hold; None where it is another."""
    data = data[: LONGEST_POINTER + 1]
    if data.startswith(_POINTERS):
        return "a Git LFS pointer, not the file itself; git lfs pull"
    if _ANNEX.match(data):
        name = shlex.quote(path.rpartition("/")[2])
        return f"a pointer of git-annex, not the file itself; in its folder: git annex get {name}"
    if _LINK.fullmatch(data) and not is_text(path):
        target = quoted(data.decode("utf-8", "replace"))
        return f"a link to {target} that was checked out as a text; put the file itself here"
    return None


def annexed(path: str, target: str) -> str | None:
    """What to say of a link to `target`, where it is one of git-annex; None where it is another."""
    if not _ANNEX.search(target.encode("utf-8", "surrogateescape")):
        return None
    name = shlex.quote(path.rpartition("/")[2])
    return f"is a link of git-annex; in its folder: git annex get {name} && git annex unlock {name}"


def _other_format(path: str, data: bytes) -> str | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"xl/" in data or b"opendocument.spreadsheet" in data[:200]:
            return "a workbook, whatever its name says; save its sheet as CSV UTF-8"
        return "a zip archive, whatever its name says; unpack it"
    for start, kind, out in _FORMATS:
        if data.startswith(start):
            return f"{kind}, whatever its name says; {out}"
    if is_text(path):
        return None
    if _HTML.match(data[:2_000]):
        return "a page in HTML, such as one that asks for a login; get the file itself"
    return "a document in XML; get the file itself" if _XML.match(data[:100]) else None


def _merge(path: str, data: bytes) -> Finding | None:
    """The first mark of a merge that was not finished. One side's mark is enough, but in a Markdown text, where each
    of them can mean something else."""
    if b"<<<<<<<" not in data and b">>>>>>>" not in data:
        return None
    marks = [mark for mark in _MARKS.finditer(data) if mark[1] != b"======="]
    if is_text(path):
        code = [block.span() for block in _CODE.finditer(data)]
        marks = [mark for mark in marks if not any(begin <= mark.start() < end for begin, end in code)]
        if [mark[1][:1] for mark in marks if mark[1][:1] != b"|"][:2] != [b"<", b">"]:
            return None
    if not marks:
        return None
    line = data.count(b"\n", 0, marks[0].start()) + 1
    written = quoted(marks[0][0].decode("utf-8", "replace"))
    way_out = "keep what should stay, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return kinds.STAND_IN.at(Place(path, line, 1), f"{written} is a mark of a merge conflict; {way_out}")
