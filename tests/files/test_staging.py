"""Whatever happens to a build, the earlier site stays whole and the next build clears the rest."""

import errno
import itertools
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from planpress.files.file_system import Exchange, ExchangeNotSupportedError, exchange
from planpress.files.staging import Earlier, Staging
from planpress.model.errors import PlanpressError
from tests.repositories import texts_of as tree
from tests.repositories import write

OLD = {"index.html": "old", "assets/old.css": "old"}
NEW = {"index.html": "new", "projects/pose/index.html": "new"}
LAST = {"index.html": "last"}
MINE = {"notes.txt": "mine", "uploads/a/b.bin": "mine", "work/.git/HEAD": "mine", ".htaccess": "mine"}
"""What somebody put into the site."""


def anything(folder: Path) -> list[str]:
    """All that is there: an earlier site without a list."""
    return list(tree(folder))


def nothing(_: Path) -> None:
    """No site."""


def not_here(_: Path, __: Path) -> None:
    """Be a file system without an exchange."""
    raise ExchangeNotSupportedError("not on this file system")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def build(
    site: Path, files: dict[str, str], way: Exchange = exchange, root: Path | None = None, earlier: Earlier = anything
) -> None:
    with Staging.begin(site, earlier=earlier, root=root, exchange=way) as folder:
        write(folder, files)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An earlier site, alone in its folder."""
    site = tmp_path / "parent" / "site"
    write(site, OLD)
    return site


BOTH_WAYS = pytest.mark.parametrize("way", [exchange, not_here], ids=["exchange", "renames"])


# --- a build that goes well


@BOTH_WAYS
def test_a_finished_build_takes_the_place_of_the_earlier_site(site: Path, way: Exchange) -> None:
    """The new site holds exactly what was written, and stands alone; until then it is a hidden folder beside that."""
    with Staging.begin(site, earlier=anything, exchange=way) as folder:
        assert folder.parent == site.parent and list(folder.iterdir()) == []
        assert folder.name.startswith(f".site.planpress-building-{os.getpid()}-")
        write(folder, NEW)
        assert tree(site) == OLD
    assert (tree(site), names(site.parent)) == (NEW, ["site"])


@pytest.mark.parametrize("there", ["nothing", "an empty folder", "no parent either"])
def test_a_first_build_needs_no_earlier_site(tmp_path: Path, there: str) -> None:
    """A site can be built where there is none, and an empty folder needs no recognition."""
    site = tmp_path / ("public/a/site" if there == "no parent either" else "site")
    if there == "an empty folder":
        site.mkdir()
    with Staging.begin(site, earlier=nothing) as folder:
        write(folder, NEW)
    assert (tree(site), names(site.parent)) == (NEW, ["site"])


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o755), (0o027, 0o750)])
def test_a_web_server_may_read_the_site(tmp_path: Path, umask: int, mode: int) -> None:
    """The published folder has the mode that the umask gives, as any new folder has."""
    before = os.umask(umask)
    try:
        build(tmp_path / "site", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == mode


@pytest.mark.parametrize(("given", "start"), [("site", ""), (".", "site"), ("assets/..", "site")])
def test_a_site_is_where_it_was_meant(site: Path, monkeypatch: pytest.MonkeyPatch, given: str, start: str) -> None:
    """Also where the build changes the working directory. A path without a last name means the folder it leads to."""
    monkeypatch.chdir(site.parent / start)
    with Staging.begin(Path(given), earlier=anything) as folder:
        monkeypatch.chdir("/")
        write(folder, NEW)
    assert (tree(site), names(site.parent)) == (NEW, ["site"])


@pytest.mark.parametrize("end", [Staging.commit, Staging.abandon])
def test_a_staging_that_has_ended_cannot_be_committed(site: Path, end: Callable[[Staging], None]) -> None:
    """A second `commit`, or one after `abandon`, is refused as the programming error that it is."""
    staging = Staging.begin(site, earlier=anything)
    end(staging)
    before = tree(site)
    with pytest.raises(RuntimeError, match="has ended already"):
        staging.commit()
    assert tree(site) == before


def test_two_folders_change_places(tmp_path: Path) -> None:
    """Each path names what the other named; a path that is missing is an error that changes nothing. EINVAL, here for a
    folder and its own parent, is how file systems say that they know no exchange."""
    one, other = tmp_path / "one", tmp_path / "other"
    write(one, OLD)
    write(other, NEW)
    exchange(one, other)
    assert (tree(one), tree(other)) == (NEW, OLD)
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "missing")
    with pytest.raises(ExchangeNotSupportedError):
        exchange(one, one / "projects")
    assert names(tmp_path) == ["one", "other"]


# --- a build that fails


@BOTH_WAYS
@pytest.mark.parametrize(
    "error",
    [OSError(errno.EACCES, "Permission denied", "x.md"), PlanpressError("broken"), KeyboardInterrupt(), SystemExit(143)],
    ids=lambda error: type(error).__name__,
)
def test_an_exception_leaves_the_earlier_site_and_nothing_else(site: Path, error: BaseException, way: Exchange) -> None:
    """Any exception in a half-written build comes out unchanged, and the staging folder is gone at once; a first build
    that fails leaves nothing."""
    for place in (site, site.with_name("first")):
        with pytest.raises(type(error)) as raised, Staging.begin(place, earlier=anything, exchange=way) as folder:
            write(folder, {"index.html": "half"})
            raise error
        assert raised.value is error
    assert (tree(site), names(site.parent)) == (OLD, ["site"])


def full(_: Path, __: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def vanish(folder: Path, _: Path) -> None:
    """Lose the new site before the second of the two renames."""
    shutil.rmtree(folder)
    raise ExchangeNotSupportedError("not on this file system")


@pytest.mark.parametrize(
    ("way", "message"),
    [
        (full, "cannot put the new site in the place of .*site/: no space left on device; the site is as it was; make room and build again"),
        (vanish, "cannot put the new site in the place of .*site/: no such file or directory; the site is as it was; mend that"),
    ],
)
def test_a_commit_that_fails_leaves_the_earlier_site(site: Path, way: Exchange, message: str) -> None:
    """An error in the swap itself is told with its reason, and the earlier site is back before anybody asks."""
    with pytest.raises(PlanpressError, match=message):
        build(site, NEW, way)
    assert (tree(site), names(site.parent)) == (OLD, ["site"])


def test_what_appears_during_the_build_is_not_replaced(tmp_path: Path) -> None:
    """The refusals hold at the end of the build as well: somebody may have put files there meanwhile."""
    site = tmp_path / "site"
    staging = Staging.begin(site, earlier=nothing)
    write(staging.folder, NEW)
    write(site, OLD)
    with pytest.raises(PlanpressError, match="holds files that planpress did not write"):
        staging.commit()
    assert tree(site) == OLD
    assert names(tmp_path) == ["site"]


def test_a_file_that_cannot_grow_leaves_the_earlier_site(site: Path) -> None:
    """A write that the kernel stops half way (EFBIG) publishes nothing."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with pytest.raises(PlanpressError, match="file too large"), Staging.begin(site, earlier=anything) as folder:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        try:
            write(folder, {"index.html": "new", "search.json": " " * 8192})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (tree(site), names(site.parent)) == (OLD, ["site"])


