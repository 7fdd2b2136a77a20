"""What planpress did not write into a site stays in it, whatever the next build brings."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from planpress.files import carrying
from planpress.files.file_system import Exchange, exchange
from planpress.files.staging import Staging
from planpress.model.errors import PlanpressError
from planpress.plugin.site import earlier_site, with_cache
from tests.case_files import cases
from tests.files.test_staging import mounted, nothing
from tests.repositories import texts_of as tree
from tests.repositories import write

FIRST = {"index.html": "first", "projects/old/index.html": "stale", "old.html": "stale"}
SECOND = {"index.html": "second", "projects/new/index.html": "new", "404.html": ""}


def build(site: Path, files: dict[str, str], way: Exchange = exchange) -> None:
    with Staging.begin(site, earlier=nothing, root=site.parent, exchange=way) as folder:
        write(folder, files)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was built once."""
    build(tmp_path / "site", FIRST)
    return tmp_path / "site"


def test_stale_files_go_and_others_stay(site: Path) -> None:
    """Build after build: files, links, empty folders, hidden names, a repository, and what stands among pages."""
    mine = {"notes.txt": "mine", "uploads/a/b.bin": "mine", "work/.git/HEAD": "mine", ".htaccess": "mine",
            "projects/old/mine.txt": "mine", "assets/mine.css": "mine"}  # fmt: skip
    write(site, mine)
    (site / "uploads" / "empty" / "inner").mkdir(parents=True)
    (site / "link").symlink_to("uploads")
    (site / "dead").symlink_to("nowhere")
    (site / "run.sh").touch(0o750)
    numbers = {name: (site / name).stat().st_ino for name in mine}
    for number in range(2):
        build(site, SECOND)
        assert tree(site) == SECOND | mine | {"run.sh": ""}, number
        assert {name: (site / name).stat().st_ino for name in mine} == numbers  # a program that has one open keeps it
    assert (os.readlink(site / "link"), os.readlink(site / "dead")) == ("uploads", "nowhere")
    assert (site / "uploads" / "empty" / "inner").is_dir()
    assert stat.S_IMODE((site / "run.sh").stat().st_mode) == 0o750
    assert not (site / "projects" / "old" / "index.html").exists()
    (site / "projects" / "old" / "mine.txt").unlink()
    build(site, FIRST)
    assert tree(site).keys() == (FIRST | mine).keys() - {"projects/old/mine.txt"} | {"run.sh"}


def test_what_planpress_wrote_is_its_own_also_after_an_edit(site: Path) -> None:
    """A step after the build may change pages, in place or by a new file; the next build writes them anew."""
    (site / "index.html").write_text("made smaller")
    (site / "old.html").unlink()
    (site / "old.html").write_text("made smaller")
    build(site, SECOND)
    assert tree(site) == SECOND


CONFLICTS = cases(__file__)["CONFLICTS"]


