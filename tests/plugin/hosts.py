"""Somebody's own MkDocs site with a plan in it: how it is written, built in this process, and what its plan page says."""

import json
import logging
import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser

from tests.repositories import write

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

HOST = Path(__file__).parent / "host"
PLAN, PROJECT, MODELS, NARRATIVE, GUIDE = (
    (HOST / name).read_text("utf-8") for name in ("plan.yml", "project.yml", "models.csv", "plan.md", "guide.md")
)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e36600000000"
    "49454e44ae426082"
)
SETTINGS: Mapping[str, Any] = {
    "site_name": "Host",
    "site_url": "https://example.org/",
    "repo_url": "https://github.com/example/host",
    "docs_dir": "content",
    "theme": {"name": "material", "font": False},
    "markdown_extensions": ["attr_list", "md_in_html", "tables"],
    # Plan pages are not in it, so that not one byte of the host's own pages may differ.
    "nav": [{"Home": "index.md"}, {"Guide": "guide.md"}],
    "validation": {"nav": {"omitted_files": "ignore"}},
}
PAGE = "projects/sorting/index.html"


def write_host(
    folder: Path,
    plugins: Sequence[Any],
    files: Mapping[str, str] = {},
    *,
    plan: bool = True,
    drawn: Path | None = None,
    **settings: Any,
) -> Path:
    """A site of two pages and further `files`, by their paths below content/; with a `plan` of one project.

    Charts that were `drawn` in another folder are taken from there. A setting that is None is left out.
    """
    content = folder / "content"
    write(content, {"index.md": "# Home\n\nWelcome.\n", "guide.md": GUIDE, **files})
    if plan:
        write_plan(content)
    (content / "dot.png").write_bytes(DOT)
    given = {name: value for name, value in {**SETTINGS, **settings}.items() if value is not None}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**given, "plugins": list(plugins)}), encoding="utf-8")
    if drawn is not None:
        shutil.copytree(drawn / ".cache", folder / ".cache", dirs_exist_ok=True)
    return folder


def write_plan(folder: Path) -> None:
    """A plan of one project."""
    project = {"project.yml": PROJECT, "models.csv": MODELS, "plan.md": NARRATIVE}
    write(folder, {"plan.yml": PLAN, **{f"projects/sorting/{name}": text for name, text in project.items()}})


class Said(BufferingHandler):
    """What a build logs."""

    def of(self, *levels: str) -> list[str]:
        """The messages of some levels."""
        return [record.getMessage() for record in self.buffer if record.levelname in levels]


@contextmanager
def listening() -> Iterator[Said]:
    """What MkDocs and its plugins log meanwhile."""
    logger, said = logging.getLogger("mkdocs"), Said(sys.maxsize)
    level = logger.level
    logger.addHandler(said)
    logger.setLevel(logging.INFO)
    try:
        yield said
    finally:
        logger.removeHandler(said)
        logger.setLevel(level)


@contextmanager
def configured(folder: Path, command: str = "build", **settings: Any) -> Iterator[Any]:
    """The settings of a site whose plugins were started, as MkDocs starts them for a command."""
    from mkdocs.config import load_config

    config = load_config(str(folder / "mkdocs.yml"), **settings)
    config.plugins.on_startup(command=command, dirty=False)
    try:
        yield config
    finally:
        config.plugins.on_shutdown()


def build(folder: Path, **settings: Any) -> tuple[Any, Said]:
    """What `mkdocs build` does, in this process: the settings afterwards, and what was logged."""
    from mkdocs.commands import build as command

    with chdir(folder), warnings.catch_warnings(), listening() as said:
        warnings.simplefilter("ignore")  # neighbours use what is old
        with configured(folder, **settings) as config:
            try:
                command.build(config)
            except SystemExit as problem:
                raise AssertionError("\n".join([*map(str, problem.args), *said.of("WARNING", "ERROR")])) from problem
    return config, said


def summary(page: Path) -> dict[str, Any]:
    """What a reader finds on the plan page in a file: all the texts of its tables, its charts, their data, and its explanations."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    texts = (node.text_content or "" for table in tree.css("table") for node in table.traverse(include_text=True) if node.tag == "-text")
    return {
        "title": "".join(node.text() for node in tree.css("h1")),
        "figures": [json.loads(node.attributes["data-figure"] or "") for node in tree.css("[data-figure]")],
        "settings": [json.loads(node.attributes["data-what-if"] or "") for node in tree.css("[data-what-if]")],
        "drawings": sum("md-" not in (node.attributes.get("class") or "") for node in tree.css("svg[aria-hidden]")),
        "explanations": [node.attributes.get("id") for node in tree.css(".pp-because__one")],
        "texts": [" ".join(text.split()) for text in texts if text.strip()],
    }
