"""axe-core in a page: what it finds, rule by rule and element by element."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

Rules = Mapping[str, object]
"""Which rules axe applies, as it takes them."""

ALL: Rules = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"],
}
"""Every rule that axe has, but those of level AAA and those that it has given up."""
COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""Those of them that look at colours."""
MATERIALS_OWN = {("aria-dialog-name", ".md-search"), ("focus-order-semantics", ".md-search__scrollwrap")}
"""What Material has on pages that are not planpress's, which stay as they are without it: rules and elements."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One element that breaks one rule, and how axe would mend it."""

    rule: str
    element: str
    markup: str
    mend: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.element}\n    {self.markup[:200]}\n    {' '.join(self.mend.split())[:300]}"


def violations(page: Page, rules: Rules = ALL) -> list[Violation]:
    """Everything that axe objects to in a page as it is now, by these rules.

    axe cannot tell the contrast of letters before a gradient; the shadows at the edges of wide tables are taken away
    for it, so that it judges the letters in tables too.
    """
    page.evaluate(_script())
    page.add_style_tag(content=".md-typeset .pp-scroll { background: none !important }")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [
        Violation(rule["id"], " ".join(map(str, node["target"])), node["html"], node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def _script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
