"""Findings for the terminal, for programs and for GitHub, to the letter."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planpress.commands import terminal
from planpress.formats.check_reports import FORMATS, as_github, as_json
from planpress.formats.console import as_text, summary
from planpress.formats.output_options import OutputOptions
from planpress.model.findings import Finding
from planpress.model.sources import Place
from tests.case_files import cases
from tests.formats.forges import reading

FINDINGS = (
    Finding("PP106", "warning", Place("content/a, b: 100%.yml", 3, 8), 'no is a text; write false, or "no"'),
    Finding("PP110", "error", Place("content/plan.yml", 4), "100 % of a::b, c"),
    Finding("PP101", "error", Place("content/x\x1b[2J\ny.yml"), "two\r\nlines\u202e"),
)


plain = OutputOptions()
marked = OutputOptions(lambda text, colour: f"<{colour}>{text}</>")


DOCUMENTED = OutputOptions(prefix="plans/", documentation={"PP110": "# Unknown key\n\nWhat to do."})
READ = {"gitlab": reading.code_quality, "sarif": reading.sarif, "junit": reading.junit}


@pytest.mark.parametrize("form", FORMATS)
def test_formats_are_as_they_were_approved(form: str) -> None:
    """One line a finding with its place first, workflow commands with errors first, and the findings as in plan.json.

    Control characters are spelt out; in workflow commands `%`, `,` and `:` are escaped in properties and only `%` in
    the message; a missing line is null. Forges have the paths of the repository, the worst first, and what it means.
    """
    text = FORMATS[form](FINDINGS, 12, DOCUMENTED if form in READ else plain)
    assert text == (Path(__file__).with_name("findings") / f"twelve.{form}").read_text("utf-8")
    assert READ.get(form, str)(text) is not None
    assert "file=plans/content/plan.yml,line=4," in FORMATS["github"](FINDINGS, 12, DOCUMENTED)


@pytest.mark.parametrize("written", reading.COMMANDS)
def test_no_line_is_a_command_of_a_ci_service(written: str) -> None:
    """Text that is printed in a log, whatever a message quotes or a file is named; and the lines behind annotations."""
    found = [Finding("PP110", "error", Place(f"{written}.yml", at), f"unknown key {written}") for at in range(12)]
    for colours in (plain, OutputOptions(terminal.paint)):
        assert reading.obeyed(as_text(found, 1, colours)) == []
    logged = as_github(found, 1, plain).splitlines()
    assert reading.obeyed("\n".join(line for line in logged if not line.startswith("::error "))) == []
    assert reading.obeyed(f"{found[0]}")


def test_colours_mark_level_and_code_alone() -> None:
    """What is coloured is the level with its code, red or yellow."""
    lines = as_text(FINDINGS[:2], 1, marked).splitlines()
    assert lines[0].startswith("content/a, b: 100%.yml:3:8: <yellow>warning PP106</> no is")
    assert lines[1] == "content/plan.yml:4: <red>error PP110</> 100 % of a::b, c"


def test_with_strict_a_warning_fails() -> None:
    """What makes the exit status 1 is an error everywhere; its fingerprint is what it was."""
    strict = replace(plain, strict=True)
    assert as_github(FINDINGS[:1], 1, strict).startswith("::error ")
    lenient, hard = (reading.code_quality(FORMATS["gitlab"](FINDINGS[:1], 1, how))[0] for how in (plain, strict))
    assert (lenient["severity"], hard["severity"]) == ("minor", "critical")
    assert lenient["fingerprint"] == hard["fingerprint"]
    assert reading.junit(FORMATS["junit"](FINDINGS[:1], 1, strict)).find("testsuite").get("failures") == "1"


def test_where_nothing_is_found_there_is_a_test_that_passed() -> None:
    """CI takes a report without tests for a mistake."""
    (case,) = reading.junit(FORMATS["junit"]((), 12, plain)).findall("testsuite/testcase")
    assert case.findtext("system-out") == "no findings in 12 projects"
    assert reading.code_quality(FORMATS["gitlab"]((), 12, plain)) == []


def test_lines_that_messages_name_are_no_part_of_a_fingerprint() -> None:
    """A finding that names another line is the same after both were moved."""
    moved = ([Finding("PP1", "error", Place("x", at), f"first in line {at}")] for at in (3, 40))
    prints = [reading.code_quality(FORMATS["gitlab"](found, 1, plain)) for found in moved]
    assert prints[0][0]["fingerprint"] == prints[1][0]["fingerprint"]


@pytest.mark.parametrize(("levels", "projects", "said"), cases(__file__)["test_summary"])
def test_summary(levels: str, projects: int, said: str) -> None:
    """The last line counts, and names the first error to read about, else the first warning."""
    found = [
        Finding(f"PP{at}", "error" if level == "e" else "warning", Place("x"), "so") for at, level in enumerate(levels)
    ]
    assert summary(found, projects) == said


@given(st.text(), st.text())
def test_no_text_leaves_its_line(path: str, message: str) -> None:
    """Whatever a path or a message holds, each format gives its lines and nothing that a terminal obeys."""
    found = (Finding("PP1", "error", Place(path, 1, 1), message),)
    for name, form in FORMATS.items():
        text = form(found, 1, plain)
        assert [c for c in text if c != "\n" and not c.isprintable()] == []
        assert name not in ("text", "github") or text.count("\n") == 2
    decoded = json.loads(as_json(found, 1, plain))["findings"][0]
    assert (decoded["path"], decoded["message"]) == (path, message)
