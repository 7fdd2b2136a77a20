"""The documentation says what is there: names, keys, links, examples and the README's tour."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
import yaml

import planpress
from planpress import frames
from planpress.cli import planpress as group
from planpress.explanations import explain
from planpress.workflows import write_docs
from planpress.workflows.explain_number import all_kinds
from tests.conftest import ROOT, run_planpress
from tests.test_schemas import keys, schema

DOCS = ROOT / "docs"
CONTENT = DOCS / "content.md"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md")))

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMPLETE = re.compile(r"<!-- complete: (\S+) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^()\s]+)\)")


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose_of(path: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text_of(path))


def blocks_of(path: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language; "" for those that name none."""
    return [body for name, body in _FENCE.findall(text_of(path)) if name == language]


def anchors_of(path: Path) -> set[str]:
    """The anchors of a page, as forges make them of its headings, and those that it names itself."""
    found = set(re.findall(r'<a id="([^"]+)">', text_of(path)))
    for heading in re.findall(r"^#{1,6} (.+)$", prose_of(path), re.MULTILINE):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").lower()
        kept = "".join(c for c in plain if c in " -_" or unicodedata.category(c)[0] in "LN")
        name = kept.replace(" ", "-")
        count = sum(other == name or re.fullmatch(re.escape(name) + r"-\d+", other) is not None for other in found)
        found.add(f"{name}-{count}" if count else name)
    return found


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in _LINK.findall(_SPAN.sub("", prose_of(page))):
            if not target.startswith(("http://", "https://", "mailto:")):
                yield page, target


