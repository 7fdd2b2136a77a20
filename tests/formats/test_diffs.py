"""Comparisons in every format: golden files, hostile authors, any size, and the schema."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from planpress import schemas
from planpress.commands import terminal
from planpress.comparing.gates import NAMES, outcomes, read_gates
from planpress.document.markdown import ANGLE, code, escaped
from planpress.formats.diffs import FORMATS
from planpress.formats.diffs.diff_markdown import LARGEST, MARKER
from planpress.formats.output_options import OutputOptions, read_address
from planpress.model.change import Comparison
from planpress.model.errors import PlanpressError
from planpress.model.wording import inert
from tests.case_files import cases
from tests.comparing.building import BASE, INVOICES, PLAN, POSE, TABLE, Edits, compared, edited
from tests.comparing.test_table import Case, each
from tests.formats.forges import reading

CASES = cases(__file__)
MIXED_EDITS: Edits = {
    POSE: (("recall > 0.60", "recall > 0.75"), ("review_by: 2019-09-01", "review_by: 2019-10-01")),
    INVOICES: (("{worth: 3, reach: 3}", "{worth: 4, reach: 4}"),),
    TABLE: (("net-3,0.70,0.90,120", "net-3,0.72,0.90,95"),),
    "content/projects/pose/plan.md": (("go about", "think about"),),
}
MIXED = edited(MIXED_EDITS)


def shown(comparison: Comparison, form: str, options: OutputOptions | None = None) -> str:
    return FORMATS[form](comparison, options or OutputOptions())


@pytest.mark.parametrize("form", FORMATS)
def test_formats_are_as_they_were_approved(form: str) -> None:
    """The whole text of a change with everything in it."""
    comparison = compared(BASE, MIXED)
    text = shown(comparison, form, gated(comparison, "winner,rank:2,finding"))
    assert text == (Path(__file__).with_name("diffs") / f"mixed.{form}").read_text(encoding="utf-8")


def gated(comparison: Comparison, gates: str, **more: str) -> OutputOptions:
    return OutputOptions(gates=tuple(outcomes(comparison, read_gates(gates))), **more)  # type: ignore[arg-type]


@each
def test_forges_take_every_case(case: Case) -> None:
    """Every case of the table: each remark is on a file of the head or the base, and gates fail what they stop."""
    new = edited(case.edits)
    comparison = compared(BASE, new)
    options = gated(comparison, ",".join(NAMES), prefix="plans/")
    items = reading.code_quality(shown(comparison, "gitlab", options))
    run = reading.sarif(shown(comparison, "sarif", options))
    assert len(run["results"]) == len(items) <= len(comparison.changes) + len(comparison.goalposts)
    for item in items:
        path = item["location"]["path"].removeprefix("plans/")
        assert path in new or path in BASE
        assert item["location"]["lines"]["begin"] <= max(1, new.get(path, "").count("\n"))
    seen = reading.annotations(shown(comparison, "github", options))
    lines = [(one.properties["file"], one.properties.get("line")) for one in seen]
    assert len(set(lines)) == len(lines)
    assert set(lines) <= {(item["location"]["path"], str(item["location"]["lines"]["begin"])) for item in items} | {
        (item["location"]["path"], None) for item in items
    }
    root = reading.junit(shown(comparison, "junit", options))
    failed = {case.get("name") for case in root.iterfind("testsuite/testcase[failure]")}
    assert failed == {f"--fail-on {gate.name}" for gate in options.gates if gate.reasons}
    stopped = {one for gate in options.gates for one in gate.stopped}
    assert bool(stopped) == any(item["severity"] == "critical" for item in items)


@each
def test_json_is_by_its_schema(case: Case) -> None:
    """Every case of the table, by the schema that `planpress schema diff` prints; numbers name edits that are there."""
    value = json.loads(shown(compared(BASE, edited(case.edits)), "json"))
    Draft202012Validator(json.loads(schemas.text("diff"))).validate(value)
    numbers = {edit["number"] for edit in value["edits"]}
    for change in value["changes"]:
        assert set(change["cause"]["edits"] if change["cause"] else ()) <= numbers


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_changed_is_one_line(form: str) -> None:
    """Whatever was edited, where no conclusion changes it is one line."""
    for edits in ({}, {POSE: (("owner: vision", "owner: somebody"),)}, {"content/about.md": "# Us\n"}):
        text = shown(compared(BASE, edited(edits)), form).removeprefix(f"{MARKER}\n")
        assert text.startswith("Plan: no conclusion changes (")
        assert text.count("\n") == 1


def written_by(text: str) -> Comparison:
    """A change in which a stranger's text is a title, a model and what was decided."""
    quoted = json.dumps(text)
    return compared(BASE, edited({
        POSE: (("title: Pose\n", f"title: {quoted}\n"), ("recall > 0.60", "recall > 0.75"),
               ("decision: keep the threshold", f"decision: {quoted}"), ("review_by: 2019-09-01", "review_by: 2019-10-01")),
        INVOICES: (("title: Invoices", f"title: {quoted}"), ("{ease: 3}", "{ease: 5}")),
        TABLE: (("net-3", '"' + text.replace('"', '""') + '"'),),
    }))  # fmt: skip


