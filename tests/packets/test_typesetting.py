"""The PDF itself: the same bytes everywhere, refused where it would not be accessible, and nothing of an author's is run."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from planpress.files.bundled_templates import bundled_templates
from planpress.files.replacing import write_whole
from planpress.model.errors import PlanpressError
from planpress.model.meeting import AgendaItem, Meeting
from planpress.packets.pdf import Prepared, Typeset, typeset
from planpress.workflows.check_plan import load
from planpress.workflows.print_packet import packet
from tests.case_files import cases
from tests.conftest import ROOT, run_planpress
from tests.packets.conftest import Printed, with_evidence
from tests.packets.images import svg
from tests.packets.reading import flat, needs_poppler, text_of
from tests.planning import AXES, HEAD
from tests.repositories import write

pytestmark = pytest.mark.process

DAY = date(2019, 6, 1)
PROJECT = "schema: 1\ntitle: One\nimpact: {worth: 1}\nfeasibility: {ease: 1}\nreview_by: 2019-05-01\n"
HOSTILE = (
    '#eval("1+1") #read("/etc/passwd") #import "@preview/cetz:0.3.0" #{while true {}} $x$ `raw` <label> @ref \\ \\u{41} '
    "*bold* _low_ = head // gone /* gone */ https://example.org ~ -- ... [x](y) #panic() \\"
)


Make = Callable[..., Path]


@pytest.fixture(scope="module")
def plan(printed: Printed) -> Make:
    """Makes a plan of one project in a folder, with the kinds of charts ready to be drawn."""

    def make(folder: Path, title: str = "Plan", project: str = PROJECT) -> Path:
        shutil.copytree(printed.root / ".cache", folder / ".cache")
        write(folder, {"content/plan.yml": (HEAD + AXES).replace("Plan", title), "content/projects/one/project.yml": project})
        return folder

    return make


def print_whole(root: Path) -> Typeset:
    report = load(root)
    return packet(report, with_evidence(report), root)


def own_template(root: Path, name: str, text: str) -> None:
    write(root, {f"templates/packet/{name}": text})


def small(folder: Path, text: str, files: dict[str, str | bytes] | None = None) -> Typeset:
    """A document of its own: `text` for main.typ."""
    own_template(folder, "main.typ", f'#set document(title: "t")\n#set text(lang: "en", font: "Pretendard")\n{text}')
    return typeset(Prepared({}, files or {}, (folder / "templates", bundled_templates()), DAY))


@pytest.mark.parametrize(("text", "said"), cases(__file__)["test_a_template_that_cannot_be_used_says_where"])
def test_a_template_that_cannot_be_used_says_where(text: str, said: str, tmp_path: Path) -> None:
    """One line: the file, the line, what is wrong. Files elsewhere and packages are out of reach of a template too."""
    files = {"a.svg": svg()}
    with pytest.raises(PlanpressError, match=rf"^the packet's template cannot be used: templates/packet/main\.typ:{said}") as raised:
        small(tmp_path, text, files)
    assert "\n" not in str(raised.value)
    assert small(tmp_path, '= One\n== Two\n#image("a.svg", alt: "a square")', files).pdf.startswith(b"%PDF-1.7")


def test_a_template_that_is_a_link_out_of_the_plan_is_refused(plan: Make, tmp_path: Path) -> None:
    root = plan(tmp_path / "plan")
    (tmp_path / "elsewhere.typ").write_text("elsewhere", encoding="utf-8")
    own_template(root, "look.typ", "")
    (root / "templates" / "packet" / "look.typ").unlink()
    (root / "templates" / "packet" / "look.typ").symlink_to(tmp_path / "elsewhere.typ")
    with pytest.raises(PlanpressError, match=r"look\.typ is a link out of templates/"):
        print_whole(root)


@needs_poppler
def test_texts_of_authors_are_shown_and_never_run(plan: Make, tmp_path: Path) -> None:
    """Typst's own marks in every place where an author writes: all of them are on paper as they were written."""
    said = "'" + HOSTILE.replace("'", "''") + "'"
    project = (
        f"schema: 1\ntitle: {said}\nsummary: {said}\nowner: {said}\nimpact: {{worth: {{value: 1, why: {said}}}}}\n"
        f"feasibility: {{ease: 1}}\nmilestones: [{{date: 2019-07-01, title: {said}}}]\n"
        f"decisions: [{{date: 2019-05-01, decision: {said}, by: [{said}], because: {said}}}]\n"
        f"models: {{rows: [{{model: {said}, score: 1}}]}}\nmetrics: {{score: {{better: higher, label: {said}}}}}\n"
        f"rules: {{best: {{rule: metric, metric: score}}}}\ndecide_by: best\n"
    )
    text = flat(text_of(print_whole(plan(tmp_path, said, project)).pdf))
    assert text.count(flat(HOSTILE)) >= 10


