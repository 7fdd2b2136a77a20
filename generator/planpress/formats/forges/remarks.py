"""Remarks: what a forge shows beside a line, whether `planpress check` found it or a change concludes it."""

import hashlib
import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from planpress.formats.output_options import OutputOptions
from planpress.model.findings import Finding
from planpress.model.sources import Place
from planpress.model.wording import on_one_line

Level = Literal["error", "warning", "note"]

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""The worst first."""

_LINE = re.compile(r"\bline \d+")
"""Messages name other lines, which move as this one does."""


@dataclass(frozen=True, slots=True)
class RemarkTopic:
    """A kind of remark: its id, its name in a few words, and its documentation in Markdown."""

    id: str
    name: str
    documentation: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark at a place of the repository, in plain text.

    `about` is what makes it this remark and no other, whatever line it is on: with its topic and its file it is the
    remark's fingerprint.
    """

    topic: RemarkTopic
    level: Level
    place: Place
    title: str
    message: str
    about: tuple[str, ...]

    @property
    def text(self) -> str:
        """Message and title on one line; a title that only repeats the topic is left out."""
        title = "" if self.title == self.topic.id else f"{self.title}: "
        return f"{title}{on_one_line(self.message)}"


def in_repository(remarks: Iterable[Remark], prefix: str) -> list[Remark]:
    """The remarks with the places that the repository has for them, the worst first."""
    places = [(remark, posixpath.normpath(f"{prefix}{remark.place.path}")) for remark in remarks]
    return worst_first(replace(remark, place=replace(remark.place, path=path)) for remark, path in places)


def worst_first(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks by their levels, otherwise in their order."""
    return sorted(remarks, key=lambda remark: LEVELS.index(remark.level))


def with_fingerprints(remarks: Iterable[Remark]) -> Iterator[tuple[Remark, str]]:
    """Each remark with what names it from run to run: the same after lines were moved, and never that of another."""
    seen: Counter[tuple[str, ...]] = Counter()
    for remark in remarks:
        key = (remark.topic.id, remark.place.path, *remark.about)
        seen[key] += 1
        text = json.dumps([*key, seen[key]])
        yield remark, hashlib.sha256(text.encode()).hexdigest()


def of_finding(finding: Finding, options: OutputOptions) -> Remark:
    """A finding as a remark. With `strict` a warning is an error."""
    text = options.documentation.get(finding.code, "")
    heading, _, rest = text.strip().partition("\n")
    return Remark(
        topic=RemarkTopic(finding.code, heading.removeprefix("# ") or finding.code, rest.strip()),
        level="error" if options.strict else finding.level,
        place=finding.place,
        title=finding.code,
        message=on_one_line(finding.message),
        about=(_LINE.sub("line", finding.message),),
    )
