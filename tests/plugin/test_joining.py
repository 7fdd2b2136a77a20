"""`planpress init` beside an mkdocs.yml: the plan comes into the site, and the lines that are printed are all it takes."""

from pathlib import Path

import pytest
import yaml

from planpress.reading.locations import located
from tests.case_files import cases
from tests.conftest import call_planpress
from tests.plugin.hosts import build
from tests.repositories import write

pytestmark = pytest.mark.process

HEAD = "site_name: Host\nsite_url: https://example.org/\ntheme: {name: material, font: false}\n"
# What the site has, further files, and where the plan goes.
SITES: dict[str, tuple[str, dict[str, str], str]] = cases(__file__)["SITES"]


def host(folder: Path, name: str) -> dict[str, bytes]:
    """A site; its files."""
    settings, further, _ = SITES[name]
    files = {"mkdocs.yml": settings.replace("HEAD\n", HEAD), ".gitignore": "/site/\n", **further}
    write(folder, files)
    return {path: (folder / path).read_bytes() for path in files}


def obeyed(text: str, said: list[str]) -> str:
    """mkdocs.yml with what was printed, as its owner adds it."""
    for at, line in enumerate(said):
        if line.startswith("add to mkdocs.yml, where search"):
            text += "\n".join(said[at + 1 : at + 4]) + "\n"
        elif line.endswith(("below plugins:", "below nav, for the portfolio:")):
            key = "plugins:" if "plugins" in line else "nav:"
            text = text.replace(f"{key}\n", f"{key}\n{said[at + 1]}\n", 1)
        elif line.startswith("write in mkdocs.yml, in the place"):
            old = next(one for one in text.splitlines() if one.startswith("plugins:"))
            text = text.replace(old, said[at + 1])
    return text


@pytest.mark.parametrize("name", SITES)
def test_the_printed_lines_are_all_it_takes(name: str, tmp_path: Path) -> None:
    """Nothing of the site's is written over; with the lines added, the plan is found, takes a project and is checked."""
    before = host(tmp_path, name)
    done = call_planpress("init", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path: (tmp_path / path).read_bytes() for path in before} == before
    folder = SITES[name][2]
    assert f"{folder}/plan.yml" in done.stdout.splitlines() and "mkdocs.yml" not in done.stdout
    said = done.stderr.splitlines()
    assert said[said.index("add to .gitignore:") + 1 :][:2] == ["/.site.planpress-*", "/.cache/"]
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(obeyed(settings.read_text(encoding="utf-8"), said), encoding="utf-8")
    names = [next(iter(one)) if isinstance(one, dict) else one for one in yaml.safe_load(settings.read_text())["plugins"]]
    assert "planpress" in names and ("search" in names or name == "an empty list")
    assert located(tmp_path).folder == folder
    made = call_planpress("new", "first", cwd=tmp_path)
    assert made.stdout.splitlines() == [f"{folder}/projects/first/project.yml", f"{folder}/projects/first/plan.md"]
    schema = (tmp_path / folder / "projects/first/project.yml").read_text(encoding="utf-8").split("$schema=")[1].split("\n")[0]
    assert (tmp_path / folder / "projects/first" / schema).is_file()
    assert call_planpress("check", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("name", ["no plugins", "navigation of its own"])
def test_the_site_is_built_with_them(name: str, tmp_path: Path) -> None:
    """And the portfolio is in its navigation; without that line, the log says which it is."""
    host(tmp_path, name)
    said = call_planpress("init", ".", cwd=tmp_path).stderr.splitlines()
    settings = tmp_path / "mkdocs.yml"
    whole = obeyed(settings.read_text(encoding="utf-8"), said)
    lacking = "planpress: nav does not list the plan's portfolio; to show it, add below nav: - Plan: plan/index.md"
    line = "  - Plan: plan/index.md\n"
    assert (line in whole) == ("nav:" in whole)
    if line in whole:
        settings.write_text(whole.replace(line, ""), encoding="utf-8")
        assert lacking in build(tmp_path)[1].of("INFO")
    settings.write_text(whole, encoding="utf-8")
    assert lacking not in build(tmp_path)[1].of("INFO")
    assert (tmp_path / "site/plan/index.html").is_file()
    assert 'href="plan/"' in (tmp_path / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "plan"),
    [
        ("plugins:\n  - planpress: {plan: docs/ml}\n", "docs/ml/plan.yml"),
        ("docs_dir: content\nplugins: [planpress]\n", "content/plan.yml"),
    ],
)
def test_a_site_that_names_planpress_needs_no_more_lines(settings: str, plan: str, tmp_path: Path) -> None:
    """The plan goes where its settings have it; a second time nothing is written."""
    (tmp_path / "mkdocs.yml").write_text(HEAD + settings, encoding="utf-8")
    done = call_planpress("init", ".", cwd=tmp_path)
    assert (done.returncode, (tmp_path / plan).is_file()) == (0, True)
    assert "add to mkdocs.yml" not in done.stderr
    again = call_planpress("init", ".", cwd=tmp_path)
    assert again.returncode == 2 and plan in again.stderr and "nothing was written" in again.stderr


def test_lines_that_were_not_added_are_named(tmp_path: Path) -> None:
    """Whoever forgets the plugin reads that it is missing; with the line from the message the plan is found."""
    host(tmp_path, "a list")
    call_planpress("init", ".", cwd=tmp_path)
    missing = call_planpress("check", cwd=tmp_path)
    assert missing.returncode == 2 and "mkdocs.yml" in missing.stderr
    line = "- planpress: {plan: docs/plan}"
    assert f"does not list the plugin planpress; where the site has a plan, add below plugins, with its folder: {line};" in missing.stderr
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("plugins:\n", f"plugins:\n  {line}\n"), encoding="utf-8")
    assert call_planpress("check", cwd=tmp_path).returncode == 0


def test_a_page_in_the_way_of_the_plan_has_a_way_out(tmp_path: Path) -> None:
    """The folder that the message names is another than that of the pages now, so that it works."""
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(HEAD + "plugins:\n  - planpress: {plan: docs/plan}\n", encoding="utf-8")
    call_planpress("init", ".", cwd=tmp_path)
    (tmp_path / "docs/plan/scoring.md").write_text("# Ours\n", encoding="utf-8")
    taken = call_planpress("check", cwd=tmp_path)
    assert taken.returncode == 1 and "give planpress's pages a folder: pages: ml below planpress" in taken.stdout
    settings.write_text(HEAD + "plugins:\n  - planpress: {plan: docs/plan, pages: ml}\n", encoding="utf-8")
    assert call_planpress("check", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("settings", [None, "plugins:\n  - planpress: {plan: docs/ml}\n"])
def test_a_plan_that_was_deleted_is_begun_anew(settings: str | None, tmp_path: Path) -> None:
    """What says that there is no plan.yml names `planpress init`, which works in that state and leaves the rest alone."""
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_text(HEAD + settings, encoding="utf-8")
    assert call_planpress("init", ".", cwd=tmp_path).returncode == 0
    plan = tmp_path / ("content/plan.yml" if settings is None else "docs/ml/plan.yml")
    plan.unlink()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = call_planpress("init", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != plan} == before
    assert call_planpress("check", cwd=tmp_path).returncode == 0


def test_pipelines_name_the_place_that_the_plan_will_have(tmp_path: Path) -> None:
    host(tmp_path, "a list")
    assert call_planpress("init", ".", "--ci", "shell", cwd=tmp_path).returncode == 0
    written = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*") if path.is_file() and path.suffix == ".sh"]
    assert written and any("docs" in text and "content/plan.yml" not in text for text in written)