@pytest.mark.parametrize(("mine", "new", "message"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_file_in_the_way_is_named_and_nothing_is_touched(
    mine: dict[str, str], new: dict[str, str], message: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.parent)
    write(site, mine)
    with pytest.raises(PlanpressError) as raised:
        build(site, {**SECOND, **new})
    assert str(raised.value).startswith(message)
    assert str(raised.value).endswith("; the site is as it was; move " + ("it" if len(mine) == 1 else "them") + " away, build again")
    assert tree(site) == FIRST | mine
    for name in mine:  # the way out
        (site / name).rename(site.parent / f"away-{name.replace('/', '-')}")
        parent = (site / name).parent
        while parent != site and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    build(site, {**SECOND, **new})
    assert tree(site) == SECOND | new


def test_the_same_bytes_are_not_in_the_way(site: Path) -> None:
    """Somebody put there what the site has now anyway; from then on it is the site's. An empty folder is in the way."""
    write(site, {"logo.svg": "<svg/>"})
    build(site, {**SECOND, "logo.svg": "<svg/>"})
    build(site, SECOND)
    assert tree(site) == SECOND
    (site / "a").mkdir()
    with pytest.raises(PlanpressError, match="site/a: planpress did not write it"):
        build(site, {"a": "new"})


def test_what_is_written_during_the_swap_is_not_lost(site: Path) -> None:
    """After the new site was filled, and before it takes its place: a new file, and a newer version of one."""
    write(site, {"notes.txt": "mine", "uploads/a.txt": "mine"})

    def late(one: Path, other: Path) -> None:
        write(site, {"uploads/late/b.txt": "late"})
        newer = site / "uploads" / "newer.txt"
        newer.write_text("newer")
        os.utime(newer, ns=(10**19, 10**19))
        newer.replace(site / "notes.txt")
        exchange(one, other)

    build(site, SECOND, late)
    assert tree(site) == SECOND | {"notes.txt": "newer", "uploads/a.txt": "mine", "uploads/late/b.txt": "late"}


def no_links(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_without_hard_links_files_are_copied(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, {"notes.txt": "mine"})
    (site / "link").symlink_to("notes.txt")
    before = (site / "notes.txt").stat()
    monkeypatch.setattr(os, "link", no_links)
    build(site, SECOND)
    after = (site / "notes.txt").stat()
    assert tree(site) == SECOND | {"notes.txt": "mine", "link": "mine"}
    assert (after.st_mtime_ns, after.st_ino == before.st_ino) == (before.st_mtime_ns, False)
    assert os.readlink(site / "link") == "notes.txt"


def test_what_cannot_be_taken_along_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe where there are no hard links, or a file that nobody may read."""
    monkeypatch.chdir(site.parent)
    monkeypatch.setattr(os, "link", no_links)
    os.mkfifo(site / "pipe")
    with pytest.raises(PlanpressError, match=r"^site/.*: operation not permitted; planpress did not write it and cannot take"):
        build(site, SECOND)
    (site / "pipe").unlink()
    write(site, {"sealed/x": "mine"})

    def unreadable(source: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(source))

    monkeypatch.setattr(carrying.shutil, "copy2", unreadable)
    with pytest.raises(PlanpressError, match=r"^site/sealed/x: permission denied; .*; the site is as it was; move it away"):
        build(site, SECOND)
    assert tree(site) == FIRST | {"sealed/x": "mine"}


@pytest.mark.process
def test_a_disk_in_the_site_is_named(site: Path) -> None:
    with mounted(site / "disk"), pytest.raises(PlanpressError, match="site/disk is a mount point, which cannot be taken along; "):
        build(site, SECOND)
    build(site, SECOND)


# --- lists


def test_a_list_that_is_lost_or_damaged_is_none(site: Path) -> None:
    """Then only what can be told to be MkDocs' is replaced; here that is nothing."""
    (kept,) = (site.parent / ".cache/planpress/sites").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    with pytest.raises(PlanpressError, match="holds files that planpress did not write"):
        build(site, SECOND)
    assert tree(site) == FIRST


def test_a_list_from_elsewhere_is_none(site: Path, tmp_path: Path) -> None:
    """A change can bring a list and a site; but it cannot choose the numbers that files get here."""
    for name in (".cache", "site"):
        shutil.copytree(tmp_path / name, tmp_path / "clone" / name)
        (tmp_path / "moved").mkdir(exist_ok=True)
        (tmp_path / name).rename(tmp_path / "moved" / name)
    with pytest.raises(PlanpressError, match="holds files that planpress did not write"):
        build(tmp_path / "clone" / "site", SECOND)
    build(tmp_path / "moved" / "site", SECOND)
    assert tree(tmp_path / "moved" / "site") == SECOND


def test_a_cache_that_a_link_leads_away_is_not_used(tmp_path: Path) -> None:
    """A change can bring that link; a list would be written wherever it leads."""
    (tmp_path / "plan").mkdir()
    assert with_cache(tmp_path / "plan") == tmp_path / "plan"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "plan" / ".cache").symlink_to(tmp_path / "elsewhere")
    assert with_cache(tmp_path / "plan") is None


@pytest.mark.parametrize("name", ["previous", "previous-1-00000000", "building-1-00000000"])
def test_a_folder_with_a_name_of_ours_becomes_no_site(name: str, tmp_path: Path) -> None:
    """It can come with a change."""
    folder = tmp_path / f".site.planpress-{name}"
    write(folder, {"index.html": "a stranger's"})
    Staging.begin(tmp_path / "site", earlier=nothing, root=tmp_path).abandon()
    assert not (tmp_path / "site").exists()


# --- earlier sites without a list


def test_an_earlier_site_of_mkdocs_is_known_by_its_index(tmp_path: Path) -> None:
    """Its pages and its theme's files are replaced, and gone where they are stale; all else stays."""
    site = tmp_path / "site"
    pages = ["", "about.html", "projects/old/#part", "boards/a%20b/", "../outside"]
    index = json.dumps({"docs": [{"location": place} for place in pages]})
    theirs = {"404.html": "", "sitemap.xml": "", "search/search_index.json": index, "assets/javascripts/a.js": "",
              "index.html": "", "about.html": "", "projects/old/index.html": "", "boards/a b/index.html": ""}  # fmt: skip
    mine = {"notes.html": "mine", "assets/photo.png": "mine", ".well-known/x": "mine"}
    write(site, theirs | mine)
    write(tmp_path, {"outside": "mine"})
    with Staging.begin(site, earlier=earlier_site, root=tmp_path) as folder:
        write(folder, SECOND)
    assert tree(site) == SECOND | mine
    assert (tmp_path / "outside").read_text() == "mine"


@pytest.mark.parametrize("index", ["", "[]", '{"docs": 1}', '{"docs": [{}]}', "[" * 100_000])
def test_an_index_that_says_nothing_names_no_pages(index: str, tmp_path: Path) -> None:
    """A folder without MkDocs' own files is no site."""
    write(tmp_path, {"404.html": "", "assets/x": "", "page.html": ""})
    assert earlier_site(tmp_path) is None
    write(tmp_path, {"search/search_index.json": index})
    assert earlier_site(tmp_path) == {"404.html", "search/search_index.json"}
