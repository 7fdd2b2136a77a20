"""Workflow commands of GitHub Actions, which it shows as annotations on the lines.

https://docs.github.com/actions/reference/workflow-commands. A step may have ten annotations of each level; GitHub drops
the rest without a word. So the tenth says how many there are, and these follow as plain lines of the log.
"""

from collections.abc import Iterator, Mapping, Sequence

from planpress.formats.forges.remarks import LEVELS, Level, Remark
from planpress.model.wording import counted, inert, visible

MOST = 10
"""The annotations of each level in a step."""

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def workflow_commands(remarks: Sequence[Remark], totals: Mapping[Level, int] | None = None) -> Iterator[str]:
    """One line a remark, the worst first. Of remarks on one line of a file, the first has the title.

    `totals` are how many there are of each level, where not all of them are among the remarks.
    """
    rest: list[Remark] = []
    for level in LEVELS:
        found = [remark for remark in remarks if remark.level == level]
        kept = found if len(found) <= MOST else found[: MOST - 1]
        yield from map(_annotation, kept)
        if len(kept) < len(found):
            command, count = _COMMANDS[level], (totals[level] if totals else len(found)) - len(kept)
            more = counted(count, f"more {command}")
            yield f"::{command} title=planpress::and {more}, which the log of this step lists"
            rest += found[len(kept) :]
    yield from map(_plain, rest)


def _annotation(remark: Remark) -> str:
    place = remark.place
    where = {"file": place.path, "line": place.line, "col": place.column, "title": remark.title}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in where.items() if value != 0)
    message = "%0A".join(visible(line).replace("%", "%25") for line in remark.message.split("\n"))
    return f"::{_COMMANDS[remark.level]} {said}::{message}"


def _plain(remark: Remark) -> str:
    text = f"{remark.place}: {remark.level} {remark.title}: {' '.join(remark.message.splitlines())}"
    return inert(visible(text))


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
