"""The files of a site: what the plan's team wrote stands before what planpress writes, and what is no file is left out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from planpress.model.plan import Plan
from planpress.model.ranking import Ranking
from planpress.model.report import Report
from planpress.model.site_pages import CHANGES, PLAN_JSON, Page
from planpress.plugin.files import add, take_out
from planpress.workflows.publish_site import Publication
from tests.case_files import cases

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def site(folder: Path, *, directories: bool = False) -> MkDocsConfig:
    (folder / "content").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Plan\ndocs_dir: content\nplugins: []\n", encoding="utf-8")
    config = load_config(str(folder / "mkdocs.yml"), use_directory_urls=directories)
    config.plugins._current_plugin = "planpress"
    return config


def publication(**files: str) -> Publication:
    plan = Plan("Plan", date(2019, 6, 3), {}, {}, {})
    report = Report(plan, {}, Ranking((), (), ()), ())
    return Publication(report, {CHANGES: Page(CHANGES, "What changed", "ours")}, files, (), ())


@pytest.mark.parametrize(("own", "directories", "kept"), cases(__file__)["test_what_the_team_wrote_stays_and_is_said"])
def test_what_the_team_wrote_stays_and_is_said(own: str, directories: bool, kept: str | None, tmp_path: Path) -> None:
    config = site(tmp_path, directories=directories)
    (tmp_path / "content" / own).parent.mkdir(exist_ok=True)
    (tmp_path / "content" / own).write_text("theirs", encoding="utf-8")
    files, said = get_files(config), list[str]()
    made = add(files, config, publication(**{PLAN_JSON: "{}"}), None, said.append)
    assert files.src_uris[own].content_string == "theirs"
    assert list(made) == [path for path in (CHANGES, PLAN_JSON) if path != kept]
    replaced = f"content/{own} is hand-written and stands in the place of planpress's own {kept}"
    assert said == ([] if kept is None else [replaced])


def test_what_is_no_file_is_taken_out_and_a_pointer_is_said(tmp_path: Path) -> None:
    """A picture that is a pointer is a broken picture on the page, and nothing else says so."""
    config = site(tmp_path)
    content = tmp_path / "content"
    os.mkfifo(content / "x.png")
    os.mkfifo(content / "x.md")
    (content / "nowhere.csv").symlink_to("none.csv")
    (content / "plain.png").write_bytes(b"")
    (content / "drawing.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n")
    (content / "words.txt").write_text("version 1\n")
    files, said = get_files(config), list[str]()
    take_out(files, tmp_path, config, publication(), said.append)
    assert sorted(files.src_uris) == ["drawing.png", "plain.png", "words.txt"]
    assert sorted(said) == [
        "content/drawing.png: a Git LFS pointer, not the file itself; git lfs pull",
        *(f"content/{name} is not a file that can be published; take it out" for name in ("nowhere.csv", "x.md", "x.png")),
    ]
