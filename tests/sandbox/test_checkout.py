"""What a change may bring in, file by file: links, submodules, paths, YAML and formulas of a stranger; and the base."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planpress.model.errors import PlanpressError
from planpress.reading import admission
from planpress.sandbox.checkout import UntrustedCheckout, check_sealed
from planpress.workflows.check_plan import Checked, InvalidPlanError, conclude
from tests import strangers
from tests.case_files import cases
from tests.comparing.building import PLAN, POSE, TABLE
from tests.repositories import commit, git, start, write

pytestmark = pytest.mark.process


@pytest.fixture
def change(place: Path) -> strangers.Change:
    return strangers.begin(place)


def sealed(change: strangers.Change, base: str | None = None) -> UntrustedCheckout:
    return strangers.sealed(change.root, base)


def checked(change: strangers.Change) -> Checked:
    return check_sealed(sealed(change), {}, lambda path: None)


def said(result: Checked | UntrustedCheckout) -> dict[str, str]:
    """What was found, by place: its code and message."""
    return {str(finding.place): f"{finding.code} {finding.message}" for finding in result.findings}


def test_an_untouched_branch_is_the_base(change: strangers.Change) -> None:
    """Nothing of it counts as changed, and the private folder holds what a build needs and nothing else."""
    result = sealed(change)
    assert (strangers.changed(result), result.findings) == (set(), ())
    assert result.base == git(change.root, "rev-parse", "--short=7", "main")
    names = {path.name for path in result.root.iterdir()}
    assert names == {"content", "mkdocs.yml", "overrides", "templates"}
    assert (result.root / "content/extra.css").read_text(encoding="utf-8") == strangers.BASE_FILES["content/extra.css"]


def link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


DEEP = "content" + "/d" * 13
REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "content/projects/pose/out.csv": (link("/etc/hostname"), "PP702 is a link"),
    "content/projects/pose/git.csv": (link("../../../.git/config"), "PP702 is a link"),
    "content/projects/pose/near.csv": (link("models.csv"), "PP702 is a link"),
    POSE: (link("../../../secret.txt"), "PP702 is a link"),
    "content/pictures": (link("/etc"), "PP702 is a link"),
    "content/projects/inside": (link("../../.git"), "PP702 is a link"),
    "content/projects/pose/more.csv": (os.mkfifo, "PP702 is no plain file"),
    DEEP: (Path.mkdir, "more than 12 deep"),
    "content/big.md": (lambda path: path.write_text("x" * (admission.LARGEST_PAGE + 1)), "it has 500 kB, the most from a change is 500 kB"),
}


@pytest.mark.parametrize(("path", "make", "words"), [(path, *case) for path, case in REFUSED.items()], ids=REFUSED)
def test_what_is_no_plain_file_is_refused(path: str, make: Callable[[Path], object], words: str, change: strangers.Change) -> None:
    """A link is not followed wherever it leads: out of the plan, into the repository, or to a neighbour. A pipe is not
    waited for. Not even the message of a parser tells what is in the file that a link leads to."""
    (change.root / path).unlink(missing_ok=True)
    (change.root / path).parent.mkdir(parents=True, exist_ok=True)
    make(change.root / path)
    result = sealed(change)
    assert list(said(result)) == [path] and words in said(result)[path]
    assert not os.path.lexists(result.root / path)
    again = check_sealed(result, {}, lambda path: None)
    assert again.failed() or path != POSE
    assert strangers.SECRET not in str(said(again))


def test_content_that_is_a_link_is_refused(change: strangers.Change) -> None:
    (change.root / "content").rename(change.root / "elsewhere")
    (change.root / "content").symlink_to("elsewhere")
    with pytest.raises(PlanpressError, match="a link is not followed"):
        sealed(change)


def test_a_submodule_is_refused(change: strangers.Change) -> None:
    """Whether it was fetched or not, nothing of it is read, and git is not asked to fetch it."""
    other = change.root.parent / "other"
    start(other, {"project.yml": "schema: 1\ntitle: Other\n"})
    git(change.root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "content/projects/other")
    strangers.settle(change)
    result = checked(change)
    assert "is a repository of its own, or a submodule" in said(result)["content/projects/other"]
    assert result.failed()


DEFINITION = strangers.BASE_FILES[POSE]
TABLES = [DEFINITION.replace("table: models.csv", f"table: '{path}'")
          for path in ("../../../secret.txt", "/etc/passwd", "../calls/project.yml", "..\\..\\secret.csv")]  # fmt: skip
FORMULAS = [DEFINITION.replace("  threshold:", f'  evil: {{rule: formula, better: higher, formula: "{formula}"}}\n  threshold:')
            for formula in (*cases(__file__)["FORMULAS"], "+".join(["precision"] * 400),
                            "(" * 400 + "precision" + ")" * 400)]  # fmt: skip
ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((text, "PP303") for text in TABLES),
        *((text, "PP212") for text in FORMULAS),
        ("schema: 1\ntitle: !!python/object/apply:os.system ['touch {marks}/yaml']\n", "PP109"),
        ("schema: 1\ntitle: !!python/name:os.system\n", "PP109"),
        (f"schema: 1\n{ALIASES}", "PP108"),
        ("schema: 1\ntitle: " + "[" * 10_000, "PP108"),
        ("schema: 1\ntitle: " + "x" * 1_100_000, "PP104"),
    ],
    ids=lambda value: value if value.startswith("PP") else "",
)
def test_a_definition_runs_nothing_reaches_nothing_and_costs_little(text: str, code: str, change: strangers.Change) -> None:
    """`..` and whole paths in `models.table` lead nowhere; formulas and YAML call nothing."""
    write(change.root, {POSE: text.replace("{marks}", str(change.marks))})
    result = checked(change)
    assert code in {finding.code for finding in result.findings if finding.place.path == POSE}, said(result)
    assert result.failed()
    assert strangers.SECRET not in str(said(result))
    assert list(change.marks.iterdir()) == []


def test_a_picture_of_a_narrative_cannot_be_outside(change: strangers.Change) -> None:
    from planpress.pages.narrative_html import sections

    write(change.root, {"content/projects/pose/plan.md": "![x](../../../../secret.txt) [y](../../../mkdocs.yml)\n"})
    plan = conclude(checked(change)).plan
    html = "".join(part.html for project in plan.projects if project.id == "pose" for part in sections(project))
    assert "<img" in html and "secret" not in html and "mkdocs" not in html


def test_names_of_metrics_and_tables_cells_are_shown_only(change: strangers.Change) -> None:
    """Markup as the name of a metric is no name; in a cell of a table it is a text that pages escape (test_hostile)."""
    table = f"model,precision,recall,latency\n\"<img src=x onerror='{strangers.MINE}'>\",0.9,0.5,80\nnet-2,0.8,0.7,90\n"
    plan = strangers.BASE_FILES[PLAN].replace("  latency:", '  "<script>": {better: higher}\n  latency:')
    write(change.root, {TABLE: table, PLAN: plan})
    result = checked(change)
    assert {finding.place.path for finding in result.findings if finding.level == "error"} == {PLAN}


def test_a_page_of_the_base_that_grew_too_large_is_shown_as_the_base_has_it(change: strangers.Change) -> None:
    write(change.root, {"content/own.md": "x" * 600_000})
    result = sealed(change)
    assert "the site shows the base's" in said(result)["content/own.md"]
    assert (result.root / "content/own.md").read_text(encoding="utf-8") == strangers.BASE_FILES["content/own.md"]


@pytest.mark.parametrize(("limit", "most", "words"), [("MOST_FILES", 5, "5 files"), ("MOST_PAGES", 2, "20,000 files, 2 pages and 500 MB")])
def test_a_change_brings_no_more_than_a_site_bears(
    limit: str, most: int, words: str, change: strangers.Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page is named on every page. It is the one thing that is said: what else is found in a part of the files may
    not be true of all."""
    write(change.root, {f"content/{name}.md": "# Words\n" for name in "abc"})
    monkeypatch.setattr(admission, limit, most)
    with pytest.raises(InvalidPlanError, match=f"more than a change may bring: at most {words}") as problem:
        sealed(change)
    assert len(problem.value.findings) == 1
    (change.root / "content/c.md").unlink()
    if limit == "MOST_PAGES":
        assert strangers.changed(sealed(change)) == {"a.md", "b.md"}


