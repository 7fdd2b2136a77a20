"""Annotations, code quality, SARIF and JUnit, whatever is told: complete, bounded, escaped, and the same next time. Whole
files of them are approved in test_console.py and test_diffs.py."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import ValidationError
from lxml import etree

from planpress.formats.forges.github import MOST, workflow_commands
from planpress.formats.forges.gitlab import code_quality
from planpress.formats.forges.junit import Case, junit
from planpress.formats.forges.remarks import LEVELS, Remark, RemarkTopic, with_fingerprints
from planpress.formats.forges.sarif import sarif_log
from planpress.formats.output_options import OutputOptions
from planpress.model.sources import Place
from tests.formats.forges import reading

TOPIC = RemarkTopic("PP203", "unknown metric", "What it *means*.")
REMARK = Remark(TOPIC, "warning", Place("content/a, b: 100%.yml", 3, 8), "PP203", "100 % of a::b, c", ("a",))


def github(*remarks: Remark) -> str:
    return "\n".join(workflow_commands(remarks))


def sarif(*remarks: Remark) -> str:
    return sarif_log("check", remarks, tuple(dict.fromkeys(one.topic for one in remarks)), OutputOptions(version="1.2.3"))


@pytest.mark.parametrize("count", [0, 1, MOST, MOST + 1, 35])
def test_a_step_has_at_most_ten_annotations_of_a_level(count: int) -> None:
    """GitHub drops the eleventh without a word: the tenth says how many more there are, and the log has them all."""
    remarks = [
        replace(REMARK, level=level, title=f"no. {at}", place=Place(f"{level}.yml", at + 1))
        for level in LEVELS
        for at in range(count)
    ]
    text = github(*remarks)
    shown = reading.annotations(text)
    for command in ("error", "warning", "notice"):
        assert sum(one.command == command for one in shown) == min(count, MOST)
    for at in range(count):
        assert text.count(f"title=no. {at}:") + text.count(f" no. {at}: ") == len(LEVELS)
    more = [one.message for one in shown if one.properties["title"] == "planpress"]
    if count <= MOST:
        assert more == []
    else:
        assert more[0] == f"and {count - MOST + 1} more errors, which the log of this step lists"
        assert [one.properties["title"] for one in shown[:3]] == ["no. 0", "no. 1", "no. 2"]


def test_fingerprints_name_a_remark_whatever_its_line() -> None:
    """Moved to another line, or said as an error, it is the same; of two that are alike each has its own."""
    moved = replace(REMARK, place=replace(REMARK.place, line=90, column=1), level="error", message="again")
    others = [
        replace(REMARK, about=("b",)),
        replace(REMARK, about=("a", "")),
        replace(REMARK, topic=replace(TOPIC, id="PP204")),
        replace(REMARK, place=Place("content/b.yml", 3, 8)),
    ]
    one, again = (dict(with_fingerprints([remark])) for remark in (REMARK, moved))
    assert list(one.values()) == list(again.values())
    prints = [text for _, text in with_fingerprints([REMARK, *others, moved])]
    assert len(set(prints)) == len(prints)
    assert {len(text) for text in prints} == {64}


def test_the_schemas_refuse() -> None:
    """What is not SARIF, or no JUnit, is noticed."""
    with pytest.raises(ValidationError):
        reading.sarif(sarif(REMARK).replace('"level": "warning"', '"level": "bad"'))
    with pytest.raises(etree.DocumentInvalid):
        reading.junit(junit("x", [Case("a", "b")]).replace("testcase", "case"))


def test_junit() -> None:
    """A case fails with all of its reasons; what it says otherwise stands beside them."""
    cases = [Case("gates", "winner", ("a: <b> & c", "second"), ("said",)), Case("gates", "rank")]
    root = reading.junit(junit("planpress diff", cases))
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert (failure.get("message"), failure.text) == ("a: <b> & c", "a: <b> & c\nsecond")
    assert root.findtext("testsuite/testcase/system-out") == "said"


@given(st.text(), st.text(), st.text(min_size=1), st.integers(0, 3))
def test_any_text_stays_what_it_is(path: str, message: str, title: str, line: int) -> None:
    """Whatever authors write is one annotation, one item, one result and one test: no command, no key, no tag."""
    remark = replace(REMARK, place=Place(path, line, line), message=message, title=title)
    for text in (github(remark), code_quality([remark]), sarif(remark)):
        assert [c for c in text if c != "\n" and not c.isprintable()] == []
    assert len(reading.annotations(github(remark))) == 1
    assert len(reading.annotations(github(*[remark] * 15))) == MOST
    assert len(reading.code_quality(code_quality([remark, remark]))) == 2
    assert len(reading.sarif(sarif(remark))["results"]) == 1
    root = reading.junit(junit(title, [Case(path, title, (message,), (message,))]))
    assert len(root.findall("testsuite/testcase")) == 1
    assert json.loads(code_quality([remark]))[0]["location"]["path"] == path
