"""Planpress as a guest in somebody's site: whoever calls MkDocs gets the site, other pages stay, settings are obeyed."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build as mkdocs_build

from tests.case_files import cases
from tests.conftest import run_planpress
from tests.packaging.environments import run
from tests.plugin.hosts import NARRATIVE, PAGE, PROJECT, build, configured, summary, write_host, write_plan
from tests.repositories import alone as without_settings
from tests.repositories import git, start, write
from tests.site.test_build import files_of

pytestmark = pytest.mark.process

CASES = cases(__file__)

STYLE, SCRIPT = "assets/planpress/planpress.css", "assets/planpress/tables.js"


def test_the_host_s_pages_are_the_same_to_the_byte(alone: Path, tmp_path: Path) -> None:
    """Without the plugin the host's pages are what they are with it, but for what lists every page."""
    build(write_host(tmp_path, ["search"], plan=False))
    hosts, now = files_of(tmp_path / "site"), files_of(alone / "site")
    assert {path for path in hosts if now[path] != hosts[path]} == {
        "sitemap.xml", "sitemap.xml.gz", "search/search_index.json",
    }  # fmt: skip


def test_styles_scripts_and_parts_of_the_theme_are_on_plan_pages_alone(alone: Path) -> None:
    """The page of a project has them; the host's page asks its repository for stars, as it does without a plan."""
    plan, host = ((alone / "site" / path).read_text(encoding="utf-8") for path in (PAGE, "guide/index.html"))
    statistics = 'data-md-component="source"'
    for part in (f'<link rel="stylesheet" href="../../{STYLE}">', f'<script src="../../{SCRIPT}" defer></script>'):
        assert part in plan
    assert "planpress" not in host and "pp-" not in host
    assert statistics in host and statistics not in plan


def test_a_part_of_the_host_s_own_stays_on_plan_pages(alone: Path, tmp_path: Path) -> None:
    """Who has a footer of his own has it everywhere."""
    write_host(tmp_path, ["search", "planpress"], drawn=alone, theme={"name": "material", "font": False, "custom_dir": "own"})
    write(tmp_path, {"own/partials/footer.html": "<footer>Ours alone</footer>"})
    build(tmp_path)
    for path in (PAGE, "guide/index.html"):
        assert "<footer>Ours alone</footer>" in (tmp_path / "site" / path).read_text(encoding="utf-8")


def test_another_theme_has_plan_pages_too(alone: Path, tmp_path: Path) -> None:
    """Parts of Material are set into Material alone."""
    build(write_host(tmp_path, ["search", "planpress"], drawn=alone, theme={"name": "mkdocs"}))
    page = tmp_path / "site" / PAGE
    found, whole = summary(page), summary(alone / "site" / PAGE)
    assert (found["figures"], found["explanations"]) == (whole["figures"], whole["explanations"])
    assert set(whole["texts"]) <= set(found["texts"])
    assert f'href="../../{STYLE}"' in page.read_text(encoding="utf-8")


def test_the_caller_finds_its_folder_and_the_site_there(alone: Path, tmp_path: Path) -> None:
    """`mkdocs build -d`: settings say after the build what they said before."""
    write_host(tmp_path / "host", ["search", "planpress"], drawn=alone)
    chosen = str(tmp_path / "host" / ".." / "public")
    config, _ = build(tmp_path / "host", site_dir=chosen)
    assert config.site_dir == chosen or Path(config.site_dir) == tmp_path / "public"
    assert summary(Path(config.site_dir) / PAGE) == summary(alone / "site" / PAGE)
    assert not (tmp_path / "host" / "site").exists()


@pytest.mark.parametrize("event", ["on_config", "on_pre_build", "on_files", "on_page_content", "on_post_build"])
def test_after_a_failure_the_caller_finds_its_folder_as_it_was(event: str, alone: Path, tmp_path: Path) -> None:
    """Wherever a neighbour fails."""
    write_host(tmp_path, ["search", "planpress"], drawn=alone, hooks=["fail.py"])
    (tmp_path / "fail.py").write_text(f"def {event}(*_, **__):\n    raise RuntimeError('on purpose')\n", encoding="utf-8")
    for name in ("assets", "search"):
        (tmp_path / "site" / name).mkdir(parents=True)
    (tmp_path / "site" / "404.html").write_text("the earlier site", encoding="utf-8")
    with configured(tmp_path) as config, pytest.raises(RuntimeError, match="on purpose"):
        mkdocs_build(config)
    assert config.site_dir == str(tmp_path / "site")
    assert files_of(tmp_path / "site") == {"404.html": b"the earlier site"}
    assert [path.name for path in tmp_path.iterdir() if "building" in path.name] == []