@pytest.mark.parametrize(("before", "line"), [("", 1), ("---\ntitle: T\n---\n", 4), ("---\na: 1\nb: 2\nc: 3\n---\n", 6)])
def test_a_finding_in_a_page_is_at_the_line_that_the_change_wrote(before: str, line: int, change: strangers.Change) -> None:
    (change.root / "content/deep.md").write_text(before + "<div>" * 200, encoding="utf-8")
    found = [finding for finding in checked(change).findings if finding.code == "PP108"]
    assert [str(finding.place) for finding in found] == [f"content/deep.md:{line}"]


def test_the_base_can_be_named(change: strangers.Change) -> None:
    """Another revision's settings are taken, whatever main has; a file that it has not counts as changed."""
    git(change.root, "checkout", "-q", "main")
    write(change.root, {"mkdocs.yml": strangers.SETTINGS + "copyright: newer\n", "content/new.md": "# New\n"})
    newer = commit(change.root, "newer")
    git(change.root, "checkout", "-q", "topic")
    assert "newer" not in (sealed(change).root / "mkdocs.yml").read_text(encoding="utf-8")
    write(change.root, {"content/new.md": "# New\n"})
    assert "newer" in (sealed(change, newer).root / "mkdocs.yml").read_text(encoding="utf-8")
    assert strangers.changed(sealed(change, newer)) == set()
    assert strangers.changed(sealed(change)) == {"new.md"}


