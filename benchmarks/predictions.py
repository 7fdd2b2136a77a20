"""`python -m benchmarks.predictions`: how long evidence of predictions takes, beside scikit-learn and on Spark."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measuring import Sample, Side, megabytes, processor, python, ratio, rounds, run, seconds

MODELS = 5
_TARGETS = {"distinct": "at most 1.6", "repeated": "at most 0.2"}
_BYTES_A_ROW = 100
"""The most of the disk: the file, and what an engine puts there meanwhile."""

_MEMORY_A_ROW = 140
"""What scikit-learn takes of memory, pandas included."""
_MOST_WITH_ERRORS = 10**7

_PROJECT = """\
schema: 1
title: Predictions
owner: Team
stage: planning
effort: {{person_weeks: 3}}
impact: {{gain: 3}}
feasibility: {{ease: 3}}
metrics: {{auc: {{better: higher, range: [0, 1]}}, ap: {{better: higher, range: [0, 1]}}}}
models:
  table: models.csv
  from:
    source: predictions
    files: predictions.parquet
    errors: {errors}
    metrics: {{auc: {{metric: roc-auc}}, ap: {{metric: average-precision}}}}
rules: {{best: {{rule: metric, metric: auc}}}}
"""
_PLAN = """\
schema: 1
title: Plan
scales: {five: {bounds: [1, 5]}}
impact: {gain: {label: Gain, scale: five}}
feasibility: {ease: {label: Ease, scale: five}}
"""
_SCIKIT_LEARN = """\
import sys
import pandas as pd
from sklearn.metrics import average_precision_score, roc_auc_score
rows = pd.read_parquet(sys.argv[1], columns=["model", "label", "score"])
for model, of in rows.groupby("model"):
    print(model, roc_auc_score(of.label, of.score), average_precision_score(of.label, of.score))
"""
_MADE = """\
COPY (
    SELECT concat('e', example) AS id, concat('model-', model) AS model, label, {score} AS score
    FROM (SELECT example, model, label, 1 / (1 + exp(2 - 4 * draw - 1.4 * label)) AS given FROM (
        SELECT example, model, CAST(hash(example * 7 + 1) % 10 < 3 AS INT) AS label,
               hash(example * 31 + model) / 18446744073709551616.0 AS draw
        FROM range({examples}) AS examples(example), range({models}) AS models(model)
    ))
) TO '{path}' (FORMAT parquet)
"""
_SCORES = {"distinct": "given", "repeated": "round(given, 2)"}


def main() -> None:
    """Measure files of so many rows, of five models each. The figures are for people: none of them fails the run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predictions", description=__doc__)
    parser.add_argument("--rows", metavar="N,N", default="1000000,10000000,100000000", help="rows; 1e6, 1e7 and 1e8")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; 3, and 1 above 1e7, if left out")
    parser.add_argument("--remote", metavar="sc://HOST:PORT", help="measure Spark at this address too")
    asked = parser.parse_args()
    print("| rows | scores | side | s | processor, s | peak, MB | times scikit-learn | target |")
    print("|---:|---|---|---:|---:|---:|---:|---|")
    for rows in map(int, asked.rows.split(",")):
        with TemporaryDirectory(prefix="planpress-bench-") as name:
            if shutil.disk_usage(name).free < rows * _BYTES_A_ROW:
                print(f"| {rows:,} | | not measured: too little room on the disk | | | | | |")
                continue
            for kind in _SCORES:
                for line in _measured(Path(name), rows, kind, asked.rounds if rows <= 10**7 else 1, asked.remote):
                    print(line)
                    sys.stdout.flush()


def _measured(folder: Path, rows: int, kind: str, count: int, remote: str | None) -> Sequence[str]:
    import duckdb

    (folder / "learn.py").write_text(_SCIKIT_LEARN)
    data = folder / "content" / "projects" / "p" / "predictions.parquet"
    data.parent.mkdir(parents=True, exist_ok=True)
    (folder / "content" / "plan.yml").write_text(_PLAN)
    made = _MADE.format(score=_SCORES[kind], examples=rows // MODELS, models=MODELS, path=data)
    duckdb.connect().execute(made)

    def refresh(errors: bool, *options: str) -> Side:
        def side() -> Sample:
            (data.parent / "project.yml").write_text(_PROJECT.format(errors=str(errors).lower()))
            for name in ("models.csv", "models.evidence.json"):
                (data.parent / name).unlink(missing_ok=True)
            return run(python("-m", "planpress", "refresh", *options), folder)

        return side

    def learn() -> Sample:
        return run(python("learn.py", data), folder)

    sides: dict[str, Side] = {"DuckDB, values": refresh(False)}
    if rows * _MEMORY_A_ROW < os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"):
        sides = {"scikit-learn": learn, **sides}
    if rows <= _MOST_WITH_ERRORS:
        sides["DuckDB, errors"] = refresh(True)
    if remote:
        sides["Spark, values"] = refresh(False, "--engine", "spark", "--remote", remote)
        sides["Spark, errors"] = refresh(True, "--engine", "spark", "--remote", remote)
    found = rounds(sides, count)
    lines = []
    for name, samples in found.items():
        times = f"{seconds(samples):.1f} | {processor(samples):.1f} | {megabytes(samples):.0f}"
        beside, target = "", ""
        if name != "scikit-learn" and "scikit-learn" in found:
            by_processor = median(
                one.processor / other.processor for one, other in zip(samples, found["scikit-learn"], strict=True)
            )
            beside = f"{ratio(samples, found['scikit-learn']):.2f}, processor {by_processor:.2f}"
            target = _TARGETS[kind] if name == "DuckDB, values" and rows == 10**7 else ""
        lines.append(f"| {rows:,} | {kind} | {name} | {times} | {beside} | {target} |")
    return lines


if __name__ == "__main__":
    main()
