"""A plan of everything that layouts break on, as small as it can be and still break them."""

from __future__ import annotations

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
HEAD = "precision of the night shift at most three errors a thousand"
HEBREW = "מערכת זיהוי פגמים 3.5 בקו 12"
KOREAN = "한국어 고객센터 음성 인식 품질 개선 프로젝트와 아주아주긴이름을가진과제의이름이끝없이이어지는경우"
MANY = 60
MODELS = 500

PLAN = f"""\
schema: 1
title: Plan
as_of: 2019-06-01
capacity: 3
scales: {{unit: {{bounds: [0, 1]}}}}
impact: {{worth: {{scale: unit}}}}
feasibility: {{ease: {{scale: unit}}}}
metrics:
  precision: {{label: {HEAD}, better: higher, range: [0, 1]}}
  score: {{label: "{WORD}", better: higher}}
"""
RULE = "rules: {best: {rule: metric, metric: score}}\ndecide_by: best\n"

HEBREW_PROJECT = f"""\
schema: 1
title: "{HEBREW}"
summary: "نظام كشف العيوب في الخط 12، دقة 95 %."
owner: משה כהן
impact: {{worth: {{value: 0.5, why: "כי 40 אחוז מהחלקים פגומים"}}}}
feasibility: {{ease: 0.25}}
models: {{rows: [{{model: דגם א, score: 0.5}}, {{model: نموذج 2, score: 0.75}}]}}
{RULE}"""
KOREAN_PROJECT = f"""\
schema: 1
title: {KOREAN}
owner: 김철수
impact: {{worth: {{value: 0.75, why: "하루에 1,400통의 전화가 오고, 그 가운데 다섯에 하나는 기다리다 끊는다"}}}}
feasibility: {{ease: 0.5}}
models: {{rows: [{{model: 형태소분석기와양방향장단기기억신경망을결합한모형, score: 0.5}}, {{model: 나, score: 0.75}}]}}
{RULE}"""
LONG_PROJECT = f"""\
schema: 1
title: {WORD}
summary: {WORD}
owner: {WORD}
impact: {{worth: {{value: 0.9, why: {WORD}}}}}
feasibility: {{ease: 0.5}}
milestones: [{{date: 2019-07-01, title: {WORD}}}]
decisions: [{{date: 2019-05-01, decision: {WORD}, by: [{WORD}], because: {WORD}}}]
models: {{rows: [{{model: {WORD}, score: 0.5, {"x" * 90}: 12}}, {{model: b, score: 0.4, {"x" * 90}: 1234567890123456789}}]}}
baselines: [{{id: old, kind: scripted, label: {WORD}, values: {{score: 0.3}}, source: {WORD}}}]
{RULE}"""
LONG_NARRATIVE = f"""\
# {WORD}

{WORD} and https://example.org/{"b" * 250}

| {WORD} | b |
|---|---|
| 1 | {WORD} |

```
{"c" * 400}
```
"""
MODELS_PROJECT = """\
schema: 1
title: Five hundred models
impact: {worth: 1}
feasibility: {ease: 1}
models: {table: models.csv}
rules:
  best: {rule: threshold, optimise: precision, subject_to: ["recall > 0.6"]}
  mean: {rule: mean, of: {precision: 1, recall: 1}}
decide_by: best
metrics: {recall: {better: higher, range: [0, 1]}, latency: {better: lower, unit: ms}}
"""
MODELS_TABLE = "model,precision,recall,latency,width,depth\n" + "".join(
    f"network-{at:03},{(at * 37 % 500) / 500},{(at * 91 % 500) / 500},{at % 90 + 10},{at % 64},{at % 9}\n"
    for at in range(MODELS)
)
BROKEN_NARRATIVE = """\
Before.

![A sketch of the cell](sketch.png)

| a | b | c |
|---|---|
| 1 | 2 |

<table><tr><td>open

After.
"""
MEETING = f"""\
schema: 1
title: {WORD}
place: {WORD}
chair: {WORD}
attendees: [{WORD}, משה כהן, 김철수]
two_sided: true
agenda:
  - {{project: hebrew, question: "האם להמשיך עם 2 דגמים?"}}
  - {{project: long, question: "{WORD}?", recommendation: {WORD}, alternatives: [{WORD}, b]}}
  - {{text: {WORD}}}
  - {{compare: [long, hebrew, korean]}}
"""


def plan() -> dict[str, str]:
    """The files of the plan; `odd` and `many` are its meetings."""
    projects = {
        "nothing": "schema: 1\ntitle: Nothing\n",
        "hebrew": HEBREW_PROJECT,
        "korean": KOREAN_PROJECT,
        "long": LONG_PROJECT,
        "models": MODELS_PROJECT,
        "broken": "schema: 1\ntitle: A broken narrative\nimpact: {worth: 0.2}\nfeasibility: {ease: 0.9}\n",
    }
    projects |= {
        f"many-{at:02}": f"schema: 1\ntitle: Project {at} of many\nimpact: {{worth: 0.{at:02}}}\nfeasibility: {{ease: 0.4}}\n"
        for at in range(MANY)
    }
    agenda = "".join(f"  - {{project: many-{at:02}, minutes: 5}}\n" for at in range(MANY))
    files = {f"content/projects/{name}/project.yml": text for name, text in projects.items()}
    return files | {
        "content/plan.yml": PLAN,
        "content/projects/models/models.csv": MODELS_TABLE,
        "content/projects/long/plan.md": LONG_NARRATIVE,
        "content/projects/broken/plan.md": BROKEN_NARRATIVE,
        "content/meetings/2019-06-03-many.yml": f"schema: 1\ntitle: Sixty\nappendix: none\nagenda:\n{agenda}",
        "content/meetings/2019-06-04-odd.yml": MEETING,
    }
