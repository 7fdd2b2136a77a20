"""The server without MkDocs: what builds is a function, and nothing waits for a clock."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from mkdocs.exceptions import Abort, PluginError

from planpress.plugin.problems import reasons, recorded
from planpress.plugin.server import PlanServer, log
from tests.repositories import write

pytestmark = pytest.mark.process

BOUND = 60


class Running:
    """A server in a thread of its own, whose builds are those of a function."""

    def __init__(self, folder: Path, make: Callable[[PlanServer], None]) -> None:
        self.server = PlanServer(lambda: make(self.server), "127.0.0.1", 0, str(folder))
        self.server.follow([folder])
        self.server.server_bind()
        self.server.server_activate()
        self.server.serve_thread.start()

    def get(self, path: str = "/") -> tuple[int, str]:
        try:
            with urlopen(f"http://127.0.0.1:{self.server.server_port}{path}", timeout=BOUND) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as missing:
            return missing.code, missing.read().decode()


def page(server: PlanServer, words: str) -> None:
    write(Path(server.fresh_folder()), {"index.html": f"<html><body>{words}</body></html>", "404.html": "<body>none</body>"})


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[[Callable[[PlanServer], None]], Running]]:
    started: list[Running] = []

    def start(make: Callable[[PlanServer], None]) -> Running:
        started.append(Running(tmp_path, make))
        return started[-1]

    yield start
    for one in started:
        one.server.shutdown()
        one.server.serve_thread.join()


def test_a_request_does_not_wait_for_a_build(run: Callable[..., Running]) -> None:
    """While a build is under way the site of the one before is served, whole; then the new one."""
    began, may_end, words = threading.Event(), threading.Event(), "first"

    def make(server: PlanServer) -> None:
        page(server, words)
        if words == "second":
            began.set()
            assert may_end.wait(BOUND)

    running = run(make)
    assert running.get()[0] == 503
    running.server.build()
    words = "second"
    building = threading.Thread(target=running.server.build)
    building.start()
    assert began.wait(BOUND)
    status, shown = running.get()
    may_end.set()
    building.join()
    assert (status, "first" in shown, "second" in shown) == (200, True, False)
    assert "second" in running.get()[1]


def test_a_problem_is_shown_on_the_last_good_page_until_it_is_mended(run: Callable[..., Running]) -> None:
    """In the words of the build, as text; on pages that are not there too; the folders of spent builds are gone."""
    problem: Exception | None = None

    def make(server: PlanServer) -> None:
        page(server, "words")
        if problem is not None:
            raise problem

    running = run(make)
    running.server.build()
    epoch = running.server._visible_epoch
    problem = PluginError("content/plan.yml:3: <b>wrong</b>\nand more")
    running.server.build()
    assert running.server._visible_epoch > epoch  # browsers look again
    for path, status in (("/", 200), ("/nothing.html", 404)):
        found, shown = running.get(path)
        assert found == status
        assert "<aside" in shown and "content/plan.yml:3: &lt;b&gt;wrong&lt;/b&gt;\nand more</pre>" in shown
    problem = None
    for _ in range(3):
        running.server.build()
    assert "<aside" not in running.get()[1]
    assert len(os.listdir(running.server._folder)) == 2  # the one that is served, and the one before


def test_before_any_build_went_well_the_problem_is_all_there_is(run: Callable[..., Running]) -> None:
    def make(server: PlanServer) -> None:
        raise ValueError("a < b")

    running = run(make)
    assert "It appears here by itself" in running.get("/any/page.html")[1]
    running.server.build()
    status, shown = running.get("/any/page.html")
    assert (status, "ValueError: a &lt; b" in shown, "livereload(" in shown) == (503, True, True)


@pytest.mark.parametrize(
    ("logged", "problem", "expected"),
    [
        ([("error", "a\nb")], Abort("Aborted with a BuildError!"), ("a", "b")),
        ([("warning", "w"), ("error", "a")], Abort("Aborted with 1 configuration errors!"), ("a",)),
        ([("warning", "w")], Abort("Aborted with 1 warnings in strict mode!"), ("w",)),
        ([("warning", "w")], PluginError("p"), ("p",)),
        ([("error", "page x: why")], ValueError("why"), ("page x: why",)),
        ([], KeyError(), ("KeyError",)),
        ([], Abort("nothing was logged"), ("nothing was logged",)),
    ],
)
def test_reasons_are_what_was_logged_or_what_was_raised(
    logged: list[tuple[str, str]], problem: Exception, expected: tuple[str, ...]
) -> None:
    with recorded() as records:
        for level, words in logged:
            getattr(log, level)(words)
        other = threading.Thread(target=log.error, args=('"GET /" code 404',))  # a request that is answered meanwhile
        other.start()
        other.join()
    assert reasons(problem, records) == expected


def test_a_port_in_use_is_one_line_with_a_way_out_that_works(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with PlanServer(lambda: None, "127.0.0.1", port, str(tmp_path)) as server, pytest.raises(PluginError) as raised:
            server.server_bind()
        said, _, other = str(raised.value).rpartition(":")
        assert said == f"port {port} of 127.0.0.1 is in use; choose another: planpress serve --address 127.0.0.1"
        with PlanServer(lambda: None, "127.0.0.1", int(other), str(tmp_path)) as server:
            server.server_bind()
            assert server.url == f"http://127.0.0.1:{server.server_port}/"


ALONE = """\
import sys
from planpress.plugin.server import PlanServer

