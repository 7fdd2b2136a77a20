"""Detections: every definition of average precision, held against pycocotools and scikit-learn, and what is refused."""

import contextlib
import io
import json
import math
import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from pydantic import TypeAdapter, ValidationError
from sklearn.metrics import average_precision_score

from planpress.model.errors import PlanpressError
from planpress.model.metrics import Metric
from planpress.sources import coco, coco_matching
from planpress.sources.coco import CocoSource
from planpress.sources.coco_files import read_annotations, read_detections
from planpress.sources.coco_matching import Matches, Matching, of_classes
from planpress.sources.coco_precision import TIES, Variant, average_precision, ranked
from planpress.sources.image_replicates import draws
from planpress.sources.source import Brought, EvidenceFile
from tests.sources.reading import made

HERE = Path(__file__).parent
EXAMPLE = HERE / "files" / "coco"
REFUSED: list[dict[str, Any]] = yaml.safe_load((HERE / "coco_refused.yml").read_text("utf-8"))

PADILLA = "R95T Y95F J91T A88F U84F C80F M78F F74F D71F B70T H67F P62T E54T X48T N45F T45F K44F Q44F V43F I38F L35F S23F G18T O14F"
"""Padilla's example in METHOD: 24 boxes from the surest down, each a letter, a confidence and whether it is right."""
SIZES = {"map": {}, "ap50": {"iou": 0.5}, "ap75": {"iou": 0.75}, "s": {"area": "small"}, "m": {"area": "medium"}, "l": {"area": "large"}}
"""COCO's own six."""


def read(folder: Path, truth: Any, models: dict[str, Any], metrics: dict[str, Any], **keys: Any) -> Brought:
    """What a source brings of annotations and the detections of models, given as lists."""
    files = {"instances.json": truth, **{f"{name}.json": entries for name, entries in models.items()}}
    paths = made(folder, {name: content if isinstance(content, str) else json.dumps(content) for name, content in files.items()})
    written = {"source": "coco", "annotations": "instances.json", "files": "*.json", "metrics": metrics, **keys}
    return brought(written, *(EvidenceFile(path.name, str(path)) for path in paths))


def brought(written: dict[str, Any], *files: EvidenceFile) -> Brought:
    source = TypeAdapter(CocoSource).validate_python(written)
    return source.read(files, {name: Metric(better="higher") for name in written["metrics"]})


MODELS = ("one-stage", "two-stage")


def example(metrics: dict[str, Any], **keys: Any) -> Brought:
    """What the committed detections of two models bring."""
    files = [EvidenceFile(path.relative_to(EXAMPLE).as_posix(), str(path)) for path in sorted(EXAMPLE.rglob("*.json"))]
    return brought({"source": "coco", "annotations": "instances.json", "files": "detections/*.json", "metrics": metrics, **keys}, *files)


def values(found: Brought, model: str = "net") -> dict[str, float]:
    return {name: one.models[model].value for name, one in found.metrics.items()}


def padilla(boxes: Sequence[str]) -> tuple[Any, list[dict[str, Any]]]:
    """Each box in a photo of its own, in this order; with 15 objects, 9 of them found nowhere."""
    right = [at for at, box in enumerate(boxes) if box[-1] == "T"]
    found = [*right, *range(100, 100 + 15 - len(right))]
    truth = {
        "images": [{"id": at} for at in {*range(len(boxes)), *found}],
        "categories": [{"id": 1, "name": "thing"}],
        "annotations": [{"id": at, "image_id": image, "category_id": 1, "bbox": [0, 0, 10, 10], "area": 100, "iscrowd": 0} for at, image in enumerate(found, 1)],
    }
    return truth, [{"image_id": at, "category_id": 1, "bbox": [0, 0, 10, 10], "score": int(box[1:3]) / 100} for at, box in enumerate(boxes)]


PUBLISHED: dict[str, dict[Variant, float]] = {
    "stable": {"11-point": 0.2684, "all-points": 0.2457, "coco-101": 0.2482, "step": 0.2278},
    "swapped": {"11-point": 0.2381, "all-points": 0.2235, "coco-101": 0.2251},
    "pessimistic": {"11-point": 0.2381, "all-points": 0.2235, "coco-101": 0.2251},
    "one-threshold": {"step": 0.1945},
}