@contextmanager
def mounted(folder: Path, size: str = "size=128k,nr_inodes=16") -> Iterator[Path]:
    """A real disk, usually of 128 KiB and 16 files and folders."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("only an administrator of a Linux system can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path / "disk") as disk:
        yield disk


@pytest.mark.process
@BOTH_WAYS
@pytest.mark.parametrize(
    "files",
    [{"search.json": " " * 256 * 1024}, {f"{number}.html": "" for number in range(20)}],
    ids=["out of bytes", "out of files"],
)
def test_a_full_disk_leaves_the_earlier_site(disk: Path, files: dict[str, str], way: Exchange) -> None:
    """A disk that fills up in the middle of a build keeps the earlier site, and the space is free again."""
    site = disk / "site"
    write(site, OLD)
    with pytest.raises(PlanpressError, match=r"cannot write .*/site/: no space left on device; the site is as it was; make"):
        build(site, files, way)
    assert tree(site) == OLD
    assert names(disk) == ["site"]
    build(site, NEW, way)
    assert tree(site) == NEW


@pytest.mark.process
def test_a_disk_that_is_full_at_the_start_is_told(disk: Path) -> None:
    """Without room for the lock or the folder the build does not begin, and says why."""
    site = disk / "site"
    write(site, OLD)
    for left in (0, 1):
        fill(disk / "filling", left)
        with pytest.raises(PlanpressError, match=r"cannot write beside .*site/: no space left on device; the site is as it was; make room and build again"):
            Staging.begin(site, earlier=anything)
        assert tree(site) == OLD
        assert names(disk) == ["filling", "site"]
        shutil.rmtree(disk / "filling")


def fill(folder: Path, left: int) -> None:
    """Use up all files that the disk can hold but so many."""
    folder.mkdir()
    made: list[Path] = []
    try:
        for number in itertools.count():
            made.append(folder / str(number))
            made[-1].touch()
    except OSError as error:
        assert error.errno == errno.ENOSPC
    for path in made[len(made) - 1 - left : -1]:
        path.unlink()


# --- a build that is killed

# Audit events stop the child inside a step of the real code, which has no hooks of its own.
BUILD = """
import os, signal, sys
from pathlib import Path
from planpress.files.file_system import Exchange, ExchangeNotSupportedError, exchange
from planpress.files.staging import Staging

