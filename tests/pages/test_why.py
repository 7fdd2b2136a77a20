"""The explanations on a page: the words of the terminal, anchors that hold for any text, and no page that overflows."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, slugify_unicode
from selectolax.lexbor import LexborHTMLParser

import planpress
from planpress.explanations import explain
from planpress.files.bundled_templates import bundled_templates
from planpress.pages import why
from planpress.pages.templates import Composer
from planpress.workflows.explain_number import as_text
from tests.conftest import ROOT
from tests.golden.renew import CASES, composed
from tests.planning import judged
from tests.small_plan import PLAN, PROJECT, P, Q, T, write

SOURCE = "https://git.example.org/team/plan/blob/main/"


class Reader:
    """The text of each explanation by its anchor, and where links and ids are."""

    def __init__(self, text: str) -> None:
        tree = LexborHTMLParser(text)
        self.ids = [node.attributes["id"] or "" for node in tree.css("[id]")]
        self.links = [{name: value or "" for name, value in node.attributes.items()} for node in tree.css("a")]
        self.explained = {node.attributes["id"] or "": node.text(separator=" ") for node in tree.css(".pp-because__one")}


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


@pytest.mark.process
@pytest.mark.parametrize("root", [ROOT, *sorted(CASES.iterdir())], ids=lambda root: root.name)
def test_a_page_says_what_the_terminal_says(root: Path) -> None:
    """Each explanation of a page has the words that the terminal prints, with signs for letters and labels for ids."""
    report = planpress.load(root)
    pages = composed(report)
    for name in report.evaluations:
        page = Reader(pages[f"projects/{name}/index.md"])
        found = why.explained(report, name)
        anchors, labelled = found.anchors, set[str]()
        for part in (part for topic in found.topics for one in topic.explanations for part in one.inputs):
            labelled |= words(part.name) if part.label else set()
        printed = {one.subject: as_text(one) for topic in explain(report, name) for one in topic.explanations}
        assert set(page.explained) == set(anchors.values()), name
        for subject, anchor in anchors.items():
            told = printed[subject].removeprefix(f"{name}.")
            assert words(page.explained[anchor]) >= words(told) - {"x", "sqrt", "percentage"} - labelled, subject


@pytest.mark.process
@pytest.mark.parametrize("root", [ROOT, *sorted(CASES.iterdir())], ids=lambda root: root.name)
def test_every_number_leads_to_an_explanation(root: Path) -> None:
    """On each page, each link of a number has its target, and no id is there twice."""
    pages = {path: Reader(text) for path, text in composed(planpress.load(root)).items()}
    seen = 0
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link.get("class") == "pp-why":
                target, _, anchor = link["href"].partition("#")
                there = pages[target.removeprefix("page:")] if target else page
                assert anchor in there.ids, (path, link)
                seen += 1
    assert seen > 30


@pytest.mark.process
def test_places_lead_into_the_repository() -> None:
    """With an address of the repository, each place is a link to its line; without one it is text."""
    report = planpress.load(ROOT)
    page = composed(report, Composer([str(bundled_templates())], SOURCE))["projects/pose/index.md"]
    assert f'<a class="pp-place" href="{SOURCE}content/projects/pose/models.csv#L3">content/projects/pose/models.csv:3</a>' in page
    assert f'<a class="pp-place" href="{SOURCE}content/plan.yml#L69">content/plan.yml:69</a>' in page
    assert SOURCE not in composed(report)["projects/pose/index.md"]
    assert "content/plan.yml:69" in composed(report)["projects/pose/index.md"]


@given(st.lists(st.text(min_size=1, max_size=30), max_size=8, unique=True))
def test_an_anchor_is_safe_for_any_text(names: list[str]) -> None:
    """An anchor is letters, digits, _ and -, and texts of which it loses something are told apart."""
    anchors = [why.anchor(f"rules.threshold.{name}") for name in names]
    assert all(re.fullmatch(r"why--[A-Za-z0-9_-]+", anchor) for anchor in anchors)
    lossy = {name: anchor for name, anchor in zip(names, anchors, strict=True) if not re.fullmatch(r"[\w.-]+", name)}
    assert len(set(lossy.values())) == len(lossy)


def test_anchors_that_would_be_alike_are_told_apart(tmp_path: Path) -> None:
    """A rule `a` with the model `b-c` and a rule `a-b` with the model `c` have an anchor each."""
    project = PROJECT + (
        "models: {table: models.csv}\ndecide_by: a\n"
        "rules: {a: {rule: metric, metric: precision}, a-b: {rule: metric, metric: recall}}\n"
    )
    table = "model,precision,recall\nb-c,0.8,0.7\nc,0.7,0.8\nb.c,0.6,0.8\nnet 2 <b>,0.5,0.5\n\ud30c\uc9c0,0.4,0.4\n"
    report = planpress.load(write(tmp_path, {P: PLAN, Q: project, T: table}))
    anchors = why.explained(report, "p").anchors
    assert anchors["p.rules.a.b-c"] == "why--rules-a-b-c"
    assert {anchors["p.rules.a-b.c"], anchors["p.rules.a.b.c"]} == {"why--rules-a-b-c-2", "why--rules-a-b-c-3"}
    assert len(set(anchors.values())) == len(anchors)
    page = Reader(composed(report)["projects/p/index.md"])
    assert "rules.a.net 2 <b> = 0.5 " in " ".join(page.explained[anchors["p.rules.a.net 2 <b>"]].split())


def test_a_long_table_keeps_its_page_small(tmp_path: Path) -> None:
    """With 200 models the best are explained, the page says where the others are, and stays well below 100 KB."""
    project = PROJECT + (
        "models: {table: models.csv}\ndecide_by: a\nrules: {a: {rule: metric, metric: precision},"
        " b: {rule: threshold, optimise: precision, subject_to: ['recall > 0.5']},"
        " c: {rule: mean, of: {precision: 1, recall: 1}}}\n"
    )
    rows = "".join(f"net-{at},{at / 1000},{(at * 7 % 200) / 200}\n" for at in range(200))
    report = planpress.load(write(tmp_path, {P: PLAN, Q: project, T: f"model,precision,recall\n{rows}"}))
    page = composed(report)["projects/p/index.md"]
    explained = why.explained(report, "p")
    assert {f"p.rules.{rule}.net-199" for rule in "abc"} <= set(explained.anchors)
    assert sum(subject.startswith("p.rules.") for subject in explained.anchors) == why.MOST_VERDICTS
    assert explained.left_out == 160
    assert "The verdicts on 160 further models are explained in the terminal" in page
    assert 'href="#why--rules-a-net-199"' in page and 'href="#why--rules-a-net-100"' not in page
    assert len(gzip.compress(page.encode())) < 40_000


@pytest.mark.parametrize("heading", ["Why priority", "why--priority", "Why -- priority", "Why - - priority", "why–-priority"])
def test_no_heading_of_a_narrative_has_the_anchor_of_an_explanation(heading: str) -> None:
    """Markdown's anchors hold no two dashes in a row, and those of explanations do."""
    assert "--" not in slugify(heading, "-") and "--" not in slugify_unicode(heading, "-")
    assert why.anchor("priority") == "why--priority"


EQUAL: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("equal_numbers.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", EQUAL)
def test_equal_numbers_lead_to_their_own_explanations(case: str) -> None:
    """A number is known by what it is of, not by how it reads."""
    content, expected = EQUAL[case]["content"], EQUAL[case]["expected"]
    models = "models: {rows: [{model: net-7, recall: 0.7, speed: 0.7}]}\nrules: {r: {rule: metric, metric: recall}}\n"
    plan = (
        "scales: {five: {bounds: [1, 5]}}\nimpact: {worth: {scale: five}}\n"
        "feasibility: {ease: {scale: five}}\nmetrics: {recall: {better: higher}, speed: {better: higher}}\n"
    )
    page = composed(judged(plan, {"p": models + content}, stage="training"))["projects/p/index.md"]
    anchors = re.findall(r'<a class="pp-why" href="#why--([^"]+)">', page)
    text = re.sub(r'<a class="pp-why" href="#why--[^"]+">', "<a>", page).replace("\u00a0", " ")
    for words, anchor in ((one["words"], one["anchor"]) for one in expected):
        assert words in text, words
        assert anchors[text[: text.index(words) + words.rindex("<a>")].count("<a>")] == anchor, words
