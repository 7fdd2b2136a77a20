"""The kinds of findings that a stranger's change can make, on top of those of reading."""

from __future__ import annotations

from planpress.model.findings import FindingKind, Level


def _kind(code: str, level: Level, name: str, title: str, means: str, matters: str, to_do: str) -> FindingKind:
    page = f"# {title}\n\n## What it means\n\n{means}\n\n## Why it matters\n\n{matters}\n\n## What to do\n\n{to_do}\n"
    return FindingKind(code, level, name, page)


NOT_TAKEN = _kind(
    "PP701", "warning", "not-taken", "File not taken from a change",
    "`planpress build --untrusted` leaves a file of the change out: one of a kind that can run code or change pages"
    " (HTML, SVG, scripts, style sheets), one with a name that pages or the theme use, or a picture that is none.",
    "A pull request may come from a stranger. What it adds to the preview must be texts, tables and pictures.",
    "Save a drawing as PNG or WebP, and data as CSV below content/projects/ID/. A file that the base has already is"
    " taken as it is there; a new one comes in once a maintainer has merged it.",
)  # fmt: skip
LEADS_OUT = _kind(
    "PP702", "error", "leads-out", "Link, submodule or special file in a change",
    "`planpress build --untrusted` found a symbolic link, a repository inside the repository or something that is no"
    " plain file below content/.",
    "A link can show files of the machine that builds the site.",
    "Put the file itself there.",
)  # fmt: skip
TOO_COSTLY = _kind(
    "PP703", "error", "too-costly", "File that costs too much",
    "To read or to show this file took more time or memory than a plan's file may have, and the build was stopped.",
    "A few kilobytes of brackets, quotes or aliases can keep a server busy for hours.",
    "Cut the file down: fewer levels of lists and quotes, smaller tables, text instead of one long line.",
)  # fmt: skip
FRONT_MATTER = _kind(
    "PP704", "warning", "front-matter", "Front matter of a changed page",
    "The front matter of a page that the change wrote says more than `title`, `description` and `tags`, or is no"
    " plain YAML. `planpress build --untrusted` does not take that part.",
    "Front matter can choose another template, hide the navigation or keep a page out of the search.",
    "Leave it as it is if it is meant: it works once the change is merged.",
)  # fmt: skip

ALL = (NOT_TAKEN, LEADS_OUT, TOO_COSTLY, FRONT_MATTER)
