"""Where a plan lies: its files, the site's own pages around them, and the pages that are made of them. Also the plan's
name, and what the site's mkdocs.yml says of it."""

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planpress.model.sources import is_text

RECORD = ".decisions.yml"
"""What the name of a file ends with that holds what a meeting decided."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a plan lies, and where its pages do. Everything that names a file or a page of a plan asks here.

    `folder`, which holds plan.yml, and `docs`, the site's docs_dir, are paths from the plan's root: the folder of
    mkdocs.yml. `pages` is where planpress's pages are in the site, empty for its top. All have forward slashes, and
    none at an end.
    """

    folder: str = "content"
    docs: str = "content"
    pages: str = ""

    @property
    def plan(self) -> str:
        return f"{self.folder}/plan.yml"

    @property
    def projects(self) -> str:
        """The folder that has one for each project."""
        return f"{self.folder}/projects"

    @property
    def meetings(self) -> str:
        """The folder of the meetings' files."""
        return f"{self.folder}/meetings"

    def record(self, meeting: str) -> str:
        """The file with what the meeting of this id decided."""
        return f"{self.meetings}/{meeting}{RECORD}"

    @property
    def bounds(self) -> str:
        """The folder that no link in the plan may lead out of: the root, or docs that lie beside it."""
        return self.docs if self.docs.startswith("../") else "."

    def project(self, name: str, file: str = "project.yml") -> str:
        """A file of the project with this id."""
        return f"{self.folder}/projects/{name}/{file}"

    def project_of(self, path: str) -> str | None:
        """The id of the project whose file this is."""
        start = f"{self.folder}/projects/"
        return path[len(start) :].partition("/")[0] if path.startswith(start) else None

    def below(self, path: str) -> str:
        """The path of a file of the plan from the plan's folder on."""
        return path.removeprefix(f"{self.folder}/")

    def short(self, path: str) -> str:
        """The path of a file of the plan as short as a reader can do with."""
        return self.below(path).removeprefix("projects/")

    def belongs(self, path: str) -> bool:
        """Whether a file in the plan's folder is a part of the plan: not one that is published as it is, such as a
        picture."""
        own = path == self.plan or is_text(path) or path.startswith(f"{self.folder}/projects/") or self.is_meeting(path)
        return own and self.holds(path)

    def holds(self, path: str) -> bool:
        return path.startswith(f"{self.folder}/")

    def shows(self, path: str) -> bool:
        """Whether a file lies in the plan's folder and is not hidden there."""
        return self.holds(path) and "/." not in path[len(self.folder) :]

    def is_narrative(self, path: str) -> bool:
        """Whether a file of this name is a part of a project's page, and no page by itself."""
        name = self.project_of(path)
        return name is not None and path == self.project(name, "plan.md")

    def names_meeting(self, path: str) -> bool:
        """Whether a file of this name is one of a meeting's, or stands in the place of the folder of all of them."""
        return path == self.meetings or self.is_meeting(path)

    def is_meeting(self, path: str) -> bool:
        """Whether a file of this name is one of a meeting's, rightly named or not: itself, or what it decided."""
        return path.startswith(f"{self.meetings}/") and path.lower().endswith((".yml", ".yaml")) and self.shows(path)

    def is_record(self, path: str) -> bool:
        """Whether a file of this name holds what a meeting decided."""
        return path.endswith(RECORD) and self.is_meeting(path)

    def page(self, path: str) -> str:
        """Where one of planpress's own pages or files is in the site, by its `path` among these."""
        return posixpath.join(self.pages, path)

    def published(self, path: str) -> str | None:
        """Where MkDocs publishes a file, from the top of the site; None for one that does not lie in `docs`."""
        return path.removeprefix(f"{self.docs}/") if path.startswith(f"{self.docs}/") else None

    def link(self, path: str) -> str:
        """What a link inside a fragment says for a path of the site."""
        start = self.page("")
        return path[len(start) :] if path.startswith(start) else f"/{path}"

    def linked(self, link: str) -> str:
        """Where the site has what a link inside a fragment names: `/a.png` from its top, others among planpress's."""
        return link[1:] if link.startswith("/") else self.page(link)


_PLAIN = re.compile(r"[a-z0-9_/-]+")
_OTHER = re.compile(r"[^a-z0-9_-]+")


def plan_name(folder: str) -> str:
    """The name of the plan in a folder, by the folder's path from the top: `plans.gh` for plans/gh, empty at the top.

    Two folders never have one name, not even where capitals do not count: what is more than small letters, digits,
    `_` and `-` has a number at its end.
    """
    folder = unicodedata.normalize("NFC", folder.strip("/").removeprefix("./"))  # one name on every system
    if folder in ("", "."):
        return ""
    name = folder.replace("/", ".")
    if _PLAIN.fullmatch(folder):
        return name
    number = hashlib.sha256(folder.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{'.'.join(_OTHER.sub('-', part.lower()).strip('-') for part in folder.split('/'))}-{number}"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with a tag that only the engine understands, as `!ENV SITE_URL`: kept as it is written."""

    tag: str
    value: Any


def entries(plugins: Any) -> list[Any]:
    """Plugins as a list, whether they were written as a list or as a mapping."""
    return [{name: value} for name, value in plugins.items()] if isinstance(plugins, dict) else list(plugins or [])


def name_of(entry: Any) -> str:
    """The name of a plugin or an extension that may have settings of its own."""
    return str(next(iter(entry))) if isinstance(entry, dict) else str(entry)


def own_settings(settings: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What settings say below `planpress`, {} where that is nothing; None where they do not name the plugin."""
    found = next((one for one in entries(settings.get("plugins")) if one and name_of(one) == "planpress"), None)
    own = found["planpress"] if isinstance(found, dict) else None
    return None if found is None else own if isinstance(own, dict) else {}
