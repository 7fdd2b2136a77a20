"""What keeps the newest version of a plan from being shown: gathered while it is built, and said on the pages."""

import logging
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from logging.handlers import BufferingHandler

from mkdocs.exceptions import Abort

from planpress.files.bundled_templates import filled_template


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
    return (start or rest) + _filled("banner", problem).encode() + (end + rest if start else b"")


def page_without_site(problem: Sequence[str]) -> bytes:
    """The only page there is before a build has ended well."""
    main = "<h1>The site is being built</h1>\n<p>It appears here by itself.</p>\n"
    if problem:
        main = _filled("wrong", problem)
    return filled_template("serve/page.html", {"MAIN": main}).encode()


def _filled(name: str, problem: Sequence[str]) -> str:
    # Styles stand on the elements, as a theme's style sheets are not known, and may be what is wrong.
    return filled_template(f"serve/{name}.html", {"WRONG": escape("\n".join(problem))})
