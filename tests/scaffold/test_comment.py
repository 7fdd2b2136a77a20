"""The comment that pipelines write, against a forge on loopback: one, our own, kept up to date, or none."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from planpress.files.bundled_templates import bundled_templates
from planpress.formats.diffs.diff_markdown import MARKER, marker

pytestmark = pytest.mark.process

SCRIPT = bundled_templates() / "ci" / "comment.py"
BOT = {"login": "github-actions[bot]", "type": "Bot", "id": 41}
SHA, BASE = "1" * 40, "2" * 40
TEXT = f"{MARKER}\n### Plan: 1 conclusion changes\n\n| a |\n"


@dataclass
class Forge:
    """What a forge holds, and what it was asked for."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    address: str = ""

    def add(self, body: str, author: dict[str, Any]) -> int:
        number = 100 + len(self.comments)
        self.comments.append({"id": number, "body": body, "user": author, "author": author})
        return number

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        last = path.rsplit("/", 1)[1]
        if last == "elsewhere":
            return 302, None
        if last == "user":
            return 200, BOT
        if last == "pulls":
            return 200, self.pulls if query["head"] == ["kim:topic & more"] else []
        if method == "GET":
            page, size = int(query["page"][0]), int(query["per_page"][0])
            return 200, [one for one in self.comments[(page - 1) * size : page * size] if not one.get("hidden")]
        if method == "POST":
            return 201, {"id": self.add(body["body"], BOT)}
        known = [comment for comment in self.comments if str(comment["id"]) == last]
        if not known:
            return 404, None
        if method == "DELETE":
            self.comments.remove(known[0])
            return 204, None
        known[0]["body"] = body["body"]
        return 200, known[0]


@contextmanager
def served(forge: Forge) -> Iterator[Forge]:
    class Handler(BaseHTTPRequestHandler):
        def handle_all(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            forge.asked.append(f"{self.command} {parts.path}")
            forge.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or "")
            query = parse_qs(parts.query)
            status, value = forge.answer(self.command, parts.path, query, body)
            data = b"" if value is None else json.dumps(value).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{forge.address}/stolen")
            if int(query.get("page", ["0"])[0]) * 100 < len(forge.comments) and parts.path.endswith(("comments", "notes")):
                self.send_header("Link", f'<{forge.address}/stolen>; rel="next", <{forge.address}/stolen>; rel="last"')
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_all

        def log_message(self, format: str, *arguments: object) -> None:
            """The tests' own output is enough."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        forge.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield forge
        finally:
            server.shutdown()
            thread.join()


def pull(number: int, sha: str = SHA, repository: str = "team/plan") -> dict[str, Any]:
    base = {"sha": BASE, "ref": "release/2", "repo": {"full_name": repository}}
    return {"number": number, "head": {"sha": sha}, "base": base}


@pytest.fixture(params=["github", "gitlab"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def forge() -> Iterator[Forge]:
    with served(Forge(pulls=[pull(7)])) as forge:
        yield forge


def run(forge: Forge, kind: str, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The script as a pipeline runs it, with nothing else in its environment."""
    environment = {
        "github": {
            "GITHUB_API_URL": forge.address, "GITHUB_REPOSITORY": "team/plan", "GITHUB_TOKEN": "secret",
            "HEAD_OWNER": "kim", "HEAD_BRANCH": "topic & more", "HEAD_SHA": SHA,
        },
        "gitlab": {
            "CI_API_V4_URL": forge.address, "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "7", "PLANPRESS_TOKEN": "secret",
        },
    }[kind]  # fmt: skip
    return subprocess.run(
        [sys.executable, "-I", SCRIPT, *arguments], capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], **environment, **more},
    )  # fmt: skip


def write(
    forge: Forge, kind: str, text: str, folder: Path, *names: str, **more: str
) -> subprocess.CompletedProcess[str]:
    (folder / "comment.md").write_text(text, encoding="utf-8")
    return run(forge, kind, "write", folder / "comment.md", *names, **more)


def test_each_plan_of_a_repository_has_a_comment_of_its_own(forge: Forge, kind: str, tmp_path: Path) -> None:
    """Its marker is the one that planpress writes; the plan at the top has another one than those below it."""
    texts = {name: TEXT.replace(MARKER, marker(folder)) for name, folder in (("", ""), ("a", "a/"), ("plans.gh", "plans/gh/"))}
    for name, text in texts.items():
        assert write(forge, kind, text, tmp_path, name).stdout == "the comment is written\n"
    assert forge.bodies() == [text.strip() for text in texts.values()]
    assert write(forge, kind, "", tmp_path, "a").stdout == "nothing changes any more; the comment is gone\n"
    assert forge.bodies() == [texts[""].strip(), texts["plans.gh"].strip()]
    assert "does not begin with <!-- planpress:comment a -->" in write(forge, kind, texts[""], tmp_path, "a").stderr


def test_ours_is_found_after_thousands_of_others(forge: Forge, kind: str, tmp_path: Path) -> None:
    """Whatever its place, and where pages are not full: a forge leaves out what the reader may not see. A copy is cleared."""
    for number in range(5_050):
        forge.add(f"said {number}", {"login": "kim", "type": "User", "id": 5})
        forge.comments[-1]["hidden"] = number % 100 == 7
    ours = forge.add(TEXT, BOT)
    forge.add(TEXT, BOT)
    assert write(forge, kind, TEXT.replace("1 conc", "2 conc"), tmp_path).stdout == "the comment is up to date\n"
    assert [(comment["id"], comment["body"][:60]) for comment in forge.comments if comment["user"] == BOT] == [(ours, TEXT.replace("1 conc", "2 conc")[:60])]


