"""A packet as a PDF: data, drawings and templates in a folder of their own, which Typst may read and nothing else.

Everything that authors wrote is in data.json, which templates show as text; none of it is ever read as Typst. The file
is PDF/UA-1 and PDF/A-2a: Typst refuses to write one that is not, as with an image that has no alternative text.
"""

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Any

import typst

from planpress.files.bundled_templates import leads_out
from planpress.model.errors import PlanpressError, reason
from planpress.model.findings import Finding
from planpress.model.wording import few, visible

MAIN = "main.typ"
DATA = "data.json"
FONT_LIST = escape("'Pretendard', 'Libertinus Serif', 'DejaVu Sans Mono'")
"""Where a character of a drawing is looked for, in order: the first comes with planpress, the others with Typst."""
UNSET = "\N{WHITE SQUARE}"
"""What stands for a character that no font has."""

_ROUNDS = 4
_PAGE = re.compile(rb"/Type ?/Page\b")
_JOINERS = "\u200d\ufe0e\ufe0f"
"""They join or colour the characters beside them, and say nothing alone."""
_PROBE = '#set document(title: "Characters")\n#set text(lang: "en")\n#for one in json("probe.json") { par(one) }\n'
_UNDISPLAYED = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a packet is made from: its data, drawings and images by their paths, the folders of templates, of which
    the first that has one wins, and its day; and what could not be set."""

    data: Mapping[str, Any]
    files: Mapping[str, str | bytes]
    templates: tuple[Path, ...]
    day: date
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Typeset:
    """A finished PDF, the characters that no font has, a white square for each, and what else it could not set."""

    pdf: bytes
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(_PAGE.findall(self.pdf))

    def unset(self) -> Iterator[str]:
        """What could not be set as it was written; the missing characters with their numbers."""
        yield from map(str, self.findings)
        shown = [f"{one} (U+{ord(one):04X})" for one in "".join(self.missing) if one not in _JOINERS]
        if shown:
            way_out = f"{UNSET} stands for each: put a font into templates/packet/fonts/"
            yield f"warning: no font has {few(shown, 12)}; {way_out}"


def typeset(made: Prepared) -> Typeset:
    """The PDF of a packet, by way of a folder that is gone afterwards.

    The same input gives the same bytes: the day is the time that the PDF says it was made at. Raises PlanpressError for
    a template that cannot be read or used.
    """
    with tempfile.TemporaryDirectory(prefix="planpress-packet-") as name:
        folder = Path(os.path.realpath(name))
        _lay_out(folder, made)
        missing: dict[str, None] = {}
        for _ in range(_ROUNDS):
            try:
                return Typeset(compiled(folder / MAIN, made.templates, made.day), tuple(missing), made.findings)
            except typst.TypstError as problem:
                found = [one for one in _undisplayed(problem.diagnostic) if one not in missing]
                if not found:
                    raise PlanpressError(f"the packet's template cannot be used: {_said(problem, folder)}") from None
                # In a drawing, what follows a character that no font has is not looked for in other fonts.
                missing |= dict.fromkeys(_missing(found, folder, made) or found)
                _leave_out(missing, folder)
        raise PlanpressError(f"no font has these characters: {' '.join(missing)}; put one into templates/packet/fonts/")


def compiled(main: Path, templates: Sequence[Path] = (), day: date = date.min) -> bytes:
    """The PDF of a file of Typst's, which reads what is beside it and nothing else. Raises typst.TypstError."""
    fonts = [str(one / "packet" / "fonts") for one in templates if (one / "packet" / "fonts").is_dir()]
    nowhere = main.parent / "packages"
    return typst.compile(
        str(main),
        root=str(main.parent),
        font_paths=fonts,
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        # A template that names a package finds none: nothing is fetched, and no machine has others than another.
        package_path=str(nowhere),
        package_cache_path=str(nowhere),
    )


def _missing(characters: Sequence[str], folder: Path, made: Prepared) -> list[str]:
    """Those of `characters` that no font has, by themselves."""
    (folder / "probe.json").write_text(json.dumps(characters), encoding="utf-8")
    (folder / "probe.typ").write_text(_PROBE, encoding="utf-8")
    try:
        compiled(folder / "probe.typ", made.templates, made.day)
    except typst.TypstError as problem:
        found = frozenset(_undisplayed(problem.diagnostic))
        return [one for one in characters if one in found]
    return []


def _lay_out(folder: Path, made: Prepared) -> None:
    """Put all that a packet is made from into `folder`, an empty one."""
    for path, content in {**_texts_of(made.templates), **made.files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    _write_data(folder, made.data)


def _texts_of(templates: Sequence[Path]) -> dict[str, bytes]:
    found = {}
    for place in reversed(templates):
        for path in sorted((place / "packet").rglob("*.typ")):
            if leads_out(place, path):
                raise PlanpressError(f"{path} is a link out of templates/; put the file itself there")
            try:
                found[path.relative_to(place / "packet").as_posix()] = path.read_bytes()
            except OSError as problem:
                raise PlanpressError(f'cannot read "{path}": {reason(problem)}') from None
    return found


def _leave_out(missing: Iterable[str], folder: Path) -> None:
    """A white square for each missing character in data and drawings, and in the data the list of them, in letters that
    every font has: U+6F22 cjk unified ideograph-6f22."""
    table = str.maketrans({one: "" if one in _JOINERS else UNSET for one in "".join(missing)})
    for path in sorted((folder / "charts").glob("*.svg")):
        path.write_bytes(path.read_bytes().decode().translate(table).encode())
    data = json.loads((folder / DATA).read_bytes().decode().translate(table))
    shown = [one for one in missing if one not in _JOINERS]
    spelt = [f"U+{ord(one):04X} {unicodedata.name(one, 'without a name').lower()}" for one in shown]
    _write_data(folder, {**data, "missing": spelt})


def _write_data(folder: Path, data: Mapping[str, Any]) -> None:
    (folder / DATA).write_bytes(json.dumps({"missing": [], **data}, ensure_ascii=False, sort_keys=True).encode())


def _undisplayed(diagnostic: str) -> Iterator[str]:
    for written in _UNDISPLAYED.findall(diagnostic):
        yield from _ESCAPED.sub(lambda match: chr(int(match[1], 16)), written).replace('\\"', '"').replace("\\\\", "\\")


def _said(problem: typst.TypstError, folder: Path) -> str:
    """What Typst says of a template, on one line: file, line and column, then the message and its hints."""
    where = re.search(rf"┌─ (?:\S*{re.escape(folder.name)})?/?(\S+?):(\d+):(\d+)", problem.diagnostic)
    place = f"templates/packet/{where[1]}:{where[2]}:{int(where[3]) + 1}: " if where else ""
    hints = "".join(f"; {hint}" for hint in dict.fromkeys(problem.hints))
    said = f"{problem.message}{hints}".replace(f"{folder}/", "templates/packet/")
    return visible(" ".join(f"{place}{said}".split()))
