"""`times`: values and everything that is known of them in another unit, of every source alike."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from planpress import sources
from planpress.model.evidence import MOST_PAIRED, MetricEvidence
from planpress.sources.example_scores import ScoresSource
from planpress.sources.measured_files import FilesSource
from planpress.sources.predictions import PredictionsSource
from planpress.sources.source import Brought, SourceError
from tests.sources.reading import brought, made

ROWS = "id,model,acc,loss,lot,site\n" + "".join(
    f"{at},{model},{int(at % (2 + more) > 0)},{(at * 7 + more) % 11 / 8},l{at % 12},s{at % 2}\n" for at in range(48) for more, model in enumerate("ab")
)  # fmt: skip


def read(folder: Path, acc: float, loss: float, **keys: Any) -> Brought:
    metrics = {"acc": {"score": "acc", "times": acc}, "loss": {"score": "loss", "times": loss}}
    return brought(ScoresSource, {"source": "scores", "slices": ["site"], "metrics": metrics, **keys}, *made(folder, {"s.csv": ROWS}))


def numbers(found: MetricEvidence, factor: float, others: dict[str, float]) -> list[float]:
    """Everything that is known of a metric in a metric's unit, by the factors of this one and of the others."""
    size, flat = abs(factor), list[float]()
    for one in found.models.values():
        low, high = (one.low, one.high) if factor > 0 else (one.high, one.low)
        assert one.se is not None and low is not None and high is not None
        flat += [one.value * factor, one.se * size, low * factor, high * factor]
    for pair in found.pairs:
        flat += [pair.difference * factor, pair.se * size, *(value * factor * others[name] for name, value in pair.covariances.items())]
    flat += [value * factor * others[name] for known in found.covariances.values() for name, value in known.items()]
    for own in found.slices["site"].values():
        flat += [number for one in own.values() for number in (one.value * factor, (one.se or 0.0) * size)]
    return flat


@pytest.mark.parametrize("clusters", [{}, {"cluster": "lot"}])
@pytest.mark.parametrize("factors", [(100, 1), (1, -1), (-100, 0.01)])
def test_everything_is_in_the_other_unit(tmp_path: Path, factors: tuple[float, float], clusters: dict[str, str]) -> None:
    """Values, ends, errors, differences, parts and covariances with metrics of other units."""
    times = dict(zip(("acc", "loss"), factors, strict=True))
    one, other = read(tmp_path, 1, 1, **clusters), read(tmp_path, *factors, **clusters)
    for name, factor in times.items():
        plain = dict.fromkeys(times, 1.0)
        assert numbers(other.metrics[name], 1, plain) == pytest.approx(numbers(one.metrics[name], factor, times), rel=1e-12)
        assert [pair.discordant is None for pair in other.metrics[name].pairs] == [factor != 1 or name == "loss" or bool(clusters)]
        assert other.metrics[name].passport == one.metrics[name].passport


def test_a_product_is_rounded_once(tmp_path: Path) -> None:
    """0.07 times 100 is 7, and one that no table can hold is refused."""
    path = made(tmp_path, {"m.csv": "model,auc\na,0.07\n"})[0]
    asked = {"source": "files", "name": {"column": "model"}, "metrics": {"auc": {"column": "auc", "times": 100}}}
    assert brought(FilesSource, asked, path).metrics["auc"].models["a"].value == 7
    path.write_text("model,auc\na,1e49\n")
    with pytest.raises(SourceError, match=r'^auc of "a": 1e\+49 times 100 is too large; the largest is 1e50$'):
        brought(FilesSource, asked, path)


def test_the_best_are_those_of_the_project(tmp_path: Path) -> None:
    """The lowest product is best of negated errors: its pairs are kept."""
    count = MOST_PAIRED + 5
    rows = "".join(f"{at},m{model:02},{-(model + at % 3) / 10}\n" for at in range(9) for model in range(count))
    asked = {"source": "scores", "metrics": {"error": {"times": -1}}}
    found = brought(ScoresSource, asked, *made(tmp_path, {"s.csv": f"id,model,score\n{rows}"}), better="lower")
    assert {pair.a for pair in found.metrics["error"].pairs} == {f"m{model:02}" for model in range(MOST_PAIRED - 1)}


def test_nothing_is_kept_for_other_thresholds(tmp_path: Path) -> None:
    """A curve says shares alone: a metric in per cent is none of it, and another one stays."""
    pytest.importorskip("duckdb")
    rows = "".join(f"{at},a,{at % 2},{(at * 7 % 10) / 10}\n" for at in range(20))
    metrics = {"recall": {"metric": "recall", "threshold": 0.5, "times": 100}, "precision": {"metric": "precision", "threshold": 0.5}}
    [curve] = brought(PredictionsSource, {"source": "predictions", "metrics": metrics}, *made(tmp_path, {"p.csv": f"id,model,label,score\n{rows}"})).curves
    assert curve.metrics == ("precision",)


def test_every_source_has_it() -> None:
    """It is a key of each metric, whatever the source."""
    for name in sources.KINDS:
        properties = [one.get("properties", {}) for one in TypeAdapter(sources.kind(name)).json_schema()["$defs"].values()]
        assert any("times" in one for one in properties), name