def test_no_second_comment_is_written_where_the_first_may_be_out_of_reach(forge: Forge, kind: str, tmp_path: Path) -> None:
    """It is given up, and said; one that is within reach is kept up to date all the same."""
    forge.comments = [{"id": 1, "body": "said", "user": {}, "author": {}}] * 10_001
    forge.add(TEXT, BOT)
    done = write(forge, kind, TEXT, tmp_path)
    assert done.returncode == 1 and done.stdout == ""
    assert "has more than 10,000 entries, and none of them is ours; given up, so that there is never a second" in done.stderr
    assert {line.split()[0] for line in forge.asked} == {"GET"}
    forge.comments.insert(0, {"id": 2, "body": TEXT, "user": BOT, "author": BOT})
    assert write(forge, kind, TEXT.replace("1 conc", "2 conc"), tmp_path).stdout == "the comment is up to date\n"


def test_a_comment_is_written_updated_and_taken_away(forge: Forge, kind: str, tmp_path: Path) -> None:
    """One comment through the life of a change; a run that says the same again, or nothing, writes nothing."""
    assert write(forge, kind, "\n", tmp_path).stdout == "nothing changed, and there is no comment\n"
    assert write(forge, kind, TEXT, tmp_path).stdout == "the comment is written\n"
    assert forge.bodies() == [TEXT.strip()]
    before = len(forge.asked)
    assert write(forge, kind, TEXT, tmp_path).stdout == "the comment is as it was\n"
    assert {line.split()[0] for line in forge.asked[before:]} == {"GET"}
    assert write(forge, kind, TEXT.replace("1 conc", "2 conc"), tmp_path).stdout == "the comment is up to date\n"
    assert "2 conclusion" in forge.bodies()[0] and len(forge.comments) == 1
    assert write(forge, kind, "", tmp_path).stdout == "nothing changes any more; the comment is gone\n"
    assert forge.bodies() == []


def test_a_comment_of_somebody_else_is_never_touched(forge: Forge, kind: str, tmp_path: Path) -> None:
    """The marker in a comment of the stranger's, of another app's, or further down in our own, is not ours."""
    stranger = {"login": "mallory", "type": "User", "id": 13}
    named_alike = {"login": "github-actions[bot]", "type": "User", "id": 14}
    forged = [forge.add(TEXT, stranger), forge.add(TEXT, named_alike), forge.add(f"Look:\n{MARKER}\n", BOT)]
    before = forge.bodies()
    assert write(forge, kind, TEXT, tmp_path).stdout == "the comment is written\n"
    assert forge.bodies()[:3] == before and len(forge.comments) == 4
    write(forge, kind, "", tmp_path)
    assert [comment["id"] for comment in forge.comments] == forged


@pytest.mark.parametrize(
    ("text", "said"),
    [("Hello @everybody", "does not begin with"), (f" {TEXT}", "does not begin"), (TEXT + "x" * 70_000, "more than 65536")],
)
def test_what_planpress_does_not_write_is_no_comment(text: str, said: str, forge: Forge, kind: str, tmp_path: Path) -> None:
    done = write(forge, kind, text, tmp_path)
    assert done.returncode == 1 and said in done.stderr
    assert forge.asked == []


def test_the_pull_request_is_that_of_the_events_commit(forge: Forge, tmp_path: Path) -> None:
    """Not one that has moved on, nor one of another repository into which the same branch goes; without one, no comment."""
    forge.pulls[:] = [pull(5, sha="3" * 40), pull(6, repository="mallory/plan"), pull(7)]
    assert run(forge, "github", "find").stdout == "number=7\nbase=refs/remotes/origin/release/2\n"
    forge.pulls.pop()
    assert run(forge, "github", "find").stdout == "number=\nbase=\n"
    done = write(forge, "github", TEXT, tmp_path)
    assert done.returncode == 0 and "nothing to write" in done.stdout
    assert forge.bodies() == []


@pytest.mark.parametrize("name", ["main\nnumber=1", "main\u2028x", "a..b", "a^1", "a b", ""])
def test_a_base_that_is_no_branch_is_not_passed_on(name: str, forge: Forge) -> None:
    """What is printed goes into the outputs of a step: one line could become two, or a branch a range."""
    forge.pulls[0]["base"]["ref"] = name
    done = run(forge, "github", "find")
    assert done.returncode == 1 and done.stdout == ""


def test_a_number_of_gitlab_is_a_number(forge: Forge, tmp_path: Path) -> None:
    done = write(forge, "gitlab", TEXT, tmp_path, CI_MERGE_REQUEST_IID="7/../../8")
    assert done.returncode != 0 and forge.asked == []


def test_a_redirect_is_not_followed_with_the_token(forge: Forge, tmp_path: Path) -> None:
    """The token goes to the address of the forge and nowhere else, and no message shows it."""
    done = write(forge, "github", TEXT, tmp_path, GITHUB_API_URL=f"{forge.address}/elsewhere?")
    assert done.returncode == 1
    assert not any("stolen" in line for line in forge.asked)
    assert "secret" not in done.stderr + done.stdout
    assert forge.tokens == {"Bearer secret"}


def test_a_forge_that_refuses_is_said(forge: Forge, tmp_path: Path) -> None:
    done = write(forge, "github", TEXT, tmp_path, GITHUB_API_URL="http://127.0.0.1:9")
    assert done.returncode == 1 and done.stderr.startswith("GET http://127.0.0.1:9/repos/team/plan/pulls: ")
