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
from tests.repositories import write
from tests.site.test_links import faults, pages_of

pytestmark = pytest.mark.process


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: Path, other: Path) -> list[str]:
    """The files that two folders do not share byte by byte."""
    first, second = files_of(one), files_of(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


@pytest.fixture
def folder(demonstration: Path, tmp_path: Path) -> Path:
    """The demonstration plan without its site, to be changed."""
    return copy_plan(tmp_path, drawn=demonstration)


@pytest.fixture
def copy(demonstration: Path, tmp_path: Path) -> Path:
    """The demonstration plan with its site, to be changed."""
    return shutil.copytree(demonstration, tmp_path / "plan")


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


def read_in_another_order(folder: Path, demonstration: Path) -> None:
    """The order in which a folder lists its files depends on when they were made."""
    for name in sorted(files_of(demonstration / "content"), reverse=True):
        target = folder / "content" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(demonstration / "content" / name, target)
    shutil.copy(demonstration / "mkdocs.yml", folder)


@pytest.mark.parametrize(
    ("prepare", "module", "changes"),
    [(read_in_another_order, "planpress", list(CIRCUMSTANCES)), (None, "planpress", []), (None, "mkdocs", [])],
)
def test_the_same_input_gives_the_same_bytes(
    demonstration: Path, tmp_path: Path, prepare: Callable[[Path, Path], None] | None, module: str, changes: list[str]
) -> None:
    """Another folder, order of files, time zone, locale, hash seed and day, a cold or a warm cache, and either face of
    the program change no byte."""
    folder = tmp_path / "another folder, ünïcode"
    folder.mkdir()
    prepare(folder, demonstration) if prepare else copy_plan(folder, drawn=demonstration)
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
    """The portfolio links to each project, and so does the list on the left; previous and next lead through all."""
    site = demonstration / "site"
    projects = [project["id"] for project in json.loads((site / "plan.json").read_text(encoding="utf-8"))["projects"]]
    portfolio = (site / "index.html").read_text(encoding="utf-8")
    navigation = portfolio[portfolio.index("md-nav--primary") : portfolio.index("md-content")]
    for name in projects:
        assert f'href="projects/{name}/index.html"' in portfolio
        assert f'href="./projects/{name}/index.html"' in navigation
    here = f"projects/{projects[0]}/index.html"
    seen = [here]
    while match := re.search(r'<a href="([^"]+)" rel="next"', (site / here).read_text(encoding="utf-8")):
        here = urljoin(f"/{here}", match[1]).lstrip("/")
        seen.append(here)
        assert len(seen) <= len(projects), seen
    assert seen == [f"projects/{name}/index.html" for name in projects]


def test_every_project_is_found_by_search(demonstration: Path) -> None:
    """The index has each project's page, with its verdict and its narrative, and not the cells of its tables."""
    index = json.loads((demonstration / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert not any(word in str(index) for word in ("data-figure", "planpress:"))
    by_page: dict[str, str] = {}
    for entry in index["docs"]:
        page = entry["location"].split("#")[0]
        by_page[page] = by_page.get(page, "") + f" {entry['title']} {entry['text']}"
    assert "Best model: net-b." in by_page["projects/pose/index.html"]
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


def hooked(folder: Path, act: str = "    raise RuntimeError('a hook failed')\n") -> None:
    """Have a hook act on each page."""
    hook = f"import sys\ndef on_post_page(output, page, config):\n{act}    return output\n"
    (folder / "hook.py").write_text(hook, encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhooks: [hook.py]\n")


FAILURES: tuple[tuple[Callable[[Path], object], tuple[str, ...], str], ...] = (
    (broken, (), r"content/projects/pose/project\.yml:\d+:1: error PP110 unknown key \"nonsense\""),
    (lambda folder: None, ("--strict",), "PP404"),  # the plan has warnings on purpose
    (hooked, (), "a hook failed"),
)


@pytest.mark.parametrize("module", ["planpress", "mkdocs"])
@pytest.mark.parametrize(("prepare", "options", "said"), FAILURES, ids=["error", "strict", "hook"])
def test_a_failure_leaves_the_site_as_it_was(
    prepare: Callable[[Path], object], options: tuple[str, ...], said: str, module: str, copy: Path
) -> None:
    """An error of the plan, a warning where that is one, whatever goes wrong later in MkDocs: it says where it is, and
    site/ is untouched."""
    marker = copy / "site" / "marker.txt"
    marker.write_text("the earlier site", encoding="utf-8")
    before = files_of(copy / "site")
    prepare(copy)
    done = run_planpress("build", *options, cwd=copy, module=module)
    assert (done.returncode != 0 if prepare is hooked else done.returncode == 1), done.stderr
    assert re.search(said, done.stderr)
    assert files_of(copy / "site") == before
    assert litter(copy) == []


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_signal_leaves_the_site_as_it_was(demonstration: Path, copy: Path, sent: signal.Signals) -> None:
    """A build that is ended while it writes pages leaves the earlier site, and the next build clears its litter."""
    # The hook stops the build in the middle of its pages and says so; it goes on only when its input ends.
    stop = "    if 'pose' in page.file.src_uri:\n        print('half', flush=True)\n        sys.stdin.read()\n"
    hooked(copy, stop)
    command, pipe = [sys.executable, "-m", "planpress", "build"], subprocess.PIPE
    with subprocess.Popen(command, cwd=copy, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        process.send_signal(sent)
        _, said = process.communicate()
    assert process.returncode != 0
    assert "Traceback" not in said
    assert differing(demonstration / "site", copy / "site") == []
    if sent != signal.SIGKILL:
        assert litter(copy) == []
    shutil.copy(demonstration / "mkdocs.yml", copy)
    assert run_planpress("build", cwd=copy).returncode == 0
    assert litter(copy) == []
    assert differing(demonstration / "site", copy / "site") == []


def litter(folder: Path) -> list[str]:
    """What a build left beside the site."""
    return sorted(name for name in os.listdir(folder) if name.startswith(".site"))


def test_a_folder_that_is_no_site_is_not_replaced(folder: Path) -> None:
    """site_dir may be a folder with somebody's files: they are kept, and the message says the way out."""
    write(folder, {"site/thesis.txt": "years of work"})
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 2
    assert "site/" in done.stderr and "another site_dir" in done.stderr
    assert (folder / "site" / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_site_of_its_own_overrides_a_template(demonstration: Path, folder: Path) -> None:
    """A template at the same path below templates/ takes the place of planpress's own; one of no section is named."""
    sections = ("_shared", "matrix", "method-scales", "costs")
    write(folder, {f"templates/sections/{name}.html.j2": "" for name in sections})
    write(folder, {"templates/partials/status.html.j2": "<p>our own status</p>\n"})
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


def test_a_hand_written_home_page_is_published_as_it_is(folder: Path) -> None:
    """With an index.md of its own a site keeps it, and the portfolio has a page beside it."""
    write(folder, {"content/index.md": "# Welcome\n\n[The plan](portfolio.md)\n"})
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Welcome" in (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "Decide" in (folder / "site" / "portfolio.html").read_text(encoding="utf-8")
    page = (folder / "site" / "projects" / "pose" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../../portfolio.html">All projects</a>' in page


def test_a_site_with_directory_addresses_has_no_dead_links(folder: Path) -> None:
    """`use_directory_urls: true` gives each page a folder, with every link in place."""
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "use_directory_urls: false" in settings
    write(folder, {"mkdocs.yml": settings.replace("use_directory_urls: false", "use_directory_urls: true")})
    assert run_planpress("build", cwd=folder).returncode == 0
    assert faults(folder / "site") == []


def test_a_template_that_breaks_says_where(folder: Path) -> None:
    """A mistake in an overriding template is one line, and the site stays as it was."""
    template = "templates/partials/status.html.j2"
    for text, said in (("{{ nosuchthing.foo }}", "nosuchthing"), ("\n{{", f"{template}:2: ")):
        write(folder, {template: text})
        done = run_planpress("build", cwd=folder)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr and "Traceback" not in done.stderr
        assert not (folder / "site").exists() and litter(folder) == []


def test_the_policy_allows_what_people_write_into_pages_of_their_own(demonstration: Path, folder: Path) -> None:
    """A script in a page of somebody's own gets its hash, in Markdown and in HTML; what was allowed before stays."""
    page = "# Ours\n\n<script>ours()</script>\n\n| a |\n|--:|\n| 1 |\n"
    write(folder, {"content/ours.md": page, "content/old.html": "<style>old{}</style>"})
    assert run_planpress("build", cwd=folder).returncode == 0
    name = "content-security-policy.txt"
    before = set((demonstration / "site" / name).read_text(encoding="utf-8").replace(";", "").split())
    after = set((folder / "site" / name).read_text(encoding="utf-8").replace(";", "").split())
    ours = {hash_of("ours()"), hash_of("old{}"), hash_of("text-align: right;"), "'unsafe-hashes'"}
    assert after == before | ours
