"""JUnit's XML, which every CI shows as a table of tests.

There is no standard of it; this is what the schema of Jenkins's xUnit plugin takes, and what GitLab reads.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, however it is written, and the carriage return, which readers change."""


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its group, its name, which stays the same from run to run, why it failed, and what it says."""

    group: str
    name: str
    failures: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def junit(name: str, cases: Sequence[Case]) -> str:
    """The whole file. Times are left out: a comparison takes none that means anything, and bytes stay the same."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    count = str(len(cases))
    failed = str(sum(bool(case.failures) for case in cases))
    counts = {"name": _clean(name), "tests": count, "failures": failed, "errors": "0"}
    suites = Element("testsuites", counts)
    suite = SubElement(suites, "testsuite", {**counts, "skipped": "0"})
    for case in cases:
        one = SubElement(suite, "testcase", {"classname": _clean(case.group), "name": _clean(case.name)})
        if case.failures:
            failure = SubElement(one, "failure", {"message": _clean(case.failures[0]), "type": "failure"})
            failure.text = _clean("\n".join(case.failures))
        if case.said:
            SubElement(one, "system-out").text = _clean("\n".join(case.said))
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
