"""The pipelines that `planpress init --ci` writes: one set of files for each forge, and a script for any other.

They are addressed from the top of the repository, which is where forges look for them, and name what they make after
the plan, so that several plans have pipelines beside each other.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from planpress.files.bundled_templates import filled_template
from planpress.model.errors import PlanpressError
from planpress.model.location import plan_name
from planpress.model.wording import quoted


@dataclass(frozen=True, slots=True)
class Forge:
    """Where each file of a forge goes, and where it comes from below templates/ci/. Those whose path names no plan
    serve all plans of a repository. `next` is what remains to be done by hand. `start` is a file that the forge reads,
    the repository's own where there is one; it includes a plan's pipeline by an `item` of a list."""

    files: Mapping[str, str]
    next: str
    start: str = ""
    item: str = ""


FORGES: Mapping[str, Forge] = {
    "github": Forge(
        {
            ".github/workflows/plan@.NAME@.yml": "github/plan.yml",
            ".github/workflows/plan-comment@.NAME@.yml": "github/plan-comment.yml",
            ".github/workflows/plan-pages@.NAME@.yml": "github/plan-pages.yml",
            ".github/workflows/plan-refresh@.NAME@.yml": "github/plan-refresh.yml",
            ".github/planpress/comment.py": "comment.py",
            ".github/planpress/publish.sh": "publish.sh",
            ".github/planpress/propose.sh": "propose.sh",
        },
        "commit them; for pages and previews set the variable PLANPRESS_SITE to the address of the site, without a"
        " slash at the end, and let GitHub Pages deploy from the branch gh-pages; for new evidence each week let GitHub"
        " Actions create pull requests",
    ),
    "gitlab": Forge(
        {
            ".gitlab/planpress@.NAME@.yml": "gitlab/planpress.yml",
            ".gitlab/planpress/comment.py": "comment.py",
            ".gitlab/planpress/propose.sh": "propose.sh",
        },
        "commit them; for comments set the variable PLANPRESS_TOKEN, for new evidence PLANPRESS_REFRESH_TOKEN and a"
        " pipeline schedule",
        start=".gitlab-ci.yml",
        item="- local: .gitlab/planpress@.NAME@.yml",
    ),
    "shell": Forge(
        {"ci/planpress@.NAME@.sh": "shell/planpress.sh"}, "let your CI run: BASE=origin/main sh ci/planpress@.NAME@.sh"
    ),
}

_SAFE = re.compile(r"(?![-~])[\w ./,@=-]+")


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """Where a plan is in its repository, by paths from the top: the folder of its mkdocs.yml, `.` at the top; its
    docs_dir; the plan itself."""

    root: str = "."
    content: str = "content"
    plan: str = "content/plan.yml"

    @property
    def name(self) -> str:
        """What tells it from other plans of the repository; empty at the top."""
        return plan_name(self.root)


def pipeline_files(forge: str, version: str, place: PlanPlace = PlanPlace(), branch: str = "main") -> dict[str, str]:
    """The texts of a forge's files by their paths from the top of a repository; each installs a version of planpress.
    `branch` is the one whose plan is shown.

    Raises PlanpressError for a folder whose name a forge's files cannot hold.
    """
    if not all(_SAFE.fullmatch(path) for path in (place.root, place.content, place.plan)):
        way_out = "rename its folders: letters, digits, - and _ are fine"
        raise PlanpressError(f"the files of a forge cannot name {quoted(place.plan)}; {way_out}")
    words = {**_words(forge, place), "VERSION": version, "BRANCH": branch if _SAFE.fullmatch(branch) else "main"}
    return {_path(path, place): filled_template(f"ci/{source}", words) for path, source in FORGES[forge].files.items()}


def shared_files(forge: str) -> frozenset[str]:
    """The paths of the files that all plans of a repository use."""
    return frozenset(path for path in FORGES[forge].files if "@" not in path)


def start_file(forge: str, place: PlanPlace) -> tuple[str, str]:
    """The path and the text of a file that the forge reads, which does nothing but include a plan's pipeline."""
    found = FORGES[forge]
    return found.start, f"include:\n  {_path(found.item, place)}\n"


def what_next(forge: str, place: PlanPlace, *, starts: bool = True) -> str:
    """What remains to be done by hand, in one line. `starts` is whether `start_file` was written too."""
    found = FORGES[forge]
    by_hand = "" if starts or not found.start else f"add below include in {found.start}: {_path(found.item, place)}"
    return f"next: {_path(found.next, place).replace('commit them', by_hand or 'commit them')}"


def _path(path: str, place: PlanPlace) -> str:
    return path.replace("@.NAME@", f".{place.name}" if place.name else "")


def _words(forge: str, place: PlanPlace) -> dict[str, str]:
    """What stands for the words in @ signs."""
    name, whole = place.name, f"{place.root}/**"
    paths = json.dumps([whole, f".github/workflows/plan*.{name}.yml"], ensure_ascii=False)
    changes = json.dumps([f"{whole}/*", f".gitlab/planpress.{name}.yml"], ensure_ascii=False)
    required = "# Without the next line where this is a required check: GitHub waits for one that does not run."
    return {
        "ROOT": place.root,
        "CONTENT": place.content,
        "PLAN": place.plan,
        "NAME": name,
        "FIRST": f"{name}." if name else "",
        "OF": f" of {place.root}" if name else "",
        "PATHS": f"\n    paths: {paths}" if name else "",
        "ONLY": f"\n    {required}\n    paths: {paths}" if name else "",
        "BELOW": f", below plan.{name}/" if name else "",
        "SCRIPT": _path(next(iter(FORGES[forge].files)), place),
        "COMMENT": f"comment.{name}.md" if name else "comment.md",
        "JOB": f"plan:{name}" if name else "plan",
        "ENVIRONMENT": f"plan/{name}" if name else "plan",
        "FOLDER": f"plan.{name}" if name else "",
        "CHANGES": f"\n      changes: {changes}" if name else "",
    }
