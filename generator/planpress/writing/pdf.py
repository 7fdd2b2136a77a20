"""A packet as a PDF: data, drawings and templates in a folder of their own, which Typst may read and nothing else.

Everything that authors wrote is in data.json, which templates show as text; none of it is ever read as Typst. The file
is PDF/UA-1 and PDF/A-2a: Typst refuses to write one that is not, as with an image that has no alternative text.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Any

import typst

from planpress.model.errors import PlanpressError
from planpress.model.wording import visible
from planpress.writing.bundled import leads_out

MAIN = "main.typ"
DATA = "data.json"
FAMILIES = ("Pretendard", "Libertinus Serif", "DejaVu Sans Mono")
"""Where a character is looked for, in this order: the first comes with planpress, the others with Typst."""
UNSET = "\N{WHITE SQUARE}"
"""What stands for a character that no font has."""

_ROUNDS = 4
_UNDISPLAYED = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, and the characters that no font has; a white square stands for each."""

    pdf: bytes
    missing: tuple[str, ...] = ()


def typeset(data: Mapping[str, Any], files: Mapping[str, str | bytes], templates: Sequence[Path], day: date) -> Typeset:
    """The PDF of a packet. `files` are drawings and images by their paths; the first of `templates` that has one wins.

    The same input gives the same bytes: the day is the time that the PDF says it was made at. Raises PlanpressError for
    a template that can not be used.
    """
    text, missing = json.dumps(data, ensure_ascii=False, sort_keys=True), dict[str, None]()
    with tempfile.TemporaryDirectory(prefix="planpress-packet-") as name:
        folder = Path(os.path.realpath(name))
        _copy_templates(templates, folder)
        for _ in range(_ROUNDS):
            _write(folder, {**files, DATA: text}, missing)
            try:
                return Typeset(_compile(folder, templates, day), tuple(missing))
            except typst.TypstError as problem:
                found = dict.fromkeys(_undisplayed(problem.diagnostic))
                if not found.keys() - missing.keys():
                    raise PlanpressError(f"the packet's template can not be used: {_said(problem)}") from None
                missing |= found
    raise PlanpressError(f"no font has these characters: {' '.join(missing)}; put one into templates/packet/fonts/")


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place whole, or not at all. Raises PlanpressError where it can not be written."""
    partial = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}")
    device = path.exists() and not path.is_file()
    try:
        if device:
            path.write_bytes(data)
            return
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as problem:
        raise PlanpressError(f'can not write "{path}": {(problem.strerror or str(problem)).lower()}') from None
    finally:
        if not device:
            partial.unlink(missing_ok=True)


def named(characters: str) -> str:
    """Characters with their numbers, as in 漢 (U+6F22)."""
    return f"{visible(characters)} ({' '.join(f'U+{ord(one):04X}' for one in characters)})"


def _compile(folder: Path, templates: Sequence[Path], day: date) -> bytes:
    fonts = [str(one / "packet" / "fonts") for one in templates if (one / "packet" / "fonts").is_dir()]
    nowhere = folder / "packages"
    made = typst.compile(
        str(folder / MAIN),
        root=str(folder),
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        # A template that names a package finds none: nothing is fetched, and no machine has others than another.
        package_path=str(nowhere),
        package_cache_path=str(nowhere),
    )
    return made


def _copy_templates(templates: Sequence[Path], folder: Path) -> None:
    for place in reversed(templates):
        for path in sorted((place / "packet").rglob("*.typ")):
            if leads_out(place, path):
                raise PlanpressError(f"{path} is a link out of templates/; put the file itself there")
            target = folder / path.relative_to(place / "packet")
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                target.write_bytes(path.read_bytes())
            except OSError as problem:
                raise PlanpressError(f'can not read "{path}": {(problem.strerror or str(problem)).lower()}') from None


def _write(folder: Path, files: Mapping[str, str | bytes], missing: Iterable[str]) -> None:
    """The files, in texts a white square for each missing character."""
    table = str.maketrans(dict.fromkeys("".join(missing), UNSET))
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.translate(table).encode())


def _undisplayed(diagnostic: str) -> Iterator[str]:
    for written in _UNDISPLAYED.findall(diagnostic):
        yield from _ESCAPED.sub(lambda match: chr(int(match[1], 16)), written).replace('\\"', '"').replace("\\\\", "\\")


def _said(problem: typst.TypstError) -> str:
    """What Typst says of a template, on one line: file, line and column, then the message and its hints."""
    where = re.search(r"┌─ (\S+?):(\d+):(\d+)", problem.diagnostic)
    place = f"templates/packet/{where[1].lstrip('/')}:{where[2]}:{int(where[3]) + 1}: " if where else ""
    hints = "".join(f"; {hint}" for hint in dict.fromkeys(problem.hints))
    return visible(" ".join(f"{place}{problem.message}{hints}".split()))


def font_list() -> str:
    """The fonts as an attribute of an SVG names them."""
    return escape(", ".join(f"'{name}'" for name in FAMILIES))
