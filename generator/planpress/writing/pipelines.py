"""The pipelines that `planpress init --ci` writes: one set of files for each forge, and a script for any other."""

from __future__ import annotations

from collections.abc import Mapping

from planpress.writing.bundled import bundled_templates

FILES: Mapping[str, Mapping[str, str]] = {
    "github": {
        ".github/workflows/plan.yml": "github/plan.yml",
        ".github/workflows/plan-comment.yml": "github/plan-comment.yml",
        ".github/workflows/plan-pages.yml": "github/plan-pages.yml",
        ".github/planpress/comment.py": "comment.py",
        ".github/planpress/publish.sh": "publish.sh",
    },
    "gitlab": {
        ".gitlab/planpress.yml": "gitlab/planpress.yml",
        ".gitlab/planpress/comment.py": "comment.py",
    },
    "shell": {"ci/planpress.sh": "shell/planpress.sh"},
}
"""Where each file goes, by the forge, and where it comes from below templates/ci/."""

_NEXT = {
    "github": "next: commit them; for pages and previews set the variable PLANPRESS_SITE to the address of the site,"
    " without a slash at the end, and let GitHub Pages deploy from the branch gh-pages",
    "gitlab": "next: add this to .gitlab-ci.yml: include: [{local: .gitlab/planpress.yml}]; for comments set the"
    " variable PLANPRESS_TOKEN",
    "shell": "next: let your CI run: BASE=origin/main sh ci/planpress.sh",
}


def pipeline_files(forge: str, version: str) -> dict[str, str]:
    """The texts of a forge's files by their paths in a repository; each installs a version of planpress."""
    folder = bundled_templates() / "ci"
    texts = {path: (folder / source).read_text(encoding="utf-8") for path, source in FILES[forge].items()}
    return {path: text.replace("@VERSION@", version) for path, text in texts.items()}


def what_next(forge: str) -> str:
    """What remains to be done by hand, in one line."""
    return _NEXT[forge]