@pytest.mark.parametrize("ties", PUBLISHED)
def test_the_published_definitions(tmp_path: Path, ties: str) -> None:
    """One list of boxes has as many average precisions as there are definitions, and rules for its two equal scores."""
    boxes = PADILLA.split()
    if ties == "swapped":
        boxes[:2] = boxes[1::-1]
    truth, found = padilla(boxes)
    rule = "stable" if ties == "swapped" else ties
    asked = {name: {"variant": name, "iou": 0.5, "ties": rule} for name in PUBLISHED[ties]}
    assert {name: round(value, 4) for name, value in values(read(tmp_path, truth, {"net": found}, asked)).items()} == PUBLISHED[ties]


def test_the_rule_for_equal_scores_is_that_of_the_definition(tmp_path: Path) -> None:
    """Left out, it is what the definition says, else wrong boxes come first; the passport says which, and a remark what
    the order of a file decides."""
    truth, found = padilla(PADILLA.split())
    brought = read(tmp_path, truth, {"net": found}, {name: {"variant": name, "iou": 0.5} for name in TIES})
    assert {name: one.passport.ties for name, one in brought.metrics.items()} == TIES
    assert {name: round(value, 4) for name, value in values(brought).items()} == {"11-point": 0.2381, "all-points": 0.2235, "coco-101": 0.2482, "step": 0.1945}
    assert brought.remarks == ("net: coco-101 is 0.2482 with equal scores in the order of its file, 0.2251 with wrong boxes first",)


def drawn(seed: int, scores: int, classes: int, crowds: float = 0.1) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Boxes near objects and boxes of nothing, in a shuffled file; some images are empty, and few scores make ties."""
    draw = random.Random(seed)
    truth: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    images = draw.randint(1, 25)
    for image in range(1, images + 1):
        for _ in range(draw.choice((0, 0, 1, 3, 6))):
            kind, side = draw.randint(1, classes), draw.choice((20, 60, 200))
            x, y, width, height = (draw.uniform(0, 300), draw.uniform(0, 300), draw.uniform(4, side), draw.uniform(4, side))
            truth.append({"id": len(truth) + 1, "image_id": image, "category_id": kind, "bbox": [x, y, width, height], "area": width * height * draw.uniform(0.5, 1), "iscrowd": int(draw.random() < crowds)})
            for _ in range(draw.randint(0, 3)):
                off = draw.choice((0, 0, 0.05, 0.2))
                box = [x + draw.gauss(0, off) * width, y + draw.gauss(0, off) * height, width, height * draw.uniform(1 - off, 1 + off)]
                found.append({"image_id": image, "category_id": kind if draw.random() < 0.9 else draw.randint(1, classes), "bbox": box})
        for _ in range(draw.choice((0, 0, 1, 4))):
            found.append({"image_id": image, "category_id": draw.randint(1, classes), "bbox": [draw.uniform(0, 300), 0, draw.uniform(0, 90), 40]})
    found = found or [{"image_id": 1, "category_id": 1, "bbox": [0, 0, 5, 5]}]
    draw.shuffle(found)
    levels = [draw.random() for _ in range(scores)]
    for one in found:
        one["score"] = draw.choice(levels) if scores else draw.random()
    listed = [{"id": image, "width": 640, "height": 640} for image in range(1, images + 1)]
    return {"info": {}, "images": listed, "categories": [{"id": at, "name": f"c{at}"} for at in range(1, classes + 1)], "annotations": truth}, found


def pycocotools(truth: Any, found: Any, most: int = 100, classes: Sequence[int] | None = None) -> list[float | None]:
    """What pycocotools gives for COCO's six; None where it gives -1."""
    with contextlib.redirect_stdout(io.StringIO()):
        known = COCO()
        known.dataset = deepcopy(truth)
        known.createIndex()
        evaluation = COCOeval(known, known.loadRes(deepcopy(found)), "bbox")
        evaluation.params.maxDets = [most]
        if classes is not None:
            evaluation.params.catIds = [*classes]
        evaluation.evaluate()
        evaluation.accumulate()
    precision = evaluation.eval["precision"]  # overlaps, recalls, classes, areas, most
    parts = [precision[:, :, :, 0], precision[0, :, :, 0], precision[5, :, :, 0], *(precision[:, :, :, area] for area in (1, 2, 3))]
    return [float(part[part > -1].mean()) if (part > -1).any() else None for part in parts]