server = PlanServer(lambda: print(server.server_port, flush=True), "127.0.0.1", 0, sys.argv[1])
server.follow([sys.argv[1]])
server.serve()
"""


def test_requests_are_answered_by_a_process_that_ends_with_its_parent(tmp_path: Path) -> None:
    """Even by kill -9, and while the parent is at something that holds Python; then the port is free again."""
    parent = subprocess.Popen([sys.executable, "-c", ALONE, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as output:
        port = int(output.readline())
        parent.send_signal(signal.SIGSTOP)
        with pytest.raises(HTTPError, match=r"404|503"):  # nothing was built, or it has not heard of that yet
            urlopen(f"http://127.0.0.1:{port}/", timeout=BOUND)
        parent.kill()
        parent.wait()
        output.read()  # to its end: nobody holds it any more
    with pytest.raises(URLError, match="refused"):
        urlopen(f"http://127.0.0.1:{port}/", timeout=BOUND)


EDIT, MOVE, BACK = "mkdir -p content/a; echo another length >content/a/one.md", "mv content away", "mv away content"
ADD = "mkdir -p content/b; echo two >content/b/two.md"
CHANGES = ((EDIT,), (MOVE, BACK, EDIT), (MOVE, EDIT), ("rm -r content/a", EDIT), (ADD,), (f"ln -s .. content/a/loop; {EDIT}",))


def do(step: str, folder: Path) -> None:
    subprocess.run(["sh", "-ec", step], cwd=folder, check=True)


@pytest.mark.parametrize("steps", CHANGES)
def test_each_change_is_seen_once_whatever_became_of_the_folder(
    steps: tuple[str, ...], run: Callable[..., Running], tmp_path: Path
) -> None:
    """What dies with a folder in watchdog: here a folder that comes back is watched as before."""
    watched = watching(tmp_path / "content", {"a/one.md": "one"}, run)
    for step in steps:
        do(step, tmp_path)
        assert [watched.has_changed(0), watched.has_changed(0)] == [True, False], step


def test_a_link_to_the_same_files_is_no_change_and_edits_behind_it_are(run: Callable[..., Running], tmp_path: Path) -> None:
    watched = watching(tmp_path / "content", {"a/one.md": "one"}, run)
    for step, seen in ((f"{MOVE}; ln -s away content", False), (EDIT, True), (f"rm content; {BACK}", False)):
        do(step, tmp_path)
        assert watched.has_changed(0) == seen, step


def test_what_is_not_there_yet_is_watched(run: Callable[..., Running], tmp_path: Path) -> None:
    watched = watching(tmp_path / "content", {}, run)
    do(ADD, tmp_path)
    assert watched.has_changed(0)
    watched.unwatch(str(tmp_path / "content"))
    do(EDIT, tmp_path)
    assert not watched.has_changed(0)


def watching(folder: Path, files: dict[str, str], run: Callable[..., Running]) -> PlanServer:
    """A server that watches a folder with these files alone."""
    write(folder, files)
    watched = run(lambda server: None).server
    watched.unwatch(str(folder.parent))
    watched.follow([folder])
    return watched
