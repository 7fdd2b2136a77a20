"""Files of a plan that stand where they mean nothing, or where planpress writes its own."""

from __future__ import annotations

from collections.abc import Iterator

from planpress.model.findings import Finding
from planpress.model.location import Location
from planpress.model.site_pages import ATTENTION, OWNERS, PORTFOLIO, SCORING, STAGES, TEAMS
from planpress.model.sources import PAGE_ENDINGS, Place
from planpress.model.wording import quoted
from planpress.reading import kinds
from planpress.reading.tree import Listing, Tree

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
    """Hand-written pages in the places of planpress's own."""
    # MkDocs makes one page of every ending, and a disk of Windows or macOS one of Scoring.md and scoring.md.
    pages = (path for path in listing.paths if path.endswith(PAGE_ENDINGS))
    shown = {f"{str(location.published(path)).rpartition('.')[0]}.md".casefold(): path for path in pages}
    for name in (PORTFOLIO, SCORING, STAGES, OWNERS, TEAMS, ATTENTION):
        if (path := shown.get(location.page(name).casefold())) is not None:
            folder = "ml" if location.pages == "plan" else "plan"
            way_out = f"rename yours, or give planpress's pages a folder: pages: {folder} below planpress in mkdocs.yml"
            yield kinds.PAGE_TAKEN.at(Place(path), f"planpress writes this page itself; {way_out}")
    for name in listing.folders:
        for index in ("index.md", "README.md"):
            if (path := shown.get(location.page(f"projects/{name}/{index}").casefold())) is not None:
                message = "planpress writes this page itself; rename yours, or write plan.md"
                yield kinds.PAGE_TAKEN.at(Place(path), message)