OLD = ["index.html", "assets/old.css"]
end = signal.SIGKILL
watched = ("open", "os.", "shutil.", "fcntl.", "ctypes.")

def pause():
    print("ready", flush=True)
    sys.stdin.readline()

def not_here(one, other):
    raise ExchangeNotSupportedError("not on this file system")

def build(site, way, moment, number):
    seen = 0

    def reach(event, arguments=()):
        nonlocal seen
        if event == moment or moment == "any" and event.startswith(watched):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), end) if moment == "any" else pause()

    sys.addaudithook(reach)
    way = not_here if way == "renames" else exchange
    with Staging.begin(site, earlier=lambda _: OLD, root=site.parent.parent, exchange=way) as folder:
        reach("begun")
        (folder / "index.html").write_bytes(b"new")
        reach("half-written")
        (folder / "projects" / "pose").mkdir(parents=True)
        (folder / "projects" / "pose" / "index.html").write_bytes(b"new")
        reach("written")
"""
CHILD = f"""{BUILD}
build(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
"""
SWEEP = f"""{BUILD}
import itertools
end = int(sys.argv[3])
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in itertools.count(1):
    site = Path(sys.argv[1], str(number), "parent", "site")
    if not site.is_dir():
        sys.exit("no more sites")
    child = os.fork()
    if child == 0:
        build(site, sys.argv[2], "any", number)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != -end:
        print(number)
        break
"""


def start(site: Path, way: str, moment: str, number: int = 1) -> subprocess.Popen[bytes]:
    """Build NEW in another process, which says "ready" at the moment and waits for a line."""
    return run(CHILD, str(site), way, moment, str(number))


def run(program: str, *arguments: str, waits: bool = True) -> subprocess.Popen[bytes]:
    pipe, command = subprocess.PIPE, [sys.executable, "-c", program, *arguments]
    child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    if waits:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
    return child


def finish(child: subprocess.Popen[bytes]) -> int:
    """Send the line that the child waits for, and give its exit status."""
    child.communicate(b"\n")
    return child.returncode


@pytest.mark.process
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT], ids=lambda number: number.name)
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_no_step_of_a_build_is_a_bad_one_to_die_in(tmp_path: Path, way: str, end: signal.Signals) -> None:
    """Killed or interrupted before its first, second, ... last call to the system, a build leaves the earlier site or the
    new one whole, each with the files that somebody put there, and the next one clears the rest."""
    sites = [tmp_path / str(number) / "parent" / "site" for number in range(1, 200)]
    for site in sites:
        write(site, OLD | MINE)
    steps = int(run(SWEEP, str(tmp_path), way, str(int(end)), waits=False).communicate()[0])
    outcomes: list[dict[str, str]] = []
    for site in sites[:steps]:
        if way == "renames":
            Staging.begin(site, earlier=lambda _: list(OLD), root=site.parent.parent).abandon()
        outcomes.append(tree(site))
        build(site, LAST, root=site.parent.parent, earlier=lambda _: list(OLD))
        assert tree(site) == LAST | MINE and names(site.parent) == ["site"]
    swap = outcomes.index(NEW | MINE)
    assert swap > 5
    assert outcomes == [OLD | MINE] * swap + [NEW | MINE] * (len(outcomes) - swap)


@pytest.mark.process
def test_an_earlier_site_that_was_removed_on_purpose_stays_away(site: Path) -> None:
    """A site that died while it was being deleted is litter: it never comes back, not even where there is no site."""
    child = start(site, "renames", "os.remove", 2)
    child.kill()
    child.communicate()
    shutil.rmtree(site)
    Staging.begin(site, earlier=anything, root=site.parent.parent).abandon()
    assert names(site.parent) == []


def test_only_litter_of_the_same_site_is_cleared(site: Path) -> None:
    """Files of other sites, of people, and names that merely look alike are left alone."""
    ours = ".site.planpress-building-1-00000000"
    alike = ((".site", "xsite"), (".site", ".other"), ("1-00000000", "mine"), ("-1-", "-1-0"), (".site", ".xsite"), (".site", "site"))
    others = [ours.replace(*change) for change in alike]
    for name in [*others, ours]:
        write(site.parent / name, OLD)
    build(site, NEW)
    assert names(site.parent) == sorted([*others, "site"])


# --- two builds at once


@pytest.mark.process
def test_a_second_build_is_refused_and_harms_nothing(site: Path) -> None:
    """While one build runs, another says who is in the way and what to do, and the first one ends well."""
    first = start(site, "exchange", "half-written")
    with pytest.raises(
        PlanpressError, match=r"^another build is writing .*/site/; let it end, or choose another site_dir$"
    ):
        Staging.begin(site, earlier=anything)
    assert finish(first) == 0
    assert (tree(site), names(site.parent)) == (NEW, ["site"])


def test_builds_of_one_process(site: Path) -> None:
    """Two stagings of one site exclude each other; one that ends again, late, touches nothing of the next."""
    first = Staging.begin(site, earlier=anything)
    with pytest.raises(PlanpressError, match="another build is writing"):
        Staging.begin(site, earlier=anything)
    first.abandon()
    with Staging.begin(site, earlier=anything) as folder:
        write(folder, NEW)
        first.abandon()
    assert tree(site) == NEW


def test_two_sites_in_one_folder_do_not_wait_for_each_other(site: Path) -> None:
    """The lock is one site's, not its parent folder's."""
    with Staging.begin(site, earlier=anything) as folder:
        build(site.with_name("preview"), LAST)
        write(folder, NEW)
    assert (tree(site), tree(site.with_name("preview"))) == (NEW, LAST)


FORKING = """
import os, sys
from pathlib import Path
from planpress.files.staging import Staging

staging = Staging.begin(Path(sys.argv[1]), earlier=lambda _: [])
if os.fork() == 0:
    sys.stdin.readline()
    os._exit(0)
staging.abandon()
print("ready", flush=True)
os.wait()
"""


@pytest.mark.process
def test_a_forked_worker_does_not_keep_the_site_locked(site: Path) -> None:
    """A worker process that outlives the build, and has inherited the lock's file, keeps nobody out."""
    child = run(FORKING, str(site))
    build(site, NEW)
    assert finish(child) == 0
    assert tree(site) == NEW


@pytest.mark.process
def test_a_lock_whose_file_was_removed_keeps_looking(site: Path) -> None:
    """A build that opened the lock's file just before its holder removed it does not take that for the lock."""
    second = start(site, "exchange", "fcntl.flock")
    Staging.begin(site, earlier=anything).abandon()
    with Staging.begin(site, earlier=anything) as folder:
        write(folder, LAST)
        assert finish(second) == 1
        assert tree(folder) == LAST
    assert tree(site) == LAST


# --- what may not be replaced


REFUSED: tuple[tuple[Callable[[Path], None], Earlier, str], ...] = (
    (lambda site: write(site.parent, {"site": "mine"}), anything, " is not a folder; move it away or choose another site_dir"),
    (lambda site: site.symlink_to("elsewhere"), anything, "/ is a symbolic link; remove it or make site_dir the folder that it points to"),
    (lambda site: write(site, {".git": "gitdir: ../x"}), anything, "/ is a git working tree, whose .git would be lost; choose another site_dir"),
    (lambda site: write(site, {"thesis.tex": "mine"}), nothing, "/ holds files that planpress did not write; empty it or choose another site_dir"),
)


@pytest.mark.parametrize(("arrange", "earlier", "message"), REFUSED)
def test_what_planpress_did_not_write_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arrange: Callable[[Path], None], earlier: Earlier, message: str
) -> None:
    """Each refusal names the place as seen from here, says what is there and the way out, and touches nothing."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "elsewhere", OLD)
    arrange(tmp_path / "site")
    before = (names(tmp_path), tree(tmp_path))
    with pytest.raises(PlanpressError) as raised:
        Staging.begin(tmp_path / "site", earlier=earlier)
    assert str(raised.value) == f"site{message}"
    assert (names(tmp_path), tree(tmp_path)) == before


@pytest.mark.process
def test_a_mount_point_is_refused_at_the_start(disk: Path) -> None:
    """A mounted volume cannot change places with a folder, which is told before the build and not after it."""
    with pytest.raises(PlanpressError, match="disk/ is a mount point and cannot be replaced; choose a folder in it"):
        Staging.begin(disk, earlier=anything)
    assert names(disk.parent) == ["disk"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """With the reason of the system and a way out: a parent that is a file, and the root, which has nothing beside it."""
    with pytest.raises(PlanpressError, match=r"^/ has no folder above it"):
        Staging.begin(Path("/"), earlier=anything)
    (tmp_path / "public").touch()
    with pytest.raises(PlanpressError, match=r"cannot write beside .*public/site/: .*; mend that and build again, or"):
        Staging.begin(tmp_path / "public" / "site", earlier=anything)


def test_a_lock_is_not_made_through_a_link(site: Path) -> None:
    """A link in the place of the lock is an error and no way to make or remove a file elsewhere."""
    site.with_name(".site.planpress-lock").symlink_to("elsewhere")
    with pytest.raises(PlanpressError, match=r"cannot write beside .*site/"):
        Staging.begin(site, earlier=anything)
    assert names(site.parent) == [".site.planpress-lock", "site"]


def test_a_check_that_fails_lets_go_of_the_site(site: Path) -> None:
    """An error in `recognised` comes out unchanged and leaves neither lock nor folder."""

    def broken(_: Path) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Staging.begin(site, earlier=broken)
    assert names(site.parent) == ["site"]
    build(site, NEW)
