"""What keeps the newest version of a plan from being shown: gathered while it is built, and said on the pages."""

import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from logging.handlers import BufferingHandler

from mkdocs.exceptions import Abort


@contextmanager
def recorded() -> Iterator[list[logging.LogRecord]]:
    """The warnings and errors that this thread logs within; those of answered requests are others' threads'."""
    here, handler = threading.get_ident(), BufferingHandler(sys.maxsize)
    handler.setLevel(logging.WARNING)
    handler.addFilter(lambda record: record.thread == here)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        yield handler.buffer
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)


def reasons(problem: Exception, records: Sequence[logging.LogRecord]) -> tuple[str, ...]:
    """Why a build ended with `problem`, in lines: the errors that it logged, in strict mode the warnings."""
    errors = [record for record in records if record.levelno >= logging.ERROR]
    texts = [record.getMessage() for record in errors or (records if isinstance(problem, Abort) else ())]
    said = str(problem)
    if not texts or not (isinstance(problem, Abort) or any(said in text for text in texts)):
        kind = type(problem)
        known = said and kind.__module__.startswith(("mkdocs", "planpress"))
        texts.append(said if known else f"{kind.__name__}: {said}" if said else kind.__name__)
    return tuple(dict.fromkeys(line for text in texts for line in text.splitlines() if line.strip()))


def with_problem(page: bytes, problem: Sequence[str]) -> bytes:
    """A page of the last good site that says, always in view, why there is no newer one."""
    if not problem:
        return page
    start, end, rest = page.rpartition(b"</body>")
    return (start or rest) + _BANNER.format(_shown(problem)).encode() + (end + rest if start else b"")


def page_without_site(problem: Sequence[str]) -> bytes:
    """The only page there is before a build has ended well."""
    if not problem:
        return _PAGE.format("<h1>The site is being built</h1>\n<p>It appears here by itself.</p>").encode()
    head = "<h1>The site cannot be built yet</h1>\n<p>It appears here by itself once this is mended:</p>\n"
    return _PAGE.format(head + _shown(problem)).encode()


def _shown(problem: Sequence[str]) -> str:
    lines = escape("\n".join(problem))
    return f'<pre tabindex="0" aria-label="What is wrong" style="{_LINES}">{lines}</pre>'


# Written out on the elements, as a theme's style sheets are not known, and may be what is wrong.
_LINES = (
    "margin:0; max-height:40vh; overflow:auto; white-space:pre-wrap; overflow-wrap:anywhere;"
    " font:13px/1.5 ui-monospace,monospace; color:#1f1f1f; background:#fff4e5"
)
_BANNER = (
    '<aside aria-label="The newest version cannot be built" style="position:sticky; bottom:0; z-index:1000;'
    " box-sizing:border-box; width:100%; padding:12px 16px; border-top:3px solid #b3261e; background:#fff4e5;"
    ' color:#1f1f1f; font:15px/1.5 system-ui,sans-serif">'
    '<p role="alert" style="margin:0 0 6px"><strong>The newest version cannot be built.</strong>'
    " This page is from the last good one. The new one appears by itself once this is mended:</p>{}</aside>"
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>planpress serve</title>
</head>
<body style="margin:0; font:16px/1.5 system-ui,sans-serif; color:#1f1f1f; background:#fff4e5">
<main style="max-width:60rem; margin:0 auto; padding:2rem 1rem">
{}
</main>
</body>
</html>
"""