def rendered(markdown: str) -> str:
    """The HTML that a forge makes of it, as far as CommonMark with tables says."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(markdown)


@pytest.mark.parametrize("text", CASES["test_what_authors_write_does_nothing"])
def test_what_authors_write_does_nothing(text: str) -> None:
    """A title, a model, a metric's text and a narrative of a stranger make no link, no code, no tag and no call."""
    markdown = shown(written_by(text), "markdown")
    plain = shown(compared(BASE, MIXED), "markdown")
    html = rendered(markdown)
    tags = set(re.findall(r"<(/?[a-z0-9]+)", html))
    assert tags <= set(re.findall(r"<(/?[a-z0-9]+)", rendered(plain)))
    assert markdown.startswith(f"{MARKER}\n")
    assert markdown.count("<!--") == html.count("<!--") == 1
    assert all(line.count("<td") in (0, 1) for line in html.splitlines())
    assert {row.count("<td>") for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL)[1:]} == {4}
    visible = re.sub(r"<code>.*?</code>|<[^>]*>", "", html, flags=re.DOTALL)
    assert not re.search(r"(^|[^\w])@\w|\w/\w+#\d|(^|\W)#\d|GH-\d|://\w|www\.\w|(?<!\w)!\d", visible)


@pytest.mark.parametrize("written", reading.COMMANDS)
def test_no_line_is_a_command_of_a_ci_service(written: str) -> None:
    """A project's title begins lines of the text: those of its conclusions, definitions, scores and reasons."""
    comparison = written_by(written)
    for colours in (OutputOptions(), OutputOptions(terminal.paint)):
        text = shown(comparison, "text", colours)
        assert reading.obeyed(text) == []
        assert inert(written) in text


@given(st.text(max_size=80))
def test_any_text_is_shown_and_obeyed_by_nothing(text: str) -> None:
    """Rendered in a cell, any text is one cell of plain text."""
    html = rendered(f"| | |\n|---|---|\n| {escaped(text)} | {code(text)} |\n")
    assert html.count("<td>") == 2
    assert not re.findall(r"<(?!/?(table|thead|tbody|tr|th|td|code)>)", html)


def test_no_file_is_named_like_the_marker() -> None:
    """The path of a table is shown as code, where nothing is escaped."""
    name = MARKER.replace(":", " ")
    files = {
        POSE: (("models.csv", json.dumps(f"{name}.csv")),),
        TABLE: None,
        f"content/projects/pose/{name}.csv": BASE[TABLE],
    }
    old = edited(files)
    new = edited({f"content/projects/pose/{name}.csv": (("net-3,0.70", "net-3,0.85"),)}, old)
    markdown = shown(compared(old, new), "markdown")
    assert f"{ANGLE}!-- planpress comment -->.csv:4`" in markdown
    assert markdown.count("<!--") == 1


def test_pages_are_linked_where_the_site_is_known() -> None:
    """Rows lead to the pages of their projects, the foot to every page named; without an address there is no link."""
    comparison = compared(BASE, edited({**MIXED_EDITS, "content/a b.md": "# New\n"}))
    plain = shown(comparison, "markdown")
    assert "](" not in plain
    linked = shown(
        comparison, "markdown", OutputOptions(site_url="https://example.org/pr/7/", details_url="https://ci.example/1")
    )
    assert "| **[Pose](https://example.org/pr/7/projects/pose/index.html)** · choice of the rule |" in linked
    assert "[Preview](https://example.org/pr/7/) · [All of it](https://ci.example/1) · Pages that change: " in linked
    assert "[a b.md](https://example.org/pr/7/a%20b.html)" in linked
    assert re.sub(r"\[([^\]]*)\]\(https:[^)]*\)", r"\1", linked).replace("Preview · All of it · ", "") == plain


@pytest.mark.parametrize("end", ["", "/a b", "/)", '/"', "/<"])
def test_what_is_no_address_is_refused(end: str) -> None:
    """What could end a link, or runs, is no address."""
    assert read_address("https://e.org/?a=%20&b=c#d") == "https://e.org/?a=%20&b=c#d"
    with pytest.raises(PlanpressError, match="is no address to link to; write it as https:"):
        read_address(f"https://e.org{end}" if end else "javascript:alert(1)")