@given(st.integers(0, 2**32), st.sampled_from([0, 1, 3, 12]), st.sampled_from([1, 1, 3]), st.sampled_from([100, 2]))
def test_agrees_with_pycocotools(tmp_path_factory: pytest.TempPathFactory, seed: int, scores: int, classes: int, most: int) -> None:
    """COCO's six to 1e-12, with ties, crowds, images without objects, one class only, and few boxes of an image; what
    is -1 there is blank here. The same for one class of several."""
    truth, found = drawn(seed, scores, classes)
    folder = tmp_path_factory.mktemp("coco")
    asked = {name: {**one, "max_detections": most} for name, one in SIZES.items()}
    of_one = {f"{name} of c1": {**one, "class": "c1"} for name, one in asked.items()}
    # Values alone, which takes a tenth of the time, and a few pairs of boxes at once.
    with patch.object(coco, "MOST_IMAGES", 0), patch.object(coco_matching, "_AT_ONCE", 1 + seed % 40):
        evidence = read(folder, truth, {"net": found}, {**asked, **of_one}).metrics
    expected = [*pycocotools(truth, found, most), *pycocotools(truth, found, most, [1])]
    for (name, one), value in zip(evidence.items(), expected, strict=True):
        own = one.models["net"].value if "net" in one.models else None
        assert own == (None if value is None else pytest.approx(value, abs=1e-12)), name


def matches(truth: Any, found: Any, folder: Path, stable: bool = True) -> list[Matches]:
    """The matches of each class at an overlap of one half."""
    paths = made(folder, {"g.json": json.dumps(truth), "d.json": json.dumps(found)})
    known = read_annotations(EvidenceFile("g.json", str(paths[0])))
    boxes = read_detections(EvidenceFile("d.json", str(paths[1])), known)
    return [*of_classes(known, boxes, Matching((0.5,), (0, 1e10), None, stable), range(len(known.classes)))]


@given(st.integers(0, 2**32), st.sampled_from([0, 3]))
def test_step_is_that_of_scikit_learn(tmp_path_factory: pytest.TempPathFactory, seed: int, scores: int) -> None:
    """With objects that were not found as examples with the lowest score, to 1e-12."""
    truth, found = drawn(seed, scores, 1, crowds=0)
    [one] = matches(truth, found, tmp_path_factory.mktemp("step"))
    if not len(one.objects):
        return
    missed = len(one.objects) - int(one.right[0].sum())
    labels, given = [*one.right[0].tolist(), *[True] * missed], [*one.scores.tolist(), *[-1.0] * missed]
    # scikit-learn's last step is that of the objects that were not found: their share, at a precision of all objects.
    off = missed / len(labels) if labels else 0.0
    value = average_precision(ranked(one, 0, "one-threshold"), np.ones((len(truth["images"]), 1), np.uint8), "step")[0]
    assert value == pytest.approx(average_precision_score(labels, given) - off, abs=1e-12)


@given(st.integers(0, 2**32), st.sampled_from(["coco-101", "all-points"]))
def test_a_replicate_is_what_its_images_give(tmp_path_factory: pytest.TempPathFactory, seed: int, variant: Variant) -> None:
    """An image that is drawn twice counts as two, one that is not drawn as none: the value is that of such files."""
    truth, found = drawn(seed, 0, 1)
    draw = random.Random(seed + 1)
    often = {one["id"]: draw.choice((0, 1, 1, 2, 3)) for one in truth["images"]}
    if not any(often.values()):
        return
    copies = [(image, image + 100 * at) for image, times in often.items() for at in range(times)]
    again = {**truth, "images": [{"id": own} for _, own in copies], "annotations": [
        {**one, "image_id": own, "id": 1 + at * 1000 + number} for number, (image, own) in enumerate(copies) for at, one in enumerate(truth["annotations"]) if one["image_id"] == image
    ]}  # fmt: skip
    boxes = [{**one, "image_id": own} for image, own in copies for one in found if one["image_id"] == image]
    if not boxes:
        return
    weights = np.array([[often[one["id"]]] for one in truth["images"]], np.uint8)
    folder = tmp_path_factory.mktemp("replicate")
    [one], [other] = matches(truth, found, folder), matches(again, boxes, folder)
    # Copies have equal scores: as pessimistic as one step after the other is, they make one step of all copies.
    expected = average_precision(ranked(other, 0, "one-threshold"), np.ones((len(copies), 1), np.uint8), variant)
    assert average_precision(ranked(one, 0, "one-threshold"), weights, variant) == pytest.approx(expected, abs=1e-12, nan_ok=True)


