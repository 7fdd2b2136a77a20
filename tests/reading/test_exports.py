"""A grammar of exports: the same values by another shape of table give the same plan.json."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from planpress.formats.plan_json import render
from planpress.workflows.check_plan import check_folder, conclude
from tests.reading.test_shapes import PLAN
from tests.small_plan import FOLDER as PROJECT
from tests.small_plan import P

Row = tuple[str, float, float | None, int]
ROWS: tuple[Row, ...] = (
    ("net-a", 0.91, 80.5, 22910480), ("net-b", 0.853, 35.25, 1250000), ("net-c", 0.8, None, 11014450),
    ("net, d", 0.75, 12.5, 9876543),
)  # fmt: skip
IDS = ("model", "acc", "latency", "params")
HEADS = ("Model name", "val/acc ↑", "latency (ms)", "# params")


@dataclass(frozen=True)
class Export:
    """A table: its file, its text, and what project.yml says of it; `heads` are those of its columns."""

    title: str
    file: str
    text: str
    models: str = ""
    heads: Sequence[str] = IDS
    narrative: bool = field(default=False)


def point(value: float | None) -> str:
    return "" if value is None else str(value)


def comma(value: float | None) -> str:
    return point(value).replace(".", ",")


def grouped(sign: str) -> Callable[[int], str]:
    return lambda value: f"{value:,}".replace(",", sign)


def cells(row: Row, number: Callable[[float | None], str], whole: Callable[[int], str], missing: str) -> list[str]:
    name, acc, latency, params = row
    return [name, number(acc), number(latency) or missing, whole(params)]


def line(texts: Sequence[str], separator: str) -> str:
    return separator.join(f'"{text}"' if separator in text or "," in text else text for text in texts) + "\n"


def separated() -> Iterator[Export]:
    """Files of lines: what stands between cells, decimal signs, groups, marks of what is missing, heads."""
    signs = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
    notations = {"point": (point, ""), "comma": (comma, ""), "groups": (point, " "), "german": (comma, "."), "english": (point, ",")}
    marks = ["", "NaN", "--", "n.a.", "None"]
    for at, (sign, notation) in enumerate(product(signs, notations)):
        number, group = notations[notation]
        heads = (IDS, HEADS)[at % 2]
        rows = [cells(row, number, grouped(group), marks[at % len(marks)]) for row in ROWS]
        text = line(heads, sign) + "".join(line(row, sign) for row in rows)
        yield Export(f"{signs[sign]} {notation}", f"t{at}.csv", text, heads=heads)


def led() -> Iterator[Export]:
    """What stands before the head, and before the names."""
    rows = [cells(row, point, str, "") for row in ROWS]
    body = "".join(line(row, ",") for row in rows)
    head = line(IDS, ",")
    yield Export("title", "a.csv", f"Results of week 12\n\n{head}{body}", "head: 3")
    yield Export("title, cells", "a.csv", f"Results of week 12,,,\n,,,\n{head}{body}", "head: 3")
    yield Export("sep", "a.csv", f"sep=,\n{head}{body}")
    two = "model,acc,latency,params\n,mean,mean,sum\n"
    yield Export("two heads", "a.csv", two + body, "head: [1, 2]", ("model", "acc.mean", "latency.mean", "params.sum"))
    yield Export("blank corner", "a.csv", f",{','.join(IDS[1:])}\n{body}")
    for name, first in (("Rank", 1), ("", 0)):
        numbered = "".join(line([str(at), *row], ",") for at, row in enumerate(rows, start=first))
        yield Export(f"counted {name}", "a.csv", f"{name},{head}{numbered}", "key: model")
    wide = f"{','.join(IDS)},{','.join(f'cfg.{at}' for at in range(300))}\n"
    yield Export("wide", "a.csv", wide + "".join(line([*row, *["x" * 3000] * 300], ",")[:-1] + "\n" for row in rows[:1])
                 + "".join(line([*row, *[""] * 300], ",") for row in rows[1:]))  # fmt: skip
    yield Export("blank lines and columns", "a.csv", f"\n{head.strip()},,\n\n" + "".join(f"{line(row, ',').strip()},,\n\n" for row in rows))
    units = [[row[0], row[1], f"{row[2]} ms" if row[2] else "-", row[3]] for row in rows]
    yield Export("units", "a.csv", head + "".join(line(row, ",") for row in units))
    percents = [[row[0], f"{float(row[1]) * 100:.1f} %", row[2], row[3]] for row in rows]
    yield Export("percents", "a.csv", head + "".join(line(row, ",") for row in percents))


def turned() -> Iterator[Export]:
    """Models as columns, one value a row, several rows a model, rows of other data."""
    rows = [cells(row, point, str, "") for row in ROWS]
    columns = list(zip(IDS, *rows, strict=True))
    yield Export("columns", "a.csv", "".join(line(column, ",") for column in columns), "orientation: columns")
    values = [[row[0], name, row[at]] for row in rows for at, name in enumerate(IDS) if at and row[at]]
    long = "model,metric,value\n" + "".join(line(row, ",") for row in values)
    yield Export("long", "a.csv", long, "long: {metric: metric, value: value}")
    twice = "model,seed,acc,latency,params\n" + "".join(line([row[0], seed, *row[1:]], ",") for row in rows for seed in "12")
    yield Export("runs", "a.csv", twice, "key: model, repeats: seed")
    both = "run,model,set,acc,latency,params\n" + "".join(
        line([f"r{at}{name}", row[0], name, row[1] if name == "hard" else "0.99", *row[2:]], ",")
        for at, row in enumerate(rows) for name in ("easy", "hard")
    )  # fmt: skip
    yield Export("data sets", "a.csv", both, "key: model, where: {set: hard}")
    marked = [[*row[:2], row[2] or "OOM", row[3]] for row in rows]
    yield Export("own mark", "a.csv", line(IDS, ",") + "".join(line(row, ",") for row in marked), "missing: [OOM]")


def nested() -> Iterator[Export]:
    """JSON, JSON Lines and YAML."""
    flat = [dict(zip(IDS, row, strict=True)) for row in ROWS]
    deep = [{"model": row[0], "metrics": {"acc": row[1], "latency": row[2]}, "size": {"params": row[3]}} for row in ROWS]
    heads = ("model", "metrics.acc", "metrics.latency", "size.params")
    named = {str(row["model"]): {key: value for key, value in row.items() if key != "model"} for row in flat}
    for ending, dump in (("json", json.dumps), ("yml", lambda data: json.dumps(data, indent=1))):
        yield Export(f"{ending} list", f"a.{ending}", dump(flat))
        yield Export(f"{ending} deep", f"a.{ending}", dump(deep), heads=heads)
        yield Export(f"{ending} path", f"a.{ending}", dump({"config": {"lr": 0.1}, "results": flat}), "path: results")
        yield Export(f"{ending} long path", f"a.{ending}", dump({"run": {"v1.2": [0, {"rows": deep}]}}), "path: run.v1.2.1.rows", heads)
        yield Export(f"{ending} names", f"a.{ending}", dump(named), "path: .")
        yield Export(f"{ending} names below", f"a.{ending}", dump({"models": named}), "path: models")
    for ending, rows, of in (("jsonl", flat, IDS), ("ndjson", deep, heads)):
        yield Export(ending, f"a.{ending}", "".join(json.dumps(row) + "\n" for row in rows), heads=of)
    yield Export("NaN in JSON", "a.json", json.dumps([{**row, "latency": row["latency"] or float("nan")} for row in flat]))


def marked_up() -> Iterator[Export]:
    """Markdown, as cards and papers have it."""
    rows = [cells(row, point, grouped(" "), "—") for row in ROWS]
    for title, name, value in (
        ("plain", "{}", "{}"), ("bold", "**{}**", "**{}**"), ("HTML", "<b>{}</b>", "{}<br>"), ("links", "[{}][x]", "<i>{}</i>"),
        ("footnotes", "{}[^1]", "{}[^1]"), ("raised", "{}<sup>1</sup>", "`{}`"),
    ):  # fmt: skip
        lines = [f"| {name.format(row[0])} | {' | '.join(value.format(text) for text in row[1:])} |" for row in rows]
        text = "\n".join([f"| {' | '.join(IDS)} |", "|---|---|---|---|", *lines])
        yield Export(title, "plan.md#models", f"# Plan\n\n## Models\n\n{text}\n\n[x]: https://example.org\n[^1]: A note.\n", narrative=True)


EXPORTS = [*separated(), *led(), *turned(), *nested(), *marked_up()]


def project_of(root: Path, export: Export) -> Any:
    """What plan.json has of the plan's one project, with the values of its models."""
    acc, latency, params = export.heads[1:]
    text = f"""\
schema: 1
title: Sample
stage: planning
owner: Kim
effort: {{person_weeks: 2}}
impact: {{worth: 3}}
feasibility: {{data: 3}}
metrics:
  acc: {{better: higher, column: {json.dumps(acc, ensure_ascii=False)}}}
  latency: {{better: lower, unit: ms, column: {json.dumps(latency, ensure_ascii=False)}}}
  params: {{better: lower, column: {json.dumps(params, ensure_ascii=False)}}}
models: {{table: {json.dumps(export.file)}{", " if export.models else ""}{export.models}}}
rules: {{r: {{rule: threshold, optimise: acc, subject_to: ["latency < 50"]}}, s: {{rule: metric, metric: params}}}}
decide_by: r
baselines: [{{id: script, kind: scripted, values: {{acc: 0.6, latency: 5}}}}, {{id: people, kind: human, values: {{acc: 0.95, latency: 900}}}}]
waivers: [{{kind: uncertainty, because: single values, until: 2030-01-01}}]
"""
    file = export.file.partition("#")[0]
    for name, written in {P: PLAN, f"{PROJECT}project.yml": text, f"{PROJECT}{file}": export.text}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written, encoding="utf-8")
    report = conclude(check_folder(root, {}), strict=True)
    values = [(one.name, {key: one.values.get(key) for key in IDS[1:]}) for one in report.plan.projects[0].table.models]  # type: ignore[union-attr]
    assert values == [(row[0], dict(zip(IDS[1:], row[1:], strict=True))) for row in ROWS]
    return declared(json.loads(render(report)))


def declared(value: Any) -> Any:
    """A part of plan.json without the values and the notes of columns that nothing names, nor why it is not known how
    sure a value is: runs that do not differ say no more than none."""
    if isinstance(value, list):
        return [declared(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: {model: {name: cell for name, cell in row.items() if name in IDS} for model, row in below.items()}
        if key in ("values", "notes") and isinstance(below, dict) and all(isinstance(row, dict) for row in below.values())
        else declared(below)
        for key, below in value.items()
        if key != "unknown"
    }  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return project_of(tmp_path_factory.mktemp("plain"), EXPORTS[0])


@pytest.mark.parametrize("export", EXPORTS, ids=lambda one: one.title)
def test_the_same_values_by_another_shape(export: Export, tmp_path: Path, plain: Any) -> None:
    """Whatever the shape, names, values and all that is concluded from them are the same, and nothing is found. Columns
    that nothing names may be there."""
    assert project_of(tmp_path, export) == plain


def test_there_are_many_shapes() -> None:
    assert len({export.text for export in EXPORTS}) > 55
