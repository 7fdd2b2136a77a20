"""A plan in which every text is an attack: the site shows the texts and obeys none."""

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from planpress.reading.yaml_text import compose
from tests.conftest import ROOT, copy_plan, run_planpress

pytestmark = pytest.mark.process

SCRIPT = "<script>window.stolen=1</script><img src=x onerror=window.stolen=1>"
TEMPLATE = "{{ 7*191 }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}${7*191}"
MARKDOWN = "[x](javascript:alert(1)) ![y](https://example.org/y.png) **b** <!-- planpress:0-00000000 -->"
QUOTES = "\"'><svg onload=window.stolen=1> \u202e\u200f `a` | b \\ && --> ]]>"

# Keys whose values are names that other values refer to, or words of the format: they cannot hold any text.
FIXED = {
    "schema", "as_of", "stage", "archetype", "review_by", "date", "since", "until", "measured", "to", "because_code",
    "url", "kind", "rung", "rule", "metric", "optimise", "subject_to", "formula", "better", "decide_by", "table", "key",
    "cost", "model", "train", "validation", "against", "scale", "id", "state", "method", "depends_on", "teams",
    "infrastructure", "unit", "n", "se", "ci", "seeds", "driver", "hard", "automation", "same", "from", "hint", "path",
    "row", "column", "repeats",
}  # fmt: skip


def attacked(value: object, attack: str, key: str = "") -> object:
    """A copy of a document in which every free text ends with the attack."""
    if isinstance(value, dict):
        # What a source is asked for is no text that is shown.
        return {name: part if name == "from" else attacked(part, attack, str(name)) for name, part in value.items()}
    if isinstance(value, list):
        return [attacked(part, attack, key) for part in value]
    if isinstance(value, str) and key not in FIXED and not re.fullmatch(r"\d{4}-\d\d-\d\d|[a-z]+(-[a-z]+)+", value):
        return f"{value} {attack}"
    return value


def attacked_plan(folder: Path, attack: str) -> Path:
    """The demonstration plan with an attack in every free text of its definitions."""
    copy_plan(folder)
    for path in (folder / "content" / "plan.yml", *(folder / "content" / "projects").glob("*/project.yml")):
        document = compose(path.read_text(encoding="utf-8")).data
        # JSON is YAML, and says how to write any text.
        path.write_text(json.dumps(attacked(document, attack), ensure_ascii=False), encoding="utf-8")
    for path in (folder / "content").rglob("*.evidence.json"):
        evidence = json.loads(path.read_text(encoding="utf-8"))
        for source in evidence["sources"]:
            source["files"] = [f"{name} {attack}" for name in source["files"]]
        for metric in evidence["metrics"].values():
            metric["passport"] = {name: f"{part} {attack}" if isinstance(part, str) else part for name, part in metric["passport"].items()}
        path.write_text(json.dumps(evidence, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(
    scope="module", params=[SCRIPT, TEMPLATE, MARKDOWN, QUOTES], ids=["html", "jinja", "markdown", "quotes"]
)
def attack(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def hostile(attack: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration plan with an attack in every free text, built."""
    folder = attacked_plan(tmp_path_factory.mktemp("hostile"), attack)
    for path in (folder / "content" / "projects").glob("*/plan.md"):
        path.write_text(f"{path.read_text(encoding='utf-8')}\n\n## {attack}\n\n{attack}\n", encoding="utf-8")
    done = run_planpress("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


class Markup:
    """What a browser would take a page for."""

    def __init__(self, text: str) -> None:
        tree = LexborHTMLParser(text)
        given = [(node.tag, name, value or "") for node in tree.css("*") for name, value in node.attributes.items()]
        self.handlers = [f"<{tag} {name}={value}>" for tag, name, value in given if name.startswith("on")]
        self.data = [value for _, name, value in given if name in ("data-figure", "data-what-if")]
        self.sources = [value for _, name, value in given if name == "src"]
        self.links = [value for _, name, value in given if name == "href"]
        self.scripts = [node.text() for node in tree.css("script")]
        tree.strip_tags(["script"])
        self.text = tree.body.text() if tree.body else ""


def test_nothing_of_an_attack_is_markup(hostile: Path) -> None:
    """No page has a handler, a script, an image or a link of the attack's."""
    for name in sorted(hostile.rglob("*.html")):
        page = Markup(name.read_text(encoding="utf-8"))
        assert page.handlers == [], name
        assert [script for script in page.scripts if "stolen" in script] == [], name
        assert all(json.loads(data) for data in page.data), name
        assert [data for data in page.data if "<" in data or ">" in data or "&" in data] == [], name
        assert [source for source in page.sources if source == "x" or "example.org/y" in source] == [], name
        assert [link for link in page.links if link.lower().startswith("javascript:")] == [], name


def test_an_attack_is_shown_as_it_was_written(hostile: Path, attack: str) -> None:
    """The title, the verdict's reasons and the tables show the text itself: nothing is evaluated, nothing dropped."""
    folded = " ".join(attack.split())
    for name in ("projects/pose/index.html", "index.html"):
        page = Markup((hostile / name).read_text(encoding="utf-8"))
        text = " ".join(page.text.split())
        assert f"Pose estimation for grasping {folded}" in text, name
        assert "1337" not in text


def test_the_numbers_stay_the_same(hostile: Path) -> None:
    """An attack in the texts changes no number."""
    ours = json.loads((hostile / "plan.json").read_text(encoding="utf-8"))
    clean = json.loads(run_planpress("export", cwd=ROOT).stdout)
    ranks = [[(project["id"], project["priority"] and project["priority"]["score"]) for project in plan["projects"]]
             for plan in (ours, clean)]  # fmt: skip
    assert ranks[0] == ranks[1]


def test_the_search_index_holds_no_markup(hostile: Path) -> None:
    """The index is shown as HTML by the theme's script: titles and texts must not make elements of the attack's."""
    index = json.loads((hostile / "search" / "search_index.json").read_text(encoding="utf-8"))
    for entry in index["docs"]:
        for part in (entry["title"], entry["text"], *entry.get("tags", ())):
            markup = Markup(part)
            assert markup.handlers == [] and markup.scripts == [], entry["location"]
            assert "<script" not in part.lower() and "<img" not in part.lower() and "<svg" not in part.lower(), part


def test_an_attack_changes_nothing_of_the_policy(hostile: Path, demonstration: Path) -> None:
    """No text of a plan is ever allowed as a script or a style: the hashes are the theme's own."""
    name = "content-security-policy.txt"
    policy = (hostile / name).read_text(encoding="utf-8")
    assert policy == (demonstration / "site" / name).read_text(encoding="utf-8")
    assert "'sha256-" in policy and "unsafe" not in policy
