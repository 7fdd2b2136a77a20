"""Plans that layouts break on, from files to paper: a page that is right, or a finding and no packet.

The files of the largest stand in hostile_plan/, but for those of many projects and of a long table.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planpress.sections.table_extent import FIRST_ROWS
from tests.case_files import cases
from tests.conftest import run_planpress
from tests.packets.conftest import Printed
from tests.packets.paper_items import dossiers, items, sections, tables
from tests.packets.reading import HEAD_BELOW, INNER, OUTER, PEN, Word, bare, needs_poppler
from tests.packets.reading import pages_with_places as placed
from tests.packets.tagged import Tag, document
from tests.repositories import write

pytestmark = pytest.mark.process

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
HEAD = "precision of the night shift at most three errors a thousand"
HEBREW = "מערכת זיהוי פגמים 3.5 בקו 12"
KOREAN = "한국어 고객센터 음성 인식 품질 개선 프로젝트와 아주아주긴이름을가진과제의이름이끝없이이어지는경우"
MANY = 60
MODELS = 500

FILES = Path(__file__).with_name("hostile_plan")
PLAN = (FILES / "content" / "plan.yml").read_text(encoding="utf-8")

_MODELS_TABLE = "model,precision,recall,latency,width,depth\n" + "".join(
    f"network-{at:03},{(at * 37 % 500) / 500},{(at * 91 % 500) / 500},{at % 90 + 10},{at % 64},{at % 9}\n"
    for at in range(MODELS)
)

Print = Callable[..., bytes]


def files_of_the_plan() -> dict[str, str]:
    """The files of the plan; `odd` and `many` are its meetings."""
    files = {path.relative_to(FILES).as_posix(): path.read_text("utf-8") for path in FILES.rglob("*") if path.is_file()}
    agenda = "schema: 1\ntitle: Sixty\nagenda:\n"
    for at in range(MANY):
        project = f"schema: 1\ntitle: Project {at} of many\nimpact: {{worth: 0.{at:02}}}\nfeasibility: {{ease: 0.4}}\n"
        files[f"content/projects/many-{at:02}/project.yml"] = project
        agenda += f"  - {{project: many-{at:02}, minutes: 5}}\n"
    return files | {"content/projects/models/models.csv": _MODELS_TABLE, "content/meetings/2019-06-03-many.yml": agenda}


@pytest.fixture(scope="module")
def print_it(printed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Prints a packet of the hostile plan by the command line."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(printed.root / ".cache", root / ".cache")
    write(root, files_of_the_plan())

    def run(*arguments: str, warned: str = "warning") -> bytes:
        done = run_planpress("packet", *arguments, "-o", root / "packet.pdf", cwd=root)
        assert done.returncode == 0, done.stderr
        assert warned in done.stderr
        return (root / "packet.pdf").read_bytes()

    return run


@pytest.fixture(scope="module")
def odd(print_it: Print) -> bytes:
    """Every project that is not one of many, with its dossier."""
    return print_it("--evidence", "--select", "id=nothing or id=hebrew or id=korean or id=long or id=models")


@pytest.fixture(scope="module")
def tags(odd: bytes) -> Tag:
    return document(odd)


@pytest.fixture(scope="module")
def meeting(print_it: Print) -> bytes:
    """The meeting whose every word is too long, on both sides of the paper."""
    return print_it("odd", "--evidence")


@needs_poppler
@pytest.mark.parametrize("name", ["odd", "meeting"])
def test_nothing_reaches_over_an_edge(name: str, request: pytest.FixtureRequest) -> None:
    """Every word stands between the margins, or in the outer one, where the numbers are."""
    pages = placed(request.getfixturevalue(name))
    assert len(pages) > 15
    for number, page in enumerate(pages, start=1):
        mirrored = name == "meeting" and number % 2 == 0
        left, right = (PEN, page.width - INNER) if mirrored else (INNER, page.width - PEN)
        beyond = [one.text for one in page.words if one.left < left - 1 or one.right > right + 1]
        assert beyond == [], number
        outer = [one.text for one in page.words if (one.left < OUTER - 1 if mirrored else one.right > page.width - OUTER + 1)]
        assert not page.upright or [one for one in outer if not re.fullmatch(r"margin|no\.|[\d.]+", one)] == []


@needs_poppler
@pytest.mark.parametrize("name", ["odd", "meeting"])
def test_a_running_head_has_one_line(name: str, request: pytest.FixtureRequest) -> None:
    """It begins with the item's place on each of its pages, however long and in whatever script the title is."""
    pdf = request.getfixturevalue(name)
    pages = placed(pdf)
    for item in items(document(pdf)):
        heads = [pages[number - 1].head() for number in sorted(item.pages)]
        assert [one for one in heads if f"Item {item.place} ·" not in one] == [] or len(item.rest) < 9
        tops = {round(one.top) for number in item.pages for one in pages[number - 1].words if one.bottom < HEAD_BELOW}
        assert max(tops) - min(tops) <= 4


@needs_poppler
def test_a_name_from_right_to_left_is_read_from_the_right(odd: bytes, meeting: bytes, tags: Tag) -> None:
    """Each of its words and numbers stands to the left of the one before, in the heading, the head and a cell."""
    item = next(one for one in dossiers(tags) if "משה"[::-1] in one.status)
    evidence, asked = placed(odd), items(document(meeting))[0]
    others = [evidence[number - 1] for number in item.pages]
    first = placed(meeting)[min(asked.pages) - 1]
    heading = [one for one in first.words if one.top > HEAD_BELOW - 8]
    head = [one for one in first.words if one.bottom < HEAD_BELOW]
    cells = ("כי 40 אחוז מהחלקים פגומים", "نظام كشف العيوب في الخط 12")
    of_cells = [(next(one.words for one in others if _has(text, one.words)), text) for text in cells]
    for words, text in ((heading, HEBREW), (head, HEBREW), *of_cells):
        places = [place_of(word, words) for word in text.split()]
        assert places == sorted(places, reverse=True), text


