"""What forges make of what planpress writes: workflow commands parsed as GitHub's runner does, and the schemas."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from lxml import etree

COMMANDS = (
    "::error::x", "::stop-commands::x", "::::add-mask::x", "##[error]x", "##[add-mask]x", "##vso[task.complete]x",
    "##teamcity[buildStop]",
)  # fmt: skip
"""Texts of a stranger's that a CI service would obey in its log."""

_SCHEMAS = Path(__file__).with_name("schemas")


class Annotation(NamedTuple):
    command: str
    properties: dict[str, str]
    message: str


def annotations(text: str) -> list[Annotation]:
    """The commands of a log: every line that begins with two colons, or holds the older form of a command anywhere."""
    found = []
    for line in text.split("\n"):
        assert line.lstrip().startswith("::") or not obeyed(line)
        if line.lstrip().startswith("::"):
            head, _, message = line.lstrip()[2:].partition("::")
            command, _, properties = head.partition(" ")
            pairs = dict(pair.split("=", 1) for pair in properties.split(",") if pair)
            decoded = {name: _decoded(value, {"%3A": ":", "%2C": ","}) for name, value in pairs.items()}
            found.append(Annotation(command, decoded, _decoded(message, {})))
    return found


def obeyed(text: str) -> list[str]:
    """The lines of a log, without its colours, that a CI service obeys: GitHub Actions those that begin with two colons,
    behind blanks too, or hold the older form of a command anywhere; Azure Pipelines and TeamCity those with theirs."""
    lines = re.sub(r"\x1b\[[\d;]*m", "", text).split("\n")
    return [
        line
        for line in lines
        if line.lstrip().startswith("::") or any(sign in line for sign in ("##[", "##vso[", "##teamcity["))
    ]


def _decoded(text: str, more: dict[str, str]) -> str:
    for code, character in {**more, "%0D": "\r", "%0A": "\n", "%25": "%"}.items():
        text = text.replace(code, character)
    return text


def sarif(text: str) -> dict[str, Any]:
    """The one run of a log that is by the schema of SARIF, and in which each result has its rule."""
    log: dict[str, Any] = json.loads(text)
    _sarif_schema().validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return dict(run)


@cache
def _sarif_schema() -> Draft202012Validator:
    schema = json.loads((_SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def junit(text: str) -> etree._Element:
    """The root of a report that is by the XML Schema of JUnit, and whose counts are right."""
    root = etree.fromstring(text.encode())
    etree.XMLSchema(etree.parse(_SCHEMAS / "junit-10.xsd")).assertValid(root)
    (suite,) = root
    for one in (root, suite):
        assert one.get("tests") == str(len(suite.findall("testcase")))
        assert one.get("failures") == str(len(suite.findall("testcase/failure")))
    return root


def code_quality(text: str) -> list[dict[str, Any]]:
    """The items of a report, each with all that GitLab asks for, and with fingerprints of its own."""
    items: list[dict[str, Any]] = json.loads(text)
    for item in items:
        assert item.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert item["location"].keys() == {"path", "lines"}
        assert not item["location"]["path"].startswith("./")
        assert item["location"]["lines"].keys() == {"begin"}
        assert item["location"]["lines"]["begin"] >= 1
        assert item["description"]
    assert len({item["fingerprint"] for item in items}) == len(items)
    return items
