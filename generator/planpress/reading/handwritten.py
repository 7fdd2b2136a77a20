"""Files of a plan's folder that nobody has read when a plan is read: their names, and the texts of hand-written pages.

MkDocs reads and copies them later, and would stop, or wait for ever, at what is found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.sources import PAGE_ENDINGS, Place, is_text
from planpress.model.wording import quoted, visible
from planpress.reading import kinds
from planpress.reading.decoding import decode
from planpress.reading.tree import Tree, pages

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *", re.IGNORECASE)
_NOT_EVERYWHERE = re.compile(r"[<>:\"|?*\\\x00-\x1f\x7f-\x9f]")


Look = Callable[[str, str], Iterable[Finding]]
"""What is to say of a text, by its path and its words."""


def read_handwritten(tree: Tree, look: Look) -> Iterator[Finding]:
    """What keeps a page from being shown, what there is to say of its text, and names that some systems do not hold."""
    paths = tree.listing().paths
    yield from named(paths, tree.location)
    for path in pages(paths):
        file = None if tree.location.is_narrative(path) else tree.file(path)
        if file is None:
            continue
        text, found = decode(file)
        yield from (finding for finding in found if finding.level == "error")
        if text is not None:
            yield from look(path, text)


def named(paths: Iterable[str], location: Location = Location()) -> Iterator[Finding]:
    """What is wrong with the names of files and folders, each said once."""
    seen: set[str] = set()
    alike: dict[str, str] = {}
    for path in paths:
        if is_text(path) and not path.endswith(PAGE_ENDINGS):
            ending = path[path.rindex(".") :]
            message = f"is published as it is, and not as a page; write its ending in small letters, {ending.lower()}"
            yield kinds.ODD_NAME.at(Place(path), message)
        parts = path.split("/")
        top = location.folder.count("/") + 1
        for end in range(top + 1, len(parts) + 1):
            below = "/".join(parts[:end])
            if below in seen:
                continue
            seen.add(below)
            # What an id may hold is said of a project's folder when it is read.
            is_id = end == top + 2 and len(parts) > end and location.project_of(below) is not None
            yield from _device(below, parts[end - 1]) if is_id else _name(below, parts[end - 1])
            first = alike.setdefault(f"{'/'.join(parts[: end - 1])}/{_form(parts[end - 1])}", parts[end - 1])
            if first != parts[end - 1]:
                yield kinds.ODD_NAME.at(Place(below), _twins(first, parts[end - 1]))


def _name(path: str, name: str) -> Iterator[Finding]:
    if any("\ud800" <= character <= "\udfff" for character in name):
        yield kinds.NAME_NOT_UTF8.at(Place(path), f"the name {quoted(name)} is not UTF-8; rename it")
        return
    found = _NOT_EVERYWHERE.search(name)
    if found:
        sign = f'"{found[0]}"' if found[0].isprintable() else f"the character U+{ord(found[0]):04X}"
        yield kinds.ODD_NAME.at(Place(path), f"{sign} in a name is not possible on Windows; rename it")
    elif name.endswith((".", " ")):
        end = "dot" if name.endswith(".") else "blank"
        message = f'"{visible(name)}" ends with a {end}, which Windows leaves out; rename it'
        yield kinds.ODD_NAME.at(Place(path), message)
    else:
        yield from _device(path, name)


def _device(path: str, name: str) -> Iterator[Finding]:
    if _DEVICES.fullmatch(name.partition(".")[0]):
        message = f"{quoted(name)} is a device on Windows, where no file can have this name; rename it"
        yield kinds.ODD_NAME.at(Place(path), message)


def _form(name: str) -> str:
    """What is the same for names that some systems take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _twins(first: str, second: str) -> str:
    if unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", second):
        return f"{quoted(second)} is there twice, put together from other characters; rename one of them"
    return f"{quoted(second)} and {quoted(first)} are one name on Windows and macOS; rename one of them"
