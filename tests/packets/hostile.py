"""A plan of everything that layouts break on, as small as it can be and still break them.

Its files stand in hostile_plan/, but for those of many projects and of a long table.
"""

from __future__ import annotations

from pathlib import Path

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


def plan() -> dict[str, str]:
    """The files of the plan; `odd` and `many` are its meetings."""
    files = {path.relative_to(FILES).as_posix(): path.read_text("utf-8") for path in FILES.rglob("*") if path.is_file()}
    files |= {
        f"content/projects/many-{at:02}/project.yml":
        f"schema: 1\ntitle: Project {at} of many\nimpact: {{worth: 0.{at:02}}}\nfeasibility: {{ease: 0.4}}\n"
        for at in range(MANY)
    }  # fmt: skip
    agenda = "".join(f"  - {{project: many-{at:02}, minutes: 5}}\n" for at in range(MANY))
    meeting = f"schema: 1\ntitle: Sixty\nappendix: none\nagenda:\n{agenda}"
    return files | {
        "content/projects/models/models.csv": _MODELS_TABLE,
        "content/meetings/2019-06-03-many.yml": meeting,
    }