def test_a_change_of_everything_fits() -> None:
    """A comment stays under the limit, keeps the most consequential, counts and links what it leaves out; a forge has one
    annotation of all the ranks that one edit of plan.yml moves."""
    old, new = dict(BASE), dict(BASE)
    long = "projet très long " * 12
    for number in range(600):
        path = f"content/projects/p{number}/project.yml"
        text = f"schema: 1\ntitle: {long}{number}\nstage: planning\nimpact: {{worth: {1 + number % 5}, reach: {1 + number % 3}}}\n"
        old[path] = f"{text}feasibility: {{ease: {1 + number % 4}}}\n"
        new[path] = f"{text}feasibility: {{ease: {5 - number % 4}}}\n"
    new[POSE] = new[POSE].replace("recall > 0.60", "recall > 0.75")
    comparison = compared(old, new)
    site = f"https://example.org/{'long/' * 30}"
    text = shown(comparison, "markdown", OutputOptions(site_url=site, details_url="https://ci.example/1"))
    assert LARGEST // 4 < len(text) <= len(text.encode()) < LARGEST
    assert f"| **[Pose]({site}projects/pose/index.html)** · choice of the rule | net-2 | **net-3** |" in text
    (more,) = re.findall(r"\| \[… and ([0-9,]+) more conclusions\]\(https://ci.example/1\) \|", text)
    assert text.count("\n| **") + int(more.replace(",", "")) <= len(comparison.at("conclusion"))
    assert text.count("<details>") == text.count("</details>")
    weight = compared(old, edited({PLAN: (("worth: {scale: five, weight: 1}", "worth: {scale: five, weight: 9}"),)}, old))
    assert len(weight.at("conclusion")) > 5 * len(reading.code_quality(shown(weight, "gitlab")))
    seen = reading.annotations(shown(weight, "github"))
    assert [(one.properties["file"], one.properties["line"]) for one in seen] == [(PLAN, "7")]


def test_what_was_taken_out_is_beside_its_file() -> None:
    """A line of the base is no line of the head: of a value that was removed the file is named, and no line."""
    comparison = compared(BASE, edited({POSE: (("  - {metric: latency, at_most: 100}\n", ""),)}))
    (one,) = reading.annotations(shown(comparison, "github"))
    assert one.properties["file"] == POSE and "line" not in one.properties


def test_fingerprints_of_a_comparison_are_without_lines() -> None:
    """The same change further down in its file is the same item."""
    raised = (("recall > 0.60", "recall > 0.75"),)
    down = (*raised, ("title: Pose\n", "# a comment\n\ntitle: Pose\n"))
    one, two = (reading.code_quality(shown(compared(BASE, edited({POSE: e})), "gitlab")) for e in (raised, down))
    assert [item["fingerprint"] for item in one] == [item["fingerprint"] for item in two]
    assert one[0]["location"]["lines"] != two[0]["location"]["lines"]


def test_nothing_changed_for_forges() -> None:
    """No annotation, no item, no result, and one test that passes."""
    told = {form: shown(compared(BASE, dict(BASE)), form) for form in FORMATS}
    assert told["github"] == "Plan: no conclusion changes (nothing was edited)\n"
    assert reading.code_quality(told["gitlab"]) == reading.sarif(told["sarif"])["results"] == []
    assert len(reading.junit(told["junit"]).findall("testsuite/testcase")) == 1


def test_a_tolerance_leaves_out_what_moved_less() -> None:
    """Moves up to the tolerance are not told; beyond it they are."""
    new = edited({INVOICES: (("{ease: 3}", "{ease: 3.1}"),)})
    moved = {change.kind: abs(change.amount or 0) for change in compared(BASE, new).at("score")}
    assert moved.keys() == {"priority", "feasibility"}
    for kind, amount in moved.items():
        assert kind not in {c.kind for c in compared(BASE, new, **{kind: amount * 1.01}).at("score")}
        assert kind in {c.kind for c in compared(BASE, new, **{kind: amount * 0.99}).at("score")}


@pytest.mark.parametrize("case", CASES["test_things_are_called_as_their_authors_call_them"], ids=lambda case: case["said"])
def test_things_are_called_as_their_authors_call_them(case: dict[str, Any]) -> None:
    """An edit of plan.yml is the plan's; a metric has its label, as it is written."""
    base = edited(case["old"])
    assert case["said"] in shown(compared(base, edited(case["new"], base)), "text")