@given(st.integers(0, 2**32), st.sampled_from(["pessimistic", "one-threshold"]))
def test_the_order_of_a_file_decides_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int, ties: str) -> None:
    """But where it is asked to: the same boxes in another order bring the same evidence to the last digit."""
    truth, found = drawn(seed, 2, 2)
    asked = {name: {"variant": name, "iou": 0.5, "ties": ties} for name in TIES}
    folder = tmp_path_factory.mktemp("order")
    first = read(folder, truth, {"net": found}, asked)
    random.Random(seed).shuffle(found)
    assert read(folder, truth, {"net": found}, asked) == first


def test_an_error_is_that_of_a_share_where_it_can_be_worked_out(tmp_path: Path) -> None:
    """An object and a box of one score in each of 400 images: the value is the share of right boxes squared, and its
    error by the delta method 2 p sqrt(p (1 - p) / n). Two models that are right together differ by nothing."""
    truth, found = padilla([f"a50{'T' if at % 4 else 'F'}" for at in range(400)])
    truth["annotations"] = [{"id": at, "image_id": at, "category_id": 1, "bbox": [0, 0, 10, 10], "iscrowd": 0} for at in range(400)]
    truth["images"] = [{"id": at} for at in range(400)]
    for at, box in enumerate(found):
        box["bbox"] = [0, 0, 10, 10] if at % 4 else [50, 0, 10, 10]
    one = read(tmp_path, truth, {"net": found, "twin": found}, {"ap": {"variant": "step", "iou": 0.5}})
    evidence = one.metrics["ap"]
    net = evidence.models["net"]
    assert (net.value, net.n, net.clusters, net.method) == (pytest.approx(0.75**2), 400, 400, "bootstrap")
    assert net.se == pytest.approx(2 * 0.75 * math.sqrt(0.75 * 0.25 / 400), rel=0.05)
    assert [(pair.difference, pair.se, pair.n, pair.clusters) for pair in evidence.pairs] == [(0, 0, 400, 400)]
    assert one.remarks == ('"instances.json": 400 annotations without an area: width times height is taken',)


def test_an_error_is_that_of_other_draws_too(tmp_path: Path) -> None:
    """2,000 draws by numpy's own multinomial know the error of the committed example to 5 %, times 20 / 19 for 20 images."""
    truth, found = (json.loads((EXAMPLE / name).read_text("utf-8")) for name in ("instances.json", "detections/one-stage.json"))
    often = np.random.default_rng(8).multinomial(20, [1 / 20] * 20, 2000).T
    classes = [average_precision(ranked(one, 0, "stable"), often, "coco-101") for one in matches(truth, found, tmp_path)]
    expected = math.sqrt(20 / 19) * float(np.nanmean(classes, axis=0).std(ddof=1))
    net = example({"ap50": {"iou": 0.5}}).metrics["ap50"].models["one-stage"]
    assert (net.se, net.n, net.clusters) == (pytest.approx(expected, rel=0.05), 50, 20)


def test_draws_are_the_same_everywhere() -> None:
    """As often in all as there are images, and the ones that they have always been."""
    drawn = draws(40)
    assert drawn.shape == (40, 1000) and {*drawn.sum(axis=0).tolist()} == {40}
    assert drawn[:5, :3].tolist() == DRAWN


DRAWN = [[0, 2, 3], [2, 3, 1], [1, 1, 2], [1, 2, 2], [0, 0, 2]]


def test_two_metrics_of_one_model_go_together() -> None:
    """The covariance of a metric with its own copy is its variance, for models and for their differences."""
    evidence = example({"a": {"iou": 0.5}, "b": {"iou": 0.5}}).metrics
    one, two = (evidence["a"].models[name] for name in MODELS)
    assert evidence["a"].covariances["one-stage"] == {"b": pytest.approx((one.se or 0) ** 2)}
    [pair] = evidence["a"].pairs
    assert (pair.a, pair.b, pair.difference) == (*MODELS, one.value - two.value)
    # On the same images the difference is surer than that of two models that were measured apart.
    assert pair.covariances == {"b": pytest.approx(pair.se**2)} and 0 < pair.se < math.hypot(one.se or 0, two.se or 0)


def test_objects_in_few_images_say_nothing_of_others(tmp_path: Path) -> None:
    """With objects in nine images a value has no error; with ten it has."""
    for images in (9, 10):
        truth, found = padilla([f"a{50 + at}{'TF'[at % 2]}" for at in range(images)])
        truth["images"] = [{"id": at} for at in range(200)]
        truth["annotations"] = [{"id": at, "image_id": at, "category_id": 1, "bbox": [0, 0, 9, 9], "area": 81} for at in range(images)]
        net = read(tmp_path, truth, {"net": found}, {"ap": {"iou": 0.5}}).metrics["ap"].models["net"]
        assert (net.se is None) == (images == 9) and net.clusters == 200


