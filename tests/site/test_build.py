"""The whole build: the same bytes whatever the circumstances, everything reachable, nothing lost on an error."""

import filecmp
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import copy_plan, run_planpress
from tests.pages.test_content_security_policy import hash_of
from tests.site.test_links import faults, pages_of

pytestmark = pytest.mark.process


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: Path, other: Path) -> list[str]:
    """The files that two folders do not share byte by byte."""
    first, second = files_of(one), files_of(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


CIRCUMSTANCES = {
    "a time zone": {"TZ": "Pacific/Kiritimati"},
    "a locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "a hash seed": {"PYTHONHASHSEED": "4242"},
    "a day": {"SOURCE_DATE_EPOCH": "86400"},
}


def test_vega_comes_with_its_licences(demonstration: Path) -> None:
    """Whoever publishes the site publishes Vega, whose licences want their texts beside it."""
    scripts = demonstration / "site" / "assets" / "planpress"
    assert "In full: vega-licences.txt" in (scripts / "vega.js").read_text(encoding="utf-8")[:1000]
    texts = (scripts / "vega-licences.txt").read_text(encoding="utf-8")
    for name in ("vega,", "vega-lite", "vega-embed", "vl-convert", "d3-array", "lodash.debounce", "topojson-client"):
        assert name in texts, name
    assert texts.count("Redistribution and use in source and binary forms") > 2


def as_it_is(folder: Path, demonstration: Path) -> None:
    """A chart from the cache is the chart that would be drawn."""
    copy_plan(folder, drawn=demonstration)


def read_in_another_order(folder: Path, demonstration: Path) -> None:
    """The order in which a folder lists its files depends on when they were made."""
    for name in sorted(files_of(demonstration / "content"), reverse=True):
        target = folder / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(demonstration / "content" / name, target)
    shutil.copy(demonstration / "mkdocs.yml", folder)


@pytest.mark.parametrize(
    ("prepare", "module", "changes"),
    [(read_in_another_order, "planpress", list(CIRCUMSTANCES)), (as_it_is, "planpress", []), (as_it_is, "mkdocs", [])],
)
def test_the_same_input_gives_the_same_bytes(
    demonstration: Path, tmp_path: Path, prepare: Callable[[Path, Path], None], module: str, changes: list[str]
) -> None:
    """Another folder, order of files, time zone, locale, hash seed and day, a cold or a warm cache, and either face of
    the program change no byte."""
    folder = tmp_path / "another folder, ünïcode"
    folder.mkdir()
    prepare(folder, demonstration)
    environment = {name: value for change in changes for name, value in CIRCUMSTANCES[change].items()}
    done = run_planpress("build", cwd=folder, module=module, env=environment)
    assert done.returncode == 0, done.stderr
    assert differing(demonstration / "site", folder / "site") == []


def test_plan_json_is_what_export_prints(demonstration: Path) -> None:
    """site/plan.json and `planpress export` are one file."""
    printed = run_planpress("export", cwd=demonstration)
    assert printed.stdout == (demonstration / "site" / "plan.json").read_text(encoding="utf-8")


def test_no_page_asks_another_host(demonstration: Path) -> None:
    """Nothing that a page loads, and no style, names another host."""
    site = demonstration / "site"
    for name, page in pages_of(site).items():
        assert [address for address in page.loaded if urlsplit(address).netloc] == [], name
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^)]*""", text) == [], style.name


def test_every_project_is_one_click_from_the_portfolio(demonstration: Path) -> None:
    """The portfolio links to each project; the navigation names none; previous and next lead through all."""
    site = demonstration / "site"
    projects = [project["id"] for project in json.loads((site / "plan.json").read_text(encoding="utf-8"))["projects"]]
    portfolio = (site / "index.html").read_text(encoding="utf-8")
    navigation = portfolio[portfolio.index("md-nav--primary") : portfolio.index("md-content")]
    for name in projects:
        assert f'href="projects/{name}/index.html"' in portfolio
        assert f"projects/{name}/" not in navigation
    here, seen = "index.html", []
    while match := re.search(r'<a href="([^"]+)" class="md-footer__link md-footer__link--next"',
                             (site / here).read_text(encoding="utf-8")):  # fmt: skip
        here = urljoin(f"/{here}", match[1]).lstrip("/")
        seen.append(here)
        assert len(seen) <= len(projects), seen
    assert seen == [f"projects/{name}/index.html" for name in projects]


def test_every_project_is_found_by_search(demonstration: Path) -> None:
    """The index has each project's page, with its verdict and its narrative, and not the cells of its tables."""
    index = json.loads((demonstration / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    by_page: dict[str, str] = {}
    for entry in index["docs"]:
        page = entry["location"].split("#")[0]
        by_page[page] = by_page.get(page, "") + f" {entry['title']} {entry['text']}"
    assert "Choose net-b." in by_page["projects/pose/index.html"]
    assert "Parts arrive loose in a bin." in by_page["projects/pose/index.html"]
    assert "Every model under every rule" not in by_page["projects/pose/index.html"]
    for name in json.loads((demonstration / "site" / "plan.json").read_text(encoding="utf-8"))["projects"]:
        assert f"projects/{name['id']}/index.html" in by_page


def test_what_a_plan_is_made_from_is_not_published(demonstration: Path) -> None:
    """Definitions and narratives are not files of the site; tables are, to be downloaded."""
    files = files_of(demonstration / "site")
    assert [name for name in files if name.endswith(("plan.yml", "project.yml", "plan.md", "/plan/index.html"))] == []
    assert "projects/pose/models.csv" in files


def broken(folder: Path) -> None:
    """Put an error into a plan."""
    path = folder / "content" / "projects" / "pose" / "project.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")


@pytest.mark.parametrize("module", ["planpress", "mkdocs"])
def test_an_error_leaves_the_site_as_it_was(demonstration: Path, tmp_path: Path, module: str) -> None:
    """An error of the plan stops the build before anything of site/ is touched, and says where it is."""
    folder = tmp_path / "plan"
    shutil.copytree(demonstration, folder)
    broken(folder)
    done = run_planpress("build", cwd=folder, module=module)
    assert done.returncode == 1
    assert re.search(r"content/projects/pose/project\.yml:\d+:1: error PP110 unknown key \"nonsense\"", done.stderr)
    assert differing(demonstration / "site", folder / "site") == []
    assert litter(folder) == []


def test_strict_makes_warnings_errors(demonstration: Path, tmp_path: Path) -> None:
    """The demonstration plan has warnings on purpose: with --strict they stop the build, and the site stays."""
    folder = tmp_path / "plan"
    shutil.copytree(demonstration, folder)
    marker = folder / "site" / "marker.txt"
    marker.write_text("the earlier site", encoding="utf-8")
    for module in ("planpress", "mkdocs"):
        done = run_planpress("build", "--strict", cwd=folder, module=module)
        assert done.returncode == 1 and "PP404" in done.stderr, done.stderr
        assert marker.exists() and litter(folder) == []


def hooked(folder: Path, demonstration: Path, act: str) -> Path:
    """The demonstration with a hook that acts on each page."""
    shutil.copytree(demonstration, folder)
    hook = f"import sys\ndef on_post_page(output, page, config):\n{act}    return output\n"
    (folder / "hook.py").write_text(hook, encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhooks: [hook.py]\n")
    return folder


def test_a_failure_of_another_plugin_leaves_the_site_as_it_was(demonstration: Path, tmp_path: Path) -> None:
    """Whatever goes wrong later in MkDocs, the site is as it was."""
    folder = hooked(tmp_path / "plan", demonstration, "    raise RuntimeError('a hook failed')\n")
    done = run_planpress("build", cwd=folder)
    assert done.returncode != 0 and "a hook failed" in done.stderr
    assert differing(demonstration / "site", folder / "site") == []
    assert litter(folder) == []


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_signal_leaves_the_site_as_it_was(demonstration: Path, tmp_path: Path, sent: signal.Signals) -> None:
    """A build that is ended while it writes pages leaves the earlier site, and the next build clears its litter."""
    # The hook stops the build in the middle of its pages and says so; it goes on only when its input ends.
    stop = "    if 'pose' in page.file.src_uri:\n        print('half', flush=True)\n        sys.stdin.read()\n"
    folder = hooked(tmp_path / "plan", demonstration, stop)
    command = [sys.executable, "-m", "planpress", "build"]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.send_signal(sent)
        _, said = process.communicate()
    assert process.returncode != 0
    assert "Traceback" not in said
    assert differing(demonstration / "site", folder / "site") == []
    if sent != signal.SIGKILL:
        assert litter(folder) == []
    shutil.copy(demonstration / "mkdocs.yml", folder)
    assert run_planpress("build", cwd=folder).returncode == 0
    assert litter(folder) == []
    assert differing(demonstration / "site", folder / "site") == []


def litter(folder: Path) -> list[str]:
    """What a build left beside the site."""
    return sorted(name for name in os.listdir(folder) if name.startswith(".site"))


def test_a_folder_that_is_no_site_is_not_replaced(demonstration: Path, tmp_path: Path) -> None:
    """site_dir may be a folder with somebody's files: they are kept, and the message says the way out."""
    folder = copy_plan(tmp_path, drawn=demonstration)
    (folder / "site").mkdir()
    (folder / "site" / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 2
    assert "site/" in done.stderr and "another site_dir" in done.stderr
    assert (folder / "site" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_site_of_its_own_overrides_a_template(demonstration: Path, tmp_path: Path) -> None:
    """A template at the same path below templates/ takes the place of planpress's own; one of no section is named."""
    folder = copy_plan(tmp_path, drawn=demonstration)
    (folder / "templates" / "partials").mkdir(parents=True)
    (folder / "templates" / "partials" / "status.html.j2").write_text("<p>our own status</p>\n", encoding="utf-8")
    (folder / "templates" / "sections").mkdir()
    for name in ("_shared", "matrix", "method-scales", "costs"):
        (folder / "templates" / "sections" / f"{name}.html.j2").write_text("", encoding="utf-8")
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0
    assert re.findall("templates/sections/.*", done.stderr) == [
        'templates/sections/costs.html.j2 is read by nobody: no section is called "costs" (did you mean "cost"?)'
    ]
    home = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "<p>our own status</p>" in home
    assert filecmp.cmp(demonstration / "site" / "plan.json", folder / "site" / "plan.json", shallow=False)


def test_a_plan_without_projects_has_a_site(tmp_path: Path) -> None:
    """`planpress init` and `planpress build` go together before anything is written."""
    folder = tmp_path / "fresh"
    assert run_planpress("init", folder).returncode == 0
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    home = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "planpress new" in home


def test_a_hand_written_home_page_is_published_as_it_is(demonstration: Path, tmp_path: Path) -> None:
    """With an index.md of its own a site keeps it, and the portfolio has a page beside it."""
    folder = copy_plan(tmp_path, drawn=demonstration)
    (folder / "content" / "index.md").write_text("# Welcome\n\n[The plan](portfolio.md)\n", encoding="utf-8")
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Welcome" in (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "Do first" in (folder / "site" / "portfolio.html").read_text(encoding="utf-8")
    page = (folder / "site" / "projects" / "pose" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../../portfolio.html">Portfolio</a>' in page


def test_a_site_with_directory_addresses_has_no_dead_links(demonstration: Path, tmp_path: Path) -> None:
    """`use_directory_urls: true` gives each page a folder, with every link in place."""
    folder = copy_plan(tmp_path, drawn=demonstration)
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "use_directory_urls: false" in settings
    changed = settings.replace("use_directory_urls: false", "use_directory_urls: true")
    (folder / "mkdocs.yml").write_text(changed, encoding="utf-8")
    assert run_planpress("build", cwd=folder).returncode == 0
    assert faults(folder / "site") == []


def test_a_template_that_breaks_says_where(demonstration: Path, tmp_path: Path) -> None:
    """A mistake in an overriding template is one line, and the site stays as it was."""
    folder = copy_plan(tmp_path, drawn=demonstration)
    (folder / "templates" / "partials").mkdir(parents=True)
    template = folder / "templates" / "partials" / "status.html.j2"
    for text, said in (("{{ nosuchthing.foo }}", "nosuchthing"), ("\n{{", "templates/partials/status.html.j2:2: ")):
        template.write_text(text, encoding="utf-8")
        done = run_planpress("build", cwd=folder)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr and "Traceback" not in done.stderr
        assert not (folder / "site").exists() and litter(folder) == []


def test_the_policy_allows_what_people_write_into_pages_of_their_own(demonstration: Path, tmp_path: Path) -> None:
    """A script in a page of somebody's own gets its hash, in Markdown and in HTML; what was allowed before stays."""
    folder = copy_plan(tmp_path, drawn=demonstration)
    page = "# Ours\n\n<script>ours()</script>\n\n| a |\n|--:|\n| 1 |\n"
    (folder / "content" / "ours.md").write_text(page, encoding="utf-8")
    (folder / "content" / "old.html").write_text("<style>old{}</style>", encoding="utf-8")
    assert run_planpress("build", cwd=folder).returncode == 0
    name = "content-security-policy.txt"
    before = set((demonstration / "site" / name).read_text(encoding="utf-8").replace(";", "").split())
    after = set((folder / "site" / name).read_text(encoding="utf-8").replace(";", "").split())
    ours = {hash_of("ours()"), hash_of("old{}"), hash_of("text-align: right;"), "'unsafe-hashes'"}
    assert after == before | ours
