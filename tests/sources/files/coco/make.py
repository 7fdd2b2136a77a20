"""Makes the detections beside it: 20 photos of parts, three kinds of damage, two detectors. Run it from any folder."""

import json
import random
from pathlib import Path

HERE = Path(__file__).parent
CLASSES = ("dent", "scratch", "tear")
SIZES = {"dent": (30, 160), "scratch": (12, 60), "tear": (40, 220)}
"""Pixels, the least and the largest side."""


def box(draw: random.Random, kind: str) -> list[float]:
    """x, y, width and height of a damage in a photo of 640 x 480."""
    width, height = (draw.randint(*SIZES[kind]) for _ in range(2))
    return [draw.randint(0, 640 - width), draw.randint(0, 480 - height), width, height]


def annotations(draw: random.Random) -> dict[str, list[dict[str, object]]]:
    """Up to five damages in a photo, none in some; scratches may be a crowd, but with this seed none is."""
    listed: list[dict[str, object]] = []
    for image in range(1, 21):
        for _ in range(0 if image % 7 == 0 else draw.randint(1, 5)):
            kind = draw.choice(CLASSES)
            x, y, width, height = box(draw, kind)
            crowd = int(kind == "scratch" and draw.random() < 0.1)
            listed.append({"id": len(listed) + 1, "image_id": image, "category_id": CLASSES.index(kind) + 1, "bbox": [x, y, width, height], "area": round(width * height * draw.uniform(0.6, 1)), "iscrowd": crowd})
    return {
        "images": [{"id": at, "width": 640, "height": 480, "file_name": f"photo-{at:02}.jpg"} for at in range(1, 21)],
        "categories": [{"id": at, "name": name} for at, name in enumerate(CLASSES, 1)],
        "annotations": listed,
    }  # fmt: skip


def detections(draw: random.Random, objects: list[dict[str, object]], found: float, shift: float, false: int) -> list[dict[str, object]]:
    """The share `found` of the objects, each side off by `shift` of itself, and up to so many false ones a photo. Scores
    have two decimals, so that some are equal."""
    listed: list[dict[str, object]] = []
    for one in objects:
        if draw.random() < found:
            x, y, width, height = one["bbox"]  # type: ignore[misc]
            moved = [x + draw.gauss(0, shift) * width, y + draw.gauss(0, shift) * height, width * draw.uniform(0.9, 1.1), height * draw.uniform(0.9, 1.1)]
            listed.append({"image_id": one["image_id"], "category_id": one["category_id"], "bbox": [round(part, 1) for part in moved], "score": round(draw.betavariate(5, 2), 2)})
    for image in range(1, 21):
        for _ in range(draw.randint(0, false)):
            kind = draw.choice(CLASSES)
            listed.append({"image_id": image, "category_id": CLASSES.index(kind) + 1, "bbox": [float(part) for part in box(draw, kind)], "score": round(draw.betavariate(2, 4), 2)})
    return listed


def write(name: str, document: dict[str, list[dict[str, object]]] | list[dict[str, object]]) -> None:
    """One entry a line, as a change of it is read."""
    def rows(entries: list[dict[str, object]]) -> str:
        return "[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]"

    text = rows(document) if isinstance(document, list) else "{" + ",\n".join(f"{json.dumps(key)}: {rows(entries)}" for key, entries in document.items()) + "}"
    (HERE / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    draw = random.Random(20)
    truth = annotations(draw)
    write("instances.json", truth)
    write("detections/one-stage.json", detections(draw, truth["annotations"], 0.75, 0.1, 3))
    write("detections/two-stage.json", detections(draw, truth["annotations"], 0.9, 0.05, 2))
