#!/usr/bin/env python3
"""One comment on a pull request or a merge request, written, kept up to date or taken away; or one such request.

    comment.py find                 the pull request of a finished run, as lines number=... and base=...
    comment.py write FILE [NAME]    the text of FILE becomes the comment; where it is empty, there is none
    comment.py propose FILE BRANCH TARGET [NAME]
                                    the request to merge BRANCH into TARGET has the text of FILE; where there is none,
                                    one is opened; none is closed

NAME tells plans of one repository apart. Only a comment of our own is ever touched: one whose author is this token's,
and whose first line is the marker of that plan, which `planpress diff --format markdown` writes. Which pull request it
is, the forge says: nothing that a change can write is believed. Python's standard library alone; runs as
`python3 -I comment.py`.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from urllib.parse import urlencode

LARGEST = 65_536
MOST_PAGES = 100


def marker(name):
    """The first line of a plan's comment; `name` is empty for the plan at the top of a repository."""
    return f"<!-- planpress:comment{f' {name}' if name else ''} -->"


class TooMany(Exception):
    """A list is longer than it is read."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the token to another address."""

    def redirect_request(self, *arguments):
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def call(method, address, headers, body=None):
    """The answer to a request, read as JSON, None where it has no content; and whether there is a next page."""
    data = None if body is None else json.dumps(body).encode()
    headers = {**headers, "Content-Type": "application/json", "User-Agent": "planpress"}
    request = urllib.request.Request(address, data, headers, method=method)
    try:
        with _OPENER.open(request, timeout=30) as answer:
            text = answer.read(20_000_000)
            goes_on = 'rel="next"' in (answer.headers.get("Link") or "")
    except urllib.error.HTTPError as problem:
        sys.exit(f"{method} {address.partition('?')[0]}: the forge answers {problem.code} {problem.reason}")
    except urllib.error.URLError as problem:
        sys.exit(f"{method} {address.partition('?')[0]}: {problem.reason}")
    return (json.loads(text) if text else None), goes_on


def pages(address, headers):
    """Every entry of a list that the forge gives page by page. Raises TooMany where it does not end.

    A page can have fewer than were asked for and not be the last: what the reader may not see is left out.
    """
    for number in range(1, MOST_PAGES + 1):
        entries, goes_on = call("GET", f"{address}{'&' if '?' in address else '?'}per_page=100&page={number}", headers)
        yield from entries
        if not goes_on and len(entries) < 100:
            return
    raise TooMany(f"{address.partition('?')[0]} has more than {MOST_PAGES * 100:,} entries")


class GitHub:
    """Reads GITHUB_API_URL, GITHUB_REPOSITORY and GITHUB_TOKEN; HEAD_OWNER, HEAD_BRANCH and HEAD_SHA of the event."""

    text = "body"

    def __init__(self, environment):
        self.api = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}"
        token = environment["GITHUB_TOKEN"]
        self.headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
        self.repository = environment["GITHUB_REPOSITORY"]
        self.environment = environment

    def find(self):
        """The open pull request into this repository whose head is the event's commit, and the branch that it goes to;
        None where there is none.

        An artifact or a branch name could say any number; the commit of the event cannot be chosen. The base's commit
        that the forge names is that of the last push to the pull request: its branch may have gone on since.
        """
        head = f"{self.environment['HEAD_OWNER']}:{self.environment['HEAD_BRANCH']}"
        query = urlencode({"state": "open", "head": head})
        for pull in pages(f"{self.api}/pulls?{query}", self.headers):
            same = pull["head"]["sha"] == self.environment["HEAD_SHA"]
            if same and pull["base"]["repo"]["full_name"].lower() == self.repository.lower():
                return int(pull["number"]), f"refs/remotes/origin/{pull['base']['ref']}"
        return None

    def place(self):
        found = self.find()
        return None if found is None else f"{self.api}/issues/{found[0]}/comments"

    def own(self, place, mark):
        login = self.environment.get("COMMENT_AUTHOR", "github-actions[bot]")
        for comment in pages(place, self.headers):
            author = comment.get("user") or {}
            if author.get("login") == login and author.get("type") == "Bot" and begins_with(mark, comment["body"]):
                yield f"{self.api}/issues/comments/{comment['id']}", comment["body"]

    def requests(self, branch, target):
        """The open pull requests from a branch of this repository, not of a fork: their addresses and texts."""
        query = urlencode({"state": "open", "head": f"{self.repository.partition('/')[0]}:{branch}", "base": target})
        for pull in pages(f"{self.api}/pulls?{query}", self.headers):
            repository = (pull["head"].get("repo") or {}).get("full_name") or ""  # null of a fork that is gone
            if pull["head"]["ref"] == branch and repository.lower() == self.repository.lower():
                yield f"{self.api}/pulls/{int(pull['number'])}", pull["body"]

    def opening(self, branch, target, title):
        return f"{self.api}/pulls", {"head": branch, "base": target, "title": title}

    update = "PATCH"


