"""axe-core in a page: what it finds, rule by rule and element by element."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
"""Every rule that axe has, but those of level AAA and those that it has given up."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One element that breaks one rule, and how axe would mend it."""

    rule: str
    element: str
    markup: str
    mend: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.element}\n    {self.markup[:200]}\n    {' '.join(self.mend.split())[:300]}"


def violations(page: Page) -> list[Violation]:
    """Everything that axe objects to in a page as it is now.

    axe can not tell the contrast of letters before a gradient; the shadows at the edges of wide tables are taken away
    for it, so that it judges the letters in tables too.
    """
    page.evaluate(_script())
    page.add_style_tag(content=".md-typeset .pp-scroll { background: none !important }")
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        Violation(rule["id"], " ".join(map(str, node["target"])), node["html"], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