@needs_poppler
def test_what_a_meeting_says_is_shown_and_never_run(plan: Make, tmp_path: Path) -> None:
    root = plan(tmp_path)
    report = load(root)
    items = (AgendaItem(7, text=HOSTILE, question=HOSTILE, recommendation=HOSTILE, alternatives=(HOSTILE,), minutes=5),)
    meeting = Meeting("m", "", HOSTILE, DAY, items, place=HOSTILE, chair=HOSTILE, attendees=(HOSTILE,))
    assert flat(text_of(packet(report, meeting, root).pdf)).count(flat(HOSTILE)) >= 7


@needs_poppler
def test_characters_that_no_font_has_are_named(plan: Make, tmp_path: Path) -> None:
    """A square stands for each, and the packet and a warning say which; what the fonts have stays as it is."""
    made = print_whole(plan(tmp_path, project=PROJECT.replace("One", "漢字 🤖 창고 תכנית خطة → ½")))
    assert set(made.missing) == {"漢", "字", "🤖"}
    assert "漢 (U+6F22)" in "".join(made.unset())
    text = text_of(made.pdf)
    assert "□□ □ 창고" in text and set("תכנית") <= set(text)
    assert "U+1F916 robot face" in text and "U+6F22 cjk unified ideograph-6f22" in text
    assert "no font" not in "".join(print_whole(plan(tmp_path / "plain")).unset())


def test_the_same_input_gives_the_same_bytes(printed: Printed, tmp_path: Path) -> None:
    """Whatever the folder, the hash seed, the time zone, the locale, and whether the charts were drawn before."""
    made = []
    for name, seed, zone in (("one", "0", "UTC"), ("another/place", "4711", "Asia/Seoul")):
        root = tmp_path / name
        shutil.copytree(ROOT / "content", root / "content", ignore=_most)
        if made:
            shutil.copytree(printed.root / ".cache", root / ".cache")
        done = run_planpress("packet", "-o", "p.pdf", cwd=root, env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"})
        assert done.returncode == 0, done.stderr
        made.append((root / "p.pdf").read_bytes())
    assert len(made[0]) > 50_000 and made[1] == made[0]
    text = (root / "content" / "plan.yml").read_text(encoding="utf-8")
    (root / "content" / "plan.yml").write_text(text.replace("Robotics", "Robots"), encoding="utf-8")
    assert print_whole(root).pdf != made[0]


def _most(at: str, names: list[str]) -> list[str]:
    """All projects but one, so that little is drawn, and the meetings, which speak of the others."""
    return [name for name in names if name != "pose"] if at.endswith("projects") else ["meetings"]


def test_the_file_is_written_whole_or_not_at_all(plan: Make, tmp_path: Path) -> None:
    """A folder that is not there is said in one line, and nothing is left behind; a file that was there is replaced."""
    root = plan(tmp_path / "plan")
    done = run_planpress("packet", "-o", "nowhere/p.pdf", cwd=root)
    assert done.returncode == 2 and 'cannot write "nowhere/p.pdf": no such file or directory' in done.stderr
    (tmp_path / "p.pdf").write_bytes(b"old")
    write_whole(tmp_path / "p.pdf", b"new")
    assert (tmp_path / "p.pdf").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["p.pdf", "plan"]


def test_without_typst_it_says_what_to_install(plan: Make, tmp_path: Path) -> None:
    code = "import sys; sys.modules['typst'] = None; from planpress.cli import main; sys.argv = ['planpress', 'packet']; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=plan(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.strip().endswith('the packet needs the package "typst", which is not installed; pip install "planpress[packet]"')


@needs_poppler
def test_a_plans_own_template_wins(plan: Make, tmp_path: Path) -> None:
    """By the same path, and with the same data, as the example of docs/packet.md; the others stay planpress's."""
    page = (ROOT / "docs" / "packet.md").read_text(encoding="utf-8")
    root, said = plan(tmp_path), ("For the board, as of 1 June 2019", "1. One")
    assert not any(words in text_of(print_whole(root).pdf) for words in said)
    own_template(root, "cover.typ", page.partition("```typst\n")[2].partition("```")[0])
    text = text_of(print_whole(root).pdf)
    assert all(words in text for words in (*said, "The plan on one page"))