def test_nothing_of_a_size_is_blank(tmp_path: Path) -> None:
    """Where COCO's evaluation says -1 there is no value, and a remark."""
    truth, found = padilla(PADILLA.split())
    one = read(tmp_path, truth, {"net": found}, {"large": {"area": "large"}})
    assert one.metrics["large"].models == {} and one.remarks == ('"instances.json" has no object that large is of, so that it is blank',)


def test_what_an_annotation_ignores(tmp_path: Path) -> None:
    """`ignore` counts for nothing without iscrowd, as in COCO's evaluation, and a remark says so."""
    truth, found = padilla(PADILLA.split())
    truth["annotations"][0]["ignore"] = 1
    one = read(tmp_path, truth, {"net": found}, {"ap": {"iou": 0.5, "ties": "pessimistic"}})
    assert values(one) == {"ap": pytest.approx(0.2251, abs=5e-5)}
    assert one.remarks == ("\"instances.json\": 1 annotation with ignore and no iscrowd: they count, as COCO's evaluation has it",)


def test_an_object_may_have_the_id_0(tmp_path: Path) -> None:
    """pycocotools takes one that is found for one that is not; here it is found."""
    truth, found = padilla(["a90T"])
    truth["annotations"] = [{**truth["annotations"][0], "id": 0}]
    assert values(read(tmp_path, truth, {"net": found}, {"ap": {"iou": 0.5}})) == {"ap": 1.0}
    assert pycocotools({**truth, "info": {}}, found)[1] == 0.0


def test_classes_are_slices_where_asked() -> None:
    """Each class has its value, its objects and its error; their mean is the metric's value."""
    found = example({"map": {}}, slices=["class"]).metrics["map"]
    parts = found.slices["class"]
    for model, whole in found.models.items():
        assert math.fsum(one[model].value for one in parts.values()) / len(parts) == pytest.approx(whole.value, abs=1e-12)
    assert {name: one["two-stage"].n for name, one in parts.items()} == {"dent": 11, "scratch": 19, "tear": 20}


def test_the_example_brings_what_pycocotools_says() -> None:
    """The committed detections of two models, with what their passports say."""
    truth = json.loads((EXAMPLE / "instances.json").read_text("utf-8"))
    found = example({**SIZES, "tear": {"class": "tear", "iou": 0.5, "area": [0, 5000], "split": "test"}})
    for model in MODELS:
        expected = pycocotools({**truth, "info": {}}, json.loads((EXAMPLE / f"detections/{model}.json").read_text("utf-8")))
        assert [*values(found, model).values()][:6] == pytest.approx(expected, abs=1e-12)
    said = {name: one.passport for name, one in found.metrics.items()}
    assert (said["map"].variant, said["map"].average, said["map"].ties) == ("coco-101, IoU 0.5 to 0.95 by 0.05, at most 100 boxes an image and class", "macro", "stable")
    assert (said["tear"].variant, said["tear"].average, said["tear"].split) == ("coco-101, IoU 0.5, class tear, area 0 to 5000, at most 100 boxes an image and class", None, "test")
    assert str(said["map"].data).startswith("sha256:")


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: str(case["says"]))
def test_refuses_with_the_way_out(tmp_path: Path, case: dict[str, Any]) -> None:
    """Bad input is one message with its file and entry."""
    truth = {"images": [{"id": 1}, {"id": 2}], "categories": [{"id": 1, "name": "person"}, {"id": 2, "name": "dog"}]}
    truth["annotations"] = [{"id": at, "image_id": at, "category_id": 1, "bbox": [0, 0, 5, 5], "area": 25, "iscrowd": 0} for at in (1, 2)]
    found = [{"image_id": at, "category_id": 1, "bbox": [0, 0, 5, 5], "score": 0.5} for at in (1, 2)]
    for entry, key in ((truth["annotations"][1], "annotation"), (found[1], "detection")):
        entry.update(case.get(key, {}))
    text = case.get("detections", found)
    text = f"{text}{'1' * case['digits']}]" if "digits" in case else text + "[" * case["nested"] if "nested" in case else text
    models = {} if "only" in case else {"net": text}
    with pytest.raises(PlanpressError) as problem:
        read(tmp_path, case.get("annotations", truth), models, {"map": case.get("metric", {})}, **case.get("keys", {}))
    assert str(problem.value) == case["says"]