def test_links_of_the_base_are_left_out_and_inherited_settings_taken(
    change: strangers.Change, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """mkdocs.yml may inherit from elsewhere in the repository, not from outside of it; links are not followed."""
    root = tmp_path / "mono"
    files = {f"plans/robots/{name}": text for name, text in strangers.BASE_FILES.items()}
    files |= {"plans/robots/mkdocs.yml": "INHERIT: ../../common.yml\n", "common.yml": strangers.SETTINGS}
    start(root, files)
    (root / "plans/robots/templates/link.txt").symlink_to("/etc/hostname")
    commit(root, "a link")
    inner = strangers.Change(root / "plans/robots", change.marks)
    result = sealed(inner)
    assert result.root.name == "robots"
    assert (result.root / "../../common.yml").resolve().is_file()
    assert not (result.root / "templates/link.txt").exists()
    write(root, {"plans/robots/mkdocs.yml": "INHERIT: ../../../outside.yml\n"})
    commit(root, "outside")
    with pytest.raises(PlanpressError, match="INHERIT leads out of the repository"):
        sealed(inner)


def test_a_base_without_settings_is_said(change: strangers.Change) -> None:
    git(change.root, "checkout", "-q", "main")
    (change.root / "mkdocs.yml").unlink()
    strangers.settle(change)
    with pytest.raises(PlanpressError, match=r"there is no mkdocs\.yml at .*name a base that has it"):
        sealed(change)


def test_the_day_is_the_repositorys(change: strangers.Change) -> None:
    """A plan that names no day has that of the last commit to content/, though it is read elsewhere."""
    write(change.root, {PLAN: strangers.BASE_FILES[PLAN].replace("as_of: 2019-06-01\n", "")})
    commit(change.root, "no day", when="2019-05-20T12:00:00+0000")
    plan = checked(change).plan
    assert plan is not None and plan.as_of == date(2019, 5, 20)


def test_the_comment_on_a_hostile_change_is_ours_alone(change: strangers.Change) -> None:
    """The marker is its first line and nowhere else; nobody is called, nothing is referred to, nothing is HTML."""
    from planpress.formats.diffs.diff_markdown import MARKER, as_markdown
    from planpress.formats.output_options import OutputOptions
    from planpress.workflows.compare_plans import compare_named

    evil = f"{MARKER} @everyone #12 <img src=x onerror='{strangers.MINE}'> </details> | [x](https://evil.example)"
    text = (change.root / POSE).read_text(encoding="utf-8").replace("title: Pose", f'title: "{evil}"')
    write(change.root, {POSE: text.replace("recall > 0.60", "recall > 0.75")})
    comment = as_markdown(compare_named("main", None, change.root), OutputOptions())
    first, _, rest = comment.partition("\n")
    assert first == MARKER and "planpress:comment" in rest
    shown = rest.replace("&#8203;", "\u200b")
    for sign in ("<!--", "<img", "@everyone", "#12", "[x](https", "\n</details> |"):
        assert sign not in shown, sign