def place_of(text: str, words: list[Word]) -> float:
    """Where a word stands."""
    return next(word.left for word in words if _shown(text) in word.text)


def _has(text: str, words: list[Word]) -> bool:
    return all(any(_shown(one) in word.text for word in words) for one in text.split())


def _shown(text: str) -> str:
    """A word as a PDF has it: the letters of one from right to left in the order of the page."""
    return text if text[0].isdigit() else text[::-1]


def test_korean_is_whole(tags: Tag) -> None:
    item = next(one for one in dossiers(tags) if bare(one.title) == bare(KOREAN))
    assert any(bare("하루에 1,400통의 전화가 오고") in bare(cell.text) for table in item.tables("Why it ranks where it does")
               for row in table.rows for cell in row)  # fmt: skip


def test_five_hundred_models(tags: Tag, odd: bytes) -> None:
    """The best of them, the head of sixty letters whole on each of their pages, and how many there are."""
    item = next(one for one in dossiers(tags) if one.title == "Five hundred models")
    whole = next(one for one in item.tables("Models and baselines") if len(one.rows) >= FIRST_ROWS)
    assert HEAD in whole.columns
    assert all(row[0].text.startswith("network-") for row in whole.rows)
    assert f"the first {FIRST_ROWS} of {MODELS} models" in item.said("Models and baselines")
    on = sorted({page for row in whole.rows for page in row[0].pages})
    pages = placed(odd)
    assert [page for page in on if HEAD.split(maxsplit=1)[0] not in [word.text for word in pages[page - 1].words]] == []


def test_a_project_with_nothing_in_it(tags: Tag) -> None:
    item = next(one for one in dossiers(tags) if one.title == "Nothing")
    assert item.status == "Not ranked · no stage · no owner"
    assert item.said("In short").startswith("• No model yet. • Open point: ")


def test_a_missing_image_and_a_broken_table_in_a_narrative(print_it: Print) -> None:
    """A finding with its line, a note where the image would be, and what is no table as the text that it is."""
    where = "content/projects/broken/plan.md:3: warning PP502"
    (item,) = dossiers(document(print_it("--evidence", "--select", "id=broken", warned=where)))
    said = item.said("Narrative")
    assert "not on paper: A sketch of the cell" in said
    assert "| a | b | c | |---|---| | 1 | 2 |" in said and said.endswith("After.")


def test_sixty_projects_on_one_agenda(print_it: Print) -> None:
    """Each with its page, its place and when it begins; the head of the table is on each page of it."""
    pdf = print_it("many")
    whole = document(pdf)
    agenda, chapters = tables(sections(whole)["Agenda"])
    every = items(whole)
    *rows, end = [[cell.text for cell in row] for row in agenda.rows]
    assert end[1:3] == ["End", "5:00"] and chapters.columns[0] == "The plan on one page"
    assert len(rows) == len(every) == MANY
    assert [row[0] for row in rows] == [item.place for item in every]
    assert [row[-1] for row in rows] == [f"{min(item.pages)}" for item in every]
    assert [row[2] for row in rows] == [f"{at * 5 // 60}:{at * 5 % 60:02}" for at in range(MANY)]
    pages = placed(pdf)
    on = {page for row in agenda.rows for page in row[0].pages}
    assert len(on) == 3 and all("Starts" in [word.text for word in pages[page - 1].words] for page in on)


@needs_poppler
def test_a_long_name_leaves_room_to_sign(meeting: bytes) -> None:
    """At least a hand's width stands between the name of the chair and the date."""
    pages = placed(meeting)
    for item in items(document(meeting))[:2]:
        words = next(pages[at - 1].words for at in item.pages if "Date" in [one.text for one in pages[at - 1].words])
        date = next(word for word in words if word.text == "Date")
        name = [word for word in words if date.top - 40 < word.top and word.right < date.left]
        assert date.left - max(word.right for word in name) > 60


@pytest.mark.parametrize("case", cases(__file__)["test_what_can_be_no_packet_is_a_finding"], ids=lambda case: case["said"])
def test_what_can_be_no_packet_is_a_finding(case: dict[str, Any], tmp_path: Path) -> None:
    """With its place and the documented exit status, and no PDF."""
    write(tmp_path, {"content/plan.yml": PLAN, **case["files"]})
    done = run_planpress("packet", *case["asked"], "-o", "p.pdf", cwd=tmp_path)
    assert (done.returncode, case["said"] in done.stderr) == (case["status"], True), done.stderr
    assert not (tmp_path / "p.pdf").exists()


@pytest.mark.parametrize(("asked", "first"), [((), []), (("words",), ["Agenda", "1 Who?"])])
def test_a_plan_without_a_project(asked: tuple[str, ...], first: list[str], tmp_path: Path) -> None:
    meeting = "schema: 1\ntitle: Words\nagenda: [{text: Who?}]\n"
    write(tmp_path, {"content/plan.yml": PLAN, "content/meetings/2019-06-03-words.yml": meeting})
    done = run_planpress("packet", *asked, "-o", "p.pdf", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = document((tmp_path / "p.pdf").read_bytes()).all("H1")
    assert [tag.text for tag in found] == [*first, "The rest of the plan"]
