"""The letters of the drawings on a page, measured by the browser."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.kinds import script

# Boxes of letters hold the room of accents and descenders; below so many units of the drawing nothing is seen to touch.
_MEASURE = script("measure")
_ROOM = 0.8
_TOUCH_ACROSS, _TOUCH_UPWARD = 2.0, 3.0


def faults(page: Page) -> list[str]:
    """Every text of a visible drawing that leaves its viewBox, and every two that stand on each other."""
    drawings = page.evaluate(_MEASURE)
    return [
        fault for drawing in drawings for fault in (*_outside(drawing), *_meeting(drawing["figure"], drawing["texts"]))
    ]


def _outside(drawing: dict[str, Any]) -> list[str]:
    return [
        f'{drawing["figure"]}: "{text["said"]}" leaves the drawing'
        for text in drawing["texts"]
        if text["left"] < -_ROOM or text["top"] < -_ROOM
        or text["right"] > drawing["width"] + _ROOM or text["bottom"] > drawing["height"] + _ROOM
    ]  # fmt: skip


def _meeting(figure: str, texts: list[dict[str, Any]]) -> list[str]:
    found = []
    for at, one in enumerate(texts):
        for other in texts[:at]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            upward = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if across > _TOUCH_ACROSS and upward > _TOUCH_UPWARD:
                found.append(f'{figure}: "{one["said"]}" meets "{other["said"]}"')
    return found
