"""Equal pages for plain Material for MkDocs: what planpress publishes, as finished Markdown.

    python -m benchmarks.equal PLAN FOLDER

writes into FOLDER what a team would have to keep by hand: the same pages with the same headings, sentences, tables and
narratives, and for each chart its Vega-Lite specification with its data.
"""

import json
import re
import shutil
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.markdown import escape, to_markdown
from planpress import charts
from planpress.files.bundled_templates import template_folders
from planpress.model.figure import Figure
from planpress.model.report import Report
from planpress.model.site_pages import PLACEHOLDER, Page
from planpress.pages import compose
from planpress.pages.templates import Composer
from planpress.workflows.check_plan import load

_ENTITY = re.compile(r"&#([0-9]+);")
_FRAME = re.compile(r'<details class="pp-fold">.*</summary>\s*\Z|</details>\s*\Z|(</?div[^>]*>)+\s*\Z', re.DOTALL)
"""Either end of what is folded or stands side by side, which Markdown has no words for."""
_HAND_WRITTEN = ("about.md", "tags.md")


def write_equal(plan: Path, folder: Path) -> None:
    """Write the equal pages of the plan below `plan` into `folder`, with its mkdocs.yml less our plugin."""
    content = folder / "content"
    for path, text in equal_pages(load(plan)).items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, encoding="utf-8")
    for name in _HAND_WRITTEN:
        shutil.copy(plan / "content" / name, content)
    settings = yaml.safe_load((plan / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"].remove("planpress")
    settings["not_in_nav"] = "/projects/"
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def equal_pages(report: Report) -> Mapping[str, str]:
    """The Markdown of every page by its path below content/."""
    composer = Composer([str(folder) for folder in template_folders(Path())])
    pages = compose(report, composer)
    figures = {(drawable.page, drawable.number): drawable.figures[0] for drawable in composer.drawables}
    return {page.path: equal_page(page, figures) for page in pages}


def equal_page(page: Page, figures: Mapping[tuple[str, int], Figure]) -> str:
    """One page as Markdown; `figures` are those of all pages by page and number."""

    def part(match: re.Match[str]) -> str:
        number = int(match[1])
        figure = figures.get((page.path, number))
        if figure:
            return chart(figure)
        html = page.fragments[number].html
        return "" if _FRAME.match(html) else to_markdown(html, page.path)

    _, front, body = page.markdown.split("---\n", 2)
    pieces = re.split(f"({PLACEHOLDER.pattern.replace('(', '(?:')})", body)
    words = [PLACEHOLDER.sub(part, piece) if at % 2 else _plain(piece) for at, piece in enumerate(pieces)]
    return f"---\n{front}---\n{''.join(words)}"


def chart(figure: Figure) -> str:
    """A chart on an equal page: its title, and its specification with its data in the way that costs Material least."""
    made = json.dumps(specification(figure), separators=(",", ":")).replace("<", "\\u003c")
    return f'{escape(figure.title)}\n\n<script type="application/json">{made}</script>'


def specification(figure: Figure) -> dict[str, Any]:
    """The Vega-Lite specification of a figure with its data."""
    made: dict[str, Any] = json.loads(_specification(figure.kind))
    for parameter in made["params"]:
        parameter["value"] = figure.params.get(parameter["name"], parameter.get("value"))
    frame = figure.frame
    return {**made, "description": figure.alternative, "width": frame.width, "height": frame.height,
            "datasets": figure.datasets}  # fmt: skip


@cache
def _specification(kind: str) -> str:
    [found] = [one for one in charts.ALL if one.name == kind]
    return json.dumps(found.spec)


def _plain(markdown: str) -> str:
    """Markdown with characters in the place of entities, as people write it."""
    return _ENTITY.sub(lambda match: escape(chr(int(match[1]))), markdown)


if __name__ == "__main__":
    write_equal(Path(sys.argv[1]), Path(sys.argv[2]))
