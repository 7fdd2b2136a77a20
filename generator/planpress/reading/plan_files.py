"""Names of files of a plan's folder, the texts of hand-written pages, and files that stand where they mean nothing or
where planpress writes its own.

MkDocs reads and copies them later, and would stop, or wait for ever, at what is found here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.site_pages import ATTENTION, OWNERS, PORTFOLIO, SCORING, STAGES, TEAMS, WEEKS
from planpress.model.sources import PAGE_ENDINGS, Place, is_text
from planpress.model.wording import quoted, visible
from planpress.reading import kinds
from planpress.reading.decoding import read_text
from planpress.reading.depth import excessive
from planpress.reading.tree import Listing, Tree

_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *", re.IGNORECASE)
_NOT_EVERYWHERE = re.compile(r"[<>:\"|?*\\\x00-\x1f\x7f-\x9f]")


def read_handwritten(tree: Tree) -> Iterator[Finding]:
    """What keeps a page from being shown, what there is to say of its text, and names that some systems do not hold."""
    listing = tree.listing()
    yield from named(listing.paths, tree.location)
    for path in listing.pages:
        found: list[Finding] = []
        text = None if tree.location.is_narrative(path) else read_text(tree, path, found)
        yield from (finding for finding in found if finding.level == "error")
        if text is not None:
            yield from excessive(path, text)


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
            first = alike.setdefault(f"{'/'.join(parts[: end - 1])}/{form_of_name(parts[end - 1])}", parts[end - 1])
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


def is_device(name: str) -> bool:
    """Whether no file on Windows can have this name."""
    return _DEVICES.fullmatch(name.partition(".")[0]) is not None


def _device(path: str, name: str) -> Iterator[Finding]:
    if is_device(name):
        message = f"{quoted(name)} is a device on Windows, where no file can have this name; rename it"
        yield kinds.ODD_NAME.at(Place(path), message)


def form_of_name(name: str) -> str:
    """What is the same for names that some systems take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _twins(first: str, second: str) -> str:
    if unicodedata.normalize("NFC", first) == unicodedata.normalize("NFC", second):
        return f"{quoted(second)} is there twice, put together from other characters; rename one of them"
    return f"{quoted(second)} and {quoted(first)} are one name on Windows and macOS; rename one of them"


_DATA = (".yml", ".yaml", ".csv", ".tsv", ".json")
_OF_PROJECT_ALONE = ("plan.md", "project.yml", "project.yaml", "models.json", "models.yml", "models.yaml")


def misplaced(tree: Tree) -> Iterator[Finding]:
    """Files that look like a part of a project and belong to none, and pages in the places of planpress's own."""
    listing = tree.listing()
    yield from _apart(tree, listing)
    yield from _taken(tree.location, listing)


def _apart(tree: Tree, listing: Listing) -> Iterator[Finding]:
    """What looks like a part of a project and belongs to none. Other files are the site's own: pages, say."""
    projects = tree.location.projects
    for path in listing.strays:
        name = path.rsplit("/", 1)[1]
        if path == projects:
            file = tree.file(path)
            said = file.refusal if file else None
            yield kinds.REFUSED.at(Place(path), said or "is not a folder; make it one, with a folder for each project")
        elif name.lower().endswith(_DATA):
            stem = name.split(".")[0]
            message = f"{quoted(name)} stands outside any project's folder; a project is {projects}/{stem}/project.yml"
            yield kinds.NO_DEFINITION.at(Place(path), message)
    ids, said_of = set(listing.folders), set[str]()
    for path in listing.paths:
        name = tree.location.project_of(path) or ""
        file_name = path.removeprefix(f"{projects}/{name}/")
        if name in ids or name in said_of or not _is_of_project(file_name):
            continue
        said_of.add(name)
        message = f"the folder has {file_name} and no project.yml, so it is no project; write that, or rename the file"
        yield kinds.NO_DEFINITION.at(Place(f"{projects}/{name}"), message)


def _is_of_project(name: str) -> bool:
    """Whether a file of this name is hardly anything but a part of a project."""
    lowered = name.lower()
    return "/" not in name and (lowered in _OF_PROJECT_ALONE or lowered.endswith((".csv", ".tsv")))


def _taken(location: Location, listing: Listing) -> Iterator[Finding]:
    # MkDocs makes one page of every ending, and a disk of Windows or macOS one of Scoring.md and scoring.md.
    pages = (path for path in listing.paths if path.endswith(PAGE_ENDINGS))
    shown = {f"{str(location.published(path)).rpartition('.')[0]}.md".casefold(): path for path in pages}
    for name in (PORTFOLIO, SCORING, STAGES, OWNERS, TEAMS, ATTENTION, WEEKS):
        if (path := shown.get(location.page(name).casefold())) is not None:
            folder = "ml" if location.pages == "plan" else "plan"
            way_out = f"rename yours, or give planpress's pages a folder: pages: {folder} below planpress in mkdocs.yml"
            yield kinds.PAGE_TAKEN.at(Place(path), f"planpress writes this page itself; {way_out}")
    for name in listing.folders:
        for index in ("index.md", "README.md"):
            if (path := shown.get(location.page(f"projects/{name}/{index}").casefold())) is not None:
                message = "planpress writes this page itself; rename yours, or write plan.md"
                yield kinds.PAGE_TAKEN.at(Place(path), message)