def test_a_file_of_any_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More bytes, more boxes or more pairs than are held at once; and errors are left out where they would take long."""
    truth, found = padilla(PADILLA.split())
    asked = {"ap": {"iou": 0.5, "variant": "step"}}
    for module, name, most, says in (
        ("coco_files", "LARGEST_FILE", 10**3, '"instances.json": has more than 0 MB, and is read as a whole'),
        ("coco_files", "MOST_ROWS", 40, None),
        ("coco_files", "MOST_ROWS", 20, '"instances.json": there are more than 20 images; part the images'),
        ("coco_files", "MOST_CLASSES", 0, '"instances.json": there are more than 0 categories; leave those out that have no objects'),
        ("coco_matching", "MOST_NEAR", 6, '7 pairs of a box and an object of "thing" in the same image; the most is 6: write max_detections'),
        ("coco_matching", "MOST_PAIRS", 5, '7 pairs of a box and an object of "thing" in the same image; the most is 5: write max_detections'),
    ):
        with monkeypatch.context() as at:
            at.setattr(f"planpress.sources.{module}.{name}", most)
            if says is None:
                read(tmp_path, truth, {"net": found}, asked)
                continue
            with pytest.raises(PlanpressError) as problem:
                read(tmp_path, truth, {"net": found}, asked)
            assert str(problem.value) == says
    monkeypatch.setattr(coco, "MOST_RESAMPLED", 23)
    one = read(tmp_path, truth, {"net": found}, asked)
    assert one.remarks == ("net: too many images or boxes to say how sure ap is",) and one.metrics["ap"].models["net"].se is None


def test_two_files_of_one_model(tmp_path: Path) -> None:
    """A model has one file; folders may name models instead."""
    truth, found = padilla(PADILLA.split())
    paths = made(tmp_path, {"instances.json": json.dumps(truth), "a.json": json.dumps(found)})
    files = [EvidenceFile("instances.json", str(paths[0])), *(EvidenceFile(f"runs/{name}/a.json", str(paths[1])) for name in ("x", "y"))]
    asked = {"source": "coco", "annotations": "./instances.json", "files": "runs/*/a.json", "metrics": {"ap": {"iou": 0.5}}}
    with pytest.raises(PlanpressError) as problem:
        brought(asked, *files)
    assert str(problem.value) == '"runs/x/a.json" and "runs/y/a.json" are both of "a"; write name: {part: folder}, or one file a model'
    assert [*brought({**asked, "name": {"part": "folder"}}, *files).metrics["ap"].models] == ["x", "y"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"iou": 0}, "is no overlap; write one above 0 and up to 1, or [first, last, step]"),
        ({"iou": 1.5}, "is no overlap; write one above 0 and up to 1, or [first, last, step]"),
        ({"iou": [0.9, 0.5, 0.1]}, "is no overlap; write one above 0 and up to 1, or [first, last, step]"),
        ({"iou": [0.5, 0.95, 0.1]}, "has steps that do not lead from its first to its last, or more than 100"),
        ({"iou": [0.5, 0.95, 0.0001]}, "has steps that do not lead from its first to its last, or more than 100"),
        ({"iou": [0.5, 0.95, 0.0]}, "has steps that do not lead from its first to its last, or more than 100"),
        ({"area": [9, 4]}, "is no range; write [least, largest] in square pixels"),
    ],
)  # fmt: skip
def test_what_a_metric_may_not_ask_for(asked: dict[str, Any], says: str) -> None:
    """Overlaps that are none, steps that miss their end, sizes from large to small."""
    with pytest.raises(ValidationError) as problem:
        TypeAdapter(CocoSource).validate_python({"source": "coco", "annotations": "a", "files": "b", "metrics": {"ap": asked}})
    assert says in [one["msg"] for one in problem.value.errors()]


def test_offers_detections_alone(tmp_path: Path) -> None:
    """Annotations, other lists and other files are of another kind."""
    paths = made(tmp_path, {"other.json": '[{"a": 1}]', "notes.txt": "x"})
    offers = {path.name: CocoSource.offer(EvidenceFile(path.name, str(path))) for path in (EXAMPLE / "instances.json", EXAMPLE / "detections/one-stage.json", *paths)}
    assert {name: offer and dict(offer.keys) for name, offer in offers.items()} == {
        "instances.json": None, "one-stage.json": {"source": "coco", "annotations": "FILE"}, "other.json": None, "notes.txt": None,
    }  # fmt: skip