def is_in_code(word: str, text: str) -> bool:
    """Whether a word stands in inline code of a text, as a word of its own."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    return any(pattern.search(span) for span in _SPAN.findall(text))


@pytest.mark.parametrize(("name", "command"), list(group.commands.items()))
def test_commands_are_documented(name: str, command: click.Command) -> None:
    """Each command has its row in content.md, with its arguments, its options and their choices."""
    rows = [line for line in text_of(CONTENT).splitlines() if line.startswith(f"| `planpress {name}")]
    assert len(rows) == 1, name
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for spelling in parameter.opts:
                assert spelling in rows[0], (name, spelling)
        else:
            assert parameter.make_metavar(click.Context(command)).strip("[]") in rows[0] or isinstance(
                parameter.type, click.Choice
            ), (name, parameter.name)
        if isinstance(parameter.type, click.Choice):
            for choice in parameter.type.choices:
                assert choice in rows[0], (name, choice)


def test_no_page_names_a_command_or_an_option_that_is_not_there() -> None:
    """Commands and options that the README and docs/ mention exist."""
    names = set(group.commands)
    options = {"--help", "--version"}
    for command in group.commands.values():
        options.update(spelling for parameter in command.params for spelling in parameter.opts)
    written = 0
    for page in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        spans = [*_SPAN.findall(prose_of(page)), *re.findall(r"^\$ (.*)$", text_of(page), re.MULTILINE)]
        for span in spans:
            match = re.match(r"planpress ([a-z]+)", span)
            if match:
                written += 1
                assert match[1] in names, (page.name, span)
            if span.startswith(("planpress ", "--")):
                assert set(re.findall(r"--[a-z][a-z-]*", span)) <= options, (page.name, span)
    assert written >= len(names)


FORMATS = {"plan": CONTENT, "project": CONTENT, "meeting": DOCS / "meetings.md", "decisions": DOCS / "meetings.md", "mapping": DOCS / "sheets.md", "evidence": DOCS / "evidence.md"}
KEYS = [(name, key) for name in FORMATS for key in sorted(keys(schema(name)))]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_keys_are_documented(name: str, key: str) -> None:
    """Every key of the JSON Schemas stands as code in the page about its format."""
    pages = [FORMATS[name], *([DOCS / "evidence.md"] if name == "project" else [])]
    assert any(is_in_code(key, prose_of(page)) for page in pages)


def test_a_key_that_is_not_documented_would_be_noticed() -> None:
    """The search for keys finds whole words in code only."""
    assert not is_in_code("person", "a person with `person_weeks`")
    assert is_in_code("person", "`{person: 3}`")


def test_no_page_names_a_finding_that_is_not_there() -> None:
    """Codes of findings that pages mention exist."""
    known = {kind.code for kind in all_kinds()}
    for page in PAGES:
        assert set(re.findall(r"\bPP\d{3}\b", text_of(page))) <= known, page.name


def test_pages_made_from_the_code_are_current() -> None:
    """After a change: python -m planpress.workflows.write_docs."""
    made = write_docs.generate(DOCS)
    assert {path.name for path in made} == {"findings.md", "content.md", "meetings.md", "method.md", "packet.md"}
    for path, text in made.items():
        assert text == text_of(path), f"{path.name} is out of date; run python -m planpress.workflows.write_docs"


LINKS = list(links())
assert len(LINKS) > 100, "the search for links finds none"


@pytest.mark.parametrize(("page", "target"), LINKS, ids=lambda value: getattr(value, "name", value))
def test_links_lead_somewhere(page: Path, target: str) -> None:
    """Every relative link leads to a file or folder of the repository, and its anchor to a heading there."""
    path, _, anchor = target.partition("#")
    file = (page.parent / path).resolve() if path else page
    assert file.is_relative_to(ROOT), target
    assert file.exists(), target
    if anchor:
        assert anchor in anchors_of(file), target


def test_the_architecture_names_what_is_there() -> None:
    """Each layer of CONTRIBUTING is a folder or a module of the package, and none is left out."""
    screen = text_of(ROOT / "CONTRIBUTING.md").partition("Imports point down only:")[2].split("```")[1]
    named = {name for line in screen.strip().splitlines() for name in re.split(r" {2,}", line)[0].split(" | ")}
    package = ROOT / "generator" / "planpress"
    there = {path.stem for path in package.iterdir() if (path / "__init__.py").is_file() or path.suffix == ".py"}
    assert named == there - {"__init__", "__main__"}


def complete_plan(folder: Path, *pages: Path) -> Path:
    """The plan that content.md shows as a whole, written into `folder`, with what other `pages` add."""
    for name, text in (file for page in (CONTENT, *pages) for file in _COMPLETE.findall(text_of(page))):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.process
def test_the_whole_plan_of_the_format_has_no_findings(tmp_path: Path) -> None:
    """The example that content.md gives as complete says what the page says it does."""
    done = run_planpress("check", "--strict", cwd=complete_plan(tmp_path))
    assert (done.stdout, done.returncode) == ("no findings in 1 project\n", 0)
    verdicts = planpress.load(tmp_path).evaluations["pose"].rules[0].verdicts
    said = {verdict.model: (verdict.status, verdict.because) for verdict in verdicts}
    status, because = said["net-1"]
    assert status == "rejected"
    assert f'net-1 is rejected ("{because[0]}")' in text_of(CONTENT).replace("\n", " ")
    assert said["net-2"][0] == "ranked"
    assert said["net-3"][0] == "not-evaluated"


@pytest.mark.process
def test_the_notes_of_the_meeting_are_written_as_shown(tmp_path: Path) -> None:
    """The notes of meetings.md are decided in its meeting, by the numbers that it names, and give the file that it shows."""
    page = DOCS / "meetings.md"
    root = complete_plan(tmp_path, page)
    notes, shown = [block for block in blocks_of(page, "yaml") if "decisions:" in block]
    (root / "notes.yml").write_text(notes, encoding="utf-8")
    done = run_planpress("decide", "june", "--from", "notes.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    written = yaml.safe_load(next((root / "content" / "meetings").glob("*.decisions.yml")).read_text(encoding="utf-8"))
    assert written["decisions"][:1] == yaml.safe_load(shown)["decisions"]
    asked = re.findall(r"^margin number \[(\d+)\]:", text_of(page), re.MULTILINE)
    assert [int(number) for number in asked] == [one["number"] for one in written["decisions"]]


@pytest.mark.process
def test_the_sheet_becomes_what_is_shown(tmp_path: Path) -> None:
    """The table of sheets.md gives the summary that the page shows, with its mapping the rating, and a plan without an error."""
    page = DOCS / "sheets.md"
    run_planpress("init", ".", cwd=tmp_path)
    (tmp_path / "projects.csv").write_text(blocks_of(page, "csv")[0], encoding="utf-8")
    (tmp_path / "mapping.yml").write_text(blocks_of(page, "yaml")[0], encoding="utf-8")
    done = run_planpress("new", "--from", "projects.csv", "--dry-run", cwd=tmp_path)
    assert done.stderr.removesuffix("--dry-run: nothing was written\n") in text_of(page)
    assert not (tmp_path / "content/projects").exists()
    done = run_planpress("new", "--from", "projects.csv", "--map", "mapping.yml", cwd=tmp_path)
    assert done.stdout.splitlines()[:2] == ["content/projects/smart-search/plan.md", "content/projects/smart-search/project.yml"]
    written = (tmp_path / "content/projects/smart-search/project.yml").read_text(encoding="utf-8")
    rating = re.search(r"then has the rating `(.+?)`", text_of(page))
    assert rating and f"product_friction: {rating[1]}\n" in written
    assert run_planpress("check", cwd=tmp_path).returncode == 0


def test_examples_in_yaml_are_yaml() -> None:
    """Every YAML block of the pages can be read, with the keys that it shows."""
    from planpress.reading.yaml_text import compose

    for page in (CONTENT, DOCS / "meetings.md", DOCS / "sheets.md", ROOT / "README.md"):
        blocks = blocks_of(page, "yaml")
        assert blocks
        for block in blocks:
            composed = compose(block)
            assert isinstance(composed.data, dict), block
            assert not composed.problems, (page.name, composed.problems)


def test_numbers_that_the_format_reads_or_refuses() -> None:
    """The table of refused numbers says what planpress says."""
    from planpress.reading.numbers import NumberProblem, read_number

    section = text_of(CONTENT).partition("| refused | write instead |")[2].partition("\n\n")[0]
    cases = [re.findall(r"`([^`]+)`", line.split("|")[1]) for line in section.splitlines()[2:]]
    written = [number for case in cases for number in case]
    assert len(written) > 15
    for number in written:
        assert isinstance(read_number(number), NumberProblem), number


def test_limits_are_those_of_the_code() -> None:
    """The table of limits holds the numbers that the readers hold to."""
    from planpress.reading import tree, yaml_text
    from planpress.reading.sources import formats
    from planpress.rules import formula

    table = text_of(CONTENT).partition("## Limits")[2].partition("##")[0]
    for limit in (
        f"| {tree.LARGEST_DEFINITION // 1_000_000} MB |", f"| {tree.LARGEST_DATA // 1_000_000} MB |",
        f"| {yaml_text.MOST_LEVELS} |", f"| {yaml_text.MOST_VALUES:,} |", f"| {formats.MOST_ROWS:,} |",
        f"| {formats.MOST_CELLS:,} |", f"| {formats.MOST_CHARACTERS:,}; ", f"| {formula.LONGEST} |",
        f"| {formula.MOST_POWER}, ",
    ):  # fmt: skip
        assert limit in table


def test_the_allow_list_is_that_of_the_code() -> None:
    """content.md lists the elements that a narrative may hold, all of them and no more."""
    from planpress.pages import dialect

    listed = re.search(r"\| elements \| `([^`]+)` \|", text_of(CONTENT))
    assert listed is not None
    assert set(listed[1].split()) == set(dialect.TAGS)


def test_draws_are_as_the_method_says() -> None:
    """method.md names the seed, the number of draws and the concentration of the code."""
    from planpress.model.ranking import UNSURE
    from planpress.priorities import score_methods

    section = text_of(DOCS / "method.md").partition("## How sure the order is")[2]
    for said in (f"{score_methods.DRAWS:,} draws", f"({score_methods.SEED},", f"parameters {score_methods.CONCENTRATION:g} ×"):
        assert said in section
    unsure = f"{100 * UNSURE[0]:g} and {100 * UNSURE[1]:g} of 100 it is *too close to call*"
    assert f"Between {unsure}" in section


@pytest.mark.process
def test_the_subjects_of_explain_are_documented() -> None:
    """content.md lists each kind of number that can be explained, and none that cannot."""
    table = text_of(CONTENT).partition("### Numbers that explain themselves")[2].partition("###")[0]
    patterns = [name for line in table.splitlines() if line.startswith("| `")
                for name in _SPAN.findall(line.split("|")[1]) if name != "pose"]  # fmt: skip
    report = planpress.load(ROOT)
    subjects = [one.subject.partition(".")[2] for name in report.evaluations
                for topic in explain(report, name) for one in topic.explanations]  # fmt: skip
    assert len(patterns) > 15
    known = [re.compile(re.sub(r"[A-Z]+", ".+", re.escape(name.removeprefix("pose.")))) for name in patterns]
    for pattern in known:
        assert any(pattern.fullmatch(subject) for subject in subjects), pattern
    for subject in subjects:
        assert any(pattern.fullmatch(subject) for pattern in known), subject


def test_frames_are_documented() -> None:
    """python.md lists the columns of each frame, in their order."""
    rows = text_of(DOCS / "python.md").splitlines()
    for name, columns in (
        ("ranking", frames.RANKING), ("models", frames.MODELS), ("values", frames.VALUES), ("baselines", frames.BASELINES),
        ("open_items", frames.OPEN), ("teams", frames.TEAMS), ("findings", frames.FINDINGS),
    ):  # fmt: skip
        row = next(line for line in rows if line.startswith(f"| `frames.{name}(report)` |"))
        assert tuple(_SPAN.findall(row.split("|")[3])) == columns


def test_the_python_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The examples of python.md run one after the other in a folder with a plan."""
    complete_plan(tmp_path / "our-plan")
    monkeypatch.chdir(tmp_path)
    session: dict[str, object] = {}
    load, errors, framed, _ = blocks_of(DOCS / "python.md", "python")
    for example in (load, errors, framed):
        exec(compile(example, "docs/python.md", "exec"), session)
    assert f"# {capsys.readouterr().out}" in load
    assert set(planpress.__all__) >= set(re.findall(r"planpress\.([A-Z]\w+Error)", text_of(DOCS / "python.md")))