def test_settings_that_are_read_without_a_build_keep_their_folder(alone: Path, tmp_path: Path) -> None:
    """As mike reads them before it has MkDocs build."""
    write_host(tmp_path, ["search", "planpress"], drawn=alone)
    with configured(tmp_path, "mike") as config:
        read = config.plugins.on_config(config)
    assert read.site_dir == str(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] in ([], [".site.planpress-lock"])


@pytest.mark.parametrize(("words", "prefix"), [(("mike", "deploy", "1.0"), "1.0/"), (("mkdocs", "gh-deploy", "-q"), "")])
def test_the_whole_site_is_published(words: tuple[str, ...], prefix: str, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the site is in the branch that is served."""
    without_settings(tmp_path / "home", monkeypatch)
    folder = write_host(tmp_path / "host", ["search", "planpress"], drawn=alone)
    (folder / ".gitignore").write_text(".cache/\nsite/\n.site*\n", encoding="utf-8")
    start(folder, {})
    git(tmp_path, "init", "-q", "--bare", "origin")
    git(folder, "remote", "add", "origin", "../origin")
    for name, value in (("name", "Kim"), ("email", "kim@example.org")):
        git(folder, "config", f"user.{name}", value)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    run(*words, cwd=folder)
    published = git(folder, "ls-tree", "-r", "--name-only", "-z", "gh-pages").split("\0")
    assert {f"{prefix}{path}" for path in files_of(folder / "site")} - {f"{prefix}.nojekyll"} <= set(published)
    assert f"{prefix}{PAGE}" in published


WARNED = PROJECT.replace("  - {id: crew, kind: human, label: The crew, values: {precision: 0.95, recall: 0.9}}\n", "")
DEAD = f"{NARRATIVE}\n[nowhere](gone.md)\n"
WARNINGS = {"of the plan": {"projects/sorting/project.yml": WARNED}, "of a page": {"projects/sorting/plan.md": DEAD}}
SAID = {"of the plan": "PP402", "of a page": "gone.md"}


@pytest.mark.parametrize(("warned", "strict", "of_the_site", "stops"), CASES["test_whose_strictness_counts"])
def test_whose_strictness_counts(
    warned: str, strict: bool | None, of_the_site: bool, stops: bool, alone: Path, tmp_path: Path
) -> None:
    """What is said of the plan stops a build where the plugin's setting says so, and else where the site's does."""
    plugin: Any = "planpress" if strict is None else {"planpress": {"strict": strict}}
    write_host(tmp_path, ["search", plugin], drawn=alone)
    for path, words in WARNINGS[warned].items():
        (tmp_path / "content" / path).write_text(words, encoding="utf-8")
    if stops:
        with pytest.raises(AssertionError, match=f"(?s)(?=.*strict).*{SAID[warned]}") as problem:
            build(tmp_path, strict=of_the_site)
        assert "has errors" not in str(problem.value)
        assert not (tmp_path / "site").exists()
    else:
        _, said = build(tmp_path, strict=of_the_site)
        assert any(SAID[warned] in words for words in said.of("INFO", "WARNING"))


def test_the_command_line_is_above_the_settings(alone: Path, tmp_path: Path) -> None:
    """`planpress build --strict` stops whatever mkdocs.yml says."""
    write_host(tmp_path, ["search", {"planpress": {"strict": False}}], drawn=alone)
    (tmp_path / "content/projects/sorting/project.yml").write_text(WARNED, encoding="utf-8")
    done = run_planpress("build", "--strict", cwd=tmp_path)
    assert done.returncode == 1 and "PP402" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_page_whose_places_are_gone_is_an_error(alone: Path, tmp_path: Path) -> None:
    """A plugin that takes comments out of Markdown would leave pages without tables."""
    write_host(tmp_path, ["search", "planpress"], drawn=alone, hooks=["bare.py"])
    write(tmp_path, {"bare.py": "import re\ndef on_page_markdown(markdown, **_):\n    return re.sub(r'(?s)<!--.*?-->', '', markdown)\n"})
    with pytest.raises(AssertionError, match=r"\.md: \d+ of the page's tables and charts lost their places"):
        build(tmp_path)


def test_print_site_has_the_whole_plan_and_can_build_again(alone: Path, tmp_path: Path) -> None:
    """The page to print has the plan's tables, charts and styles; nothing of it stays outside of the new site."""
    nav = [{"Home": "index.md"}, {"Sorting": "projects/sorting/index.md"}]
    write_host(tmp_path, ["search", "planpress", "print-site"], drawn=alone, nav=nav)
    for _ in range(2):
        build(tmp_path)
        page = tmp_path / "site" / "print_page" / "index.html"
        printed, whole = summary(page), summary(alone / "site" / PAGE)
        assert {name: printed[name] for name in ("figures", "drawings")} == {name: whole[name] for name in ("figures", "drawings")}
        assert [words for words in whole["texts"] if words not in printed["texts"]] == []
        html = page.read_text(encoding="utf-8")
        assert f'<link rel="stylesheet" href="../{STYLE}"></head>' in html and SCRIPT not in html


def test_a_plan_with_errors_says_so(tmp_path: Path) -> None:
    """Errors are called errors."""
    write_host(tmp_path, ["search", "planpress"])
    (tmp_path / "content/projects/sorting/project.yml").write_text("schema: 1\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="the plan has errors; the site is as it was"):
        build(tmp_path)


def test_a_page_that_cannot_be_hidden_is_named(tmp_path: Path) -> None:
    """`exclude_docs` names a project's page, which the portfolio leads to."""
    write_host(tmp_path, ["search", "planpress"], exclude_docs="projects/sorting/")
    _, said = build(tmp_path)
    assert "exclude_docs names projects/sorting/index.md, which is shown all the same, as others lead to it" in str(said.of("WARNING"))


@pytest.mark.parametrize("package", ["nh3", "mdit_py_plugins"])
def test_without_the_extra_mkdocs_names_it_in_one_line(package: str, tmp_path: Path) -> None:
    """MkDocs brings its own packages alone."""
    write_host(tmp_path, ["search", "planpress"])
    code = f"import sys; sys.modules[{package!r}] = None; sys.argv = ['mkdocs', 'build']; from mkdocs.__main__ import cli; cli()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f'the plugin planpress needs the package "{package}", which is not installed; pip install "planpress[site]"' in done.stderr


def test_a_link_of_the_host_s_own_pages_is_the_host_s(alone: Path, tmp_path: Path) -> None:
    """What leads out of the site is refused in the plan's folder, and nobody else's business beside it."""
    (tmp_path / "shared.md").write_text("# Shared\n", encoding="utf-8")
    folder = write_host(tmp_path / "host", ["search", {"planpress": {"plan": "content/ml"}}], plan=False, drawn=alone)
    write_plan(folder / "content" / "ml")
    (folder / "content" / "shared.md").symlink_to(tmp_path / "shared.md")
    build(folder)
    assert (folder / "site" / "shared" / "index.html").is_file()
    (folder / "content" / "ml" / "shared.md").symlink_to(tmp_path / "shared.md")
    with pytest.raises(AssertionError, match=r"content/ml/shared\.md: .* is a link out of the plan's folder"):
        build(folder)


@pytest.mark.parametrize("nav", ["mkdocs.yml", "literate-nav"])
def test_a_strict_host_is_warned_of_no_page_of_the_plan(nav: str, alone: Path, tmp_path: Path) -> None:
    """With every validation of MkDocs' at work, and pages of the plan that its own navigation does not name."""
    links = dict.fromkeys(("not_found", "anchors", "absolute_links", "unrecognized_links"), "warn")
    validation = {"nav": dict.fromkeys(("omitted_files", "not_found", "absolute_links"), "warn"), "links": links}
    plugins, files, settings = ["search", "tags", {"planpress": {"strict": False}}], {}, {}
    if nav == "literate-nav":
        plugins.append({"literate-nav": {"nav_file": "SUMMARY.md"}})
        files, settings = {"SUMMARY.md": "- [Manual](guide.md)\n- [Start](index.md)\n"}, {"nav": None}
    write_host(tmp_path, plugins, files, drawn=alone, validation=validation, **settings)
    (tmp_path / "content/projects/sorting/project.yml").write_text(WARNED, encoding="utf-8")
    build(tmp_path, strict=True)
    assert (tmp_path / "site" / "portfolio" / "index.html").is_file()


def test_what_mkdocs_warns_of_keeps_the_earlier_site_and_the_folder(alone: Path, tmp_path: Path) -> None:
    """A dead link of the host's own under `--strict`: MkDocs stops after the last event."""
    write_host(tmp_path, ["search", "planpress"], {"guide.md": "# Guide\n\n[gone](gone.md)\n"}, drawn=alone)
    with configured(tmp_path, strict=True) as config, pytest.raises(SystemExit, match="strict mode"):
        mkdocs_build(config)
    assert config.site_dir == str(tmp_path / "site")
    assert not (tmp_path / "site").exists()