class GitLab:
    """Reads CI_API_V4_URL and CI_PROJECT_ID; for a note CI_MERGE_REQUEST_IID and PLANPRESS_TOKEN, for a merge request
    PLANPRESS_REFRESH_TOKEN, tokens of the project."""

    text = "description"

    def __init__(self, environment):
        self.api = environment["CI_API_V4_URL"]
        self.project = int(environment["CI_PROJECT_ID"])
        self.merges = f"{self.api}/projects/{self.project}/merge_requests"
        token = "PLANPRESS_TOKEN" if "CI_MERGE_REQUEST_IID" in environment else "PLANPRESS_REFRESH_TOKEN"
        self.headers = {"PRIVATE-TOKEN": environment[token]}
        self.environment = environment

    def place(self):
        return f"{self.merges}/{int(self.environment['CI_MERGE_REQUEST_IID'])}/notes"

    def own(self, place, mark):
        me = call("GET", f"{self.api}/user", self.headers)[0]["id"]
        for note in pages(f"{place}?sort=asc&order_by=created_at", self.headers):
            if (note.get("author") or {}).get("id") == me and begins_with(mark, note["body"]):
                yield f"{place}/{note['id']}", note["body"]

    def requests(self, branch, target):
        """The open merge requests from a branch of this project, not of a fork: their addresses and texts."""
        query = urlencode({"state": "opened", "source_branch": branch, "target_branch": target})
        for merge in pages(f"{self.merges}?{query}", self.headers):
            if merge["source_project_id"] == self.project and merge["source_branch"] == branch:
                yield f"{self.merges}/{int(merge['iid'])}", merge["description"]

    def opening(self, branch, target, title):
        given = {"source_branch": branch, "target_branch": target, "title": title, "remove_source_branch": True}
        return self.merges, given

    update = "PUT"


def begins_with(mark, body):
    return (body or "").lstrip("\ufeff").splitlines()[:1] == [mark]


def read(path, mark):
    """The text of a comment. Ends the program where it is none that planpress writes."""
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        sys.exit(f"{path} has more than {LARGEST} bytes, which no comment of planpress has")
    text = data.decode("utf-8")
    if text.strip() and not begins_with(mark, text):
        sys.exit(f"{path} does not begin with {mark}; write it with planpress diff --format markdown")
    return text.strip()


def write(forge, text, mark):
    """Make the comment what `text` says, and say what was done."""
    place = forge.place()
    if place is None:
        return "no open pull request has this commit at its head; there is nothing to write"
    found = []
    try:
        for address, body in forge.own(place, mark):
            found.append((address, body))
    except TooMany as problem:
        if not found:
            sys.exit(f"{problem}, and none of them is ours; given up, so that there is never a second one")
    first, *others = [*found, (None, None)]
    for address, _ in others:
        if address is not None:
            call("DELETE", address, forge.headers)
    address, body = first
    if not text:
        if address is None:
            return "nothing changed, and there is no comment"
        call("DELETE", address, forge.headers)
        return "nothing changes any more; the comment is gone"
    if address is None:
        call("POST", place, forge.headers, {"body": text})
        return "the comment is written"
    if body.strip().replace("\r\n", "\n") == text:
        return "the comment is as it was"
    call(forge.update, address, forge.headers, {"body": text})
    return "the comment is up to date"


def propose(forge, text, branch, target, title):
    """Let the open request from a branch say `text`; where there is none, open it. Says what was done."""
    try:
        found = list(forge.requests(branch, target))
    except TooMany as problem:
        sys.exit(f"{problem}; given up")
    if not found:
        place, given = forge.opening(branch, target, title)
        call("POST", place, forge.headers, {**given, forge.text: text})
        return "the request is open"
    address, body = found[0]
    if (body or "").strip().replace("\r\n", "\n") == text:
        return "the request is as it was"
    call(forge.update, address, forge.headers, {forge.text: text})
    return "the request is up to date"


def main(arguments, environment):
    forge = GitLab(environment) if "CI_API_V4_URL" in environment else GitHub(environment)
    if arguments == ["find"] and isinstance(forge, GitHub):
        try:
            number, base = forge.find() or ("", "")
        except TooMany as problem:
            sys.exit(f"{problem}; given up")
        if not re.fullmatch(r"(refs/remotes/origin/((?!\.\.)[^\s\x00-\x1f\x7f~^:?*\[\\])+)?", base):
            sys.exit("the forge names no branch as the base")
        print(f"number={number}\nbase={base}")
    elif len(arguments) in (2, 3) and arguments[0] == "write":
        mark = marker("".join(arguments[2:]))
        print(write(forge, read(arguments[1], mark), mark))
    elif len(arguments) in (4, 5) and arguments[0] == "propose":
        _, path, branch, target, *name = arguments
        text = read(path, marker("".join(name)))
        if not text:
            sys.exit(f"{path} is empty; there is nothing to propose")
        title = f"Refresh the evidence{f' of {name[0]}' if name and name[0] else ''}"
        print(propose(forge, text, branch, target, title))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:], os.environ)