@pytest.mark.process
def test_the_tour_of_the_readme_works_as_written(tmp_path: Path) -> None:
    """init, new, the edits and check give what the README quotes, and the model that it names is chosen."""
    (ratings, models), plain = blocks_of(ROOT / "README.md", "yaml"), blocks_of(ROOT / "README.md", "")
    table = next(block for block in plain if block.startswith("model,"))
    start, checked = (block for block in plain if block.startswith("$ "))
    here = tmp_path / "planpress"
    here.mkdir()
    folder = here
    ran = re.findall(r"^\$ (.*)$", start, re.MULTILINE)
    assert [command.split()[1] for command in ran if command.startswith("planpress ")] == ["init", "new", "serve"]
    for command in ran:
        name, _, argument = command.partition(" ")
        if name == "cd":
            folder = (folder / argument).resolve()
        elif name == "planpress" and argument != "serve":
            done = run_planpress(*argument.split(), cwd=folder)
            assert done.returncode == 0, done.stderr
    project = folder / "content" / "projects" / "defect-detection"
    text = _rated((project / "project.yml").read_text(encoding="utf-8"), ratings)
    (project / "project.yml").write_text(text + models, encoding="utf-8")
    (project / "models.csv").write_text(table, encoding="utf-8")
    done = run_planpress("check", cwd=folder)
    assert f"$ planpress check\n{done.stdout}" == checked
    assert done.returncode == 0
    result = planpress.load(folder).evaluations["defect-detection"]
    page = text_of(ROOT / "README.md")
    assert f"Best model: {result.chosen}" in page
    assert result.deciding is not None
    assert f'not net-1 ("{result.deciding.verdict("net-1").because[0]}")' in page.replace("\n", " ")


def _rated(text: str, ratings: str) -> str:
    """The scaffold with the `#` taken off the ratings that the tour makes, and its values in their place."""
    for line in ratings.splitlines():
        if line.startswith("  "):
            name = line.strip().partition(":")[0]
            commented = re.findall(rf"^  # {name}: .*$", text, re.MULTILINE)
            assert len(commented) == 1, name
            text = text.replace(commented[0], line)
    return text
